import { focusPath } from '../../needs/focus/views/focus-frame.tsx';
import { publicPath } from '../../public-meetings/views/public-meetings.tsx';
import { meetingName as publicName } from '../../public-meetings/views/words.ts';
import { sessionGroupText } from '../../needs/views/labels.ts';
import { sessionPath } from '../../needs/sessions/views/session-frame.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { bishkekClock } from '../../platform/i18n/calendar.ts';
import { List, type ListColumn, type ListOf } from '../../platform/ui/list.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { AgendaList } from '../../platform/ui/task-lists.tsx';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { meetingDay } from '../rules/meeting-days.ts';
import type { DeviceItem } from '../data/devices.ts';
import type { Arrival, MeetingItem } from '../data/meetings.ts';

/** «Арал: 18–35 жаш, аялдар»; «Арал: фокус-топ». */
export function meetingName(i18n: I18n): (one: MeetingItem) => string {
  return (one) => {
    if ('form' in one) return publicName(i18n, one);
    if ('topics' in one) {
      const place = i18n.lang === 'ru' ? one.place.nameRu : one.place.nameKy;
      return `${place}: ${i18n.t('field.core.focus-group')}`;
    }
    const village = i18n.lang === 'ru' ? one.village.nameRu : one.village.nameKy;
    return `${village}: ${sessionGroupText(i18n, one)}`;
  };
}

/** Address of a meeting's page, without language prefix. */
export function meetingPath(municipalityId: string, one: MeetingItem): string {
  const at = { municipalityId, id: one.id };
  if ('form' in one) return publicPath(at);
  return 'topics' in one ? focusPath(at) : sessionPath(at);
}

/** How wrong a device's clock goes, in words; undefined while it goes right or has not told. */
export function clockText({ t }: I18n, minutes: number | null): string | undefined {
  if (minutes === null || Math.abs(minutes) < 3) return undefined;
  const off = Math.abs(minutes);
  const [unit, count] =
    off < 120
      ? ['minutes', off]
      : off < 48 * 60
        ? ['hours', Math.round(off / 60)]
        : ['days', Math.round(off / 60 / 24)];
  return t(minutes > 0 ? 'field.office.clock.ahead' : 'field.office.clock.behind', {
    time: t(`field.office.clock.${unit}`, { count }),
  });
}

/** Why an item was refused. */
export function reasonText({ t }: I18n, code: string): string {
  return t.has(`error.${code}`) ? t(`error.${code}`) : t('field.office.reason-unknown');
}

/** A device's state at a glance: ended, its clock wrong, or nothing to say. */
export function DeviceTags({ device }: { device: DeviceItem }) {
  const page = usePage();
  const clock = clockText(page, device.clockOff);
  if (device.revokedAt) return <Tag tone="bad">{page.t('field.office.column.ended')}</Tag>;
  return clock ? <Tag tone="warn">{page.t('field.office.clock.wrong', { clock })}</Tag> : null;
}

export type MeetingArrival = Arrival & { readonly meeting: MeetingItem | undefined };

export interface OfficeProps {
  devices: ListOf<DeviceItem>;
  /** Those that are not closed, in the order of their days. */
  meetings: readonly MeetingItem[];
  today: IsoDate;
  arrivals: ListOf<MeetingArrival>;
  mayPrepare: boolean;
  /** The devices of everybody are shown, not only the reader's. */
  everybody: boolean;
}

