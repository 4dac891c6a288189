import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  contributionForms,
  focusLimits,
  likelihoods,
  parties,
  type FocusEntry,
} from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp } from '../core/hooks.ts';
import { Choice, LineField } from '../run/inputs.tsx';
import { useFocusEdits } from './topics.ts';

/** One line of a column as a card: read, mended, moved, taken out. */
export function EntryCard({
  entry,
  number,
  first,
  last,
  open,
  onOpen,
  onMove,
  onRemove,
}: {
  entry: FocusEntry;
  number: number;
  first: boolean;
  last: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}): VNode {
  const { t, fmt } = useApp();
  const facts = [
    ...(entry.party === null
      ? []
      : [entry.party === 'other' && entry.who !== '' ? entry.who : t(`field.focus.party.${entry.party}`)]),
    ...(entry.form === null ? [] : [t(`field.focus.form.${entry.form}`)]),
  ];
  const short = entry.text.length > 60 ? `${entry.text.slice(0, 60)}…` : entry.text;
  return (
    <li class={open ? 'fo-card open' : 'fo-card'} data-entry={entry.id}>
      <div class="fo-card-line">
        <span class="fo-card-number" aria-hidden="true">
          {fmt.number(number)}
        </span>
        <span class="fo-card-text">
          {entry.text}
          {facts.length > 0 && <small>{facts.join(' · ')}</small>}
        </span>
        <span class="fo-card-buttons">
          <button
            type="button"
            class="run-icon"
            data-move="-1"
            disabled={first}
            aria-label={t('field.focus.move-up', { text: short })}
            onClick={() => onMove(-1)}
          >
            <Icon name="up" size={22} />
          </button>
          <button
            type="button"
            class="run-icon"
            data-move="1"
            disabled={last}
            aria-label={t('field.focus.move-down', { text: short })}
            onClick={() => onMove(1)}
          >
            <Icon name="down" size={22} />
          </button>
          <button
            type="button"
            class="run-icon"
            aria-expanded={open}
            aria-label={t('field.focus.edit', { text: short })}
            onClick={() => onOpen(!open)}
          >
            <Icon name={open ? 'check' : 'edit'} size={22} />
          </button>
        </span>
      </div>
      {open && <EntryForm entry={entry} onDone={() => onOpen(false)} onRemove={onRemove} />}
    </li>
  );
}

function EntryForm({
  entry,
  onDone,
  onRemove,
}: {
  entry: FocusEntry;
  onDone: () => void;
  onRemove: () => void;
}): VNode {
  const { t } = useApp();
  const edits = useFocusEdits();
  const [text, setText] = useState(entry.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const give = () => {
    const words = text.trim();
    if (words !== '' && words !== entry.text) edits.putEntry(entry.id, { text: words });
    else setText(entry.text);
  };
  return (
    <form
      class="fo-form"
      onSubmit={(event) => {
        event.preventDefault();
        give();
        onDone();
      }}
    >
      <div class="field">
        <label for={`fo-${entry.id}`}>{t('field.focus.text')}</label>
        <textarea
          ref={field}
          id={`fo-${entry.id}`}
          rows={3}
          maxLength={focusLimits.text}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={give}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            give();
            onDone();
          }}
        />
      </div>
      {entry.column === 'consequence' && (
        <Choice
          label={t('field.focus.likelihood')}
          value={entry.likelihood}
          options={likelihoods.map((value) => ({ value, label: t(`field.focus.likelihood.${value}`) }))}
          onValue={(likelihood) => edits.putEntry(entry.id, { likelihood })}
        />
      )}
      {entry.column === 'contribution' && (
        <>
          <Choice
            label={t('field.focus.party')}
            value={entry.party}
            options={parties.map((value) => ({ value, label: t(`field.focus.party.${value}`) }))}
            onValue={(party) => edits.putEntry(entry.id, { party })}
          />
          {entry.party === 'other' && (
            <LineField
              label={t('field.focus.who')}
              hint={t('field.focus.who-hint')}
              value={entry.who}
              onValue={(who) => edits.putEntry(entry.id, { who: who.trim() })}
            />
          )}
          <Choice
            label={t('field.focus.form')}
            value={entry.form}
            mayBeEmpty
            options={contributionForms.map((value) => ({ value, label: t(`field.focus.form.${value}`) }))}
            onValue={(form) => edits.putEntry(entry.id, { form })}
          />
        </>
      )}
      <div class="run-form-foot">
        <button type="submit" class="btn">
          <Icon name="check" />
          {t('field.run.done')}
        </button>
        <button type="button" class="btn danger" onClick={onRemove}>
          {t('field.focus.remove')}
        </button>
      </div>
    </form>
  );
}
