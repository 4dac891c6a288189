import type { CycleRow } from '../../cycle/data.ts';
import type { CycleState } from '../data.ts';
import { cycleSteps, nextStep, stepsDone, stepsLeft, type CycleStep } from '../rules/next-step.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { LinkButton } from '../../platform/ui/button.tsx';
import {
  CheckboxField,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useAsked, useRoom } from '../../platform/ui/page-context.ts';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { formWorkingGroup } from '../../cycle/commands/form-working-group.ts';
import { nameResponsibleSpecialist } from '../../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../../cycle/commands/open-cycle.ts';
import { recordDecision } from '../../cycle/commands/record-decision.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { Timeline } from '../../platform/ui/task-lists.tsx';
import { CycleSwitch } from './cycle-switch.tsx';
import { stepPath } from './home-page.tsx';

/** The way back of every page below the cycle. */
export function useCrumbs(year: number, label?: string) {
  const { t } = useI18n();
  const base = useRoom();
  return [
    { label: t('cycle.title.year', { year }), path: `${base}/cycle?year=${year}` },
    ...(label === undefined ? [] : [{ label }]),
  ];
}

type Named = { readonly id: string; readonly fullName: string; readonly occupation: string };

/** Opening the cycle of a year. */
export function OpenCyclePage({ year }: { year: number }) {
  const { t } = useI18n();
  const base = useRoom();
  const asked = useAsked('confirmed');
  return (
    <Layout title={t('cycle.open.title')} variant="staff">
      <PageHeader title={t('cycle.open.title')} lead={t('cycle.open.lead')} />
      <Form
        of={openCycle}
        row={{ year }}
        action={`${base}/cycle`}
        submit={t('cycle.open.title')}
        cancel={base}
      >
        {(f) => (
          <>
            <NumberField {...f('year')} />
            <TextArea {...f('aim')} hint={t('cycle.field.aim.hint')} />
            {asked && <CheckboxField {...f('confirmed')} value="yes" />}
          </>
        )}
      </Form>
    </Layout>
  );
}

function useStepNote(state: CycleState, people: readonly Named[]): (step: CycleStep) => string {
  const { t, fmt } = useI18n();
  const left = stepsLeft(state.steps);
  const order = (act: CycleState['groupOrder'], inForce: CycleState['groupOrderInForce']) => {
    if (!act) return t('cycle.order.none');
    if (!inForce?.number || !inForce.issuedOn) return t('cycle.order.draft');
    const signed = t('cycle.order.signed', { number: inForce.number, date: fmt.date(inForce.issuedOn) });
    return act.id === inForce.id ? signed : `${signed.replace(/\.$/, '')}. ${t('cycle.order.renewing')}`;
  };
  return (step) => {
    const { cycle, group } = state;
    switch (step) {
      case 'decision':
        return cycle.decidedOn && cycle.decidedBy
          ? t('cycle.decision.said', {
              date: fmt.date(cycle.decidedOn),
              who: t(`cycle.decision.${cycle.decidedBy}`),
              basis: cycle.decisionBasis ?? '',
            })
          : t('cycle.decision.none');
      case 'workingGroup':
        return group
          ? `${t('cycle.group.members', { count: group.members.length })}${state.steps.groupComplete ? '' : `. ${t('cycle.group.incomplete')}`}`
          : t('cycle.next.workingGroup.text');
      case 'specialist':
        return (
          people.find((one) => one.id === cycle.responsiblePersonId)?.fullName ?? t('cycle.specialist.none')
        );
      case 'groupOrder':
        return order(state.groupOrder, state.groupOrderInForce);
      case 'planOrder':
        return order(state.planOrder, state.planOrderInForce);
      case 'readiness':
        return t('cycle.home.readiness', { yes: state.ready });
      case 'open':
        return cycle.sessionsOpenedAt
          ? t('cycle.readiness.opened', {
              date: fmt.dateTime(cycle.sessionsOpenedAt),
              name: cycle.sessionsOpenedBy ?? '',
            })
          : left.length === 0
            ? t('cycle.next.open.text')
            : t('cycle.note.open-waits', {
                count: left.length,
                steps: fmt.list(left.map((one) => `«${t(`cycle.step.${one}`)}»`)),
              });
      case 'workPlan':
        return state.plan.length > 0
          ? t('cycle.note.workPlan', { count: state.plan.length })
          : t('cycle.next.workPlan.text');
      case 'schedule':
      case 'programmes': {
        const { sessions, untimed } = state.steps;
        if (sessions === 0) return t(`cycle.next.${step}.text`);
        return untimed > 0
          ? t('cycle.note.untimed', { count: untimed, all: sessions })
          : t(`cycle.note.${step}`, { count: sessions });
      }
    }
  };
}