/** Телефондор: devices of the field app, the reader's meetings in it, and what came in. */
export function OfficePage(props: OfficeProps) {
  const page = usePage();
  const { t } = page;
  const base = useRoom('field');
  return (
    <Layout title={t('ui.phones')} variant="staff" wide>
      <PageHeader
        title={t('ui.phones')}
        lead={t('field.office.lead')}
        actions={
          <>
            {props.mayPrepare && (
              <ActionForm action={`${base}/code`}>
                <Button icon="phone">{t('field.office.prepare')}</Button>
              </ActionForm>
            )}
            {props.mayPrepare && (
              <LinkButton look="ghost" href={`${base}/import`} icon="upload">
                {t('field.office.import')}
              </LinkButton>
            )}
          </>
        }
      />
      {props.mayPrepare && <Meetings {...props} />}
      <Card title={t(props.everybody ? 'field.office.devices' : 'field.office.own-devices')}>
        <List
          of={props.devices}
          caption={t('field.office.devices')}
          hideCaption
          searched
          searchLabel={t('field.office.search')}
          files={`${base}/devices`}
          empty={
            <EmptyState icon="phone" title={t('field.office.no-devices')}>
              {t(props.mayPrepare ? 'field.office.no-devices-text' : 'field.office.no-devices-others')}
            </EmptyState>
          }
        />
      </Card>
      <Card title={t('field.office.arrivals')}>
        <Refusals arrivals={props.arrivals.rows} />
        <List
          of={props.arrivals}
          caption={t('field.office.arrivals')}
          hideCaption
          files={`${base}/arrivals`}
          empty={
            <EmptyState icon="download" title={t('field.office.no-arrivals')}>
              {t('field.office.no-arrivals-text')}
            </EmptyState>
          }
        />
      </Card>
    </Layout>
  );
}

function Meetings({ meetings, today }: OfficeProps) {
  const page = usePage();
  const municipalityId = page.municipality?.id ?? '';
  const { t, fmt } = page;
  const name = meetingName(page);
  const past = meetings.filter((one) => meetingDay(one.plannedOn, today) === 'past');
  const coming = meetings.filter((one) => !past.includes(one));
  const agenda = (list: readonly MeetingItem[]) => (
    <AgendaList
      items={list.map((one) => ({
        key: one.id,
        when:
          one.plannedOn === null
            ? t('meetings.no-day')
            : one.plannedOn === today
              ? t('field.core.today', { day: fmt.weekdayDate(one.plannedOn) })
              : fmt.weekdayDate(one.plannedOn),
        title: name(one),
        path: meetingPath(municipalityId, one),
        note: [
          one.startsAt === null
            ? ''
            : one.endsAt === null
              ? fmt.time(one.startsAt)
              : fmt.timeRange(one.startsAt, one.endsAt),
          one.venue,
          ('form' in one ? one.leaders : one.facilitators).map((person) => person.fullName).join(', '),
        ]
          .filter(Boolean)
          .join(' · '),
        tag: (
          // The app stands at one address for all languages: its language is its person's.
          <a href={`/field#/m/${one.id}`} aria-label={t('field.office.open-named', { name: name(one) })}>
            {t('needs.focus.open-app')}
          </a>
        ),
      }))}
    />
  );
  return (
    <Card title={t('field.office.meetings')}>
      {meetings.length === 0 ? (
        <EmptyState icon="calendar" title={t('field.office.no-meetings')}>
          {t('field.office.no-meetings-text')}
        </EmptyState>
      ) : (
        <>
          {coming.length > 0 ? agenda(coming) : <p class="hint">{t('field.office.no-meetings')}</p>}
          {past.length > 0 && (
            <>
              <h3>{t('field.office.meetings-past')}</h3>
              {agenda(past)}
            </>
          )}
          <p class="hint">
            {t('field.office.meetings-hint')} <a href="/field">{t('field.office.open-app')}</a>
          </p>
        </>
      )}
    </Card>
  );
}

/** Day and time in Bishkek, sortable: the file is for machines too. */
function moment(at: Date | null): string {
  if (!at) return '';
  const { date, time } = bishkekClock(at);
  return `${date} ${time}`;
}

