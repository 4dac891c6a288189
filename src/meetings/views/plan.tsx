import type { ComponentChildren } from 'preact';
import { Form, type FieldsOf } from '../../platform/forms/form.tsx';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DataTable } from '../../platform/ui/data-table.tsx';
import {
  CheckboxGroup,
  DateField,
  HiddenField,
  NumberField,
  SelectField,
  TextField,
  TimeField,
} from '../../platform/ui/fields.tsx';
import { ActionForm, Form as Frame } from '../../platform/ui/form.tsx';
import { useScript } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Facts, Tag } from '../../platform/ui/surfaces.tsx';
import type { MeetingFacts } from '../data/kind.ts';
import type { Leader } from '../data/leaders.ts';
import type { InvitationItem } from '../data/people.ts';
import type { PlanSteps } from '../commands/meeting-steps.ts';
import { invitedAs, type plannedPeople, type planFields } from '../rules/plan-fields.ts';

/** What a kind usually plans: the hour it begins (empty: none), the minutes it takes, and how many come. */
export type Usual = {
  readonly startsAt: string;
  readonly minutes: number;
  readonly people: readonly [fewest: number, most: number];
};

/** When and where. */
export function PlanFields({
  f,
  usual,
}: {
  f: FieldsOf<typeof planFields>;
  usual: Pick<Usual, 'startsAt' | 'minutes'>;
}) {
  const { t } = usePage();
  useScript('hours.client.js');
  const begins = f('startsAt');
  const ends = f('endsAt');
  return (
    <>
      <DateField {...f('plannedOn')} />
      <TimeField {...begins} value={begins.value || usual.startsAt} />
      <TimeField {...ends} hint={t('meetings.field.ends-at-hint', { minutes: usual.minutes })} />
      {ends.value !== '' && <HiddenField name={f('endMoves').name} value="yes" />}
      <TextField {...f('venue')} />
    </>
  );
}

/** For how many. */
export function PeopleFields({ f, usual }: { f: FieldsOf<typeof plannedPeople>; usual: Usual }) {
  const { t, fmt } = usePage();
  const people = f('plannedPeople');
  const range = fmt.range(...usual.people);
  return (
    <>
      <NumberField
        {...people}
        value={people.value || usual.people[0]}
        hint={t('meetings.field.planned-people-hint', { range })}
      />
      <NumberField {...f('plannedWomen')} />
    </>
  );
}

type Choice = { readonly id: string; readonly fullName: string };

/** Who leads and who records: one of each, and a second who leads. `group` comes first in the lists. */
function LeaderFields({
  leaders,
  group,
  people,
}: {
  leaders: readonly Pick<Leader, 'personId' | 'role'>[];
  group: readonly Choice[];
  people: readonly Choice[];
}) {
  const { t } = usePage();
  const members = new Set(group.map((one) => one.id));
  const options = [
    ...group.map((one) => ({ value: one.id, label: one.fullName, group: t('ui.working-group') })),
    ...people
      .filter((one) => !members.has(one.id))
      .map((one) => ({ value: one.id, label: one.fullName, group: t('meetings.assign.others') })),
  ];
  const led = (role: Leader['role'], index = 0) =>
    leaders.filter((one) => one.role === role)[index]?.personId ?? '';
  return (
    <>
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
    </>
  );
}

type Invitable = Choice & {
  readonly occupation: string;
  readonly villageId: string | null;
  readonly birthYear: number | null;
};

