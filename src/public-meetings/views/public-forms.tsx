import type { ComponentChildren } from 'preact';
import type { Leader } from '../../meetings/data/leaders.ts';
import type { InvitationItem } from '../../meetings/data/people.ts';
import { noteValues } from '../../meetings/rules/notes.ts';
import { isWritable } from '../../meetings/views/frame.tsx';
import { PlanForms } from '../../meetings/views/plan.tsx';
import { NotesFields } from '../../meetings/views/record.tsx';
import type { Person } from '../../people/data.ts';
import { Form } from '../../platform/forms/form.tsx';
import {
  CheckboxField,
  DateField,
  HiddenField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
  type Option,
} from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';
import { publicSteps } from '../commands/public-steps.ts';
import { saveAbout } from '../commands/save-about.ts';
import { saveAgenda } from '../commands/save-agenda.ts';
import { saveChecklist } from '../commands/save-checklist.ts';
import { saveOffices } from '../commands/save-offices.ts';
import type { Subject } from '../data/subjects.ts';
import { aboutOf, subjectText } from '../rules/subjects.ts';
import { bodyOfForm, checklistRows, formRules, questionBlocks } from '../rules/forms.ts';
import { AboutFields, type VillageOption } from './about-fields.tsx';
import { Force, PublicFrame, publicPath, usual, type PublicPageProps } from './public-meetings.tsx';

/** Day, place, who leads, who is asked to come. */
export function PublicSchedulePage(
  props: PublicPageProps & {
    group: readonly { readonly id: string; readonly fullName: string }[];
    registered: readonly Person[];
    invitations: readonly InvitationItem[];
    leaders: readonly Leader[];
  },
) {
  const { t } = usePage();
  const { meeting } = props;
  const editable = props.mayPlan && isWritable(meeting);
  return (
    <PublicFrame meeting={meeting} mayRecord={editable} title={t('public-meetings.schedule')}>
      <PlanForms
        {...props}
        of={publicSteps}
        people={props.registered}
        usual={usual}
        villageId={meeting.villageId}
        asWhom
        ofMove={
          meeting.postings.length > 0 && (
            <>
              <TextField name="moveReason" label={t('meetings.field.move-reason')} />
              <DateField
                name="movedOn"
                label={t('public-meetings.field.moved-on')}
                max={props.today}
                hint={t('public-meetings.moved-on-hint')}
              />
            </>
          )
        }
        path={(rest) => publicPath(meeting, rest)}
        editable={editable}
      />
    </PublicFrame>
  );
}

/** What the meeting is, how people get there, on what its decisions stand. */
export function AboutPage({
  villages,
  bodies,
  meeting,
  mayRecord,
}: PublicPageProps & { villages: readonly VillageOption[]; bodies: readonly Option[] }) {
  const { t } = usePage();
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.about')}>
      <Force form={meeting.form} />
      <Card>
        <Form of={saveAbout} row={meeting} submit={t('ui.save')} cancel={publicPath(meeting)}>
          {(f) => (
            <>
              <AboutFields f={f} form={meeting.form} villages={villages} />
              <FieldGroup legend={t('public-meetings.field.how-to-come')}>
                <NumberField {...f('capacity')} />
                <TextArea {...f('access')} rows={2} hint={t('public-meetings.field.access-hint')} />
                <TextArea {...f('transport')} rows={2} hint={t('public-meetings.field.transport-hint')} />
                <TextArea {...f('hourSuits')} rows={2} hint={t('public-meetings.field.hour-suits-hint')} />
              </FieldGroup>
              <FieldGroup legend={t('public-meetings.field.grounds')}>
                {bodyOfForm[meeting.form] === undefined ? (
                  <HiddenField name="bodyId" value="" />
                ) : (
                  <SelectField {...f('bodyId')} options={bodies} empty={t('ui.none')} />
                )}
                <TextField {...f('orderText')} hint={t('public-meetings.field.order-hint')} />
                <DateField {...f('firstMetOn')} hint={t('public-meetings.field.first-met-hint')} />
                <TextField {...f('bindingBy')} hint={t('public-meetings.field.binding-hint')} />
              </FieldGroup>
            </>
          )}
        </Form>
      </Card>
      {formRules[meeting.form].noticed && <BlocksLink meeting={meeting} />}
    </PublicFrame>
  );
}

function BlocksLink({ meeting }: Pick<PublicPageProps, 'meeting'>) {
  const { t, href } = usePage();
  return (
    <p>
      <a href={href(publicPath(meeting, '/notes'))}>{t('public-meetings.blocks')}</a>
    </p>
  );
}

/** The four blocks of questions that are decided beforehand, and how the meeting was opened. */
export function BlocksPage({ meeting, mayRecord }: PublicPageProps) {
  const { t } = usePage();
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.blocks')}>
      <Card>
        <p class="hint">{t('public-meetings.blocks-hint')}</p>
        <Form
          of={publicSteps.saveRecord}
          row={{ ...meeting, ...noteValues(meeting.notes) }}
          submit={t('ui.save')}
          cancel={publicPath(meeting)}
        >
          {(f) => (
            <NotesFields
              f={f}
              parts={[...questionBlocks, 'opening'] as const}
              label={(part) => t(`public-meetings.block.${part}`)}
            />
          )}
        </Form>
      </Card>
    </PublicFrame>
  );
}

