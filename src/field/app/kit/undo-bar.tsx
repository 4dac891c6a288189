import type { VNode } from 'preact';
import { useApp, useKeeping, useMeeting } from '../core/hooks.ts';
import { IconButton } from './button.tsx';

/** Take back and do again: what was changed on this device, wherever in the meeting. */
export function UndoBar(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { canUndo, canRedo } = useKeeping();
  return (
    <div class="kit-undo">
      <IconButton icon="undo" label={t('ui.undo')} disabled={!canUndo} onClick={() => meeting.undo()} />
      <IconButton
        class="kit-redo"
        icon="undo"
        label={t('field.run.redo')}
        disabled={!canRedo}
        onClick={() => meeting.redo()}
      />
    </div>
  );
}
