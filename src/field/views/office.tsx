import { focusPath } from '../../needs/views/focus-frame.tsx';
import { ageGroupText } from '../../needs/views/labels.ts';
import { sessionPath } from '../../needs/views/session-frame.tsx';
import type { I18n } from '../../platform/i18n/context.ts';
import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import type { ListQuery, ListSlice } from '../../platform/ui/list-query.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { AgendaList } from '../../platform/ui/task-lists.tsx';
import type { DeviceItem } from '../data/devices.ts';
import type { Arrival, MeetingItem } from '../data/meetings.ts';

/** «Арал: 18–35 жаш, аялдар»; «Арал: фокус-топ». */
export function meetingName(i18n: I18n): (one: MeetingItem) => string {
  return (one) => {
    if ('topics' in one) {
      const place = i18n.lang === 'ru' ? one.place.nameRu : one.place.nameKy;
      return `${place}: ${i18n.t('field.core.focus-group')}`;
    }
    const village = i18n.lang === 'ru' ? one.village.nameRu : one.village.nameKy;
    const group = one.audience ?? ageGroupText(i18n, one.ageGroup);
    const sex = one.sexMode === 'mixed' ? '' : `, ${i18n.t(`needs.session.sex.${one.sexMode}`)}`;
    return `${village}: ${group}${sex}${one.part > 1 ? ` (${one.part})` : ''}`;
  };
}

/** Address of a meeting's page, without language prefix. */
export function meetingPath(municipalityId: string, one: MeetingItem): string {
  const at = { municipalityId, id: one.id };
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
  if (device.revokedAt) return <Tag tone="bad">{page.t('field.office.ended')}</Tag>;
  return clock ? <Tag tone="warn">{page.t('field.office.clock.wrong', { clock })}</Tag> : null;
}

export interface OfficeProps {
  base: string;
  municipalityId: string;
  now: Date;
  devices: ListSlice<DeviceItem>;
  query: ListQuery;
  /** Those still to be held. */
  meetings: readonly MeetingItem[];
  arrivals: readonly (Arrival & { readonly meeting: MeetingItem | undefined })[];
  mayPrepare: boolean;
  /** The devices of everybody are shown, not only the reader's. */
  everybody: boolean;
  message?: string;
}

/** Телефондор: devices of the field app, the reader's meetings in it, and what came in. */
export function OfficePage(props: OfficeProps) {
  const page = usePage();
  const { t } = page;
  const { base } = props;
  return (
    <Layout title={t('field.nav')} variant="staff" wide>
      <PageHeader
        title={t('field.nav')}
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
      {props.message && <Notice tone="bad" title={props.message} live />}
      {props.mayPrepare && <Meetings {...props} />}
      <Card title={t(props.everybody ? 'field.office.devices' : 'field.office.own-devices')}>
        <Devices {...props} />
      </Card>
      <Card title={t('field.office.arrivals')}>
        <Refusals {...props} />
        <Arrivals {...props} />
      </Card>
    </Layout>
  );
}

function Meetings({ meetings, municipalityId }: OfficeProps) {
  const page = usePage();
  const { t, fmt } = page;
  const name = meetingName(page);
  return (
    <Card title={t('field.office.meetings')}>
      {meetings.length === 0 ? (
        <EmptyState icon="calendar" title={t('field.office.no-meetings')}>
          {t('field.office.no-meetings-text')}
        </EmptyState>
      ) : (
        <>
          <AgendaList
            items={meetings.map((one) => ({
              key: one.id,
              when: one.plannedOn === null ? t('needs.session.no-day') : fmt.weekdayDate(one.plannedOn),
              title: name(one),
              path: meetingPath(municipalityId, one),
              note: [
                one.startsAt === null
                  ? ''
                  : one.endsAt === null
                    ? fmt.time(one.startsAt)
                    : fmt.timeRange(one.startsAt, one.endsAt),
                one.venue,
                one.facilitators.map((person) => person.fullName).join(', '),
              ]
                .filter(Boolean)
                .join(' · '),
              tag: (
                // The app stands at one address for all languages: its language is its person's.
                <a
                  href={`/field#/m/${one.id}`}
                  aria-label={t('field.office.open-named', { name: name(one) })}
                >
                  {t('field.office.open')}
                </a>
              ),
            }))}
          />
          <p class="hint">
            {t('field.office.meetings-hint')} <a href="/field">{t('field.office.open-app')}</a>
          </p>
        </>
      )}
    </Card>
  );
}

