import { hoursText } from '../../../meetings/views/frame.tsx';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice, Pairs } from '../../../platform/ui/surfaces.tsx';
import type { Lock } from '../../../meetings/data/locks.ts';
import type { PhotoItem } from '../../../meetings/data/photos.ts';
import type { SessionItem } from '../data/sessions.ts';
import { closingObstacles, sessionWarnings } from '../rules/session.ts';
import {
  needsPath,
  sessionPath,
  SessionFrame,
  useGroupName,
  useVillageName,
  type StepProps,
} from './session-frame.tsx';
import type { InstitutionRow } from './session-drawings.tsx';
import type { GuessRow } from './session-drawings.tsx';
import type { InstitutionLink } from '../data/institution-links.ts';
import type { KnownBudget } from '../data/known-expenses.ts';
import type { QuestionItem } from '../data/received-reading.ts';
import { apartPairs, FinishedNotice, Photos, Questions, ReceivedNotes } from './session-received.tsx';
import { Venn } from './session-drawings.tsx';
import { Pie } from './session-drawings.tsx';
import { AfterSession } from './session-next.tsx';
import { DrawnMap, type SessionMapProps } from './session-map.tsx';
import { LockHistory } from '../../../meetings/views/locks.tsx';

export function SessionPage(
  props: StepProps & {
    mayPlan: boolean;
    objects: SessionMapProps['objects'];
    photo: SessionMapProps['photo'];
    institutions: readonly InstitutionRow[];
    guesses: readonly GuessRow[];
    links: readonly InstitutionLink[];
    known: KnownBudget | undefined;
    locks: readonly Lock[];
    questions: readonly QuestionItem[];
    photos: readonly PhotoItem[];
  },
) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  const { session } = props;
  const day = session.heldOn ?? session.plannedOn;
  return (
    <SessionFrame page={props} step="overview">
      <FinishedNotice session={session} />
      <Card
        title={t('meetings.when-where')}
        aside={
          props.mayPlan && (
            <a href={href(sessionPath(session, '/schedule'))}>{t('needs.session.schedule-title')}</a>
          )
        }
      >
        <Pairs
          items={[
            {
              label: t('ui.field.plannedOn'),
              value: day === null ? t('meetings.no-day') : fmt.dateLong(day),
            },
            {
              label: t('needs.col.time'),
              value: hoursText(i18n, session) || '–',
            },
            { label: t('ui.field.place'), value: session.heldVenue ?? (session.venue || '–') },
            {
              label: t('ui.field.facilitators'),
              value:
                session.facilitators.length === 0
                  ? '–'
                  : session.facilitators
                      .map((one) => `${one.fullName} (${t(`ui.role.${one.role}`)})`)
                      .join(', '),
            },
            { label: t('needs.session.invited'), value: fmt.number(session.invited) },
            ...apartPairs(t, fmt, session),
          ]}
        />
        {session.audienceReason && <p class="hint">{session.audienceReason}</p>}
      </Card>
      <Card title={t('cycle.page.papers')}>
        <Papers session={session} />
      </Card>
      {(props.objects.length > 0 || props.photo) && (
        <Card
          title={t('needs.map.title')}
          aside={<a href={href(sessionPath(session, '/map'))}>{t('needs.map.link')}</a>}
        >
          <p>
            {t('needs.map.counts')}: {fmt.number(props.objects.length)}
          </p>
          {(props.photo || props.objects.some((one) => one.shape !== 'none')) && (
            <DrawnMap session={session} objects={props.objects} photo={props.photo} />
          )}
        </Card>
      )}
      {props.institutions.length > 0 && (
        <Card title={t('needs.step.institutions')}>
          <Venn institutions={props.institutions} links={props.links} />
        </Card>
      )}
      {props.guesses.length > 0 && (
        <Card title={t('needs.step.budget')}>
          <Pie session={session} guesses={props.guesses} known={props.known} />
        </Card>
      )}
      <Questions questions={props.questions} />
      <ReceivedNotes session={session} />
      <Photos session={session} photos={props.photos} />
      <LockHistory locks={props.locks} />
    </SessionFrame>
  );
}

