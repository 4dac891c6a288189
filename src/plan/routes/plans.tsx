import type { Hono } from 'hono';
import { listCycles } from '../../cycle/data.ts';
import { cycleFacts } from '../../needs/priorities/data/tally.ts';
import { formPage, posts, shows } from '../../platform/http/pages.ts';
import { gateOf, read, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { openDiscussion } from '../commands/open-discussion.ts';
import { openPlan } from '../commands/open-plan.ts';
import { recordApproval } from '../commands/record-approval.ts';
import { removeProblem } from '../commands/remove-problem.ts';
import { saveDirections } from '../commands/save-directions.ts';
import { savePlan } from '../commands/save-plan.ts';
import { saveProblem } from '../commands/save-problem.ts';
import { takeFound } from '../commands/take-found.ts';
import { takePriorities } from '../commands/take-priorities.ts';
import { placedKey, takeProblem } from '../commands/take-problem.ts';
import { foundOf, verdictsOf } from '../data/found.ts';
import { unfinishedOf } from '../data/former-plan.ts';
import { approvalsOf, listPlans } from '../data/plan.ts';
import { rankedProblems, type Placed } from '../data/priorities.ts';
import { mayChangePlan, mayLeadPlan } from '../policy.ts';
import type { Plan } from '../rules/plan.ts';
import { AboutPlanPage, DirectionsPage, ProblemPage, TakeProblemPage } from '../views/plan-forms.tsx';
import { PlanPage } from '../views/plan-page.tsx';
import { PlansPage } from '../views/plans.tsx';
import { VillagePage } from '../views/village-page.tsx';
import { placeName, problemName, rankText, type Places } from '../views/words.ts';
import { besidePlan, findingsOf } from './looks.tsx';
import { at, ofPlan, room, to, withPlan } from './plan-of.ts';

const saved = 'needs.done.saved';

/** The plan as a whole: list, plan, directions, problems, its way to the kenesh. */
export function planPages(app: Hono<Web>): void {
  formPage(app, '/', openPlan, plansPage, `${room}/:id?done=plan.done.opened`);
  app.get(at, shows(planPage));
  app.post(`${at}/take`, posts(takePriorities, planPage, to('plan.done.taken'), ofPlan));
  formPage(app, `${at}/about`, savePlan, aboutPage, to(saved), ofPlan);
  formPage(app, `${at}/directions`, saveDirections, directionsPage, to(saved), ofPlan);
  formPage(
    app,
    `${at}/problems/new`,
    takeProblem,
    takeProblemPage,
    `${room}/:id/problems/:problemId?done=plan.done.taken`,
    ofPlan,
  );
  formPage(app, `${at}/problems/:problemId`, saveProblem, problemPage, to(saved));
  app.post(
    `${at}/problems/:problemId/take`,
    posts(takeFound, problemPage, `${room}/:id/problems/:problemId?done=plan.done.found-taken`),
  );
  app.post(
    `${at}/problems/:problemId/remove`,
    posts(removeProblem, problemPage, to('plan.done.problem-removed')),
  );
  app.get(`${at}/villages/:villageId`, shows(villagePage));
  app.post(`${at}/discussion`, posts(openDiscussion, planPage, to('plan.done.discussion'), ofPlan));
  app.post(`${at}/approvals`, posts(recordApproval, planPage, to('plan.done.agreed'), ofPlan));
}

async function plansPage(c: C) {
  return await read(c, async (scope) => {
    const plans = await listPlans(scope);
    const newest = await cycleFacts(scope);
    const cycles = (await listCycles(scope))
      .filter(({ id }) => !plans.some((one) => one.cycleId === id))
      .sort((a, b) => Number(b.id === newest?.id) - Number(a.id === newest?.id));
    return <PlansPage plans={plans} cycles={cycles} mayLead={mayLeadPlan(gateOf(c))} />;
  });
}

const takenOf = (plan: Plan) =>
  new Set(
    plan.directions
      .flatMap((one) => one.problems)
      .map((one) => placedKey({ villageId: one.villageId, problem: { id: one.problemId } })),
  );

async function planPage(c: C) {
  return await withPlan(c, async (scope, found) => {
    const taken = takenOf(found.plan);
    const beside = await besidePlan(scope, found);
    const top = found.head.state === 'approved' ? [] : beside.top;
    return (
      <PlanPage
        {...found}
        approvals={await approvalsOf(scope, found.plan.id)}
        verdicts={await verdictsOf(scope, found.plan)}
        findings={findingsOf(c, found, beside).length}
        toCarry={found.head.state === 'draft' ? unfinishedOf(beside.former, found.plan).length : 0}
        left={top.filter((one) => one.villageId !== null && !taken.has(placedKey(one))).length}
        mayLead={mayLeadPlan(gateOf(c))}
        mayWrite={mayChangePlan(gateOf(c), found.plan)}
        today={todayOf(c)}
      />
    );
  });
}

async function villagePage(c: C) {
  const villageId = c.req.param('villageId') ?? '';
  return await withPlan(c, async (scope, found) => {
    const here = found.plan.directions.some((direction) =>
      direction.problems.some((problem) => (problem.villageId ?? 'all') === villageId),
    );
    return here ? (
      <VillagePage
        {...found}
        verdicts={await verdictsOf(scope, found.plan)}
        villageId={villageId}
        mayWrite={mayChangePlan(gateOf(c), found.plan)}
      />
    ) : undefined;
  });
}

async function aboutPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(c, async (_, { head }) => await Promise.resolve(<AboutPlanPage head={head} />));
}

async function directionsPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(c, async (_, { plan }) => await Promise.resolve(<DirectionsPage plan={plan} />));
}

async function takeProblemPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  return await withPlan(c, async (scope, { plan, villages }) => {
    const taken = takenOf(plan);
    const free = (await rankedProblems(scope, plan.cycleId)).filter((one) => !taken.has(placedKey(one)));
    return <TakeProblemPage plan={plan} problems={free.map((one) => optionOf(c, villages, one))} />;
  });
}

/** A problem of a list as one line of a select, under the name of its place. */
function optionOf(c: C, villages: Places, one: Placed) {
  const page = c.get('page');
  const { problem } = one;
  const name = problemName(page, { name: problem.name, nameRu: problem.nameRu ?? '' });
  return {
    value: placedKey(one),
    label: `${name} (${rankText(page, one)})`,
    group: placeName(page, villages, one.villageId),
  };
}

async function problemPage(c: C) {
  if (!mayLeadPlan(gateOf(c))) return undefined;
  const problemId = c.req.param('problemId');
  return await withPlan(c, async (scope, found) => {
    const problem = found.plan.directions.flatMap((one) => one.problems).find((one) => one.id === problemId);
    return (
      problem && (
        <ProblemPage
          {...found}
          problem={problem}
          found={await foundOf(scope, found.plan.cycleId, problem)}
          municipalityId={scope.municipalityId}
        />
      )
    );
  });
}
