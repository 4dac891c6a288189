import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { keepSheet } from './commands/keep-sheet.ts';
import { openDiscussion } from './commands/open-discussion.ts';
import { openPlan } from './commands/open-plan.ts';
import { recordApproval } from './commands/record-approval.ts';
import { removeItem } from './commands/remove-item.ts';
import { saveDirections } from './commands/save-directions.ts';
import { addOrganisation } from '../people/commands/add-organisation.ts';
import { editOrganisation } from '../people/commands/edit-organisation.ts';
import { saveMoney } from './commands/save-money.ts';
import { savePlan } from './commands/save-plan.ts';
import { withdrawCommitment } from './commands/withdraw-commitment.ts';
import { currentPlan, typedRow, votedCycle, writtenPlan, type Written } from './plan.fixture.ts';
import { itemMoney } from './rules/money.ts';
import { itemsOf } from './rules/plan.ts';
import { publicItem } from './rules/public-plan.ts';

// What is promised, and how a plan comes into force.

const now = new Date('2026-06-20T06:00:00Z');
const sheet = 'a'.repeat(64);
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
});

const item = async () => itemsOf(await currentPlan(acting, staff, written.planId))[0]!;
const agree = async (step: string, on: string) =>
  await acting.code(staff, recordApproval, { id: written.planId, step, on, paper: '№ 3' });
const approve = async () => {
  for (const step of ['gathering', 'head', 'kenesh']) expect(await agree(step, '2026-06-19')).toBe('done');
};

test('what is missing is shown, also after somebody took a promise back', async () => {
  const { itemId } = written;
  const budget = {
    source: 'localBudget',
    giver: 'municipality',
    year: '2026',
    amount: '700 миң',
    term: 'once',
  };
  const labour = { source: 'labour', giver: 'community', year: '2026', amount: '80 000', term: 'once' };
  const save = async (rows: readonly object[], revision: number) =>
    await acting.run(staff, saveMoney, { itemId, revision, cost: '1,2 млн', rows });
  expect(await save([labour], 1)).toMatchObject({
    ...{ code: 'valuation-missing', fields: { 'rows.0.valuation': { code: 'valuation-missing' } } },
  });
  expect(await save([{ ...budget, year: '2028' }], 1)).toMatchObject({ code: 'year-outside-plan' });
  const valued = { ...labour, valuation: 'адам-күн 800 сом', promiser: 'Арал', quantity: '100 адам-күн' };
  expect(await save([{ ...typedRow((await item()).commitments[0]!), ...budget }, valued], 1)).toMatchObject({
    ok: true,
  });
  expect(itemMoney(await item())).toMatchObject({ gap: 42_000_000n, promised: 0n });

  const given = (await item()).commitments[1]!;
  const promise = { commitmentId: given.id, promisedOn: '2026-06-20', sheetFileId: sheet };
  expect(await acting.code(staff, keepSheet, { ...promise, promisedOn: '2026-06-21' })).toBe(
    'promised-in-future',
  );
  expect(await acting.code(staff, keepSheet, { ...promise, commitmentId: newId() })).toBe(
    'commitment-not-found',
  );
  expect(await acting.code(staff, keepSheet, promise)).toBe('done');
  expect(itemMoney(await item()).promised).toBe(8_000_000n);
  // What somebody signed is not changed by typing, nor does its item go.
  const rows = (await item()).commitments.map(typedRow);
  const [first, second] = rows;
  expect(await save([first!, { ...second!, amount: 1n }], 2)).toMatchObject({ code: 'commitment-stands' });
  expect(await save([first!], 2)).toMatchObject({ code: 'commitment-stands' });
  expect(await acting.code(staff, removeItem, { itemId })).toBe('commitment-stands');

  await approve();
  const gone = { commitmentId: given.id, withdrawnOn: '2026-06-20', withdrawnReason: 'Талаа иши башталды' };
  expect(await acting.code(staff, withdrawCommitment, gone)).toBe('done');
  expect(await acting.code(staff, withdrawCommitment, gone)).toBe('commitment-withdrawn');
  expect(await acting.code(staff, keepSheet, promise)).toBe('commitment-withdrawn');
  // The budget's part is promised by the resolution of the kenesh; the labour is missing again.
  expect(itemMoney(await item())).toMatchObject({ gap: 50_000_000n, promised: 70_000_000n });
});

