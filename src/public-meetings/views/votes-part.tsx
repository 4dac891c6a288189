import type { Question } from '../../decisions/data/questions.ts';
import { questionText } from '../../decisions/views/labels.ts';
import { QuestionState, ResultInWords } from '../../decisions/views/result.tsx';
import { Part } from '../../meetings/views/record.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Befell } from './befell.tsx';

/** What was voted on and what befell it since; the votes have pages of their own. */
export function VotesPart({
  questions,
  path,
  mayLock,
  today,
  resolves = false,
}: {
  questions: readonly Question[];
  path: (rest: string) => string;
  mayLock: boolean;
  today: string;
  /** What was adopted becomes a resolution of its own. */
  resolves?: boolean;
}) {
  const i18n = usePage();
  const { t } = i18n;
  return (
    <Part title={t('decisions.votes.title')} edit={path('/votes')}>
      {questions.length === 0 ? (
        <p class="hint">{t('public-meetings.no-votes')}</p>
      ) : (
        questions.map((one) => (
          <section key={one.id}>
            <h3>
              {one.number}. {questionText(i18n, one)} <QuestionState question={one} />
            </h3>
            <ResultInWords question={one} />
            {one.state === 'closed' && (
              <Befell
                events={one.events}
                at={path(`/votes/${one.id}/events`)}
                id={`befell-${one.number}`}
                offer={t('public-meetings.befell', { number: one.number })}
                may={mayLock}
                today={today}
              />
            )}
            {resolves && one.decided?.state === 'adopted' && (
              <ActionForm action={path('/resolution')} fields={{ questionId: one.id }}>
                <Button look="ghost" small icon="document">
                  {t('public-meetings.resolution.make')}
                </Button>
              </ActionForm>
            )}
          </section>
        ))
      )}
    </Part>
  );
}