/** The steps of the organisational stage, each with its state and the way to it. */
export function CyclePage({
  state,
  cycles,
  people,
  may,
}: {
  state: CycleState;
  cycles: readonly CycleRow[];
  people: readonly Named[];
  may: { readonly open: boolean; readonly organise: boolean };
}) {
  const { t, href } = useI18n();
  const base = useRoom();
  const done = stepsDone(state.steps);
  const next = nextStep(state.steps);
  const noteOf = useStepNote(state, people);
  const { cycle } = state;
  const year = `?year=${cycle.year}`;
  return (
    <Layout title={t('cycle.title.year', { year: cycle.year })} variant="staff">
      <PageHeader
        title={t('cycle.title.year', { year: cycle.year })}
        lead={cycle.aim ?? t('cycle.page.lead')}
        actions={<CycleSwitch cycles={cycles} shown={cycle.year} path={`${base}/cycle`} />}
      />
      <div class="cols">
        <section aria-label={t('ui.steps.label')}>
          <Timeline
            items={cycleSteps.map((step) => ({
              key: step,
              when: t(
                done[step] ? 'cycle.state.done' : step === next ? 'cycle.state.next' : 'cycle.state.todo',
              ),
              title: <a href={href(stepPath(step, base, state))}>{t(`cycle.step.${step}`)}</a>,
              note: noteOf(step),
              state: done[step] ? 'done' : step === next ? 'current' : 'next',
            }))}
          />
        </section>
        <aside class="stack">
          <Card title={t('cycle.specialist.title')}>
            <p class="hint">{t('cycle.specialist.hint')}</p>
            {may.organise ? (
              <Form
                of={nameResponsibleSpecialist}
                row={{ personId: cycle.responsiblePersonId }}
                id="specialist"
                action={`${base}/cycle/specialist${year}`}
                submit={t('cycle.specialist.save')}
                submitLook="ghost"
              >
                {(f) => (
                  <SelectField
                    {...f('personId')}
                    options={people.map((one) => ({
                      value: one.id,
                      label: one.occupation ? `${one.fullName}, ${one.occupation}` : one.fullName,
                    }))}
                  />
                )}
              </Form>
            ) : (
              <p>
                {people.find((one) => one.id === cycle.responsiblePersonId)?.fullName ??
                  t('cycle.specialist.none')}
              </p>
            )}
          </Card>
          <Card title={t('cycle.page.papers')}>
            <p class="hint">{t('cycle.page.papers.lead')}</p>
            <ul>
              <li>
                <a href={href(`${base}/cycle/papers/work-plan${year}`)}>{t('cycle.paper.work-plan')}</a>
              </li>
              <li>
                <a href={href(`${base}/cycle/papers/schedule${year}`)}>{t('cycle.paper.schedule')}</a>
              </li>
              <li>
                <a href={href(`${base}/cycle/programmes${year}`)}>{t('cycle.step.programmes')}</a>
              </li>
            </ul>
          </Card>
          <Card title={t('public-meetings.nav')}>
            <ul>
              <li>
                <a href={href(`${base}/needs?cycle=${cycle.id}`)}>{t('needs.schedule.title')}</a>
              </li>
              <li>
                <a href={href(`${base}/needs/focus?cycle=${cycle.id}`)}>{t('ui.focus-groups')}</a>
              </li>
              <li>
                <a href={href(`${base}/public-meetings/planning?cycle=${cycle.id}`)}>
                  {t('public-meetings.title')}
                </a>
              </li>
            </ul>
          </Card>
          <p>
            <a href={href(`${base}/cycle/stages${year}`)}>{t('cycle.stages.title')}</a>
          </p>
          <p>
            <a href={href(`${base}/cycle/mistakes${year}`)}>{t('cycle.mistakes.open')}</a>
          </p>
          {may.open && (
            <p>
              <a href={href(`${base}/cycle/new`)}>{t('cycle.open.another')}</a>
            </p>
          )}
          {may.open && !done.decision && !done.workingGroup && state.sessions.length === 0 && (
            <Confirm id="remove" action={`${base}/cycle/remove${year}`} verb={t('cycle.remove.submit')}>
              <p>{t('cycle.remove.text')}</p>
            </Confirm>
          )}
        </aside>
      </div>
    </Layout>
  );
}

