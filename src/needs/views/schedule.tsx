import { Button, LinkButton } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import {
  CheckboxGroup,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '../../platform/ui/fields.tsx';
import { ActionForm, FieldGroup, Form, type FormErrors, type FormValues } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, EmptyState, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { AgendaList } from '../../platform/ui/task-lists.tsx';
import type {
  CycleRow,
  InvitationItem,
  PersonItem,
  SessionItem,
  Settings,
  Village,
} from '../data/sessions.ts';
import { controlSums, groupsNotHeard, sessionSlots } from '../rules/session.ts';
import { ageGroupText } from './labels.ts';
import {
  needsPath,
  sessionPath,
  SessionFrame,
  SessionState,
  useGroupName,
  useVillageName,
} from './session-frame.tsx';

export interface ScheduleProps {
  municipalityId: string;
  cycle: CycleRow;
  cycles: readonly CycleRow[];
  sessions: readonly SessionItem[];
  villages: readonly Village[];
  settings: Settings;
  mayPlan: boolean;
  /** Sessions led by the reader. */
  mine: readonly string[];
}

/** The schedule of a cycle: days with their hours, and which group of which village is heard. */
export function ScheduleView(props: ScheduleProps) {
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
              {t('needs.schedule.priorities')}
            </LinkButton>
          </>
        }
      />
      {cycle.sessionsOpenedAt === null && (
        <Notice
          tone="warn"
          title={t('needs.schedule.not-open')}
          actions={<a href={href(`/m/${municipalityId}/cycle`)}>{t('needs.schedule.not-open-link')}</a>}
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
                    when: day === null ? t('needs.session.no-day') : fmt.weekdayDate(day),
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
                    tag: <SessionState state={one.state} />,
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
                  label: t('needs.col.village'),
                  head: true,
                  cell: (one) => (
                    <a href={href(sessionPath(one))}>
                      {villageName(one.village)}: {groupName(one)}
                    </a>
                  ),
                },
                {
                  key: 'day',
                  label: t('needs.col.day'),
                  cell: (one) => {
                    const day = one.heldOn ?? one.plannedOn;
                    return day === null ? '–' : fmt.dateShort(day);
                  },
                },
                {
                  key: 'people',
                  label: t('needs.col.people'),
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
                  label: t('needs.col.women'),
                  align: 'end',
                  cell: (one) => (one.women === null ? '–' : fmt.number(one.women)),
                  sum: fmt.number(standing.reduce((sum, one) => sum + (one.women ?? 0), 0)),
                },
                {
                  key: 'stickers',
                  label: t('needs.col.stickers'),
                  align: 'end',
                  cell: (one) => fmt.number(one.facts.statements),
                  sum: fmt.number(standing.reduce((sum, one) => sum + one.facts.statements, 0)),
                },
                {
                  key: 'state',
                  label: t('needs.col.state'),
                  cell: (one) => <SessionState state={one.state} />,
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
        <nav aria-label={t('needs.schedule.cycles')}>
          <p>
            {t('needs.schedule.cycles')}:{' '}
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
        rowKey={(village) => village.id}
        columns={[
          { key: 'village', label: t('needs.col.village'), head: true, cell: villageName },
          ...settings.ageGroups.map((group) => ({
            key: group,
            label: ageName(group),
            cell: (village: Village) => {
              const own = sessions.filter(
                (one) =>
                  one.villageId === village.id &&
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
                      : t('needs.session.no-day')}
                  </a>{' '}
                  <SessionState state={one.state} />
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
                  .filter((one) => one.villageId === village.id)
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
export function NoCycleView({ municipalityId }: { municipalityId: string }) {
  const { t, href } = usePage();
  return (
    <Layout title={t('needs.schedule.title')} variant="staff">
      <PageHeader title={t('needs.schedule.title')} />
      <EmptyState
        icon="cycle"
        title={t('needs.schedule.no-cycle')}
        action={<a href={href(`/m/${municipalityId}/cycle`)}>{t('needs.schedule.no-cycle-link')}</a>}
      >
        {t('needs.schedule.no-cycle-text')}
      </EmptyState>
    </Layout>
  );
}

export interface PlanFormProps {
  municipalityId: string;
  cycle: CycleRow;
  villages: readonly Village[];
  people: readonly { id: string; fullName: string; trained: boolean }[];
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
}

/** All sessions of the cycle at once: days, villages, places, people. */
export function PlanAllView(props: PlanFormProps) {
  const { t } = usePage();
  const { municipalityId, villages } = props;
  const villageName = useVillageName();
  return (
    <Layout title={t('needs.plan.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.schedule.title'), path: needsPath(municipalityId) },
          { label: t('needs.plan.title') },
        ]}
        title={t('needs.plan.title')}
        lead={t('needs.plan.lead')}
      />
      {props.people.length < 2 && <Notice tone="warn">{t('needs.plan.no-group')}</Notice>}
      <Form
        action={needsPath(municipalityId, '/plan')}
        values={props.values ?? {}}
        errors={props.errors ?? {}}
        submit={t('needs.plan.submit')}
        cancel={needsPath(municipalityId)}
      >
        <input type="hidden" name="cycleId" value={props.cycle.id} />
        <TextArea
          name="days"
          label={t('needs.plan.days')}
          hint={t('needs.plan.days-hint')}
          rows={5}
          required
        />
        <FieldGroup legend={t('needs.plan.villages')} hint={t('needs.plan.villages-hint')}>
          <CheckboxGroup
            name="villageIds"
            label={t('needs.plan.which')}
            options={villages.map((village) => ({ value: village.id, label: villageName(village) }))}
            values={villages.map((village) => village.id)}
          />
          <CheckboxGroup
            name="largeVillageIds"
            label={t('needs.plan.large')}
            hint={t('needs.plan.large-hint')}
            options={villages.map((village) => ({ value: village.id, label: villageName(village) }))}
          />
          {villages.map((village) => (
            <TextField
              key={village.id}
              name={`venue.${village.id}`}
              label={t('needs.plan.venue', { village: villageName(village) })}
              maxLength={200}
            />
          ))}
        </FieldGroup>
        {props.people.length > 0 && (
          <CheckboxGroup
            name="facilitatorIds"
            label={t('needs.plan.people')}
            hint={t('needs.plan.people-hint')}
            options={props.people.map((one) => ({
              value: one.id,
              label: one.trained ? `${one.fullName} (${t('needs.plan.trained')})` : one.fullName,
            }))}
            values={props.people.map((one) => one.id)}
          />
        )}
      </Form>
    </Layout>
  );
}

export interface NewSessionProps {
  municipalityId: string;
  cycle: CycleRow;
  villages: readonly Village[];
  settings: Settings;
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
}

/** One more session: another part of a large village, or another audience. */
export function NewSessionView(props: NewSessionProps) {
  const i18n = usePage();
  const { t } = i18n;
  const villageName = useVillageName();
  return (
    <Layout title={t('needs.new.title')} variant="staff">
      <PageHeader
        crumbs={[
          { label: t('needs.schedule.title'), path: needsPath(props.municipalityId) },
          { label: t('needs.new.title') },
        ]}
        title={t('needs.new.title')}
      />
      <Form
        action={needsPath(props.municipalityId, '/sessions')}
        values={props.values ?? {}}
        errors={props.errors ?? {}}
        submit={t('ui.create')}
        cancel={needsPath(props.municipalityId)}
      >
        <input type="hidden" name="cycleId" value={props.cycle.id} />
        <SelectField
          name="villageId"
          label={t('needs.col.village')}
          required
          options={props.villages.map((village) => ({ value: village.id, label: villageName(village) }))}
        />
        <RadioGroup
          name="ageGroup"
          label={t('needs.col.group')}
          required
          options={props.settings.ageGroups.map((group) => ({
            value: group,
            label: ageGroupText(i18n, group),
          }))}
        />
        <RadioGroup
          name="sexMode"
          label={t('needs.new.sex')}
          value="mixed"
          inline
          options={(['mixed', 'women', 'men'] as const).map((mode) => ({
            value: mode,
            label: t(`needs.session.sex.${mode}`),
          }))}
        />
        <NumberField name="part" label={t('needs.new.part')} hint={t('needs.new.part-hint')} value={1} />
        <ScheduleFields />
        <FieldGroup legend={t('needs.new.audience-group')} hint={t('needs.new.audience-hint')}>
          <TextField name="audience" label={t('needs.new.audience')} maxLength={200} />
          <TextField name="audienceReason" label={t('needs.new.audience-reason')} maxLength={500} />
        </FieldGroup>
      </Form>
    </Layout>
  );
}

function ScheduleFields({ session }: { session?: SessionItem }) {
  const { t } = usePage();
  return (
    <>
      <DateField name="plannedOn" label={t('needs.col.day')} value={session?.plannedOn ?? ''} />
      <TimeField
        name="startsAt"
        label={t('needs.schedule.starts')}
        value={session?.startsAt ?? sessionSlots[0].startsAt}
      />
      <TimeField name="endsAt" label={t('needs.schedule.ends')} value={session?.endsAt ?? ''} />
      <TextField name="venue" label={t('needs.col.venue')} value={session?.venue ?? ''} maxLength={200} />
      <NumberField
        name="plannedPeople"
        label={t('needs.schedule.people')}
        hint={t('needs.schedule.people-hint')}
        value={session?.plannedPeople ?? 20}
      />
      <NumberField
        name="plannedWomen"
        label={t('needs.schedule.women')}
        value={session?.plannedWomen ?? ''}
      />
    </>
  );
}

export interface SessionScheduleProps {
  session: SessionItem;
  today: string;
  phaseOpen: boolean;
  mayPlan: boolean;
  group: readonly { id: string; fullName: string; trained: boolean }[];
  people: readonly PersonItem[];
  invitations: readonly InvitationItem[];
  seeContacts: boolean;
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
  /** Which of the page's forms was refused. */
  form?: 'schedule' | 'facilitators' | 'invite' | 'cancel' | undefined;
}

/** Day, place, people who lead, people who are asked to come. */
export function SessionScheduleView(props: SessionScheduleProps) {
  const { t } = usePage();
  const { session, form } = props;
  const of = (name: string) =>
    form === name ? { values: props.values ?? {}, errors: props.errors ?? {} } : {};
  const editable = props.mayPlan && session.state !== 'closed' && session.state !== 'cancelled';
  const members = new Set(props.group.map((one) => one.id));
  const options = [
    ...props.group.map((one) => ({ value: one.id, label: one.fullName, group: t('needs.assign.group') })),
    ...props.people
      .filter((one) => !members.has(one.id))
      .map((one) => ({ value: one.id, label: one.fullName, group: t('needs.assign.others') })),
  ];
  const led = (role: 'facilitator' | 'recorder', index = 0) =>
    session.facilitators.filter((one) => one.role === role)[index]?.personId ?? '';
  const invited = new Set(props.invitations.map((one) => one.personId));
  const year = Number((session.plannedOn ?? props.today).slice(0, 4));
  return (
    <SessionFrame
      session={session}
      step="schedule"
      title={t('needs.session.schedule-title')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={editable}
    >
      {editable && (
        <>
          <Card title={t('needs.session.when-where')}>
            <Form
              id="schedule"
              action={sessionPath(session, '/schedule')}
              submit={t('ui.save')}
              {...of('schedule')}
            >
              <input type="hidden" name="revision" value={String(session.revision)} />
              <ScheduleFields session={session} />
            </Form>
          </Card>
          <Card title={t('needs.assign.title')}>
            <Form
              id="facilitators"
              action={sessionPath(session, '/facilitators')}
              submit={t('ui.save')}
              {...of('facilitators')}
            >
              <p class="hint">{t('needs.assign.hint')}</p>
              <SelectField
                name="facilitatorIds"
                label={t('needs.assign.facilitator')}
                required
                value={led('facilitator')}
                options={options}
              />
              <SelectField
                name="recorderIds"
                label={t('needs.assign.recorder')}
                required
                value={led('recorder')}
                options={options}
              />
              <SelectField
                name="secondFacilitatorId"
                label={t('needs.assign.second')}
                value={led('facilitator', 1)}
                empty={t('ui.none')}
                options={options}
              />
            </Form>
          </Card>
        </>
      )}
      <Card title={t('needs.invite.title')}>
        <DataTable
          caption={t('needs.invite.title')}
          hideCaption
          rows={props.invitations}
          rowKey={(one) => one.personId}
          empty={<p class="hint">{t('needs.invite.empty')}</p>}
          exports={
            <DownloadLinks
              links={{
                docx: sessionPath(session, '/documents/participants.docx'),
                pdf: sessionPath(session, '/documents/participants.pdf'),
              }}
            />
          }
          columns={[
            { key: 'name', label: t('needs.col.name'), head: true, cell: (one) => one.fullName },
            {
              key: 'age',
              label: t('needs.col.age'),
              align: 'end',
              cell: (one) => (one.birthYear === null ? '–' : year - one.birthYear),
            },
            { key: 'occupation', label: t('needs.col.occupation'), cell: (one) => one.occupation },
            ...(props.seeContacts
              ? [
                  {
                    key: 'phone',
                    label: t('needs.col.contact'),
                    cell: (one: InvitationItem) => one.phone ?? '',
                  },
                ]
              : []),
            {
              key: 'told',
              label: t('needs.invite.told'),
              cell: (one) => (
                <>
                  {one.invitedAt !== null && <Tag tone="ok">{t('needs.invite.told-yes')}</Tag>}
                  {editable && (
                    <ActionForm
                      action={sessionPath(session, '/invitations')}
                      fields={{
                        personIds: one.personId,
                        mark: one.invitedAt === null ? 'invited' : 'not-invited',
                      }}
                    >
                      <Button look="ghost" small label={`${t('needs.invite.mark')}: ${one.fullName}`}>
                        {one.invitedAt === null ? t('needs.invite.mark') : t('ui.undo')}
                      </Button>
                    </ActionForm>
                  )}
                </>
              ),
            },
            ...(editable
              ? [
                  {
                    key: 'remove',
                    label: t('ui.actions'),
                    cell: (one: InvitationItem) => (
                      <ActionForm
                        action={sessionPath(session, '/invitations')}
                        fields={{ personIds: one.personId, mark: 'removed' }}
                      >
                        <Button look="plain" small label={`${t('ui.remove')}: ${one.fullName}`}>
                          {t('ui.remove')}
                        </Button>
                      </ActionForm>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {editable && (
          <details class="confirm">
            <summary class="btn ghost">{t('needs.invite.add')}</summary>
            <Form id="invite" action={sessionPath(session, '/invite')} submit={t('ui.add')} {...of('invite')}>
              <CheckboxGroup
                name="personIds"
                label={t('needs.invite.who')}
                hint={t('needs.invite.who-hint')}
                options={props.people
                  .filter((one) => !invited.has(one.id))
                  .sort(
                    (a, b) =>
                      Number(b.villageId === session.villageId) - Number(a.villageId === session.villageId),
                  )
                  .slice(0, 500)
                  .map((one) => ({
                    value: one.id,
                    label:
                      one.birthYear === null
                        ? one.fullName
                        : `${one.fullName}, ${t('needs.invite.age', { count: year - one.birthYear })}`,
                    hint: one.occupation,
                  }))}
              />
            </Form>
          </details>
        )}
      </Card>
      {editable && (
        <Card>
          <Confirm
            action={sessionPath(session, '/cancel')}
            verb={t('needs.cancel.verb')}
            reason
            danger
            {...(form === 'cancel' ? { errors: props.errors ?? {}, values: props.values ?? {} } : {})}
          >
            <p>{t('needs.cancel.text')}</p>
          </Confirm>
        </Card>
      )}
    </SessionFrame>
  );
}
