import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { Button } from './button.tsx';

/** A line about what is shown or was just done, with the one thing that can be done about it. */
export function Note(props: {
  tone?: 'warn' | 'bad';
  icon?: IconName;
  children: ComponentChildren;
  /** What its button says and does. */
  act?: { readonly words: string; readonly icon?: IconName; readonly work: () => void };
  /** Not read aloud when it appears. */
  still?: boolean;
}): VNode {
  const { tone, icon, act } = props;
  return (
    <div
      class={tone ? `kit-note ${tone}` : 'kit-note'}
      role={props.still ? undefined : tone === 'bad' ? 'alert' : 'status'}
    >
      {icon && <Icon name={icon} />}
      <span>{props.children}</span>
      {act && (
        <Button look="ghost" small icon={act.icon} onClick={act.work}>
          {act.words}
        </Button>
      )}
    </div>
  );
}
