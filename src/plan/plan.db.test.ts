import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { mentionsOf } from '../privacy/data/traces.ts';
import { addItem } from './commands/add-item.ts';
import { openPlan } from './commands/open-plan.ts';
import { removeProblem } from './commands/remove-problem.ts';
import { saveDirections } from './commands/save-directions.ts';
import { saveItem } from './commands/save-item.ts';
import { saveProblem } from './commands/save-problem.ts';
import { saveSteps } from './commands/save-steps.ts';
import { settleComment } from './commands/settle-comment.ts';
import { takePriorities } from './commands/take-priorities.ts';
import { placedKey, takeProblem } from './commands/take-problem.ts';
import { planOf } from './data/plan.ts';
import { currentPlan, firstProblem, problems, votedCycle, writtenPlan } from './plan.fixture.ts';
import { itemsOf } from './rules/plan.ts';

// How a plan is written: from the villages' lists to items that nobody overwrites.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
});
afterAll(async () => await base?.drop());

async function newPlace() {
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Адис' });
}

test('the first problems of a village come in by one deed, under the directions of their matters', async () => {
  await newPlace();
  const cycleId = await votedCycle(base, acting, home);
  const { id } = await acting.done(staff, openPlan, { cycleId, fromYear: 2026, toYear: 2026, lang: 'ky' });
  await acting.done(staff, takePriorities, { id });
  const plan = await currentPlan(acting, staff, id);
  const taken = plan.directions.flatMap((one) => one.problems).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  expect(taken.map(({ name, rank, votes }) => [name, rank, votes])).toEqual(
    problems.map(([name, votes], index) => [name, index + 1, votes]),
  );
  const { direction } = firstProblem(plan);
  expect([direction.localMatter, direction.title]).toEqual([4, 'Калкты ичүүчү суу менен камсыздоо']);
  // Again there is nothing to take, and nothing stands twice.
  expect(await acting.code(staff, takePriorities, { id })).toBe('plan-nothing-to-take');
  expect(
    await acting.code(staff, takeProblem, {
      ...{ id, directionId: direction.id },
      placed: placedKey({ villageId: taken[0]!.villageId, problem: { id: taken[0]!.problemId } }),
    }),
  ).toBe('plan-problem-twice');
  const other = { id, directionId: direction.id };
  expect(await acting.code(staff, takeProblem, { ...other, placed: `all.${newId()}` })).toBe(
    'plan-problem-unknown',
  );
  expect(
    await acting.code(staff, takeProblem, { ...other, directionId: newId(), placed: `all.${newId()}` }),
  ).toBe('plan-direction-unknown');
});

test('a cycle has one plan, of one to three years', async () => {
  await newPlace();
  const cycleId = await votedCycle(base, acting, home);
  const years = { cycleId, fromYear: 2026, toYear: 2028, lang: 'ky' };
  expect(await acting.code(staff, openPlan, { ...years, toYear: 2029 })).toBe('plan-years-wrong');
  expect(await acting.code(staff, openPlan, { ...years, toYear: 2025 })).toBe('plan-years-wrong');
  expect(await acting.code(staff, openPlan, { ...years, cycleId: newId() })).toBe('plan-cycle-unknown');
  // Two people begin it at the same moment.
  const both = await Promise.all([1, 2].map(async () => await acting.code(staff, openPlan, years)));
  expect(both.sort()).toEqual(['done', 'plan-exists']);
});

test('what holds something is not removed: the refusal names the items', async () => {
  await newPlace();
  const { planId, taskId } = await writtenPlan(base, acting, home);
  const plan = await currentPlan(acting, staff, planId);
  const { direction, problem } = firstProblem(plan);
  expect(await acting.run(staff, removeProblem, { problemId: problem.id })).toMatchObject({
    ...{ ok: false, code: 'plan-problem-has-items', params: { items: '1.1 1,2 км түтүк төшөө' } },
  });
  expect(
    await acting.code(staff, saveProblem, { problemId: problem.id, directionId: direction.id, rows: [] }),
  ).toBe('plan-task-has-items');
  expect(await acting.code(staff, saveDirections, { id: planId, rows: [] })).toBe(
    'plan-direction-has-problems',
  );
  expect(await acting.code(staff, saveDirections, { id: newId(), rows: [] })).toBe('plan-not-found');
  expect(
    await acting.code(staff, saveDirections, { id: planId, rows: [{ id: newId(), title: 'Жол' }] }),
  ).toBe('plan-row-gone');
  // All of it was refused whole.
  expect(await currentPlan(acting, staff, planId)).toEqual(plan);
  expect(
    await acting.code(staff, addItem, { taskId: newId(), name: 'Жол', kind: 'works', doer: 'own' }),
  ).toBe('plan-task-unknown');
  expect(await acting.code(staff, removeProblem, { problemId: newId() })).toBe('plan-problem-not-found');
  await base.db.owner.query(
    `insert into plan_item (id, municipality_id, plan_id, task_id, position, name, kind, doer, by_name)
     select gen_random_uuid(), municipality_id, plan_id, task_id, n, 'Иш', 'works', 'own', 'Адис'
       from plan_item, generate_series(1, 999) n where task_id = $1`,
    [taskId],
  );
  expect(await acting.code(staff, addItem, { taskId, name: 'Жол', kind: 'works', doer: 'own' })).toBe(
    'plan-items-too-many',
  );
});

