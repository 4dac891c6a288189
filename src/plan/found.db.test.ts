import { expect, test } from 'vitest';
import { openNeighbours, row } from '../../test/acting.ts';
import { analysedCycle } from '../needs/synthesis/synthesis.fixture.ts';
import { judgeProblem } from '../needs/synthesis/commands/judge-problem.ts';
import { openPlan } from './commands/open-plan.ts';
import { saveProblem } from './commands/save-problem.ts';
import { takeFound } from './commands/take-found.ts';
import { takePriorities } from './commands/take-priorities.ts';
import { foundOf, verdictsOf } from './data/found.ts';
import { solutionsOf } from './rules/found.ts';
import { currentPlan } from './plan.fixture.ts';

const now = new Date('2026-04-02T06:00:00Z');
const places = openNeighbours({ now });

/** A plan with the problems that villages have analysed; the first is roads. */
async function plannedFrom(year: number) {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const cycle = await analysedCycle(base, acting, home, year);
  const { id: planId } = await acting.done(staff, openPlan, {
    ...{ cycleId: cycle.cycleId, fromYear: year, toYear: year, lang: 'ky' },
  });
  await acting.done(staff, takePriorities, { id: planId });
  const roadOf = async () => {
    const plan = await currentPlan(acting, staff, planId);
    const all = plan.directions.flatMap((one) => one.problems);
    return { plan, problem: all.find((one) => one.problemId === cycle.road)! };
  };
  return { acting, staff, cycle, planId, roadOf };
}

test('a problem of the plan shows what its focus groups found, and takes their solutions as tasks once', async () => {
  const { acting, staff, cycle, roadOf } = await plannedFrom(2034);
  const { plan, problem } = await roadOf();
  const found = await acting.read(staff, async (scope) => await foundOf(scope, cycle.cycleId, problem));
  expect(solutionsOf(found!).map((one) => one.text)).toEqual(['Шагыл төгүү']);
  expect(found!.synthesis.columns.cause).toHaveLength(3);
  const verdictNow = async () =>
    (await acting.read(staff, async (scope) => await verdictsOf(scope, plan))).get(problem.id);
  expect(await verdictNow()).toBeUndefined();
  await acting.done(staff, judgeProblem, { problemId: cycle.road, revision: 0, verdict: 'own' });
  expect(await verdictNow()).toBe('own');

  const take = { problemId: problem.id, solutions: [cycle.lines.gravel] };
  await acting.done(staff, takeFound, take);
  expect((await roadOf()).problem.tasks.map((one) => one.text)).toEqual(['Шагыл төгүү']);
  expect(await acting.code(staff, takeFound, take)).toBe('plan-nothing-to-take');
  const cause = { problemId: problem.id, solutions: [cycle.lines.ditchA] };
  expect(await acting.code(staff, takeFound, cause)).toBe('plan-row-gone');
  expect(await acting.code(staff, takeFound, { problemId: cycle.road })).toBe('plan-problem-not-found');
});

test('why a problem cannot be solved soon becomes the reason for planning nothing', async () => {
  const { acting, staff, cycle, roadOf } = await plannedFrom(2035);
  const { problem } = await roadOf();
  const why = { problemId: problem.id, why: 'yes' };
  expect(await acting.code(staff, takeFound, why)).toBe('plan-nothing-to-take');
  const reason = 'Сел жолду жыл сайын жууп кетет.';
  await acting.done(staff, judgeProblem, { problemId: cycle.road, revision: 0, verdict: 'notSoon', reason });
  await acting.done(staff, takeFound, why);
  expect((await roadOf()).problem.withoutItems).toBe(reason);
});

test('a problem does not get more tasks than its form holds', async () => {
  const { acting, staff, cycle, roadOf } = await plannedFrom(2036);
  const { plan, problem } = await roadOf();
  const directionId = plan.directions.find((one) => one.problems.includes(problem))!.id;
  const rows = Array.from({ length: 20 }, (_, index) => ({ text: `Тапшырма ${index}` }));
  await acting.done(staff, saveProblem, { problemId: problem.id, directionId, rows });
  const take = { problemId: problem.id, solutions: [cycle.lines.gravel] };
  expect(await acting.code(staff, takeFound, take)).toBe('plan-tasks-too-many');
});

test('the executive takes in what was found', async () => {
  const { cycle, roadOf } = await plannedFrom(2037);
  const { problem } = await roadOf();
  const take = { problemId: problem.id, solutions: [cycle.lines.gravel] };
  await places.expectTable([row(takeFound, take, ['administrator', 'head', 'staff'])]);
});
