import { LinkButton } from '../../platform/ui/button.tsx';
import { useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, EmptyState } from '../../platform/ui/surfaces.tsx';
import type { Question } from '../data/questions.ts';
import { questionText } from './labels.ts';
import { AddQuestionForm } from './question-form.tsx';
import { awaitsChair, Figures, QuestionState, ResultInWords } from './result.tsx';

export type QuestionsProps = {
  readonly questions: readonly Question[];
  readonly mayRecord: boolean;
  readonly path: (rest: string) => string;
  readonly rules: readonly string[];
  readonly named: boolean;
  readonly bodyVotes: boolean;
};

/** What the meeting votes on, in its order, each with its result. */
export function Questions({ questions, mayRecord, path, rules, named, bodyVotes }: QuestionsProps) {
  const { t } = usePage();
  useStyles('voting.css');
  const add = mayRecord && (
    <AddQuestionForm
      action={path('/votes')}
      rules={rules}
      named={named}
      bodyVotes={bodyVotes}
      fold={{ text: t('decisions.question.add'), look: questions.length === 0 ? '' : 'ghost' }}
    />
  );
  if (questions.length === 0)
    return (
      <>
        <EmptyState icon="question" title={t('decisions.questions.empty')}>
          {t('decisions.questions.empty-text')}
        </EmptyState>
        {add}
      </>
    );
  return (
    <div class="vote-page">
      {questions.map((one) => (
        <QuestionCard key={one.id} question={one} path={path} mayRecord={mayRecord} />
      ))}
      {add}
    </div>
  );
}

function QuestionCard({
  question,
  path,
  mayRecord,
}: Pick<QuestionsProps, 'path' | 'mayRecord'> & { question: Question }) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  const { state, number, way, secret } = question;
  const to = path(`/votes/${question.id}`);
  const next = state === 'open' || awaitsChair(question);
  return (
    <Card
      title={t('decisions.question.titled', { number, text: questionText(i18n, question) })}
      {...(next ? { look: 'next' as const } : {})}
      aside={<QuestionState question={question} />}
    >
      <p class="hint">
        {t(secret ? 'decisions.way.secret' : `decisions.way.${way}`)}
        {way === 'tokens' &&
          state === 'open' &&
          ` · ${t('decisions.cast', { votes: fmt.number(question.cast) })}`}
      </p>
      {state === 'closed' && (
        <>
          <Figures question={question} />
          <ResultInWords question={question} />
        </>
      )}
      {state === 'annulled' && <p>{t('ui.because', { reason: question.annulReason ?? '' })}</p>}
      <LinkButton href={to} look={next && mayRecord ? 'primary' : 'ghost'} small={!next}>
        {t(
          mayRecord && (state === 'open' || state === 'draft')
            ? `decisions.go.${state}`
            : 'decisions.go.read',
        )}
        <span class="hidden">: {number}</span>
      </LinkButton>
    </Card>
  );
}