/** A row that stands already brings its id and can be taken away; a new one has neither. */
function StandingRow({
  line,
  legend,
  children,
}: {
  line: { readonly name: string; readonly row?: { readonly id?: string | null } | undefined };
  legend: string;
  children: ComponentChildren;
}) {
  const { t } = usePage();
  const id = line.row?.id ?? undefined;
  return (
    <FieldGroup legend={legend}>
      {id !== undefined && <HiddenField name={`${line.name}.id`} value={id} />}
      {children}
      {id !== undefined && <CheckboxField name={`${line.name}.remove`} label={t('ui.remove')} value="yes" />}
    </FieldGroup>
  );
}

/** Who leads, writes, counts, prepares, is expected, speaks, was chosen to speak for others. */
export function OfficesPage({
  meeting,
  mayRecord,
  persons,
}: PublicPageProps & { persons: readonly Option[] }) {
  const { t } = usePage();
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.offices')}>
      <Card>
        <p class="hint">{t('public-meetings.offices-hint')}</p>
        <Form
          of={saveOffices}
          row={{ revision: meeting.revision, rows: meeting.offices }}
          submit={t('ui.save')}
          cancel={publicPath(meeting)}
        >
          {(f) =>
            f('rows')
              .lines(3)
              .map((line, index) => (
                <StandingRow
                  key={line.name}
                  line={line}
                  legend={t('public-meetings.office-row', { number: index + 1 })}
                >
                  <SelectField
                    {...line.f('personId')}
                    required={false}
                    options={persons}
                    empty={t('ui.none')}
                  />
                  <SelectField {...line.f('office')} required={false} />
                  <CheckboxField {...line.f('atMeeting')} value="yes" />
                  <CheckboxField
                    {...line.f('nameAgreed')}
                    value="yes"
                    hint={t('public-meetings.field.office-name-hint')}
                  />
                </StandingRow>
              ))
          }
        </Form>
      </Card>
    </PublicFrame>
  );
}

/** Eleven rows with who answers and by when. */
export function ChecklistPage({ meeting, mayRecord, today }: PublicPageProps) {
  const { t } = usePage();
  const rows = checklistRows.map(
    (row) =>
      meeting.checklist.find((one) => one.row === row) ?? { row, responsible: '', dueOn: null, doneOn: null },
  );
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.checklist')}>
      <Card>
        <p class="hint">{t('public-meetings.checklist-hint')}</p>
        <Form
          of={saveChecklist}
          row={{ revision: meeting.revision, rows }}
          submit={t('ui.save')}
          cancel={publicPath(meeting)}
        >
          {(f) =>
            f('rows')
              .lines(0)
              .map((line, index) => {
                const row = rows[index]!.row;
                return (
                  <FieldGroup key={row} legend={`${index + 1}. ${t(`public-meetings.checklist.${row}`)}`}>
                    <HiddenField name={line.f('row').name} value={row} />
                    <TextField {...line.f('responsible')} />
                    <DateField {...line.f('dueOn')} />
                    <DateField {...line.f('doneOn')} max={today} />
                  </FieldGroup>
                );
              })
          }
        </Form>
      </Card>
    </PublicFrame>
  );
}

/** Points of the agenda, each with how long it takes, who reports and what it is about. */
export function AgendaPage({
  meeting,
  mayRecord,
  subjects,
}: PublicPageProps & { subjects: readonly Subject[] }) {
  const i18n = usePage();
  const { t } = i18n;
  const options = subjects
    .filter(({ id }) => id !== meeting.id)
    .map((one) => ({
      value: one.id,
      label: subjectText(i18n, one),
      group: t(
        one.about === null ? 'public-meetings.subject.published' : `public-meetings.subject.${one.about}`,
      ),
    }));
  return (
    <PublicFrame meeting={meeting} mayRecord={mayRecord} title={t('public-meetings.agenda')}>
      <Card>
        <p class="hint">{t('public-meetings.agenda-hint')}</p>
        <Form
          of={saveAgenda}
          row={{
            revision: meeting.revision,
            rows: meeting.agenda.map((one) => ({ ...one, subjectId: aboutOf(one) })),
          }}
          submit={t('ui.save')}
          cancel={publicPath(meeting)}
        >
          {(f) =>
            f('rows')
              .lines(2)
              .map((line, index) => (
                <StandingRow
                  key={line.name}
                  line={line}
                  legend={t('public-meetings.agenda-row', { number: index + 1 })}
                >
                  <TextArea {...line.f('text')} required={false} rows={2} />
                  <TextArea {...line.f('other')} rows={2} />
                  <TextField {...line.f('speaker')} hint={t('public-meetings.field.speaker-hint')} />
                  <NumberField {...line.f('minutes')} unit={t('public-meetings.minutes-unit')} />
                  <SelectField {...line.f('subjectId')} options={options} empty={t('ui.none')} />
                </StandingRow>
              ))
          }
        </Form>
      </Card>
    </PublicFrame>
  );
}
