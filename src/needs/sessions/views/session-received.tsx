import { labelOf } from '../../../platform/i18n/labels.ts';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice, Pairs } from '../../../platform/ui/surfaces.tsx';
import type { PhotoItem } from '../../../meetings/data/photos.ts';
import type { QuestionItem } from '../data/received-reading.ts';
import type { SessionItem } from '../data/sessions.ts';
import { sessionPath } from './session-frame.tsx';

/** The room is finished: the working group looks and closes. */
export function FinishedNotice({ session }: { session: SessionItem }) {
  const { t, fmt } = usePage();
  if (session.finishedAt === null || session.state !== 'open') return null;
  return (
    <Notice tone="info" title={t('needs.received.finished')}>
      {t('needs.received.finished-text', {
        name: session.finishedBy ?? '',
        time: fmt.dateTime(session.finishedAt),
      })}
    </Notice>
  );
}

/** Present and no participants (R-PAR-12): deputies and staff of the executive, where they were counted apart. */
export function apartPairs(
  t: ReturnType<typeof usePage>['t'],
  fmt: ReturnType<typeof usePage>['fmt'],
  session: Pick<SessionItem, 'deputies' | 'executives'>,
): { label: string; value: string }[] {
  return (['deputies', 'executives'] as const).flatMap((field) => {
    const count = session[field];
    return count ? [{ label: labelOf(t, 'needs.received', field), value: fmt.number(count) }] : [];
  });
}

const extraNotes = ['opening', 'competence', 'closing'] as const;

/** What the hall wrote down that has no form of its own. */
export function ReceivedNotes({ session }: { session: SessionItem }) {
  const { t } = usePage();
  const given = extraNotes.flatMap((part) => {
    const text = session.notes[part]?.trim() ?? '';
    return text === '' ? [] : [{ part, text }];
  });
  if (given.length === 0) return null;
  return (
    <Card title={t('needs.received.notes')}>
      {given.map(({ part, text }) => (
        <section key={part}>
          <h3>{t(`needs.received.${part}Notes`)}</h3>
          {text
            .split(/\n+/)
            .filter((line) => line.trim() !== '')
            .map((line) => (
              <p>{line}</p>
            ))}
        </section>
      ))}
    </Card>
  );
}

export function Questions({ questions }: { questions: readonly QuestionItem[] }) {
  const { t } = usePage();
  if (questions.length === 0) return null;
  return (
    <Card title={t('needs.budget.questions')}>
      {(['question', 'hearing'] as const).map((kind) => {
        const own = questions.filter((one) => one.kind === kind);
        return own.length === 0 ? null : (
          <section key={kind}>
            <h3>{t(kind === 'question' ? 'needs.received.question-list' : 'needs.received.hearings')}</h3>
            <ul>
              {own.map((one) => (
                <li key={one.id}>{one.text}</li>
              ))}
            </ul>
          </section>
        );
      })}
    </Card>
  );
}

/** Pictures of flip charts and of the wall; names lead to the pictures themselves. */
export function Photos({ session, photos }: { session: SessionItem; photos: readonly PhotoItem[] }) {
  const { t, href } = usePage();
  if (photos.length === 0) return null;
  return (
    <Card title={t('ui.field.photos')}>
      <Pairs
        items={photos.map((photo) => {
          const at = href(sessionPath(session, `/photos/${photo.id}`));
          const name = photo.caption || t(`needs.received.photo.${photo.purpose}`);
          return {
            label: <a href={at}>{name}</a>,
            value: (
              <a href={at}>
                <img
                  src={`${at}?size=small`}
                  alt={name}
                  width={photo.width && photo.height ? thumbWidth(photo.width, photo.height) : undefined}
                  height={photo.width && photo.height ? thumbHeight : undefined}
                  loading="lazy"
                />
              </a>
            ),
          };
        })}
      />
    </Card>
  );
}

const thumbHeight = 120;
const thumbWidth = (width: number, height: number) => Math.max(1, Math.round((thumbHeight * width) / height));
