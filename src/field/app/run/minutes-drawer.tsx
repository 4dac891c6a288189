import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { noteParts, type NotePart } from '../../../needs/rules/session-record.ts';
import { useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { NoteField } from './note-field.tsx';

/** The minutes at hand during a step: the part of the step is open, any other can be chosen. */
export function MinutesDrawer({ part, onClose }: { part: NotePart; onClose: () => void }): VNode {
  const { t } = useApp();
  const { id, role } = useMeeting();
  const { notes } = useRecord();
  const [chosen, choose] = useState(part);
  // Another step brings its own part to the front.
  useEffect(() => choose(part), [part]);
  return (
    <aside
      class="run-drawer"
      aria-labelledby="run-drawer-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="run-drawer-head">
        <h2 id="run-drawer-title">{t('field.run.notes')}</h2>
        <button type="button" class="run-icon" aria-label={t('field.run.notes-close')} onClick={onClose}>
          <Icon name="cross" size={22} />
        </button>
      </div>
      <div class="field">
        <label class="hidden" for="run-drawer-part">
          {t('field.run.notes-part')}
        </label>
        <select
          id="run-drawer-part"
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value as NotePart)}
        >
          {noteParts.map((one) => (
            <option key={one} value={one}>
              {t(`field.run.part.${one}`)}
              {notes[one].trim() === '' ? '' : ' ✓'}
            </option>
          ))}
        </select>
      </div>
      <p class="hint" id="run-drawer-hint">
        {t(`field.run.note-hint.${chosen}`)}
      </p>
      <NoteField
        key={chosen}
        part={chosen}
        id="run-drawer-note"
        label={t('field.run.notes-of', { part: t(`field.run.part.${chosen}`) })}
        describedBy="run-drawer-hint"
      />
      <p class="run-drawer-foot">
        <span class="hint">{t('field.run.notes-kept')}</span>
        {role === 'host' && <a href={`#/m/${id}/minutes`}>{t('field.run.notes-all')}</a>}
      </p>
    </aside>
  );
}
