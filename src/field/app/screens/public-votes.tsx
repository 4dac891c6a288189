import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  agreement,
  counters,
  lastCounts,
  publicLimits,
  type Counter,
} from '../../../public-meetings/rules/public-record.ts';
import { Facts, Notice } from '../../../platform/ui/surfaces.tsx';
import { newItemId, useApp, useDraft, useMeeting, useOpen, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { LineField } from '../kit/line-field.tsx';
import { Note } from '../kit/note.tsx';
import { Segments } from '../kit/segments.tsx';
import { usePublicEdits, useTakenAlong, votersOf, type Question } from '../open/work.ts';

/** Each question is counted by two people; only what both counted alike is a result. */
export default function PublicVotes(): VNode {
  const { t } = useApp();
  const { questions } = useTakenAlong();
  if (questions.length === 0) return <Notice tone="warn">{t('field.open.no-questions')}</Notice>;
  return (
    <>
      {questions.map((question) => (
        <Asked key={question.id} question={question} />
      ))}
    </>
  );
}

function Asked({ question }: { question: Question }): VNode {
  const { t, fmt } = useApp();
  const { counts } = useOpen();
  const [again, setAgain] = useState(false);
  const stands = agreement(counts, question.id);
  const [one, other] = lastCounts(counts, question.id);
  const nameOf = useChoiceName();
  const counting = stands.state !== 'agreed' || again;
  return (
    <section class="card" aria-labelledby={`op-${question.id}`}>
      <div class="card-head">
        <h2 id={`op-${question.id}`}>
          {fmt.number(question.number)}. {question.text}
        </h2>
      </div>
      {stands.state === 'agreed' && (
        <>
          <Note icon="check">{t('decisions.tally.agree')}</Note>
          <Facts
            items={question.choices.map((choice) => ({
              value: fmt.number(stands.last.figures[choice.id] ?? 0),
              label: nameOf(choice),
            }))}
          />
        </>
      )}
      {stands.state === 'differ' && one && other && (
        <Note tone="bad" icon="alert">
          <b>{t('decisions.tally.differ')}</b>{' '}
          {question.choices
            .filter(({ id }) => (one.figures[id] ?? 0) !== (other.figures[id] ?? 0))
            .map((choice) =>
              t('decisions.tally.pair', {
                name: nameOf(choice),
                one: fmt.number(one.figures[choice.id] ?? 0),
                other: fmt.number(other.figures[choice.id] ?? 0),
              }),
            )
            .join(' ')}{' '}
          {t('decisions.tally.differ-text')}
        </Note>
      )}
      {stands.state === 'one' && (
        <Note icon="check">{t('field.open.count.one', { number: one ? 1 : 2, other: one ? 2 : 1 })}</Note>
      )}
      {counting ? (
        // A new form for each count: the other counter finds it empty.
        <CountForm
          key={`${one?.id}${other?.id}`}
          question={question}
          usual={one && !other ? 2 : 1}
          onKept={() => setAgain(false)}
        />
      ) : (
        <div class="actions">
          <Button look="ghost" onClick={() => setAgain(true)}>
            {t('field.open.count.again')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A side of a motion in the app's words, an option in its own. */
function useChoiceName(): (choice: Question['choices'][number]) => string {
  const { t } = useApp();
  return ({ id, text }) => (t.has(`decisions.choice.${id}`) ? t(`decisions.choice.${id}`) : text);
}

const numberOf = (typed: string): number | undefined =>
  /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;

type Typed = {
  readonly counter?: Counter;
  readonly present?: string;
  readonly typed?: Readonly<Record<string, string>>;
};
const readTyped = (draft: string): Typed => (draft === '' ? {} : (JSON.parse(draft) as Typed));

/** What one counter has counted; nothing of it is kept until all of it is there. */
function CountForm(props: { question: Question; usual: Counter; onKept: () => void }): VNode {
  const { question, usual, onKept } = props;
  const { t } = useApp();
  const edits = usePublicEdits();
  const { counts, door } = useOpen();
  const { people } = useRecord('people');
  const nameOf = useChoiceName();
  const voters = votersOf(people, door);
  const before = counts.filter((one) => one.questionId === question.id).at(-1)?.present;
  // What is being typed survives a killed browser.
  const { drafts } = useMeeting();
  const [draft, keep] = useDraft(`open.count.${question.id}`);
  const { counter = usual, present = String(before ?? (voters || '')), typed = {} } = readTyped(draft);
  const put = (fields: Typed) =>
    keep(JSON.stringify({ ...readTyped(drafts.get(`open.count.${question.id}`)), ...fields }));
  const figures = question.choices.map(({ id }) => [id, numberOf(typed[id] ?? '')] as const);
  const sum = figures.reduce((all, [, votes]) => all + (votes ?? 0), 0);
  const room = numberOf(present) ?? 0;
  const whole = figures.every(([, votes]) => votes !== undefined);
  return (
    <>
      <Segments
        shown
        label={t('decisions.tally.counter')}
        value={counter}
        of={counters}
        words={(one) => t('field.open.count.counter', { number: one })}
        onValue={(one) => put({ counter: one })}
      />
      <LineField
        short
        label={t('field.open.count.present')}
        inputmode="numeric"
        maxLength={5}
        value={present}
        onValue={(people) => put({ present: people })}
      />
      {question.choices.map((choice) => (
        <LineField
          key={choice.id}
          short
          label={nameOf(choice)}
          inputmode="numeric"
          maxLength={5}
          value={typed[choice.id] ?? ''}
          onValue={(votes) =>
            put({
              typed: { ...readTyped(drafts.get(`open.count.${question.id}`)).typed, [choice.id]: votes },
            })
          }
        />
      ))}
      <p role="status">{t('field.open.count.sum', { votes: sum, voters: room })}</p>
      {sum > room && room > 0 && (
        <Note tone="bad" icon="alert">
          {t('field.open.count.too-many')}
        </Note>
      )}
      <div class="actions">
        <Button
          icon="check"
          disabled={!whole || room < 1 || room > publicLimits.votes || sum > room}
          onClick={() => {
            edits.addCount(newItemId(), {
              ...{ order: (counts.at(-1)?.order ?? 0) + 1, questionId: question.id, counter, present: room },
              figures: Object.fromEntries(figures.map(([id, votes]) => [id, votes ?? 0])),
            });
            keep('');
            onKept();
          }}
        >
          {t('decisions.tally.save')}
        </Button>
      </div>
    </>
  );
}
