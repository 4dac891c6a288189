import type { Person } from '../../../people/data.ts';
import type { InvitationItem } from '../../../meetings/data/people.ts';
import { isWritable } from '../../../meetings/views/frame.tsx';
import { PeopleFields, PlanFields, PlanForms, type Usual } from '../../../meetings/views/plan.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { DownloadLinks } from '../../../platform/ui/data-table.tsx';
import {
  CheckboxGroup,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/ui/fields.tsx';
import { FieldGroup } from '../../../platform/ui/form.tsx';
import { Layout } from '../../../platform/ui/layout.tsx';
import { PageHeader } from '../../../platform/ui/page-header.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import { Notice } from '../../../platform/ui/surfaces.tsx';
import { planAllSessions } from '../commands/plan-all-sessions.ts';
import { planSession } from '../commands/plan-session.ts';
import { sessionSteps } from '../commands/session-steps.ts';
import type { CycleRow } from '../../../cycle/data.ts';
import type { MunicipalitySettings } from '../../../territory/data.ts';
import type { UnitVersion } from '../../../territory/rules/versions.ts';
import type { SessionItem } from '../data/sessions.ts';
import { fewestPeople, mostPeople, sessionMinutes, sessionSlots } from '../rules/session.ts';
import { ageGroupText } from '../../views/labels.ts';
import { needsPath, sessionPath, SessionFrame, useVillageName } from './session-frame.tsx';

const usual: Usual = {
  startsAt: sessionSlots[0].startsAt,
  minutes: sessionMinutes,
  people: [fewestPeople, mostPeople],
};

export interface PlanFormProps {
  municipalityId: string;
  cycle: CycleRow;
  villages: readonly UnitVersion[];
  people: readonly { id: string; fullName: string; trained: boolean }[];
}

/** All sessions of the cycle at once: days, villages, places, people. */
export function PlanAllPage({ municipalityId, cycle, villages, people }: PlanFormProps) {
  const { t } = usePage();
  const villageName = useVillageName();
  const options = villages.map((village) => ({ value: village.unitId, label: villageName(village) }));
  const base = needsPath(municipalityId);
  return (
    <Layout title={t('needs.plan.title')} variant="staff">
      <PageHeader
        crumbs={[{ label: t('needs.schedule.title'), path: base }, { label: t('needs.plan.title') }]}
        title={t('needs.plan.title')}
        lead={t('needs.plan.lead')}
      />
      {people.length < 2 && <Notice tone="warn">{t('needs.plan.no-group')}</Notice>}
      <Form
        of={planAllSessions}
        action={`${base}/plan`}
        fields={{ cycleId: cycle.id }}
        submit={t('needs.plan.submit')}
        cancel={base}
      >
        {(f) => (
          <>
            <TextArea {...f('days')} value="" hint={t('needs.plan.days-hint')} rows={5} />
            <FieldGroup legend={t('needs.plan.villages')} hint={t('needs.plan.villages-hint')}>
              <CheckboxGroup
                {...f('villageIds')}
                options={options}
                values={options.map(({ value }) => value)}
              />
              <CheckboxGroup {...f('largeVillageIds')} hint={t('needs.plan.large-hint')} options={options} />
              {options.map(({ value, label }, index) => (
                <TextField
                  key={value}
                  name={`venue.${value}`}
                  label={t('needs.plan.venue', { village: label })}
                  example={index === 0 ? t('ui.example.venue') : undefined}
                  maxLength={200}
                />
              ))}
            </FieldGroup>
            {people.length > 0 && (
              <CheckboxGroup
                {...f('facilitatorIds')}
                hint={t('needs.plan.people-hint')}
                options={people.map((one) => ({
                  value: one.id,
                  label: one.trained ? `${one.fullName} (${t('needs.plan.trained')})` : one.fullName,
                }))}
                values={people.map((one) => one.id)}
              />
            )}
          </>
        )}
      </Form>
    </Layout>
  );
}

export interface NewSessionProps {
  municipalityId: string;
  cycle: CycleRow;
  villages: readonly UnitVersion[];
  settings: MunicipalitySettings;
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
        of={planSession}
        action={needsPath(props.municipalityId, '/sessions')}
        fields={{ cycleId: props.cycle.id }}
        submit={t('ui.create')}
        cancel={needsPath(props.municipalityId)}
      >
        {(f) => (
          <>
            <SelectField
              {...f('villageId')}
              options={props.villages.map((village) => ({
                value: village.unitId,
                label: villageName(village),
              }))}
            />
            <RadioGroup
              {...f('ageGroup')}
              options={props.settings.ageGroups.map((group) => ({
                value: group,
                label: ageGroupText(i18n, group),
              }))}
            />
            <RadioGroup {...f('sexMode')} value="mixed" inline />
            <NumberField {...f('part')} hint={t('needs.new.part-hint')} value={1} />
            <PlanFields f={f} usual={usual} />
            <PeopleFields f={f} usual={usual} />
            <FieldGroup legend={t('needs.new.audience-group')} hint={t('needs.new.audience-hint')}>
              <TextField {...f('audience')} />
              <TextField {...f('audienceReason')} />
            </FieldGroup>
          </>
        )}
      </Form>
    </Layout>
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
}

/** Day, place, people who lead, people who are asked to come. */
export function SessionSchedulePage(props: SessionScheduleProps) {
  const { t } = usePage();
  const { session } = props;
  const editable = props.mayPlan && isWritable(session);
  const path = (rest: string) => sessionPath(session, rest);
  const papers = { docx: path('/documents/participants.docx'), pdf: path('/documents/participants.pdf') };
  return (
    <SessionFrame
      page={{ ...props, mayRecord: editable }}
      step="schedule"
      title={t('needs.session.schedule-title')}
    >
      <PlanForms
        {...props}
        of={sessionSteps}
        meeting={session}
        leaders={session.facilitators}
        usual={usual}
        villageId={session.villageId}
        path={path}
        editable={editable}
        exports={<DownloadLinks links={papers} />}
        cancel={{ verb: t('needs.cancel.verb'), text: t('needs.cancel.text') }}
      />
    </SessionFrame>
  );
}