function Devices(props: OfficeProps) {
  const { t, fmt, href } = usePage();
  const { base, devices, now } = props;
  return (
    <DataTable
      caption={t('field.office.devices')}
      hideCaption
      rows={devices.rows}
      sort={props.query.sort}
      search={props.query.q}
      searchLabel={t('field.office.search')}
      page={devices}
      exports={<DownloadLinks links={{ xlsx: `${base}/devices.xlsx`, csv: `${base}/devices.csv` }} />}
      empty={
        <EmptyState icon="phone" title={t('field.office.no-devices')}>
          {t(props.mayPrepare ? 'field.office.no-devices-text' : 'field.office.no-devices-others')}
        </EmptyState>
      }
      words="field.office.column"
      columns={[
        {
          key: 'label',
          head: true,
          sort: true,
          cell: (one) => <a href={href(`${base}/devices/${one.id}`)}>{one.label}</a>,
        },
        ...(props.everybody
          ? [
              {
                key: 'owner',
                sort: true,
                cell: (one: DeviceItem) => one.ownerName,
              },
            ]
          : []),
        {
          key: 'seen',
          sort: true,
          cell: (one) => (one.lastSeenAt ? fmt.ago(one.lastSeenAt, now) : '–'),
        },
        { key: 'app', cell: (one) => one.app || '–' },
        {
          key: 'state',
          cell: (one) => <DeviceTags device={one} />,
        },
      ]}
    />
  );
}

function Arrivals({ arrivals, base, municipalityId, now }: OfficeProps) {
  const page = usePage();
  const { t, fmt, href } = page;
  const name = meetingName(page);
  return (
    <DataTable
      caption={t('field.office.arrivals')}
      hideCaption
      rows={arrivals}
      exports={<DownloadLinks links={{ xlsx: `${base}/arrivals.xlsx`, csv: `${base}/arrivals.csv` }} />}
      empty={
        <EmptyState icon="download" title={t('field.office.no-arrivals')}>
          {t('field.office.no-arrivals-text')}
        </EmptyState>
      }
      words="field.office.column"
      columns={[
        {
          key: 'meeting',
          head: true,
          cell: ({ meeting }) =>
            meeting ? (
              <>
                <a href={href(meetingPath(municipalityId, meeting))}>{name(meeting)}</a>
                {meeting.finishedAt && meeting.state !== 'closed' && (
                  <>
                    {' '}
                    <Tag tone="ok">{t('field.office.finished')}</Tag>
                  </>
                )}
              </>
            ) : (
              t('field.office.meeting-unknown')
            ),
        },
        {
          key: 'last',
          cell: (one) => fmt.ago(one.lastAt, now),
        },
        { key: 'by', cell: (one) => one.by.join(', ') },
        {
          key: 'stickers',
          align: 'end',
          cell: (one) => fmt.number(one.stickers),
        },
        {
          key: 'photos',
          align: 'end',
          cell: (one) => fmt.number(one.photos),
        },
        {
          key: 'changes',
          align: 'end',
          cell: (one) => fmt.number(one.changes),
        },
        {
          key: 'refused',
          align: 'end',
          cell: (one) => fmt.number(refusedOf(one)),
        },
      ]}
    />
  );
}

const refusedOf = (one: Arrival) => one.refused.reduce((sum, { count }) => sum + count, 0);

/** What was not taken in, and why: the device keeps it and tries again when its person says so. */
function Refusals({ arrivals }: OfficeProps) {
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
