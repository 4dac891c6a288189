import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { openPublic } from '../platform/db/scope.ts';
import { addItem } from './commands/add-item.ts';
import { dropItem } from './commands/drop-item.ts';
import { keepSheet } from './commands/keep-sheet.ts';
import { recordApproval } from './commands/record-approval.ts';
import { saveItem } from './commands/save-item.ts';
import { saveMoney } from './commands/save-money.ts';
import { saveProblem } from './commands/save-problem.ts';
import { withdrawCommitment } from './commands/withdraw-commitment.ts';
import { publishedPlan } from './data/published.ts';
import { currentPlan, firstProblem, typedRow, writtenPlan, type Written } from './plan.fixture.ts';
import { itemsOf } from './rules/plan.ts';

// A plan that the kenesh approved: what of it may still change, by which papers, and that residents see it.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;
let written: Written;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
});
afterAll(async () => await base?.drop());
beforeEach(async () => {
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Адис' });
  written = await writtenPlan(base, acting, home);
  for (const step of ['gathering', 'head', 'kenesh'])
    await acting.done(staff, recordApproval, { id: written.planId, step, on: '2026-06-10', paper: '№ 19' });
});

const facts = { name: '1,2 км түтүк төшөө', kind: 'works', doer: 'contractor', cost: '1,2 млн' };
const order = { way: 'order', reason: 'Адис алмашты', headPaper: '№ 50 буйрук', headOn: '2026-06-18' };
const chain = {
  ...{ way: 'chain', reason: 'Баасы өстү', gatheringPaper: '№ 7 протокол', gatheringOn: '2026-06-12' },
  ...{ headPaper: '№ 51 буйрук', headOn: '2026-06-14', keneshPaper: '№ 23 токтом', keneshOn: '2026-06-19' },
};
const item = async () => itemsOf(await currentPlan(acting, staff, written.planId))[0]!;
const save = async (change: object) =>
  await acting.run(staff, saveItem, {
    itemId: written.itemId,
    revision: (await item()).revision,
    ...facts,
    ...change,
  });
const code = async (change: object) => {
  const result = await save(change);
  return result.ok ? 'done' : result.code;
};
const shown = async () =>
  (await openPublic(base.db, async (scope) => await publishedPlan(scope, home.id), { now }))?.plan;

test('without a way, a reason and its papers nothing of an approved plan changes', async () => {
  const before = await item();
  const changed = { responsibleText: 'жаңы адис' };
  expect(await code(changed)).toBe('change-without-way');
  expect(await code({ ...changed, ...order, reason: '' })).toBe('change-without-reason');
  expect(await save({ ...changed, ...order, headPaper: '' })).toMatchObject({
    fields: { headPaper: { code: 'change-without-paper' } },
  });
  expect(await save({ ...changed, ...chain, keneshOn: '' })).toMatchObject({
    fields: { keneshOn: { code: 'change-without-paper' } },
  });
  expect(await code({ ...changed, ...order, headOn: '2026-06-21' })).toBe('approval-day-wrong');
  expect(await code({ ...changed, ...chain, headOn: '2026-06-11' })).toBe('approval-day-wrong');
  expect(await code(order)).toBe('change-of-nothing');
  const guest = home.gate('facilitator');
  const input = { itemId: written.itemId, revision: before.revision, ...facts, ...changed, ...order };
  expect(await acting.code(guest, saveItem, input)).toBe('forbidden');
  expect(await item()).toEqual(before);
});

test('the head’s order does for who answers, days and wording; not for money, goal or who does it', async () => {
  expect(await code({ responsibleText: 'жаңы адис', name: '1,2 км суу түтүгүн төшөө', ...order })).toBe(
    'done',
  );
  expect((await item()).responsible).toBe('жаңы адис');
  for (const large of [{ cost: '1,4 млн' }, { doer: 'own' }, { endsOn: '2029-01-01' }]) {
    const same = { responsibleText: 'жаңы адис', name: '1,2 км суу түтүгүн төшөө' };
    expect(await code({ ...same, ...large, ...order })).toBe('change-needs-chain');
    expect(await code({ ...same, ...large, ...chain })).toBe('done');
  }
  const { rows } = await base.db.owner.query(
    `select way, reason, paper, item_id is not null as of_item from plan_version where kind = 'changed' and plan_id = $1 order by number`,
    [written.planId],
  );
  expect(rows[0]).toEqual({ way: 'order', reason: 'Адис алмашты', paper: '№ 50 буйрук', of_item: true });
  expect(rows.slice(1)).toEqual(
    Array.from({ length: 3 }, () => ({
      way: 'chain',
      reason: 'Баасы өстү',
      paper: '№ 23 токтом',
      of_item: true,
    })),
  );
  const papers = await base.db.owner.query(
    `select round, count(*)::int as n from plan_approval where plan_id = $1 group by 1 order by 1`,
    [written.planId],
  );
  expect(papers.rows).toEqual([
    { round: 0, n: 3 },
    { round: 1, n: 1 },
    ...[2, 3, 4].map((round) => ({ round, n: 3 })),
  ]);
});

