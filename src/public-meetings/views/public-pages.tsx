import { Lines } from '../../meetings/views/record.tsx';
import { onlyTyped, typedText } from '../../platform/i18n/typed-text.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Notice, Pairs, Tag, type Tone } from '../../platform/ui/surfaces.tsx';
import type { PublishedMeeting } from '../data/published.ts';
import { pathOf, placeOf } from '../documents/feeds.tsx';
import { offices } from '../rules/forms.ts';
import type { MeetingSnapshot } from '../rules/snapshot.ts';
import { HeldPart } from './public-decided.tsx';
import { levelText, meetingName, topicText, whenText } from './words.ts';

const tones: Readonly<Record<MeetingSnapshot['stage'], Tone>> = {
  called: 'info',
  held: 'ok',
  cancelled: 'bad',
  refused: 'warn',
};

const headOf = (snapshot: MeetingSnapshot) => ({ ...snapshot, titleLang: snapshot.lang });

function Stage({ stage }: Pick<MeetingSnapshot, 'stage'>) {
  const { t } = usePage();
  return <Tag tone={tones[stage]}>{t(`public-meetings.public.stage.${stage}`)}</Tag>;
}

/** What is called and what was held, in one municipality or in the country. */
export function PublicCalendarPage({
  meetings,
  municipality,
  base,
  today,
}: {
  meetings: readonly PublishedMeeting[];
  /** Left out: the whole country. */
  municipality: string | undefined;
  base: string;
  today: string;
}) {
  const { t, href } = usePage();
  const title =
    municipality === undefined
      ? t('public-meetings.public.country')
      : t('public-meetings.public.municipality', { name: municipality });
  const dayOf = ({ snapshot }: PublishedMeeting) => snapshot.held?.heldOn ?? snapshot.plannedOn ?? '';
  const ahead = meetings.filter((one) => one.snapshot.stage === 'called' && dayOf(one) >= today).reverse();
  const asked = meetings.filter((one) => one.snapshot.stage === 'refused');
  const past = meetings.filter((one) => !ahead.includes(one) && !asked.includes(one));
  return (
    <Layout title={title} variant="public" description={t('public-meetings.public.lead')}>
      <PageHeader title={title} lead={t('public-meetings.public.lead')} />
      {meetings.length === 0 && (
        <EmptyState icon="calendar" title={t('public-meetings.public.empty')}>
          {t('public-meetings.public.empty-text')}
        </EmptyState>
      )}
      <Meetings title={t('public-meetings.public.ahead')} of={ahead} country={municipality === undefined} />
      <Meetings title={t('public-meetings.public.past')} of={past} country={municipality === undefined} />
      <Meetings title={t('public-meetings.asked-not-held')} of={asked} country={municipality === undefined} />
      <p>
        <a href={href(`${base}/calendar.ics`)}>{t('public-meetings.public.ics')}</a>
        {' · '}
        <a href={href(`${base}/feed.atom`)}>{t('public-meetings.public.atom')}</a>
      </p>
    </Layout>
  );
}

