import { MeetingState } from '../../../meetings/views/frame.tsx';
import { Button, LinkButton } from '../../../platform/ui/button.tsx';
import { DataTable, DownloadLinks } from '../../../platform/ui/data-table.tsx';
import { ActionForm } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import { AgendaList } from '../../../platform/ui/task-lists.tsx';
import type { CycleRow } from '../../../cycle/data.ts';
import type { MunicipalitySettings } from '../../../territory/data.ts';
import type { UnitVersion } from '../../../territory/rules/versions.ts';
import type { SessionItem } from '../data/sessions.ts';
import { controlSums, groupsNotHeard } from '../rules/session.ts';
import { ageGroupText } from '../../views/labels.ts';
import { needsPath, sessionPath, useGroupName, useVillageName } from './session-frame.tsx';

export interface ScheduleProps {
  municipalityId: string;
  cycle: CycleRow;
  cycles: readonly CycleRow[];
  sessions: readonly SessionItem[];
  villages: readonly UnitVersion[];
  settings: MunicipalitySettings;
  mayPlan: boolean;
  /** Sessions led by the reader. */
  mine: readonly string[];
}

/** The schedule of a cycle: days with their hours, and which group of which village is heard. */
export function SchedulePage(props: ScheduleProps) {
  const { t, fmt, href } = usePage();
  const { municipalityId, cycle, sessions } = props;
  const groupName = useGroupName();
  const villageName = useVillageName();
  const standing = sessions.filter((one) => one.state !== 'cancelled');
  const days = [...new Set(standing.map((one) => one.plannedOn))];
  const cancelled = sessions.filter((one) => one.state === 'cancelled');
  const exports = (
    <DownloadLinks
      links={{
        xlsx: needsPath(municipalityId, `/export/cycle.xlsx?cycle=${cycle.id}`),
        csv: needsPath(municipalityId, `/export/sessions.csv?cycle=${cycle.id}`),
      }}
    />
  );
  return (
    <Layout title={t('needs.schedule.title')} variant="staff" wide>
      <PageHeader
        title={t('needs.schedule.title')}
        lead={t('needs.schedule.lead', { year: cycle.year })}
        actions={
          <>
            {props.mayPlan && (
              <LinkButton href={needsPath(municipalityId, `/plan?cycle=${cycle.id}`)} icon="calendar">
                {t('needs.plan.title')}
              </LinkButton>
            )}
            {props.mayPlan && (
              <LinkButton look="ghost" href={needsPath(municipalityId, `/new?cycle=${cycle.id}`)} icon="plus">
                {t('needs.new.title')}
              </LinkButton>
            )}
            {props.mayPlan && (
              <LinkButton
                look="ghost"
                href={needsPath(municipalityId, `/import?cycle=${cycle.id}`)}
                icon="upload"
              >
                {t('needs.import.title')}
              </LinkButton>
            )}
            <LinkButton look="ghost" href={needsPath(municipalityId, '/priorities')}>
              {t('needs.priorities.title')}
            </LinkButton>
            <LinkButton
              look="ghost"
              href={needsPath(municipalityId, `/focus?cycle=${cycle.id}`)}
              icon="people"
            >
              {t('ui.focus-groups')}
            </LinkButton>
            <LinkButton
              look="ghost"
              href={needsPath(municipalityId, `/known-budget?cycle=${cycle.id}`)}
              icon="budget"
            >
              {t('needs.known-budget.link')}
            </LinkButton>
          </>
        }
      />
      {cycle.sessionsOpenedAt === null && (
        <Notice
          tone="warn"
          title={t('needs.schedule.not-open')}
          actions={
            <>
              {props.mayPlan &&
                standing.length > 0 &&
                standing.every((one) => one.plannedOn && one.startsAt) && (
                  <LinkButton href={`/m/${municipalityId}/cycle?cycle=${cycle.id}&next=yes`} small>
                    {t('people.members.next')}
                  </LinkButton>
                )}{' '}
              <a href={href(`/m/${municipalityId}/cycle/readiness?year=${props.cycle.year}`)}>
                {t('needs.schedule.not-open-link')}
              </a>
            </>
          }
        >
          {t('needs.schedule.not-open-text')}
        </Notice>
      )}
      {standing.length === 0 ? (
        <EmptyState
          icon="calendar"
          title={t('needs.schedule.empty')}
          action={
            props.mayPlan && (
              <LinkButton href={needsPath(municipalityId, `/plan?cycle=${cycle.id}`)}>
                {t('needs.plan.title')}
              </LinkButton>
            )
          }
        >
          {t('needs.schedule.empty-text')}
        </EmptyState>
      ) : (
        <>
          <Card title={t('needs.schedule.by-day')}>
            <AgendaList
              items={days.flatMap((day) =>
                standing
                  .filter((one) => one.plannedOn === day)
                  .map((one) => ({
                    key: one.id,
                    when: day === null ? t('meetings.no-day') : fmt.weekdayDate(day),
                    title: `${villageName(one.village)}: ${groupName(one)}`,
                    path: sessionPath(one),
                    note: (
                      <>
                        {[
                          one.startsAt === null
                            ? ''
                            : one.endsAt === null
                              ? fmt.time(one.startsAt)
                              : fmt.timeRange(one.startsAt, one.endsAt),
                          one.heldVenue ?? one.venue,
                          one.facilitators.map((person) => person.fullName).join(', '),
                        ]
                          .filter((text) => text !== '')
                          .join(' · ')}
                        {one.facilitators.length < 2 && (
                          <>
                            {' '}
                            <Tag tone="warn">{t('needs.schedule.no-pair')}</Tag>
                          </>
                        )}
                        {props.mine.includes(one.id) && (
                          <>
                            {' '}
                            <Tag tone="info">{t('needs.schedule.mine')}</Tag>
                          </>
                        )}
                      </>
                    ),
                    tag: <MeetingState state={one.state} />,
                  })),
              )}
            />
          </Card>
          <Matrix {...props} />
          <Card title={t('needs.schedule.table')}>
            <DataTable
              caption={t('needs.schedule.table')}
              hideCaption
              rows={standing}
              rowKey={(one) => one.id}
              exports={exports}
              columns={[
                {
                  key: 'village',
                  label: t('ui.field.village'),
                  head: true,
                  cell: (one) => (
                    <a href={href(sessionPath(one))}>
                      {villageName(one.village)}: {groupName(one)}
                    </a>
                  ),
                },
                {
                  key: 'day',
                  label: t('ui.field.plannedOn'),
                  cell: (one) => {
                    const day = one.heldOn ?? one.plannedOn;
                    return day === null ? '–' : fmt.dateShort(day);
                  },
                },
                {
                  key: 'people',
                  label: t('ui.field.people'),
                  align: 'end',
                  cell: (one) => {
                    const { people } = controlSums(one.facts);
                    return people === null ? '–' : fmt.number(people);
                  },
                  sum: fmt.number(
                    standing.reduce((sum, one) => sum + (controlSums(one.facts).people ?? 0), 0),
                  ),
                },
                {
                  key: 'women',
                  label: t('ui.sex.females'),
                  align: 'end',
                  cell: (one) => (one.women === null ? '–' : fmt.number(one.women)),
                  sum: fmt.number(standing.reduce((sum, one) => sum + (one.women ?? 0), 0)),
                },
                {
                  key: 'stickers',
                  label: t('ui.field.stickers'),
                  align: 'end',
                  cell: (one) => fmt.number(one.facts.statements),
                  sum: fmt.number(standing.reduce((sum, one) => sum + one.facts.statements, 0)),
                },
                {
                  key: 'state',
                  label: t('ui.field.state'),
                  cell: (one) => <MeetingState state={one.state} />,
                },
              ]}
            />
          </Card>
        </>
      )}
      {cancelled.length > 0 && (
        <Card title={t('needs.schedule.cancelled')} look="quiet">
          <ul>
            {cancelled.map((one) => (
              <li key={one.id}>
                {villageName(one.village)}: {groupName(one)}{' '}
                {props.mayPlan && (
                  <ActionForm action={sessionPath(one, '/restore')}>
                    <Button look="ghost" small icon="undo">
                      {t('needs.schedule.restore')}
                    </Button>
                  </ActionForm>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {props.cycles.length > 1 && (
        <nav aria-label={t('needs.known-budget.cycles')}>
          <p>
            {t('needs.known-budget.cycles')}:{' '}
            {props.cycles.map((one) => (
              <a
                key={one.id}
                href={href(needsPath(municipalityId, `?cycle=${one.id}`))}
                aria-current={one.id === cycle.id ? 'page' : undefined}
              >
                {one.year}{' '}
              </a>
            ))}
          </p>
        </nav>
      )}
    </Layout>
  );
}

/** Villages × age groups: whose voice is planned, heard, or missing. */
function Matrix({ sessions, villages, settings }: ScheduleProps) {
  const i18n = usePage();
  const { t, fmt, href } = i18n;
  const villageName = useVillageName();
  const ageName = (group: string) => ageGroupText(i18n, group);
  return (
    <Card title={t('needs.matrix.title')}>
      <DataTable
        caption={t('needs.matrix.title')}
        hideCaption
        narrow="scroll"
        rows={villages}
        rowKey={(village) => village.unitId}
        columns={[
          { key: 'village', label: t('ui.field.village'), head: true, cell: villageName },
          ...settings.ageGroups.map((group) => ({
            key: group,
            label: ageName(group),
            cell: (village: UnitVersion) => {
              const own = sessions.filter(
                (one) =>
                  one.villageId === village.unitId &&
                  one.ageGroup === group &&
                  one.state !== 'cancelled' &&
                  !one.audience,
              );
              if (own.length === 0) return <Tag tone="bad">{t('needs.matrix.none')}</Tag>;
              return own.map((one) => (
                <div key={one.id}>
                  <a href={href(sessionPath(one))}>
                    {(one.heldOn ?? one.plannedOn)
                      ? fmt.dayMonth(one.heldOn ?? one.plannedOn ?? '')
                      : t('meetings.no-day')}
                  </a>{' '}
                  <MeetingState state={one.state} />
                </div>
              ));
            },
          })),
          {
            key: 'silent',
            label: t('needs.matrix.silent'),
            cell: (village) => {
              const silent = groupsNotHeard(
                settings.ageGroups,
                sessions
                  .filter((one) => one.villageId === village.unitId)
                  .map((one) => ({
                    ageGroup: one.ageGroup,
                    state: one.state,
                    statements: one.facts.statements,
                  })),
              );
              return silent.length === 0 ? (
                <Tag tone="ok">{t('needs.matrix.all-heard')}</Tag>
              ) : (
                silent.map(ageName).join(', ')
              );
            },
          },
        ]}
      />
    </Card>
  );
}

/** Before there is a cycle there is nothing to plan. */
export function NoCyclePage({ municipalityId }: { municipalityId: string }) {
  const { t, href } = usePage();
  return (
    <Layout title={t('needs.schedule.title')} variant="staff">
      <PageHeader title={t('needs.schedule.title')} />
      <EmptyState
        icon="cycle"
        title={t('needs.schedule.no-cycle')}
        action={<a href={href(`/m/${municipalityId}/cycle`)}>{t('cycle.open.title')}</a>}
      >
        {t('needs.schedule.no-cycle-text')}
      </EmptyState>
    </Layout>
  );
}