test('two people on one item: the second is told, and nothing is overwritten', async () => {
  await newPlace();
  const { planId, itemId } = await writtenPlan(base, acting, home);
  const facts = { itemId, revision: 1, kind: 'works', doer: 'own' };
  const codes = await Promise.all(
    ['Биринчи', 'Экинчи'].map(async (name) => await acting.code(staff, saveItem, { ...facts, name })),
  );
  expect(codes.sort()).toEqual(['done', 'edited-meanwhile']);
  const item = itemsOf(await currentPlan(acting, staff, planId))[0]!;
  expect(item.revision).toBe(2);
  // Steps of the item are written over the same version.
  expect(await acting.code(staff, saveSteps, { itemId, revision: 1, rows: [{ text: 'Комиссия' }] })).toBe(
    'edited-meanwhile',
  );
  expect(await acting.code(staff, saveSteps, { itemId, revision: 2, rows: [{ text: 'Комиссия' }] })).toBe(
    'done',
  );
  expect(await acting.code(staff, saveItem, { ...facts, itemId: newId(), name: 'Жол' })).toBe(
    'plan-item-not-found',
  );
  expect(await acting.code(staff, settleComment, { commentId: newId() })).toBe('comment-gone');
});

test('the pages of one item read its parts alone, and the same as the whole plan has', async () => {
  await newPlace();
  const { planId, taskId, itemId } = await writtenPlan(base, acting, home);
  const { itemId: other } = await acting.done(staff, addItem, {
    ...{ taskId, name: 'Сууну тазалоо', kind: 'works', doer: 'contractor' },
  });
  const rows = [{ text: 'Смета түзүү', result: 'смета бекитилди' }];
  for (const id of [itemId, other]) {
    const { revision } = itemsOf(await currentPlan(acting, staff, planId)).find((one) => one.id === id)!;
    await acting.done(staff, saveSteps, { itemId: id, revision, rows });
  }
  const whole = itemsOf(await currentPlan(acting, staff, planId));
  const alone = itemsOf((await acting.read(staff, async (scope) => await planOf(scope, planId, itemId)))!);
  expect(alone.map(({ id, code }) => [id, code])).toEqual(whole.map(({ id, code }) => [id, code]));
  expect(alone.find(({ id }) => id === itemId)).toEqual(whole.find(({ id }) => id === itemId));
  expect(alone.find(({ id }) => id === other)).toMatchObject({ steps: [], commitments: [] });
});

test('ten people write different items at once, and all is kept', async () => {
  await newPlace();
  const { planId, taskId } = await writtenPlan(base, acting, home);
  const items: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { itemId } = await acting.done(staff, addItem, {
      taskId,
      name: `Иш ${n}`,
      kind: 'works',
      doer: 'own',
    });
    items.push(itemId);
  }
  const codes = await Promise.all(
    items.map(
      async (itemId, n) =>
        await acting.code(staff, saveItem, {
          itemId,
          revision: 0,
          name: `Жаңы ${n}`,
          kind: 'event',
          doer: 'own',
        }),
    ),
  );
  expect(codes).toEqual(items.map(() => 'done'));
  const names = itemsOf(await currentPlan(acting, staff, planId)).map((item) => item.name);
  expect(names.slice(1)).toEqual(items.map((_, n) => `Жаңы ${n}`));
});

test('whoever is looked for is found in items, their steps and what they promised', async () => {
  await newPlace();
  const { itemId } = await writtenPlan(base, acting, home);
  await acting.done(staff, saveSteps, {
    ...{ itemId, revision: 1, rows: [{ text: 'Токтоматов Жаныбек менен макулдашуу' }] },
  });
  const found = await acting.read(
    home.gate('administrator'),
    async (scope) => await mentionsOf(scope, 'Токтоматов Жаныбек'),
  );
  expect(found.map(({ kind, id }) => [kind, id])).toEqual([['plan-item', itemId]]);
});