function Papers({ session }: { session: SessionItem }) {
  const { t, href } = usePage();
  const report = (format: string) =>
    needsPath(
      session.municipalityId,
      `/villages/${session.villageId}/report.${format}?cycle=${session.cycleId}`,
    );
  const paper = (kind: 'participants' | 'minutes') => (format: string) =>
    sessionPath(session, `/documents/${kind}.${format}`);
  const papers = [
    { label: t('meetings.people.title'), at: paper('participants') },
    { label: t('needs.paper.minutes'), at: paper('minutes') },
    { label: t('needs.paper.report'), at: report },
  ];
  return (
    <Pairs
      items={[
        ...papers.map(({ label, at }) => ({
          label: <a href={href(at('html'))}>{label}</a>,
          value: <DownloadLinks links={{ docx: at('docx'), pdf: at('pdf') }} />,
        })),
        {
          label: t('needs.paper.tables'),
          value: <DownloadLinks links={{ xlsx: sessionPath(session, '/export.xlsx') }} />,
        },
      ]}
    />
  );
}

/** Жабуу: everything that deserves a look, then the lock. */
export function ClosePage(
  props: StepProps & {
    mayLock: boolean;
    locks: readonly Lock[];
    /** The session to write next. */
    next: SessionItem | undefined;
  },
) {
  const { t } = usePage();
  const { session, today } = props;
  const obstacles = closingObstacles(session.facts, today);
  const warnings = sessionWarnings(session.facts, today);
  const { ungrouped } = session.facts;
  const name = `${useVillageName()(session.village)}, ${useGroupName()(session)}`;
  return (
    <SessionFrame
      page={props}
      step="close"
      title={t('needs.step.close')}
      {...(session.state !== 'closed' && props.mayLock ? { lead: t('needs.close.lead') } : {})}
    >
      {session.state === 'closed' ? (
        props.mayLock && (
          <Card>
            <Confirm
              id="reopen"
              action={sessionPath(session, '/reopen')}
              verb={t('needs.reopen.verb')}
              reason={t('needs.reopen.reason')}
              example={t('meetings.example.reopen')}
            >
              <p>{t('needs.reopen.text')}</p>
            </Confirm>
          </Card>
        )
      ) : obstacles.length > 0 ? (
        <Notice tone="bad" title={t('needs.close.not-yet')}>
          <ul>
            {obstacles.map((code) => (
              <li key={code}>{t(`error.${code}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          {warnings.length === 0 && <Notice tone="success">{t('needs.close.clean')}</Notice>}
          {props.mayLock && session.state !== 'cancelled' ? (
            <Card>
              <Confirm
                id="close"
                action={sessionPath(session, '/close')}
                verb={t('needs.close.verb', { name })}
              >
                <p>{t('needs.close.text', { count: session.facts.statements })}</p>
                {ungrouped > 0 && (
                  <p>
                    <b>{t('needs.close.ungrouped', { count: ungrouped })}</b>
                  </p>
                )}
              </Confirm>
            </Card>
          ) : (
            <TellChair session={session} mayRecord={props.mayRecord} />
          )}
        </>
      )}
      <Card look="quiet">
        <div class="actions">
          <AfterSession session={session} next={props.next} />
        </div>
      </Card>
      <Card title={t('cycle.page.papers')}>
        <Papers session={session} />
      </Card>
      <LockHistory locks={props.locks} />
    </SessionFrame>
  );
}

/** Who may not close says that the record is whole; the chair finds it on the first page. */
function TellChair({ session, mayRecord }: { session: SessionItem; mayRecord: boolean }) {
  const { t } = usePage();
  if (session.finishedAt !== null) return <FinishedNotice session={session} />;
  const tell = (
    <ActionForm action={sessionPath(session, '/finish')}>
      <Button>{t('needs.close.tell')}</Button>
    </ActionForm>
  );
  return (
    <Notice tone="info" title={t('needs.close.by-chair')} actions={mayRecord && tell}>
      {mayRecord && t('needs.close.tell-text')}
    </Notice>
  );
}