test('a promise of an organisation: its name is taken from the register, stays on the sheet, is told in public by consent alone', async () => {
  const { itemId } = written;
  const of = { kind: 'business', nameKy: '«Тулпар» ишканасы', nameRu: 'Предприятие «Тулпар»' };
  const { id } = await acting.done(staff, addOrganisation, of);
  const save = async (row: object) =>
    await acting.run(staff, saveMoney, {
      ...{ itemId, revision: (await item()).revision, cost: null },
      rows: [
        ...(await item()).commitments.map(typedRow),
        {
          ...{ source: 'sponsor', giver: 'organisation', year: '2026', amount: '5 000', term: 'once' },
          ...row,
        },
      ],
    });
  expect(await save({ organisationId: id, giver: 'person' })).toMatchObject({ code: 'organisation-gives' });
  expect(await save({ organisationId: newId() })).toMatchObject({ code: 'organisation-unknown' });
  expect(await save({ organisationId: id, promiser: 'башка ат' })).toMatchObject({ ok: true });
  const given = (await item()).commitments.at(-1)!;
  expect(given).toMatchObject({ organisationId: id, promiser: of.nameKy, unnamed: true });
  expect(publicItem(await item()).sources.flatMap(({ names }) => names)).not.toContain(of.nameKy);

  const signed = { commitmentId: given.id, promisedOn: '2026-06-20', sheetFileId: sheet };
  expect(await acting.code(staff, keepSheet, signed)).toBe('done');
  const renamed = { ...of, organisationId: id, revision: 0, nameKy: '«Тулпар плюс» ишканасы', named: 'yes' };
  expect(await acting.code(staff, editOrganisation, renamed)).toBe('done');
  // The sheet was signed under the old name.
  expect(await save({ amount: '1', promiser: 'Сырттагы' })).toMatchObject({ ok: true });
  expect((await item()).commitments.find((one) => one.id === given.id)).toMatchObject({
    ...{ promiser: of.nameKy, unnamed: false },
  });
  expect(publicItem(await item()).sources.flatMap(({ names }) => names)).toContain(of.nameKy);
});

test('gathering, head, kenesh: in this order, not before the discussion ends, and frozen after it', async () => {
  const { planId } = written;
  expect(await acting.code(staff, openDiscussion, { id: planId, discussionUntil: '2026-06-19' })).toBe(
    'discussion-day-past',
  );
  expect(await acting.code(staff, openDiscussion, { id: planId, discussionUntil: '2026-06-25' })).toBe(
    'done',
  );
  expect(await agree('kenesh', '2026-06-20')).toBe('approval-order-wrong');
  expect(await agree('gathering', '2026-06-21')).toBe('approval-day-wrong');
  expect(await agree('gathering', '2026-06-18')).toBe('done');
  expect(await agree('head', '2026-06-17')).toBe('approval-day-wrong');
  expect(await agree('head', '2026-06-19')).toBe('done');
  expect(await agree('kenesh', '2026-06-20')).toBe('discussion-open');
  const later = actingIn(base.db, new Date('2026-06-26T06:00:00Z'));
  await later.done(staff, recordApproval, {
    id: planId,
    step: 'kenesh',
    on: '2026-06-26',
    paper: '№ 12 токтом',
  });
  expect(await acting.code(staff, saveDirections, { id: planId, rows: [] })).toBe('plan-approved');
  expect(
    await acting.code(staff, savePlan, { id: planId, fromYear: 2026, toYear: 2028, movedShare: '10' }),
  ).toBe('plan-approved');
  const { rows } = await base.db.owner.query<{ number: number; kind: string; name: string }>(
    `select number, kind, plan #>> '{directions,0,problems,0,tasks,0,items,0,name}' as name
       from plan_version where plan_id = $1 order by number`,
    [planId],
  );
  expect(rows).toEqual([
    { number: 1, kind: 'discussion', name: '1,2 км түтүк төшөө' },
    { number: 2, kind: 'approved', name: '1,2 км түтүк төшөө' },
  ]);
});

test('a plan without items is shown to nobody and agreed to by nobody', async () => {
  const cycleId = await votedCycle(base, acting, home, 2027);
  const { id } = await acting.done(staff, openPlan, { cycleId, fromYear: 2027, toYear: 2027, lang: 'ky' });
  expect(await acting.code(staff, openDiscussion, { id, discussionUntil: '2026-07-20' })).toBe('plan-empty');
  const step = { id, step: 'gathering', on: '2026-06-19', paper: '№ 3' };
  expect(await acting.code(staff, recordApproval, step)).toBe('plan-empty');
});
