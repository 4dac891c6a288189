import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { carryOver } from './commands/carry-over.ts';
import { openDiscussion } from './commands/open-discussion.ts';
import { openPlan } from './commands/open-plan.ts';
import { recordApproval } from './commands/record-approval.ts';
import { recordOutcome } from './commands/record-outcome.ts';
import { saveIndicators } from './commands/save-indicators.ts';
import { saveSteps } from './commands/save-steps.ts';
import { takePriorities } from './commands/take-priorities.ts';
import { unfinished } from './data/former-plan.ts';
import { currentPlan, firstProblem, votedCycle, writtenPlan, type Written } from './plan.fixture.ts';
import { itemsOf } from './rules/plan.ts';

// What became of the items of a plan whose time is over, and what of them goes on in the next one.

const now = new Date('2026-06-20T06:00:00Z');
let base: TestDatabase;
let acting: Acting;
let home: TestMunicipality;
let staff: Gate;
let former: Written;
let planId: string;
let problemId: string;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
});
afterAll(async () => await base?.drop());
beforeEach(async () => {
  home = await makeMunicipality(base.db);
  staff = home.gate('staff');
  former = await writtenPlan(base, acting, home, staff, 2025);
  const { itemId } = former;
  await acting.done(staff, saveSteps, {
    ...{ itemId, revision: 1 },
    rows: [{ text: 'Смета түзүү', result: 'Смета бекитилди' }],
  });
  await acting.done(staff, saveIndicators, {
    ...{ itemId, revision: 2 },
    rows: [
      {
        ...{ kind: 'final', text: 'Түтүк', unit: 'км', baseline: '0', target: '1,2', frequency: 'ай сайын' },
        measuredOn: '2025-11-30',
      },
    ],
  });
  const cycleId = await votedCycle(base, acting, home, 2027);
  ({ id: planId } = await acting.done(staff, openPlan, {
    cycleId,
    fromYear: 2027,
    toYear: 2027,
    lang: 'ky',
  }));
  await acting.done(staff, takePriorities, { id: planId });
  problemId = firstProblem(await currentPlan(acting, staff, planId)).problem.id;
});

const approve = async () => {
  for (const step of ['gathering', 'head', 'kenesh'])
    await acting.done(staff, recordApproval, { id: former.planId, step, on: '2026-06-10', paper: '№ 19' });
};
const offered = async () =>
  await acting.read(
    staff,
    async (scope) => await unfinished(scope, await currentPlan(acting, staff, planId)),
  );
const carry = async (row: object = {}) => {
  const rows = [{ itemId: former.itemId, carry: 'yes', problemId, ...row }];
  const result = await acting.run(staff, carryOver, { id: planId, rows });
  return result.ok ? 'carried' : result.code;
};
const say = async (facts: object) => {
  const result = await acting.run(staff, recordOutcome, { itemId: former.itemId, ...facts });
  return result.ok ? 'said' : result.code;
};

test('an unfinished item goes on in the next plan, without its money, and says where it came from', async () => {
  expect(await offered()).toEqual([]);
  expect(await carry()).toBe('item-not-to-carry');
  await approve();
  expect((await offered()).map(({ item }) => item.id)).toEqual([former.itemId]);
  expect(await carry()).toBe('carried');
  const [item] = itemsOf(await currentPlan(acting, staff, planId));
  expect(item).toMatchObject({
    ...{ name: '1,2 км түтүк төшөө', kind: 'works', doer: 'contractor', cost: 120_000_000n },
    ...{ carriedFromId: former.itemId, state: 'planned', outcome: null, commitments: [] },
  });
  expect(item!.steps).toMatchObject([{ text: 'Смета түзүү', result: 'Смета бекитилди' }]);
  // A day of the former plan says nothing of the new one.
  expect(item!.indicators).toMatchObject([
    { text: 'Түтүк', target: '1,2', frequency: 'ай сайын', measuredOn: null },
  ]);
  const [before] = itemsOf(await currentPlan(acting, staff, former.planId));
  expect(before).toMatchObject({ outcome: 'goesOn', commitments: [{ source: 'localBudget' }] });
  expect(before!.steps[0]!.id).not.toBe(item!.steps[0]!.id);
  // Once.
  expect(await offered()).toEqual([]);
  expect(await carry()).toBe('item-not-to-carry');
  await expect(
    base.db.owner.query(
      `insert into plan_item (id, municipality_id, plan_id, task_id, position, name, kind, doer, carried_from_id, by_name)
       select gen_random_uuid(), municipality_id, plan_id, task_id, 9, name, kind, doer, carried_from_id, by_name
         from plan_item where id = $1`,
      [item!.id],
    ),
  ).rejects.toThrow('plan_item_carried_once');
});

test('what was done or stopped is not offered, and stopping needs its reason', async () => {
  expect(await say({ outcome: 'done' })).toBe('plan-not-approved');
  await approve();
  expect(await say({ outcome: 'stopped' })).toBe('outcome-without-reason');
  expect(await say({ outcome: 'stopped', outcomeReason: 'Район өзү төшөдү' })).toBe('said');
  expect(await offered()).toEqual([]);
  expect(await carry()).toBe('item-not-to-carry');
  expect(await say({ outcome: 'done' })).toBe('said');
  expect(await offered()).toEqual([]);
  expect(await say({ outcome: 'goesOn' })).toBe('said');
  expect(await offered()).toHaveLength(1);
});

test('an item goes on under a problem of its own plan only, and not once residents read it', async () => {
  await approve();
  const theirs = firstProblem(await currentPlan(acting, staff, former.planId)).problem.id;
  for (const other of ['', theirs]) expect(await carry({ problemId: other })).toBe('plan-problem-unknown');
  const away = await makeMunicipality(base.db);
  const rows = [{ itemId: former.itemId, carry: 'yes', problemId }];
  expect(await acting.run(away.gate('staff'), carryOver, { id: planId, rows })).toMatchObject({
    code: 'plan-not-found',
  });
  expect(await carry()).toBe('carried');
  await acting.done(staff, openDiscussion, { id: planId, discussionUntil: '2026-07-10' });
  expect(await carry()).toBe('plan-not-draft');
});