test('money moved by exactly the plan’s share goes by order, by a tyiyn more by the chain', async () => {
  const cost = 120_000_000n;
  const moved = async (by: bigint, papers: object) => {
    const now = await item();
    const [one] = now.commitments;
    const result = await acting.run(staff, saveMoney, {
      ...{ itemId: written.itemId, revision: now.revision, cost },
      rows: [{ ...typedRow(one!), amount: one!.amount + by }],
      ...papers,
    });
    return result.ok ? 'done' : result.code;
  };
  expect(await moved(cost / 10n + 1n, order)).toBe('change-needs-chain');
  expect(await moved(cost / 10n, order)).toBe('done');
});

test('new, dropped and another goal go by the chain; what was dropped stays to be read and is in no sum', async () => {
  const { itemId, taskId } = written;
  expect(await acting.code(staff, addItem, { taskId, ...facts, ...order })).toBe('change-needs-chain');
  expect(await acting.code(staff, addItem, { taskId, ...facts, ...chain })).toBe('done');
  const { direction, problem } = firstProblem(await currentPlan(acting, staff, written.planId));
  const goal = {
    problemId: problem.id,
    directionId: direction.id,
    goal: 'Башка максат',
    rows: [{ id: taskId, text: 'Түтүк' }],
  };
  expect(await acting.code(staff, saveProblem, { ...goal, ...order })).toBe('change-needs-chain');
  expect(await acting.code(staff, saveProblem, { ...goal, ...chain })).toBe('done');
  const drop = { itemId, droppedReason: 'Район өзү төшөйт' };
  expect(await acting.code(staff, dropItem, { ...drop, ...order })).toBe('change-needs-chain');
  expect(await acting.code(staff, dropItem, { ...drop, ...chain })).toBe('done');
  expect(await acting.code(staff, dropItem, { ...drop, ...chain })).toBe('plan-item-dropped');
  const told = (await shown())!.directions
    .flatMap((one) => one.problems)
    .flatMap((one) => one.tasks)
    .flatMap((one) => one.items);
  expect(told.map(({ state, droppedReason }) => [state, droppedReason])).toEqual([
    ['dropped', 'Район өзү төшөйт'],
    ['planned', ''],
  ]);
});

test('a source that was taken back after the approval is missing in public at once, and the version before stays', async () => {
  const [one] = (await item()).commitments;
  const gap = async () => (await shown())!.directions.flatMap((d) => d.problems)[0]!.tasks[0]!.items[0]!.gap;
  expect(await gap()).toBe('50000000');
  await acting.done(staff, withdrawCommitment, {
    ...{ commitmentId: one!.id, withdrawnOn: '2026-06-20', withdrawnReason: 'Бюджет кыскарды' },
  });
  expect(await gap()).toBe('120000000');
  const { rows } = await base.db.owner.query(
    `select kind, reason from plan_version where plan_id = $1 order by number`,
    [written.planId],
  );
  expect(rows.at(-1)).toEqual({ kind: 'changed', reason: 'Бюджет кыскарды' });
  expect(
    await acting.code(staff, keepSheet, {
      commitmentId: one!.id,
      promisedOn: '2026-06-20',
      sheetFileId: 'a'.repeat(64),
    }),
  ).toBe('commitment-withdrawn');
});

test('two changes at once both stand, each with its version and round', async () => {
  const { itemId } = await acting.done(staff, addItem, {
    taskId: written.taskId,
    ...facts,
    name: 'Экинчи иш',
    ...chain,
  });
  const [first] = itemsOf(await currentPlan(acting, staff, written.planId));
  const codes = await Promise.all(
    [first!, { id: itemId, revision: 0 }].map(
      async ({ id, revision }, n) =>
        await acting.code(staff, saveItem, { itemId: id, revision, ...facts, name: `Иш ${n}`, ...order }),
    ),
  );
  expect(codes).toEqual(['done', 'done']);
});

test('what is still written is removed, not dropped', async () => {
  const other = await makeMunicipality(base.db);
  const draft = await writtenPlan(base, acting, other);
  const drop = { itemId: draft.itemId, droppedReason: 'Керексиз', ...chain };
  expect(await acting.code(other.gate('staff'), dropItem, drop)).toBe('plan-not-approved');
});
