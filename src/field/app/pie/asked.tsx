import { nameKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { recordLimits, type BudgetQuestion } from '../../../needs/sessions/rules/session-record.ts';
import { idOfNamed } from '../../rules/named-id.ts';
import { nextOrder } from '../../rules/order.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { AddLine } from '../kit/add-line.tsx';
import { IconButton } from '../kit/button.tsx';
import { RowText } from '../kit/line-field.tsx';
import { oneLine } from '../kit/one-line.ts';
import { Segments } from '../kit/segments.tsx';
import { nameOf, useDifferences } from './real.tsx';

/** Differences from this on are offered as a topic, hundredths of a per cent. */
const worthHearing = 500;
/** Letters of one question. */
const mostLetters = 500;

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
  const { budgetQuestions } = useRecord('budgetQuestions');
  const [text, setText] = useDraft(`pie.${kind}`);
  const mine = budgetQuestions.filter((one) => one.kind === kind);
  const standing = (offer: string) => mine.find((one) => nameKey(one.text) === nameKey(offer));
  const add = (words: string): boolean => {
    const clean = oneLine(words, mostLetters);
    if (clean === '' || standing(clean)) return false;
    if (budgetQuestions.length >= recordLimits.questions) {
      toast(t('field.pie.too-many', { count: recordLimits.questions }));
      return false;
    }
    edit.put('questions', idOfNamed(edit.doc, 'questions', `${kind} ${clean}`, newItemId), {
      kind,
      text: clean,
      order: nextOrder(budgetQuestions),
    });
    return true;
  };
  return (
    <section aria-labelledby={`pie-${kind}-head`}>
      <h3 id={`pie-${kind}-head`}>
        {t(kind === 'question' ? 'needs.budget.questions' : 'needs.budget.hearings')}
      </h3>
      {offers.length > 0 && (
        <Segments
          shown
          tick
          look="chips"
          label={t('field.pie.hearing-offers')}
          value={offers.filter(standing)}
          of={offers}
          words={(offer) => offer}
          onValue={(offer) => {
            const known = standing(offer);
            if (known) edit.remove('questions', known.id);
            else add(offer);
          }}
        />
      )}
      {mine.length > 0 && (
        <ol class="kit-list pie-questions">
          {mine.map((one) => (
            <li key={one.id} class="kit-line">
              <RowText
                label={t(kind === 'question' ? 'ui.field.question' : 'field.pie.hearing-text')}
                maxLength={mostLetters}
                value={one.text}
                onValue={(words) => edit.put('questions', one.id, { text: words })}
              />
              <IconButton
                icon="cross"
                label={t('field.pie.question-remove', { text: one.text })}
                onClick={() => edit.remove('questions', one.id)}
              />
            </li>
          ))}
        </ol>
      )}
      <AddLine
        label={t(kind === 'question' ? 'field.pie.question-add' : 'field.pie.hearing-add')}
        text={text}
        onText={setText}
        onAdd={() => add(text) && setText('')}
        maxLength={mostLetters}
      />
    </section>
  );
}
