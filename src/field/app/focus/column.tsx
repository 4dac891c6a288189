import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  focusLimits,
  likelihoods,
  type FocusColumn,
  type FocusEntry,
} from '../../../needs/focus/rules/focus-record.ts';
import { nextOrder } from '../../rules/order.ts';
import { newItemId, useApp, useDraft, useMeeting } from '../core/hooks.ts';
import { AddLine } from '../kit/add-line.tsx';
import { useRemoved } from '../kit/removed.tsx';
import { EntryCard } from './entry-card.tsx';
import { FactsOfEntry, type EntryFacts } from './entry-facts.tsx';
import { ColumnQuestions } from './questions.tsx';
import { entriesOf, useFocusEdits, type Topic } from './topics.ts';

/** One column of a problem's table: a field where Enter adds a line, and the lines as cards. */
export function Column({
  topic,
  column,
  tools,
}: {
  topic: Topic;
  column: FocusColumn;
  /** What stands beside the heading, so that the field to write in is in sight. */
  tools: VNode | null;
}): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const edits = useFocusEdits();
  const [text, setText] = useDraft(`focus.${column}.${topic.problemId}`);
  const [facts, setFacts] = useState<EntryFacts>({
    likelihood: 'happened',
    party: 'executive',
    who: '',
    form: null,
  });
  const [open, setOpen] = useState<string>();
  const [moved, setMoved] = useState<{ readonly id: string; readonly by: -1 | 1 }>();
  const field = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLElement>(null);
  const entries = entriesOf(topic, column);
  const id = `fo-${column}`;

  // The button that moved a card goes with it, so that it can be pressed again.
  useEffect(() => {
    if (!moved) return;
    const card = root.current?.querySelector(`[data-entry="${moved.id}"]`);
    const button = card?.querySelector<HTMLButtonElement>(`[data-move="${moved.by}"]`);
    const other = card?.querySelector<HTMLButtonElement>(`[data-move="${-moved.by}"]`);
    (button?.disabled ? other : button)?.focus();
  }, [moved]);

  const add = () => {
    const words = text.trim();
    const { likelihood, party, who, form } = facts;
    if (words === '') return field.current?.focus();
    edits.putEntry(newItemId(), {
      problemId: topic.problemId,
      column,
      text: words,
      order: nextOrder(topic.entries),
      ...(column === 'consequence' ? { likelihood } : {}),
      ...(column === 'contribution' ? { party, form, who: party === 'other' ? who : '' } : {}),
    });
    setText('');
    // The side that speaks goes on speaking; in what form it helps is said of each thing anew.
    setFacts({ ...facts, form: null });
    removed.forget();
    field.current?.focus();
  };
  const removed = useRemoved<FocusEntry>({
    among: entries,
    take: (entry) => edits.removeEntry(entry),
    put: (entry, fields) => edits.putEntry(entry, fields),
    say: (entry) => t('field.focus.removed', { text: entry.text }),
  });
  /** Changes places with the neighbour of its list; two of one place (from two devices) are told apart first. */
  const move = (list: readonly FocusEntry[], index: number, by: -1 | 1) => {
    const next = [...list];
    const [one] = next.splice(index, 1);
    if (!one) return;
    next.splice(index + by, 0, one);
    const places = list.map((entry) => entry.order).sort((a, b) => a - b);
    const last = places.at(-1) ?? 0;
    const distinct = new Set(places).size === places.length;
    edit.together(() => {
      for (const [place, entry] of next.entries()) {
        const order = distinct ? (places[place] ?? last) : last + place + 1;
        if (entry.order !== order) edits.putEntry(entry.id, { order });
      }
    });
    setMoved({ id: one.id, by });
  };

  const list = (shown: readonly FocusEntry[], label: string) => (
    <ol class="kit-list fo-cards" aria-label={label}>
      {shown.map((entry, index) => (
        <EntryCard
          key={entry.id}
          entry={entry}
          number={index + 1}
          first={index === 0}
          last={index === shown.length - 1}
          open={open === entry.id}
          onOpen={(now) => setOpen(now ? entry.id : undefined)}
          onMove={(by) => move(shown, index, by)}
          onRemove={() => {
            removed.remove(entry);
            setOpen(undefined);
          }}
        />
      ))}
    </ol>
  );
  const name = t(`needs.focus.column.${column}`);
  return (
    <section class="fo-column" aria-labelledby={id} ref={root}>
      <div class="fo-heading">
        <h2 id={id}>{t(`field.focus.heading.${column}`)}</h2>
        {tools}
      </div>
      <ColumnQuestions column={column} />
      <AddLine
        labelInside
        label={t(`field.focus.new.${column}`)}
        text={text}
        onText={setText}
        onAdd={add}
        maxLength={focusLimits.text}
        fieldRef={field}
        before={
          <FactsOfEntry column={column} facts={facts} onChange={(said) => setFacts({ ...facts, ...said })} />
        }
      />
      {removed.note}
      {entries.length === 0 && <p class="hint">{t(`field.focus.empty.${column}`)}</p>}
      {column === 'consequence'
        ? entries.length > 0 && (
            <div class="fo-halves">
              {likelihoods.map((value) => {
                const half = entries.filter((entry) => entry.likelihood === value);
                return (
                  <div key={value}>
                    <h3>{t(`needs.focus.likelihood.${value}`)}</h3>
                    {half.length === 0 ? (
                      <p class="hint">{t(`field.focus.likelihood-empty.${value}`)}</p>
                    ) : (
                      list(half, t(`needs.focus.likelihood.${value}`))
                    )}
                  </div>
                );
              })}
              {entries.some((entry) => entry.likelihood === null) && (
                <div>
                  <h3>{t('field.focus.likelihood-open')}</h3>
                  {list(
                    entries.filter((entry) => entry.likelihood === null),
                    t('field.focus.likelihood-open'),
                  )}
                </div>
              )}
            </div>
          )
        : entries.length > 0 && list(entries, name)}
    </section>
  );
}
