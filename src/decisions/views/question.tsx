import { Confirm } from '../../platform/ui/confirm.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { NumberField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { openQuestion } from '../commands/open-question.ts';
import type { Question } from '../data/questions.ts';
import { befellWords } from './in-words.ts';
import { NamedRead, NamedVotes } from './named-votes.tsx';
import { ChangeQuestionForm } from './question-form.tsx';
import { awaitsChair, Figures, ResultInWords, RuleWords } from './result.tsx';
import { choiceName, optionText, questionText } from './labels.ts';
import { Tallies, TallyForm } from './tallies.tsx';

export type QuestionProps = {
  readonly question: Question;
  readonly mayRecord: boolean;
  readonly mayLock: boolean;
  /** Whose own tally is shown before the other's. */
  readonly accountId: string;
  readonly path: (rest: string) => string;
  readonly days: { readonly heldOn: string | null; readonly plannedOn: string | null };
  /** What is typed now most likely stands on paper. */
  readonly fromPaper: boolean;
  readonly rules: readonly string[];
  readonly named: boolean;
  readonly bodyVotes: boolean;
  /** Numbers that were given and stand. */
  readonly tokens: number;
  /** People on the list, where nobody was given a number: what the form begins with. */
  readonly people: number | null;
};

/** One question: what can be done with it now stands first, its rule and its history below. */
export function QuestionBody(props: QuestionProps) {
  const { question, mayRecord, mayLock, path } = props;
  const i18n = usePage();
  const { t } = i18n;
  const at = path(`/votes/${question.id}`);
  const { state } = question;
  useStyles('voting.css');
  return (
    <div class="vote-page">
      <p class="vote-text">{questionText(i18n, question)}</p>
      {question.kind === 'choice' && state !== 'closed' && (
        <ol>
          {question.options.map((one) => (
            <li key={one.id}>{optionText(i18n, one, question.textLang)}</li>
          ))}
        </ol>
      )}
      {state === 'draft' && mayRecord && <Opening {...props} at={at} />}
      {state === 'open' && <Counting {...props} at={at} />}
      {(state === 'closed' || state === 'annulled') && <Closed {...props} at={at} />}
      <RuleWords question={question} />
      {state === 'draft' && mayRecord && (
        <div class="actions">
          {question.seats === null && (
            <ChangeQuestionForm
              question={question}
              action={`${at}/change`}
              rules={props.rules}
              named={props.named}
              bodyVotes={props.bodyVotes}
            />
          )}
          <Confirm action={`${at}/remove`} verb={t('ui.remove')} id="remove">
            <p>{t('decisions.remove.text')}</p>
          </Confirm>
        </div>
      )}
      {(state === 'open' || state === 'closed') && mayLock && mayRecord && (
        <Confirm
          action={`${at}/annul`}
          verb={t('decisions.annul.verb')}
          reason
          danger
          id="annul"
          example={t('decisions.example.reason')}
        >
          <p>{t('decisions.annul.text')}</p>
        </Confirm>
      )}
    </div>
  );
}

type At = QuestionProps & { readonly at: string };

function Opening({ question, at, tokens, people }: At) {
  const { t } = usePage();
  const { way } = question;
  const asks = way === 'hands' || way === 'paper';
  return (
    <Card look="next" title={t('decisions.opening')}>
      <p>{t(`decisions.way.${way}-how`)}</p>
      <Form
        of={openQuestion}
        id="open"
        action={`${at}/open`}
        row={{ present: tokens > 0 ? tokens : people }}
        submit={t('decisions.open.verb')}
      >
        {(f) =>
          asks ? (
            <NumberField
              {...f('present')}
              required
              unit={t('meetings.unit.people')}
              hint={t(tokens > 0 ? 'decisions.present.by-tokens' : 'decisions.present.hint')}
            />
          ) : null
        }
      </Form>
    </Card>
  );
}

function Counting(props: At) {
  const { question, at, mayRecord, tokens } = props;
  const { t, fmt } = usePage();
  const { way } = question;
  return (
    <Card look="next" title={t('decisions.counting')}>
      {way === 'tokens' && (
        <>
          <Facts
            items={[
              {
                value: fmt.number(question.cast),
                label: t('decisions.cast-of'),
                note: t('decisions.cast-note', { tokens: fmt.number(tokens) }),
              },
            ]}
          />
          <p class="hint">{t('decisions.no-split')}</p>
        </>
      )}
      {(way === 'hands' || way === 'paper') && (
        <>
          {mayRecord && <TallyForm {...props} />}
          <Tallies question={question} accountId={props.accountId} mayRecord={mayRecord} days={props.days} />
        </>
      )}
      {way === 'named' && (mayRecord ? <NamedVotes {...props} /> : <NamedRead question={question} />)}
      {mayRecord && (
        <div class="vote-close">
          <ActionForm action={`${at}/close`}>
            <Button look={way === 'tokens' ? 'primary' : 'ghost'}>{t('decisions.close.verb')}</Button>
          </ActionForm>
        </div>
      )}
    </Card>
  );
}

function Closed({ question, at, mayRecord, accountId, days }: At) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const nameOf = choiceName(i18n, question);
  return (
    <>
      {question.state === 'annulled' && (
        <Notice tone="bad" title={t('decisions.annulled-title')}>
          {t('decisions.annulled-text', {
            name: question.annulledBy ?? '',
            reason: question.annulReason ?? '',
            date: question.annulledAt ? fmt.dateTime(question.annulledAt) : '',
          })}
        </Notice>
      )}
      {question.state === 'closed' && awaitsChair(question) && (
        <Card look="next" title={t('decisions.chair.title')}>
          <p>{t('decisions.chair.text')}</p>
          {mayRecord && (
            <div class="actions">
              {question.decided!.tied.map((id) => (
                <ActionForm key={id} action={`${at}/chair`} fields={{ chair: id }}>
                  <Button look="ghost">{nameOf(id)}</Button>
                </ActionForm>
              ))}
            </div>
          )}
        </Card>
      )}
      {question.events.length > 0 && (
        <Notice tone="warn">{befellWords(i18n, question.events).join(' ')}</Notice>
      )}
      <Card>
        <Figures question={question} />
        {question.state === 'closed' && <ResultInWords question={question} />}
      </Card>
      {question.way === 'named' && <NamedRead question={question} />}
      {question.tallies.length > 0 && (
        <Tallies question={question} accountId={accountId} mayRecord={false} days={days} />
      )}
    </>
  );
}
