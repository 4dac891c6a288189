import type { VNode } from 'preact';
import type { TakenBack } from '../../rules/undo.ts';
import { useApp, useMeeting, useStep } from '../core/hooks.ts';
import { useTold } from '../core/watched.ts';
import { IconButton } from './button.tsx';

/** What a thing without a name is called, and the facts of the meeting that a step settles. */
const kinds: Readonly<Record<string, string>> = {
  mapObjects: 'field.map.nameless',
  mapBase: 'field.map.base',
  mapPhotoId: 'field.map.base',
  institutions: 'field.run.fact.institutions',
  circles: 'field.run.fact.institutions',
  links: 'field.run.fact.institutions',
  slices: 'needs.field.slice',
  questions: 'ui.field.question',
  budgetTotal: 'needs.budget.total',
  columns: 'field.run.nameless-problem',
  placements: 'field.core.kind.sticker',
  entries: 'field.focus.about',
  topics: 'field.focus.about',
};

const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words);

/** Take back and do again what was changed at this step on this device; what that was is said each time. */
export function UndoBar(): VNode {
  const { t, fmt, toast } = useApp();
  const meeting = useMeeting();
  const undo = meeting.undoOf(useStep());
  const watch = (look: () => void) => meeting.watch(look);
  const canUndo = useTold(watch, () => undo?.canUndo ?? false, [meeting, undo]);
  const canRedo = useTold(watch, () => undo?.canRedo ?? false, [meeting, undo]);
  const say = (done: TakenBack | undefined) => {
    if (!done) return;
    const called =
      done.of === 'meta' || done.name === ''
        ? t(kinds[done.of === 'meta' ? done.name : done.of]!, { count: 1 })
        : done.name;
    const words = t(`field.run.undone.${done.change}`, { name: shortened(called) });
    toast(done.more === 0 ? words : `${words} (+${fmt.number(done.more)})`);
  };
  return (
    <div class="kit-undo">
      <IconButton icon="undo" label={t('ui.undo')} disabled={!canUndo} onClick={() => say(undo?.undo())} />
      <IconButton
        class="kit-redo"
        icon="undo"
        label={t('field.run.redo')}
        disabled={!canRedo}
        onClick={() => say(undo?.redo())}
      />
    </div>
  );
}