/** Who is asked to come, who was told, and whom to add. Posts go to `path('/invite')` and `path('/invitations')`. */
function Invitations({
  invitations,
  people,
  villageId,
  year,
  path,
  editable,
  seeContacts,
  exports,
  asWhom = false,
}: {
  invitations: readonly InvitationItem[];
  people: readonly Invitable[];
  /** Its people are offered first. */
  villageId: string | null;
  /** Of the meeting: ages are told for it. */
  year: number;
  path: (rest: string) => string;
  editable: boolean;
  seeContacts: boolean;
  exports?: ComponentChildren;
  /** Asks as whom each is invited, and counts them by it. */
  asWhom?: boolean;
}) {
  const { t } = usePage();
  const invited = new Set(invitations.map((one) => one.personId));
  const mark = (one: InvitationItem, how: string, label: string, look: 'ghost' | 'plain') => (
    <ActionForm action={path('/invitations')} fields={{ personIds: one.personId, mark: how }}>
      <Button look={look} small label={`${label}: ${one.fullName}`}>
        {how === 'not-invited' ? t('ui.undo') : label}
      </Button>
    </ActionForm>
  );
  return (
    <Card title={t('meetings.invite.title')}>
      {asWhom && (
        <Facts
          items={invitedAs.map((name) => ({
            label: t(`meetings.invite.as.${name}`),
            value: invitations.filter((one) => one.invitedAs === name).length,
          }))}
        />
      )}
      <DataTable
        caption={t('meetings.invite.title')}
        hideCaption
        rows={invitations}
        rowKey={(one) => one.personId}
        empty={<p class="hint">{t('meetings.invite.empty')}</p>}
        exports={exports}
        columns={[
          { key: 'name', label: t('meetings.col.name'), head: true, cell: (one) => one.fullName },
          {
            key: 'age',
            label: t('ui.field.age'),
            align: 'end',
            cell: (one) => (one.birthYear === null ? '–' : year - one.birthYear),
          },
          { key: 'occupation', label: t('ui.field.occupation'), cell: (one) => one.occupation },
          ...(asWhom
            ? [
                {
                  key: 'as',
                  label: t('meetings.invite.as'),
                  cell: (one: InvitationItem) =>
                    one.invitedAs === null ? '–' : t(`meetings.invite.as.${one.invitedAs}`),
                },
              ]
            : []),
          ...(seeContacts
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
                {editable &&
                  mark(
                    one,
                    one.invitedAt === null ? 'invited' : 'not-invited',
                    t('meetings.invite.mark'),
                    'ghost',
                  )}
              </>
            ),
          },
          ...(editable
            ? [
                {
                  key: 'remove',
                  label: t('ui.actions'),
                  cell: (one: InvitationItem) => mark(one, 'removed', t('ui.remove'), 'plain'),
                },
              ]
            : []),
        ]}
      />
      {editable && (
        <Frame
          id="invite"
          action={path('/invite')}
          submit={t('ui.add')}
          fold={{ text: t('meetings.invite.add') }}
        >
          {asWhom && (
            <SelectField
              name="invitedAs"
              label={t('meetings.invite.as')}
              options={invitedAs.map((value) => ({ value, label: t(`meetings.invite.as.${value}`) }))}
            />
          )}
          <CheckboxGroup
            name="personIds"
            label={t('meetings.invite.who')}
            hint={t('meetings.invite.who-hint')}
            options={people
              .filter((one) => !invited.has(one.id))
              .sort((a, b) => Number(b.villageId === villageId) - Number(a.villageId === villageId))
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
        </Frame>
      )}
    </Card>
  );
}

/** Day and place, who leads, who is asked to come, cancelling: what the page of a meeting's plan has (`planPosts`). */
export function PlanForms({
  of,
  meeting,
  leaders,
  usual,
  group,
  cancel,
  ofMove,
  ...props
}: Omit<Parameters<typeof Invitations>[0], 'year'> & {
  of: PlanSteps;
  meeting: MeetingFacts;
  leaders: readonly Leader[];
  usual: Usual;
  group: readonly Choice[];
  today: string;
  /** The act by its name, and what will happen, where the common words do not do. */
  cancel?: { readonly verb: string; readonly text: string };
  /** People were told of the day: what is asked of a move beside it. */
  ofMove?: ComponentChildren;
}) {
  const { t } = usePage();
  const { path, editable } = props;
  return (
    <>
      {editable && (
        <>
          <Card title={t('meetings.when-where')}>
            <Form
              of={of.changeSchedule}
              row={meeting}
              id="schedule"
              action={path('/schedule')}
              submit={t('ui.save')}
            >
              {(f) => (
                <>
                  <PlanFields f={f} usual={usual} />
                  <PeopleFields f={f} usual={usual} />
                  {ofMove}
                </>
              )}
            </Form>
          </Card>
          <Card title={t('ui.field.facilitators')}>
            <Frame id="facilitators" action={path('/facilitators')} submit={t('ui.save')}>
              <LeaderFields leaders={leaders} group={group} people={props.people} />
            </Frame>
          </Card>
        </>
      )}
      <Invitations {...props} year={Number((meeting.plannedOn ?? props.today).slice(0, 4))} />
      {editable && (
        <Card>
          <Confirm
            id="cancel"
            action={path('/cancel')}
            verb={cancel?.verb ?? t('meetings.cancel.verb')}
            reason
            example={t('meetings.example.cancel')}
            danger
          >
            <p>{cancel?.text ?? t('meetings.cancel.text')}</p>
          </Confirm>
        </Card>
      )}
    </>
  );
}
