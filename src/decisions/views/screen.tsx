import { useHead, useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import type { Question } from '../data/questions.ts';
import { optionText, questionText } from './labels.ts';
import { awaitsChair, Figures, ResultInWords } from './result.tsx';

/**
 * What the hall sees on the wall: the question, how many have voted, and the result when it is closed. How the votes
 * divide is told to nobody before that. The answer's Refresh header looks again.
 */
export function ScreenPage({
  name,
  question,
  tokens,
  address,
}: {
  /** What the meeting is called. */
  name: string;
  /** The open question, or the one that was voted last. */
  question: Question | undefined;
  tokens: number;
  /** Where phones vote, as people type it; left out where they do not. */
  address?: string | undefined;
}) {
  const i18n = usePage();
  const { t, fmt } = i18n;
  useStyles('voting.css');
  const head = useHead();
  if (head) {
    head.title = name;
    head.noindex = true;
  }
  const open = question?.state === 'open';
  return (
    <main id="main" class="vote-screen">
      <p class="vote-screen-name">{name}</p>
      {question === undefined ? (
        <h1>{t('decisions.screen.waiting')}</h1>
      ) : (
        <>
          <h1>
            {t('decisions.question.titled', { number: question.number, text: questionText(i18n, question) })}
          </h1>
          {question.kind === 'choice' && open && (
            <ol>
              {question.options.map((one) => (
                <li key={one.id}>{optionText(i18n, one, question.textLang)}</li>
              ))}
            </ol>
          )}
          {open && question.way === 'tokens' && (
            <p class="vote-screen-count" role="status">
              <b>{fmt.number(question.cast)}</b>
              <span>{t('decisions.cast-note', { tokens: fmt.number(tokens) })}</span>
            </p>
          )}
          {open && question.way !== 'tokens' && (
            <p class="vote-screen-count">
              <span>{t(`decisions.screen.${question.secret ? 'secret' : question.way}`)}</span>
            </p>
          )}
          {question.state === 'closed' && (
            <>
              <Figures question={question} />
              {awaitsChair(question) ? (
                <p>{t('decisions.chair.text')}</p>
              ) : (
                <ResultInWords question={question} />
              )}
            </>
          )}
        </>
      )}
      {address !== undefined && (
        <p class="vote-screen-address">{t('decisions.screen.address', { address })}</p>
      )}
    </main>
  );
}
