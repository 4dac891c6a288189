import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../core/app-context.ts';
import { Note } from './note.tsx';

/** Takes things out of a list and brings the last one back as it was, as long as nothing else is done there. */
export function useRemoved<T extends { readonly id: string }>(act: {
  /** Those that stand: one that came back by undo is not offered again. */
  readonly among: readonly T[];
  readonly take: (id: string) => void;
  readonly put: (id: string, fields: Omit<T, 'id'>) => void;
  /** What is said of the one that was taken out. */
  readonly say: (thing: T) => string;
}): { readonly remove: (thing: T) => void; readonly forget: () => void; readonly note: VNode | null } {
  const { t } = useApp();
  const [removed, setRemoved] = useState<T>();
  const restore = () => {
    if (!removed) return;
    const { id, ...fields } = removed;
    act.put(id, fields);
    setRemoved(undefined);
  };
  return {
    remove(thing) {
      act.take(thing.id);
      setRemoved(thing);
    },
    forget: () => setRemoved(undefined),
    note:
      removed && !act.among.some(({ id }) => id === removed.id) ? (
        <Note act={{ words: t('ui.undo'), icon: 'undo', work: restore }}>{act.say(removed)}</Note>
      ) : null,
  };
}
