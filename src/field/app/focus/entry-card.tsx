import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { focusLimits, type FocusEntry } from '../../../needs/focus/rules/focus-record.ts';
import { useApp } from '../core/hooks.ts';
import { FactsOfEntry } from './entry-facts.tsx';
import { useFocusEdits } from './topics.ts';
import { Button, IconButton } from '../kit/button.tsx';

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
      : [entry.party === 'other' && entry.who !== '' ? entry.who : t(`needs.focus.party.${entry.party}`)]),
    ...(entry.form === null ? [] : [t(`needs.focus.form.${entry.form}`)]),
  ];
  const short = entry.text.length > 60 ? `${entry.text.slice(0, 60)}…` : entry.text;
  return (
    <li class={open ? 'fo-card open' : 'fo-card'} data-entry={entry.id}>
      <div class="fo-card-line">
        <span class="fo-card-number" aria-hidden="true">
          {fmt.number(number)}
        </span>
        <span class="kit-name">
          {entry.text}
          {facts.length > 0 && <small>{facts.join(' · ')}</small>}
        </span>
        <span class="fo-card-buttons">
          <IconButton
            icon="up"
            label={t('field.focus.move-up', { text: short })}
            move={-1}
            disabled={first}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon="down"
            label={t('field.focus.move-down', { text: short })}
            move={1}
            disabled={last}
            onClick={() => onMove(1)}
          />
          <IconButton
            icon={open ? 'check' : 'edit'}
            label={t('field.focus.edit', { text: short })}
            expanded={open}
            onClick={() => onOpen(!open)}
          />
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
        <label for={`fo-${entry.id}`}>{t('needs.focus.text')}</label>
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
      <FactsOfEntry column={entry.column} facts={entry} onChange={(said) => edits.putEntry(entry.id, said)} />
      <div class="actions">
        <Button type="submit" icon="check">
          {t('ui.done')}
        </Button>
        <Button look="danger" onClick={onRemove}>
          {t('ui.delete')}
        </Button>
      </div>
    </form>
  );
}
