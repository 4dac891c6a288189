import { nameKey } from '../../../methods/names.ts';
import type { TargetedSubmitEvent, VNode } from 'preact';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type BudgetQuestion } from '../../../needs/rules/session-record.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { nameOf, useDifferences } from './real.tsx';

/** Differences from this on are offered as a topic, hundredths of a per cent. */
const worthHearing = 500;

/** What people asked about the budget, and what they want hearings on (R-PIE-04). */
export function Asked(): VNode {
  return (
    <div class="pie-asked">
      <AskedList kind="question" offers={[]} />
      <Hearings />
    </div>
  );
}

function Hearings(): VNode {
  const { t } = useApp();
  const differences = useDifferences() ?? [];
  const usual = ['budget', 'schools', 'execution', 'taxes'].map((key) => t(`field.pie.hearing.${key}`));
  const gaps = differences
    .filter((one) => Math.abs(one.gap) >= worthHearing && one.name !== '' && one.key !== 'other')
    .slice(0, 4)
    .map((one) => t('field.pie.hearing-gap', { name: nameOf(t, one) }));
  return <AskedList kind="hearing" offers={[...usual, ...gaps]} />;
}

function AskedList({ kind, offers }: { kind: BudgetQuestion['kind']; offers: readonly string[] }): VNode {
  const { t, toast } = useApp();
  const { edit } = useMeeting();
  const { budgetQuestions } = useRecord();
  const [text, setText] = useDraft(`pie.${kind}`);
  const mine = budgetQuestions.filter((one) => one.kind === kind);
  const standing = (offer: string) => mine.find((one) => nameKey(one.text) === nameKey(offer));
  const add = (words: string): boolean => {
    const clean = words.trim().replace(/\s+/g, ' ').slice(0, 500);
    if (clean === '' || standing(clean)) return false;
    if (budgetQuestions.length >= recordLimits.questions) {
      toast(t('field.pie.too-many', { count: recordLimits.questions }));
      return false;
    }
    const last = budgetQuestions.reduce((most, one) => Math.max(most, one.order), 0);
    edit.put('questions', newItemId(), { kind, text: clean, order: last + 1 });
    return true;
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add(text)) setText('');
  };
  return (
    <section aria-labelledby={`pie-${kind}-head`}>
      <h3 id={`pie-${kind}-head`}>
        {t(kind === 'question' ? 'needs.budget.questions' : 'needs.budget.hearings')}
      </h3>
      {offers.length > 0 && (
        <fieldset class="pie-ticks">
          <legend>{t('field.pie.hearing-offers')}</legend>
          {offers.map((offer) => {
            const known = standing(offer);
            return (
              <label key={offer}>
                <input
                  type="checkbox"
                  checked={known !== undefined}
                  onChange={() => {
                    if (known) edit.remove('questions', known.id);
                    else add(offer);
                  }}
                />
                {offer}
              </label>
            );
          })}
        </fieldset>
      )}
      {mine.length > 0 && (
        <ol class="pie-questions">
          {mine.map((one) => (
            <li key={one.id}>
              <input
                type="text"
                aria-label={t(kind === 'question' ? 'field.pie.question-text' : 'field.pie.hearing-text')}
                maxLength={500}
                autocomplete="off"
                value={one.text}
                onInput={(event) => {
                  if (event.currentTarget.value.trim() !== '')
                    edit.put('questions', one.id, { text: event.currentTarget.value });
                }}
                onBlur={(event) => {
                  if (event.currentTarget.value.trim() === '') event.currentTarget.value = one.text;
                }}
              />
              <button
                type="button"
                class="vn-icon"
                aria-label={t('field.pie.question-remove', { text: one.text })}
                onClick={() => edit.remove('questions', one.id)}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ol>
      )}
      <form class="pie-add" onSubmit={submit}>
        <label for={`pie-${kind}`}>
          {t(kind === 'question' ? 'field.pie.question-add' : 'field.pie.hearing-add')}
        </label>
        <div class="vn-line">
          <input
            id={`pie-${kind}`}
            type="text"
            value={text}
            maxLength={500}
            autocomplete="off"
            enterkeyhint="done"
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="btn">
            <Icon name="plus" />
            {t('field.pie.add')}
          </button>
        </div>
      </form>
    </section>
  );
}