export function deviceColumns(page: I18n, now: Date, everybody: boolean): ListColumn<DeviceItem>[] {
  const { fmt } = page;
  const owner: ListColumn<DeviceItem> = { key: 'owner', order: true, value: (one) => one.ownerName };
  return [
    {
      key: 'label',
      head: true,
      order: true,
      value: (one) => one.label,
      cell: (one) => <DeviceLink {...one} />,
    },
    everybody ? owner : { ...owner, only: 'file' },
    { key: 'created', only: 'file', value: (one) => moment(one.createdAt) },
    {
      key: 'seen',
      order: true,
      value: (one) => moment(one.lastSeenAt),
      cell: (one) => (one.lastSeenAt ? fmt.ago(one.lastSeenAt, now) : '–'),
    },
    { key: 'app', value: (one) => one.app, cell: (one) => one.app || '–' },
    { key: 'clock', only: 'file', value: (one) => clockText(page, one.clockOff) },
    { key: 'ended', only: 'file', value: (one) => moment(one.revokedAt) },
    { key: 'state', cell: (one) => <DeviceTags device={one} /> },
  ];
}

function DeviceLink({ id, label }: DeviceItem) {
  return <a href={usePage().href(`${useRoom('field')}/devices/${id}`)}>{label}</a>;
}

export function arrivalColumns(page: I18n, now: Date): ListColumn<MeetingArrival>[] {
  const { fmt } = page;
  const name = meetingName(page);
  const counted = (key: string, count: (one: MeetingArrival) => number): ListColumn<MeetingArrival> => ({
    key,
    align: 'end',
    value: count,
    cell: (one) => fmt.number(count(one)),
  });
  return [
    {
      key: 'meeting',
      head: true,
      value: (one) => (one.meeting ? name(one.meeting) : one.meetingId),
      cell: ({ meeting }) => <ArrivedMeeting meeting={meeting} />,
    },
    { key: 'last', value: (one) => moment(one.lastAt), cell: (one) => fmt.ago(one.lastAt, now) },
    { key: 'by', value: (one) => one.by.join(', ') },
    counted('stickers', (one) => one.stickers),
    counted('photos', (one) => one.photos),
    counted('changes', (one) => one.changes),
    { key: 'file', only: 'file', value: (one) => one.viaFile },
    counted('refused', refusedOf),
    {
      key: 'reasons',
      only: 'file',
      value: (one) => one.refused.map(({ code, count }) => `${reasonText(page, code)}: ${count}`).join('; '),
    },
  ];
}

function ArrivedMeeting({ meeting }: Pick<MeetingArrival, 'meeting'>) {
  const page = usePage();
  if (!meeting) return <>{page.t('field.office.meeting-unknown')}</>;
  const path = meetingPath(page.municipality?.id ?? '', meeting);
  return (
    <>
      <a href={page.href(path)}>{meetingName(page)(meeting)}</a>
      {meeting.finishedAt && meeting.state !== 'closed' && (
        <>
          {' '}
          <Tag tone="ok">{page.t('field.office.finished')}</Tag>
        </>
      )}
    </>
  );
}

const refusedOf = (one: Arrival) => one.refused.reduce((sum, { count }) => sum + count, 0);

/** What was not taken in, and why: the device keeps it and tries again when its person says so. */
function Refusals({ arrivals }: { arrivals: readonly MeetingArrival[] }) {
  const page = usePage();
  const { t, fmt } = page;
  const name = meetingName(page);
  const refused = arrivals.filter((one) => one.refused.length > 0);
  if (refused.length === 0) return null;
  return (
    <Notice tone="warn" title={t('field.office.refused')}>
      <ul>
        {refused.map((one) => (
          <li key={one.meetingId}>
            <b>{one.meeting ? name(one.meeting) : t('field.office.meeting-unknown')}</b>
            <ul>
              {one.refused.map((sum) => (
                <li key={`${sum.kind} ${sum.code}`}>
                  {t(`field.office.kind.${sum.kind}`)}: {fmt.number(sum.count)}. {reasonText(page, sum.code)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
