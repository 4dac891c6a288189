import type { VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useKeeping, useMeeting } from '../core/hooks.ts';

/** Take back and do again, beside the parts of a drawing. */
export function UndoBar(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { canUndo, canRedo } = useKeeping();
  return (
    <div class="vn-undo">
      <button
        type="button"
        class="vn-icon"
        disabled={!canUndo}
        aria-label={t('field.venn.undo')}
        onClick={() => meeting.undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="vn-icon vn-redo"
        disabled={!canRedo}
        aria-label={t('field.venn.redo')}
        onClick={() => meeting.redo()}
      >
        <Icon name="undo" />
      </button>
    </div>
  );
}
