import { localMatters } from '../../needs/rules/catalogue.ts';
import { FormPage } from '../../platform/forms/form-page.tsx';
import { RowFields } from '../../platform/forms/row-fields.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { NumberField, SelectField, TextArea, TextField, type Option } from '../../platform/ui/fields.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { Notice } from '../../platform/ui/surfaces.tsx';
import { saveDirections } from '../commands/save-directions.ts';
import { savePlan } from '../commands/save-plan.ts';
import { saveProblem } from '../commands/save-problem.ts';
import { takeProblem } from '../commands/take-problem.ts';
import type { Found } from '../rules/found.ts';
import type { PlanHead } from '../data/plan.ts';
import type { Plan, PlanProblem } from '../rules/plan.ts';
import { ChangeFields } from './change-fields.tsx';
import { FoundPart } from './found-part.tsx';
import { usePlanCrumbs } from './plan-page.tsx';
import { placeName, planPath, problemName, rankText, type Places } from './words.ts';

/** The plan's years and what is said of it as a whole. */
export function AboutPlanPage({ head }: { head: PlanHead }) {
  const { t } = usePage();
  return (
    <FormPage title={t('plan.about')} crumbs={usePlanCrumbs(head)} of={savePlan} row={head}>
      {(f) => (
        <>
          <NumberField {...f('fromYear')} />
          <NumberField {...f('toYear')} hint={t('plan.field.years-hint')} />
          <NumberField {...f('movedShare')} hint={t('plan.field.moved-share-hint')} />
          <TextArea {...f('standsIn')} rows={3} hint={t('plan.field.stands-in-hint')} />
        </>
      )}
    </FormPage>
  );
}

/** The directions with the local matter of each. */
export function DirectionsPage({ plan }: { plan: Plan }) {
  const { t, lang } = usePage();
  const matters = localMatters.map((one) => ({
    value: String(one.number),
    label: `${one.number}. ${one[lang]}`,
  }));
  return (
    <FormPage
      title={t('plan.directions')}
      lead={t('plan.directions-lead')}
      crumbs={usePlanCrumbs(plan)}
      of={saveDirections}
      row={{ rows: plan.directions }}
    >
      {(f) => (
        <RowFields
          of={f('rows')}
          spare={1}
          legend={(number) => t('plan.direction-row', { number: String(number) })}
        >
          {(line) => (
            <>
              <TextField {...line.f('title')} required={false} />
              <TextField {...line.f('titleOther')} hint={t('plan.field.other-hint')} />
              <SelectField {...line.f('localMatter')} options={matters} empty={t('plan.no-matter')} />
              <TextArea {...line.f('ownMeans')} rows={2} />
              <TextArea {...line.f('petitionTo')} rows={2} />
            </>
          )}
        </RowFields>
      )}
    </FormPage>
  );
}

const directionOptions = (plan: Plan): Option[] =>
  plan.directions.map((one) => ({ value: one.id, label: one.title }));

/** One more problem from the lists. */
export function TakeProblemPage({ plan, problems }: { plan: Plan; problems: readonly Option[] }) {
  const { t } = usePage();
  const room = useRoom('plan');
  return (
    <FormPage
      title={t('plan.take-problem')}
      lead={t('plan.take-problem-lead')}
      crumbs={usePlanCrumbs(plan)}
      of={takeProblem}
      action={planPath(room, plan.id, '/problems/new')}
      submit={t('plan.take-problem')}
    >
      {(f) => (
        <>
          {plan.directions.length === 0 && <Notice tone="info">{t('plan.directions-first')}</Notice>}
          <SelectField {...f('placed')} options={problems} />
          <SelectField {...f('directionId')} options={directionOptions(plan)} />
        </>
      )}
    </FormPage>
  );
}

/** What is wanted for a problem, and by which tasks. */
export function ProblemPage({
  plan,
  problem,
  villages,
  found,
  municipalityId,
}: {
  plan: Plan;
  problem: PlanProblem;
  villages: Places;
  /** What focus groups found of it; undefined where none has analysed it. */
  found: Found | undefined;
  municipalityId: string;
}) {
  const page = usePage();
  const { t } = page;
  const room = useRoom('plan');
  const path = planPath(room, plan.id, `/problems/${problem.id}`);
  const direction = plan.directions.find((one) => one.problems.some((taken) => taken.id === problem.id));
  const rank = rankText(page, problem);
  return (
    <FormPage
      title={problemName(page, problem)}
      lead={[placeName(page, villages, problem.villageId), rank].filter((text) => text !== '').join(' · ')}
      crumbs={usePlanCrumbs(plan)}
      of={saveProblem}
      action={path}
      row={{ ...problem, directionId: direction?.id ?? '', rows: problem.tasks }}
      below={
        <>
          {found && (
            <FoundPart
              {...{ municipalityId, found, problem }}
              action={`${path}/take`}
              mayTake={plan.state !== 'approved'}
            />
          )}
          {plan.state !== 'approved' && (
            <Confirm id="remove" danger action={`${path}/remove`} verb={t('plan.remove-problem')}>
              <p>{t('plan.remove-problem-text')}</p>
            </Confirm>
          )}
        </>
      }
    >
      {(f) => (
        <>
          <SelectField {...f('directionId')} options={directionOptions(plan)} empty={null} />
          <TextArea {...f('goal')} rows={3} hint={t('plan.field.goal-hint')} />
          <TextArea {...f('goalOther')} rows={3} hint={t('plan.field.other-hint')} />
          <RowFields
            of={f('rows')}
            spare={2}
            legend={(number) => t('plan.task-row', { number: String(number) })}
          >
            {(line) => (
              <>
                <TextArea {...line.f('text')} rows={2} required={false} />
                <TextArea {...line.f('textOther')} rows={2} />
              </>
            )}
          </RowFields>
          <TextArea {...f('withoutItems')} rows={2} hint={t('plan.field.without-items-hint')} />
          <ChangeFields plan={plan} f={f} chainOnly />
        </>
      )}
    </FormPage>
  );
}
