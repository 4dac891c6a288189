import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../core/app-context.ts';

/** Something that is unfolded by whoever wants it, and drawn for the first time then. */
export function Fold({
  title,
  class: own,
  children,
}: {
  title: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}): VNode {
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return (
    // A press comes before the unfolding; whatever else unfolds it is told afterwards.
    <details class={own ? `kit-fold ${own}` : 'kit-fold'} onToggle={want}>
      <summary onClick={want}>{title}</summary>
      {wanted && children}
    </details>
  );
}

/** Sentences `<of>.1`, `<of>.2` … of the messages, for whoever leads to say in own words. */
export function Questions({ of, count, numbered }: { of: string; count: number; numbered?: boolean }): VNode {
  const { t } = useApp();
  const List = numbered ? 'ol' : 'ul';
  return (
    <List>
      {Array.from({ length: count }, (_, index) => (
        <li key={index}>{t(`${of}.${index + 1}`)}</li>
      ))}
    </List>
  );
}
