import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  contributionForms,
  focusLimits,
  likelihoods,
  parties,
  type ContributionForm,
  type FocusColumn,
  type FocusEntry,
  type Likelihood,
  type Party,
} from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { newItemId, useApp, useDraft, useMeeting } from '../core/hooks.ts';
import { Choice, LineField } from '../run/inputs.tsx';
import { EntryCard } from './entry-card.tsx';
import { Questions } from './questions.tsx';
import { entriesOf, nextOrder, useFocusEdits, type Topic } from './topics.ts';

/** One column of a problem's table: a field where Enter adds a line, and the lines as cards. */
export function Column({ topic, column }: { topic: Topic; column: FocusColumn }): VNode {
  const { t } = useApp();
  const { edit } = useMeeting();
  const edits = useFocusEdits();
  const [text, setText] = useDraft(`focus.${column}.${topic.problemId}`);
  const [likelihood, setLikelihood] = useState<Likelihood>('happened');
  const [party, setParty] = useState<Party>('executive');
  const [who, setWho] = useState('');
  const [form, setForm] = useState<ContributionForm | null>(null);
  const [open, setOpen] = useState<string>();
  const [removed, setRemoved] = useState<FocusEntry>();
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
    if (words === '') return field.current?.focus();
    edits.putEntry(newItemId(), {
      problemId: topic.problemId,
      column,
      text: words,
      order: nextOrder(topic),
      ...(column === 'consequence' ? { likelihood } : {}),
      ...(column === 'contribution' ? { party, form, who: party === 'other' ? who.trim() : '' } : {}),
    });
    setText('');
    // The side that speaks goes on speaking; in what form it helps is said of each thing anew.
    setForm(null);
    setRemoved(undefined);
    field.current?.focus();
  };
  const remove = (entry: FocusEntry) => {
    edits.removeEntry(entry.id);
    setOpen(undefined);
    setRemoved(entry);
  };
  const restore = () => {
    if (!removed) return;
    const { id: entryId, ...fields } = removed;
    edits.putEntry(entryId, fields);
    setRemoved(undefined);
  };
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
    <ol class="fo-cards" aria-label={label}>
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
          onRemove={() => remove(entry)}
        />
      ))}
    </ol>
  );
  const name = t(`field.focus.column.${column}`);
  return (
    <section class="fo-column" aria-labelledby={id} ref={root}>
      <h2 id={id}>{t(`field.focus.heading.${column}`)}</h2>
      <Questions column={column} />
      <form
        class="fo-add"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {column === 'consequence' && (
          <Choice
            label={t('field.focus.likelihood')}
            hideLabel
            value={likelihood}
            options={likelihoods.map((value) => ({ value, label: t(`field.focus.likelihood.${value}`) }))}
            onValue={(value) => value && setLikelihood(value)}
          />
        )}
        {column === 'contribution' && (
          <>
            <Choice
              label={t('field.focus.party')}
              value={party}
              options={parties.map((value) => ({ value, label: t(`field.focus.party.${value}`) }))}
              onValue={(value) => value && setParty(value)}
            />
            {party === 'other' && (
              <LineField
                label={t('field.focus.who')}
                hint={t('field.focus.who-hint')}
                value={who}
                onValue={setWho}
              />
            )}
            <Choice
              label={t('field.focus.form')}
              value={form}
              mayBeEmpty
              options={contributionForms.map((value) => ({ value, label: t(`field.focus.form.${value}`) }))}
              onValue={setForm}
            />
          </>
        )}
        <label class="hidden" for={`${id}-new`}>
          {t(`field.focus.new.${column}`)}
        </label>
        <div class="fo-add-row">
          <input
            ref={field}
            id={`${id}-new`}
            type="text"
            value={text}
            placeholder={t(`field.focus.new.${column}`)}
            maxLength={focusLimits.text}
            autocomplete="off"
            enterkeyhint="done"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="btn">
            <Icon name="plus" />
            {t('field.focus.add')}
          </button>
        </div>
      </form>
      <div role="status">
        {removed && !entries.some((entry) => entry.id === removed.id) && (
          <div class="notice info fo-removed">
            <p>{t('field.focus.removed', { text: removed.text })}</p>
            <button type="button" class="btn ghost small" onClick={restore}>
              <Icon name="undo" />
              {t('field.run.undo')}
            </button>
          </div>
        )}
      </div>
      {entries.length === 0 && <p class="hint">{t(`field.focus.empty.${column}`)}</p>}
      {column === 'consequence'
        ? entries.length > 0 && (
            <div class="fo-halves">
              {likelihoods.map((value) => {
                const half = entries.filter((entry) => entry.likelihood === value);
                return (
                  <div key={value}>
                    <h3>{t(`field.focus.likelihood.${value}`)}</h3>
                    {half.length === 0 ? (
                      <p class="hint">{t(`field.focus.likelihood-empty.${value}`)}</p>
                    ) : (
                      list(half, t(`field.focus.likelihood.${value}`))
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