/** The political decision. */
export function DecisionPage({
  cycle,
  today,
  mayRecord,
}: {
  cycle: CycleRow;
  today: string;
  mayRecord: boolean;
}) {
  const { t, fmt } = useI18n();
  const base = useRoom();
  return (
    <Layout title={t('cycle.step.decision')} variant="staff">
      <PageHeader
        crumbs={useCrumbs(cycle.year, t('cycle.step.decision'))}
        title={t('cycle.step.decision')}
        lead={t('cycle.decision.lead')}
        tag={cycle.decidedOn ? <Tag tone="ok">{fmt.date(cycle.decidedOn)}</Tag> : undefined}
      />
      {mayRecord ? (
        <Form
          of={recordDecision}
          row={{ ...cycle, decidedBy: cycle.decidedBy ?? 'kenesh', decidedOn: cycle.decidedOn ?? today }}
          action={`${base}/cycle/decision?year=${cycle.year}`}
          submit={t('ui.save')}
          cancel={`${base}/cycle?year=${cycle.year}`}
        >
          {(f) => (
            <>
              <RadioGroup {...f('decidedBy')} />
              <DateField {...f('decidedOn')} max={today} />
              <TextField {...f('decisionBasis')} hint={t('cycle.field.decisionBasis.hint')} />
              <TextArea {...f('aim')} hint={t('cycle.field.aim.hint')} />
            </>
          )}
        </Form>
      ) : (
        <Notice tone="info">
          {cycle.decidedOn && cycle.decidedBy
            ? t('cycle.decision.said', {
                date: fmt.date(cycle.decidedOn),
                who: t(`cycle.decision.${cycle.decidedBy}`),
                basis: cycle.decisionBasis ?? '',
              })
            : t('cycle.decision.none')}
        </Notice>
      )}
    </Layout>
  );
}

/** Forming the working group, and the way to its members. */
export function WorkingGroupPage({
  state,
  mayForm,
  suggested,
}: {
  state: CycleState;
  mayForm: boolean;
  suggested: { readonly nameKy: string; readonly nameRu: string };
}) {
  const { t } = useI18n();
  const base = useRoom();
  const { cycle, group } = state;
  return (
    <Layout title={t('ui.working-group')} variant="staff">
      <PageHeader
        crumbs={useCrumbs(cycle.year, t('ui.working-group'))}
        title={t('ui.working-group')}
        lead={t('cycle.group.lead')}
      />
      {group ? (
        <Card title={t('cycle.group.members', { count: group.members.length })}>
          <p>
            {t('cycle.group.women', { women: group.members.filter((one) => one.sex === 'female').length })}
          </p>
          <LinkButton href={`${base}/people/bodies/${group.id}`}>{t('cycle.group.open')}</LinkButton>
        </Card>
      ) : mayForm ? (
        <Form
          of={formWorkingGroup}
          row={suggested}
          action={`${base}/cycle/working-group?year=${cycle.year}`}
          submit={t('cycle.group.form')}
          cancel={`${base}/cycle?year=${cycle.year}`}
        >
          {(f) => (
            <>
              <TextField {...f('nameKy')} />
              <TextField {...f('nameRu')} />
            </>
          )}
        </Form>
      ) : (
        <Notice tone="info">{t('cycle.next.workingGroup.text')}</Notice>
      )}
    </Layout>
  );
}
