import type { InvitationItem } from '../../../meetings/data/people.ts';
import { Button } from '../../../platform/ui/button.tsx';
import { Confirm } from '../../../platform/ui/confirm.tsx';
import { DataTable, DownloadLinks } from '../../../platform/ui/data-table.tsx';
import {
  CheckboxGroup,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '../../../platform/ui/fields.tsx';
import {
  ActionForm,
  FieldGroup,
  Form,
  type FormErrors,
  type FormValues,
} from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Card, Notice, Tag } from '../../../platform/ui/surfaces.tsx';
import type { Person } from '../../../people/data.ts';
import type { CycleRow, SessionItem, Settings, Village } from '../data/sessions.ts';
import { sessionSlots } from '../rules/session.ts';
import { ageGroupText } from '../../views/labels.ts';
import { needsPath, sessionPath, SessionFrame, useVillageName } from './session-frame.tsx';

export interface PlanFormProps {
  municipalityId: string;
  cycle: CycleRow;
  villages: readonly Village[];
  people: readonly { id: string; fullName: string; trained: boolean }[];
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
}

/** All sessions of the cycle at once: days, villages, places, people. */
export function PlanAllPage(props: PlanFormProps) {
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
export function NewSessionPage(props: NewSessionProps) {
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
          label={t('ui.field.village')}
          required
          options={props.villages.map((village) => ({ value: village.id, label: villageName(village) }))}
        />
        <RadioGroup
          name="ageGroup"
          label={t('ui.field.ageGroup')}
          required
          options={props.settings.ageGroups.map((group) => ({
            value: group,
            label: ageGroupText(i18n, group),
          }))}
        />
        <RadioGroup
          name="sexMode"
          label={t('ui.field.sexMode')}
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
          <TextField name="audienceReason" label={t('ui.field.reason')} maxLength={500} />
        </FieldGroup>
      </Form>
    </Layout>
  );
}

function ScheduleFields({ session }: { session?: SessionItem }) {
  const { t } = usePage();
  return (
    <>
      <DateField name="plannedOn" label={t('ui.field.plannedOn')} value={session?.plannedOn ?? ''} />
      <TimeField
        name="startsAt"
        label={t('ui.field.startsAt')}
        value={session?.startsAt ?? sessionSlots[0].startsAt}
      />
      <TimeField name="endsAt" label={t('ui.field.endsAt')} value={session?.endsAt ?? ''} />
      <TextField name="venue" label={t('ui.field.place')} value={session?.venue ?? ''} maxLength={200} />
      <NumberField
        name="plannedPeople"
        label={t('meetings.field.planned-people')}
        hint={t('needs.schedule.people-hint')}
        value={session?.plannedPeople ?? 20}
      />
      <NumberField
        name="plannedWomen"
        label={t('ui.field.plannedWomen')}
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
  people: readonly Person[];
  invitations: readonly InvitationItem[];
  seeContacts: boolean;
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
  /** Which of the page's forms was refused. */
  form?: 'schedule' | 'facilitators' | 'invite' | 'cancel' | undefined;
}

/** Day, place, people who lead, people who are asked to come. */
export function SessionSchedulePage(props: SessionScheduleProps) {
  const { t } = usePage();
  const { session, form } = props;
  const of = (name: string) =>
    form === name ? { values: props.values ?? {}, errors: props.errors ?? {} } : {};
  const editable = props.mayPlan && session.state !== 'closed' && session.state !== 'cancelled';
  const members = new Set(props.group.map((one) => one.id));
  const options = [
    ...props.group.map((one) => ({ value: one.id, label: one.fullName, group: t('ui.working-group') })),
    ...props.people
      .filter((one) => !members.has(one.id))
      .map((one) => ({ value: one.id, label: one.fullName, group: t('meetings.assign.others') })),
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
          <Card title={t('ui.field.facilitators')}>
            <Form
              id="facilitators"
              action={sessionPath(session, '/facilitators')}
              submit={t('ui.save')}
              {...of('facilitators')}
            >
              <p class="hint">{t('meetings.assign.hint')}</p>
              <SelectField
                name="facilitatorIds"
                label={t('ui.role.facilitator')}
                required
                value={led('facilitator')}
                options={options}
              />
              <SelectField
                name="recorderIds"
                label={t('ui.role.recorder')}
                required
                value={led('recorder')}
                options={options}
              />
              <SelectField
                name="secondFacilitatorId"
                label={t('meetings.assign.second')}
                value={led('facilitator', 1)}
                empty={t('ui.none')}
                options={options}
              />
            </Form>
          </Card>
        </>
      )}
      <Card title={t('meetings.invite.title')}>
        <DataTable
          caption={t('meetings.invite.title')}
          hideCaption
          rows={props.invitations}
          rowKey={(one) => one.personId}
          empty={<p class="hint">{t('meetings.invite.empty')}</p>}
          exports={
            <DownloadLinks
              links={{
                docx: sessionPath(session, '/documents/participants.docx'),
                pdf: sessionPath(session, '/documents/participants.pdf'),
              }}
            />
          }
          columns={[
            { key: 'name', label: t('meetings.col.name'), head: true, cell: (one) => one.fullName },
            {
              key: 'age',
              label: t('ui.field.age'),
              align: 'end',
              cell: (one) => (one.birthYear === null ? '–' : year - one.birthYear),
            },
            { key: 'occupation', label: t('ui.field.occupation'), cell: (one) => one.occupation },
            ...(props.seeContacts
              ? [
                  {
                    key: 'phone',
                    label: t('ui.field.contact'),
                    cell: (one: InvitationItem) => one.phone ?? '',
                  },
                ]
              : []),
            {
              key: 'told',
              label: t('meetings.invite.told'),
              cell: (one) => (
                <>
                  {one.invitedAt !== null && <Tag tone="ok">{t('meetings.invite.told-yes')}</Tag>}
                  {editable && (
                    <ActionForm
                      action={sessionPath(session, '/invitations')}
                      fields={{
                        personIds: one.personId,
                        mark: one.invitedAt === null ? 'invited' : 'not-invited',
                      }}
                    >
                      <Button look="ghost" small label={`${t('meetings.invite.mark')}: ${one.fullName}`}>
                        {one.invitedAt === null ? t('meetings.invite.mark') : t('ui.undo')}
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
            <summary class="btn ghost">{t('meetings.invite.add')}</summary>
            <Form id="invite" action={sessionPath(session, '/invite')} submit={t('ui.add')} {...of('invite')}>
              <CheckboxGroup
                name="personIds"
                label={t('meetings.invite.who')}
                hint={t('meetings.invite.who-hint')}
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
                        : `${one.fullName}, ${t('meetings.invite.age', { count: year - one.birthYear })}`,
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
