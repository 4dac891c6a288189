import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { focusParts, type FocusPart } from '../../../needs/focus/rules/focus-record.ts';
import { noteParts, type NotePart } from '../../../needs/sessions/rules/session-record.ts';
import { useApp, useFocus, useMeeting, useRecord } from '../core/hooks.ts';
import { NoteField } from './note-field.tsx';
import { IconButton } from '../kit/button.tsx';

/** The minutes at hand during a step: the part of the step is open, any other can be chosen. */
export function MinutesDrawer({ part, onClose }: { part: NotePart | FocusPart; onClose: () => void }): VNode {
  const { t } = useApp();
  const { id, info } = useMeeting();
  const ofFocus = info.meeting === 'focusGroup';
  const session = useRecord('notes').notes;
  const focus = useFocus().notes;
  const notes: Readonly<Partial<Record<NotePart | FocusPart, string>>> = ofFocus ? focus : session;
  const parts: readonly (NotePart | FocusPart)[] = ofFocus ? focusParts : noteParts;
  const name = (one: NotePart | FocusPart) => t(`field.${ofFocus ? 'focus' : 'run'}.part.${one}`);
  const [chosen, choose] = useState<NotePart | FocusPart>(part);
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
      <div class="kit-head">
        <h2 id="run-drawer-title">{t('field.run.step.minutes')}</h2>
        <IconButton icon="cross" label={t('field.run.notes-close')} onClick={onClose} />
      </div>
      <div class="field">
        <label class="hidden" for="run-drawer-part">
          {t('field.run.notes-part')}
        </label>
        <select
          id="run-drawer-part"
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value as NotePart | FocusPart)}
        >
          {parts.map((one) => (
            <option key={one} value={one}>
              {name(one)}
              {(notes[one] ?? '').trim() === '' ? '' : ' ✓'}
            </option>
          ))}
        </select>
      </div>
      <p class="hint" id="run-drawer-hint">
        {t(ofFocus ? `field.focus.note-hint.${chosen}` : `field.run.note-hint.${chosen}`)}
      </p>
      <NoteField
        key={chosen}
        part={chosen}
        id="run-drawer-note"
        label={t('field.run.notes-of', { part: name(chosen) })}
        describedBy="run-drawer-hint"
      />
      <p class="kit-head">
        <span class="hint">{t('field.run.notes-kept')}</span>
        {!ofFocus && <a href={`#/m/${id}/minutes`}>{t('field.run.notes-all')}</a>}
      </p>
    </aside>
  );
}
