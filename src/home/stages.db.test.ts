import { expect, test } from 'vitest';
import { openNeighbours } from '../../test/acting.ts';
import { listCycles } from '../cycle/data.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { reopenFocusGroup } from '../needs/focus/commands/focus-steps.ts';
import { mergeProblems } from '../needs/priorities/commands/merge-problems.ts';
import { judgeProblem } from '../needs/synthesis/commands/judge-problem.ts';
import { analysedCycle } from '../needs/synthesis/synthesis.fixture.ts';
import { addComment } from '../plan/commands/add-comment.ts';
import { addItem } from '../plan/commands/add-item.ts';
import { saveMoney } from '../plan/commands/save-money.ts';
import { writtenPlan } from '../plan/plan.fixture.ts';
import { freezeCycle } from './commands/freeze-cycle.ts';
import { markStage } from './commands/mark-stage.ts';
import { reopenCycle } from './commands/reopen-cycle.ts';
import { cycleNumbers, stagesOf, tracksOf } from './data/stages.ts';

const now = new Date('2026-06-20T06:00:00Z');
const places = openNeighbours({ now });

async function statesOf(cycleId: string) {
  const { acting, home } = places;
  return await acting.read(home.gate('staff'), async (scope) => {
    const cycle = (await listCycles(scope)).find((one) => one.id === cycleId)!;
    return new Map((await stagesOf(scope, cycle)).map((one) => [one.stage, one.state]));
  });
}

const closeMeetings = async (cycleId: string) =>
  await places.base.db.owner.query(
    `update meeting set state = 'closed', held_on = '2026-03-28', closed_at = now() where cycle_id = $1`,
    [cycleId],
  );

test('stages go by themselves: groups, plan and what people say of the others', async () => {
  const { base, acting, home } = places;
  const staff = home.gate('staff');
  const { cycleId } = await writtenPlan(base, acting, home, staff, 2026);
  const mark = async (input: object) => await acting.code(staff, markStage, { cycleId, ...input });
  expect((await statesOf(cycleId)).get('plan')).toBe('current');
  expect((await statesOf(cycleId)).get('groups')).toBe('ahead');

  expect(await mark({ stage: 'groups', mark: 'skipped' })).toBe('stage-without-reason');
  expect(await mark({ stage: 'groups', mark: 'skipped', reason: 'Былтыркы топтор иштейт' })).toBe('done');
  expect(await mark({ stage: 'evaluation', mark: 'later', reason: 'Кыш' })).toBe('stage-without-day');
  const late = { stage: 'evaluation', mark: 'later', reason: 'Кыш' };
  expect(await mark({ ...late, on: '2026-06-01' })).toBe('stage-day-past');
  expect(await mark({ ...late, on: '2026-12-01' })).toBe('done');
  expect(await mark({ stage: 'plan', mark: 'skipped', reason: 'Керек эмес' })).toBe('stage-has-work');
  expect(await mark({ stage: 'budget', mark: 'done' })).toBe('done');
  const states = await statesOf(cycleId);
  expect(['groups', 'evaluation', 'plan', 'budget'].map((one) => states.get(one as 'plan'))).toEqual([
    ...['skipped', 'ahead', 'current', 'done'],
  ]);
  // What was said is taken back.
  expect(await mark({ stage: 'groups' })).toBe('done');
  expect((await statesOf(cycleId)).get('groups')).toBe('ahead');
});

test('two cycles run beside each other, the older first, until one is frozen', async () => {
  const { acting, home } = places;
  const head = home.gate('head');
  const next = await acting.done(head, openCycle, { year: 2027 });
  const tracks = async () =>
    await acting.read(head, async (scope) =>
      (await tracksOf(scope, await listCycles(scope))).map((one) => one.cycle.year),
    );
  expect(await tracks()).toEqual([2026, 2027]);
  await acting.done(head, freezeCycle, { cycleId: next.id, reason: 'Жаңылыш ачылган' });
  expect(await tracks()).toEqual([2026]);
  await acting.done(head, reopenCycle, { cycleId: next.id, reason: 'Керек экен' });
  expect(await acting.code(head, reopenCycle, { cycleId: next.id, reason: 'Дагы' })).toBe(
    'cycle-not-finished',
  );
});

test('a frozen cycle keeps its numbers: nothing that is counted changes, by any door; comments stay open', async () => {
  const { base, acting, home } = places;
  const [staff, head] = [home.gate('staff'), home.gate('head')];
  const { cycleId, water, road, groups } = await analysedCycle(base, acting, home, 2040);
  expect(await acting.code(head, freezeCycle, { cycleId, reason: 'Бүттү' })).toBe('freeze-open-meetings');
  await closeMeetings(cycleId);
  expect(await acting.code(head, freezeCycle, { cycleId })).toBe('freeze-without-reason');
  await acting.done(head, freezeCycle, { cycleId, reason: 'Жаңы цикл башталды' });
  expect(await acting.code(head, freezeCycle, { cycleId, reason: 'Дагы' })).toBe('cycle-finished');
  const numbers = async () =>
    await acting.read(staff, async (scope) =>
      cycleNumbers(
        scope,
        (await listCycles(scope)).find((one) => one.id === cycleId)!,
      ),
    );
  expect(await numbers()).toMatchObject({
    sessions: 1,
    participants: 22,
    women: 12,
    votes: 10,
    focusGroups: 2,
  });

  const merge = { cycleId, villageId: null, fromProblemId: water, intoProblemId: road, reason: 'бир' };
  expect(await acting.code(staff, mergeProblems, merge)).toBe('cycle-finished');
  const judged = { problemId: road, revision: 0, verdict: 'own' };
  expect(await acting.code(staff, judgeProblem, judged)).toBe('cycle-finished');
  expect(await acting.code(staff, reopenFocusGroup, { id: groups[0], reason: 'Оңдоо' })).toBe(
    'cycle-finished',
  );
  expect(await acting.code(staff, markStage, { cycleId, stage: 'budget', mark: 'done' })).toBe(
    'cycle-finished',
  );
  await expect(
    base.db.owner.query(`update meeting set women = 99 where cycle_id = $1`, [cycleId]),
  ).rejects.toThrow('frozen');

  await acting.done(head, reopenCycle, { cycleId, reason: 'Бир көйгөй эки жолу саналган' });
  await acting.done(staff, mergeProblems, merge);
});

test('the plan of a frozen cycle keeps its items and money', async () => {
  const { base, acting, home } = places;
  const [staff, head] = [home.gate('staff'), home.gate('head')];
  const { cycleId, itemId, taskId } = await writtenPlan(base, acting, home, staff, 2041);
  await closeMeetings(cycleId);
  await acting.done(head, freezeCycle, { cycleId, reason: 'Жаңы цикл башталды' });
  const item = { taskId, name: 'Дагы бир түтүк', kind: 'works', doer: 'own' };
  expect(await acting.code(staff, addItem, item)).toBe('cycle-finished');
  const money = { itemId, revision: 1, cost: '5 000', rows: [] };
  expect(await acting.code(staff, saveMoney, money)).toBe('cycle-finished');
  expect(await acting.code(staff, addComment, { itemId, text: 'Түтүк төшөлдү' })).toBe('done');
});