function Meetings({
  title,
  of,
  country,
}: {
  title: string;
  of: readonly PublishedMeeting[];
  country: boolean;
}) {
  const page = usePage();
  const { href, lang } = page;
  if (of.length === 0) return null;
  return (
    <Card title={title}>
      <ul class="plain">
        {of.map((one) => {
          const { snapshot } = one;
          const when = whenText(page, {
            ...snapshot,
            plannedOn: snapshot.held?.heldOn ?? snapshot.plannedOn,
          });
          const place = country
            ? lang === 'ru'
              ? snapshot.municipality.ru
              : snapshot.municipality.ky
            : placeOf(page, one);
          return (
            <li key={one.id}>
              <a href={href(pathOf(one))}>{meetingName(page, headOf(snapshot))}</a>{' '}
              <Stage stage={snapshot.stage} />
              <br />
              <small>{[when, place].filter((text) => text !== '').join(' · ')}</small>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** One meeting as residents read it: before, and after with its decisions. */
export function PublicMeetingPageForAll({
  meeting,
  villages,
  address,
}: {
  meeting: PublishedMeeting;
  villages: ReadonlyMap<string, { readonly nameKy: string; readonly nameRu: string }>;
  address: string;
}) {
  const page = usePage();
  const { t, fmt, lang, href } = page;
  const { snapshot } = meeting;
  const name = meetingName(page, headOf(snapshot));
  const municipality = lang === 'ru' ? snapshot.municipality.ru : snapshot.municipality.ky;
  const base = `/meetings/${meeting.municipalityId}`;
  return (
    <Layout title={name} variant="public" description={`${name}. ${whenText(page, snapshot)}`}>
      <PageHeader
        crumbs={[
          { label: t('public-meetings.public.municipality', { name: municipality }), path: base },
          { label: name },
        ]}
        title={name}
        lead={whenText(page, { ...snapshot, plannedOn: snapshot.held?.heldOn ?? snapshot.plannedOn })}
        tag={<Stage stage={snapshot.stage} />}
      />
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: eventOf(name, meeting, address) }}
      />
      <Turns snapshot={snapshot} />
      {snapshot.held && (
        <HeldPart
          snapshot={snapshot}
          held={snapshot.held}
          villages={villages}
          municipalityId={meeting.municipalityId}
        />
      )}
      <Called snapshot={snapshot} />
      {snapshot.agenda.length > 0 && (
        <Card title={t('public-meetings.agenda')}>
          <ol>
            {snapshot.agenda.map((item, index) => (
              <li key={index}>
                {typedText(page, { text: item.text, lang: snapshot.lang, other: item.other })}
                {item.subject && (
                  <small> · {lang === 'ru' ? item.subject.nameRu : item.subject.nameKy}</small>
                )}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {snapshot.offices.length > 0 && (
        <Card title={t('public-meetings.offices')} look="quiet">
          <Pairs
            items={offices
              .filter((office) => snapshot.offices.some((one) => one.office === office))
              .map((office) => ({
                label: t(`public-meetings.office.${office}`),
                value: snapshot.offices
                  .filter((one) => one.office === office)
                  .map((one) => (one.name === '' ? t('public-meetings.resident') : one.name))
                  .join('; '),
              }))}
          />
        </Card>
      )}
      <p class="hint">
        {t('public-meetings.public.published', { day: fmt.dateTime(meeting.publishedAt) })}{' '}
        <a href={href(`${base}/${snapshot.meetingId}/event.ics`)}>{t('public-meetings.public.ics')}</a>
      </p>
    </Layout>
  );
}

/** Moved, called off, asked for and refused. */
function Turns({ snapshot }: { snapshot: MeetingSnapshot }) {
  const { t, fmt } = usePage();
  const { answer, stage, moves } = snapshot;
  const last = moves.at(-1);
  return (
    <>
      {stage === 'cancelled' && <Notice tone="bad" title={t('meetings.cancelled-title')} />}
      {answer && (
        <Notice tone={answer.given === 'refused' ? 'warn' : 'info'} title={t('public-meetings.demand')}>
          {t('public-meetings.demand-text', {
            day: fmt.date(snapshot.initiatedOn),
            signatures: fmt.number(snapshot.signatures ?? 0),
          })}{' '}
          {t(`public-meetings.answer.${answer.given}`)}. {answer.reason}
        </Notice>
      )}
      {stage === 'called' && moves.length > 1 && last && (
        <Notice tone="warn" title={t('public-meetings.public.moved')}>
          {moves
            .slice(0, -1)
            .map(({ plannedOn }) => (plannedOn === null ? '' : fmt.date(plannedOn)))
            .filter((day) => day !== '')
            .join(', ')}
          {last.reason !== '' && `: ${last.reason}`}
        </Notice>
      )}
    </>
  );
}

/** What residents were told beforehand. */
function Called({ snapshot }: { snapshot: MeetingSnapshot }) {
  const page = usePage();
  const { t, fmt, lang } = page;
  const typed = (text: string) => onlyTyped(page, text, snapshot.lang);
  const line = (name: string) => typed(snapshot.notice[name] ?? '');
  const label = (name: string) => t(`public-meetings.notice.${name}`);
  const study = [
    snapshot.studyFrom === null
      ? ''
      : t('public-meetings.notice.from', { day: fmt.dateLong(snapshot.studyFrom) }),
    line('study'),
  ];
  const rows: (readonly [string, string])[] = [
    [label('topic'), topicText(page, snapshot.topic)],
    [label('nature'), line('nature')],
    [label('for'), levelText(page, snapshot, snapshot.village ?? undefined)],
    [label('where'), snapshot.venue],
    [label('who'), line('who')],
    [label('study'), study.filter((text) => text !== '').join(', ')],
    [label('proposals'), line('proposals')],
    [label('access'), line('access')],
    [label('transport'), line('transport')],
    [label('budget'), line('budget')],
    [t('public-meetings.field.who-asked'), t(`public-meetings.initiator.${snapshot.initiator}`)],
  ];
  // The whole notice in the other language takes the place of lines that nobody translated.
  const other = snapshot.noticeOther !== '' && lang !== snapshot.lang && lang !== 'en';
  return (
    <Card title={t('public-meetings.notice')}>
      {other ? (
        <Lines text={snapshot.noticeOther} />
      ) : (
        <Pairs
          items={rows.filter(([, value]) => value !== '').map(([name, value]) => ({ label: name, value }))}
        />
      )}
    </Card>
  );
}

/** The meeting for search engines (schema.org Event); escaped, since it stands inside the page. */
function eventOf(name: string, { snapshot }: PublishedMeeting, address: string): string {
  const day = snapshot.held?.heldOn ?? snapshot.plannedOn;
  const at = (time: string | null) => (time === null ? day : `${day}T${time}:00+06:00`);
  const status = {
    called: 'EventScheduled',
    held: 'EventScheduled',
    cancelled: 'EventCancelled',
    refused: 'EventCancelled',
  };
  const event = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name,
    url: address,
    ...(day !== null && { startDate: at(snapshot.startsAt) }),
    ...(day !== null && snapshot.endsAt !== null && { endDate: at(snapshot.endsAt) }),
    eventStatus: `https://schema.org/${status[snapshot.stage]}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: snapshot.venue, address: snapshot.municipality.ky },
    organizer: { '@type': 'GovernmentOrganization', name: snapshot.municipality.ky },
  };
  return JSON.stringify(event).replace(/</g, '\\u003c');
}
