import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { actingIn } from '../../test/acting.ts';
import { cycleFacts } from '../needs/priorities/data/tally.ts';
import { signAct } from '../acts/commands/sign-act.ts';
import { actById } from '../acts/data.ts';
import { paperOf } from '../acts/documents.ts';
import { runCommand } from '../platform/db/command.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../platform/db/scope.ts';
import { addWorkPlanItem } from '../cycle/commands/add-work-plan-item.ts';
import { answerReadiness } from '../cycle/commands/answer-readiness.ts';
import { editWorkPlanItem } from '../cycle/commands/edit-work-plan-item.ts';
import { formWorkingGroup } from '../cycle/commands/form-working-group.ts';
import { makeWorkPlan } from '../cycle/commands/make-work-plan.ts';
import { nameResponsibleSpecialist } from '../cycle/commands/name-responsible-specialist.ts';
import { openCycle } from '../cycle/commands/open-cycle.ts';
import { moveWorkPlan } from './commands/move-work-plan.ts';
import { openSessionsPhase } from './commands/open-sessions-phase.ts';
import { recordDecision } from '../cycle/commands/record-decision.ts';
import { removeCycle } from '../cycle/commands/remove-cycle.ts';
import { removeWorkPlanItem } from '../cycle/commands/remove-work-plan-item.ts';
import { workPlan } from '../cycle/data.ts';
import { dayAfter } from '../cycle/rules/activities.ts';
import { runningCycle } from '../meetings/data/running-cycle.ts';
import { readCycle, villageRows, type CycleState } from './data.ts';
import { plainPaper, registerOrders } from './documents/papers.ts';
import { nextStep } from './rules/next-step.ts';
import { insertLeader, insertSession } from '../../test/meetings.ts';

let base: TestDatabase;
const now = new Date('2026-05-10T06:00:00Z');

beforeAll(async () => {
  registerOrders();
  base = await createTestDatabase();
});
afterAll(async () => await base.drop());

async function run(gate: Gate, command: unknown, input: unknown) {
  return await openMunicipality(
    base.db,
    gate,
    async (scope) => await runCommand(scope, command as never, input),
    {
      now,
    },
  );
}

async function read<T>(gate: Gate, work: (scope: MunicipalityScope) => Promise<T>): Promise<T> {
  return await openMunicipality(base.db, gate, work, { now });
}

async function stateOf(place: TestMunicipality): Promise<CycleState> {
  return await read(
    place.gate('auditor'),
    async (scope) => await readCycle(scope, (await runningCycle(scope))!),
  );
}

async function started(): Promise<{ place: TestMunicipality; cycleId: string }> {
  const place = await makeMunicipality(base.db);
  const opened = await run(place.gate('head'), openCycle, { year: '2026' });
  return { place, cycleId: opened.ok ? (opened.value as { id: string }).id : '' };
}

const categories = ['executive', 'deputy', 'villageHead', 'activist', 'activist', 'organisation'];

async function addMembers(
  place: TestMunicipality,
  bodyId: string,
  count: number,
  trained = true,
): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const id = newId();
    await base.db.owner.query(
      `insert into person (municipality_id, id, full_name, sex, occupation) values ($1, $2, $3, $4, $5)`,
      [place.id, id, `Асанова Гүл${i} Төлөгөновна`, i % 2 === 0 ? 'female' : 'male', 'адис'],
    );
    await base.db.owner.query(
      `insert into person_contact (municipality_id, person_id, phone) values ($1, $2, $3)`,
      [place.id, id, `0700 000 ${100 + i}`],
    );
    await base.db.owner.query(
      `insert into membership (municipality_id, id, body_id, person_id, role, category, post, trained, valid_from)
       values ($1, $2, $3, $4, $5, $6, 'башкы адис', $7, '2026-05-01')`,
      [
        place.id,
        newId(),
        bodyId,
        id,
        i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
        categories[i % categories.length],
        trained,
      ],
    );
    ids.push(id);
  }
  return ids;
}

async function addSession(
  place: TestMunicipality,
  cycleId: string,
  village: number,
  ageGroup: string,
  people: readonly string[],
  startsAt = '10:00',
): Promise<string> {
  const id = newId();
  const endsAt = startsAt === '10:00' ? '12:30' : '16:30';
  const plan = {
    plannedOn: '2026-05-12',
    startsAt,
    endsAt,
    venue: 'мектеп',
    plannedPeople: 24,
    plannedWomen: 12,
  };
  const villageId = place.villages[village]!.id;
  await insertSession(base.db.owner, { id, municipalityId: place.id, cycleId, villageId, ageGroup, ...plan });
  for (const [index, personId] of people.slice(0, 2).entries()) {
    const role = index === 0 ? 'facilitator' : 'recorder';
    await insertLeader(base.db.owner, { municipalityId: place.id, meetingId: id, personId, role });
  }
  return id;
}

test('the order on the plan waits for that on the group, and for a line in the plan', async () => {
  const { place, cycleId } = await started();
  const [head, staff] = [place.gate('head'), place.gate('staff')];
  const acting = actingIn(base.db, now);
  const { id: bodyId, actId } = await acting.done(staff, formWorkingGroup, {
    cycleId,
    nameKy: 'Топ',
    nameRu: 'Группа',
  });
  expect(await acting.run(staff, makeWorkPlan, { cycleId, startsOn: '2062-04-20' })).toMatchObject({
    fields: { startsOn: { code: 'work-plan-far' } },
  });
  const plan = await acting.done(staff, makeWorkPlan, { cycleId, startsOn: '2026-04-20' });
  const signing = { signedBy: 'А. Бейшеналиева', issuedOn: '2026-05-04' };
  const planOrder = { actId: plan.actId, ...signing };
  expect(await acting.code(head, signAct, planOrder)).toBe('group-order-unsigned');
  await addMembers(place, bodyId, 6);
  await acting.done(head, signAct, { actId, ...signing, confirmed: true });
  for (const item of await acting.read(staff, async (scope) => await workPlan(scope, cycleId))) {
    await acting.done(staff, removeWorkPlanItem, { itemId: item.id });
  }
  expect(await acting.code(head, signAct, planOrder)).toBe('work-plan-missing');
});

test('from the decision to the opening: the next step follows the data', async () => {
  const { place, cycleId } = await started();
  const head = place.gate('head');
  const staff = place.gate('staff');
  const next = async () => nextStep((await stateOf(place)).steps);
  expect(await next()).toBe('decision');
  const decision = {
    cycleId,
    decidedBy: 'kenesh',
    decidedOn: '2026-04-20',
    decisionBasis: 'кеңештин № 7 токтому',
  };
  expect((await run(head, recordDecision, decision)).ok).toBe(true);
  expect(await run(head, recordDecision, { ...decision, decidedOn: '2026-06-01' })).toMatchObject({
    code: 'decision-date-future',
  });
  expect(await next()).toBe('workingGroup');
  const formed = await run(staff, formWorkingGroup, { cycleId, nameKy: 'Топ', nameRu: 'Группа' });
  const { id: bodyId, actId } = (formed as unknown as { value: { id: string; actId: string } }).value;
  expect(await run(staff, formWorkingGroup, { cycleId, nameKy: 'Топ', nameRu: 'Г' })).toMatchObject({
    code: 'working-group-exists',
  });
  const sign = { actId, signedBy: 'А. Бейшеналиева', issuedOn: '2026-05-04' };
  expect(await run(head, signAct, sign)).toMatchObject({ code: 'working-group-incomplete' });
  const members = await addMembers(place, bodyId, 6);
  expect(await next()).toBe('specialist');
  expect(await run(head, nameResponsibleSpecialist, { cycleId, personId: members[0] })).toMatchObject({
    ok: true,
  });
  expect(await next()).toBe('groupOrder');
  expect(await run(head, signAct, sign)).toMatchObject({ ok: true, value: { number: '1' } });
  expect(await next()).toBe('workPlan');
  const planned = await run(staff, makeWorkPlan, { cycleId, startsOn: '2026-04-20' });
  const planAct = (planned as unknown as { value: { actId: string; items: number } }).value;
  expect(planAct.items).toBe(20);
  expect(await run(staff, makeWorkPlan, { cycleId, startsOn: '2026-04-20' })).toMatchObject({
    code: 'work-plan-exists',
  });
  expect(await next()).toBe('schedule');
  const signPlan = { actId: planAct.actId, signedBy: 'А. Бейшеналиева', issuedOn: '2026-05-05' };
  expect(await run(head, signAct, signPlan)).toMatchObject({ code: 'schedule-missing' });
  const sessionId = await addSession(place, cycleId, 0, '18-35', members);
  await addSession(place, cycleId, 1, '56+', members.slice(2), '14:00');
  expect(await next()).toBe('planOrder');
  expect(await run(head, signAct, signPlan)).toMatchObject({ ok: true, value: { number: '2' } });
  expect(await next()).toBe('readiness');
  const state = await stateOf(place);
  expect(state.readiness.map((one) => one.answer)).toEqual([true, true, true, null, true, true, false, null]);
  for (const question of [4, 7, 8]) {
    expect(await run(staff, answerReadiness, { cycleId, question, answer: 'yes' })).toMatchObject({
      ok: true,
    });
  }
  expect(await run(staff, answerReadiness, { cycleId, question: 1, answer: 'yes' })).toMatchObject({
    code: 'readiness-from-data',
  });
  expect(await next()).toBe('open');
  expect(await run(staff, openSessionsPhase, { cycleId })).toMatchObject({ ok: true });
  expect(await run(staff, openSessionsPhase, { cycleId })).toMatchObject({ code: 'sessions-opened-already' });
  expect(await next()).toBe('sessions');
  const rows = await read(
    staff,
    async (scope) => await villageRows(scope, (await stateOf(place)).sessions, '2026-05-10'),
  );
  expect(rows.map((row) => [row.village.nameKy, row.sessions, row.state])).toEqual([
    ['Арал', 1, 'listsMissing'],
    ['Бирдик', 1, 'listsMissing'],
  ]);

  // The papers, in both languages, hold what the data hold.
  await read(staff, async (scope) => {
    const order = (await paperOf(scope, (await actById(scope, actId))!))!;
    const text = JSON.stringify(order.ky);
    expect(text).toContain('6 кишиден турган жумушчу топ');
    expect(text).toContain('Көк-Ирим айыл өкмөтүнүн башчысынын');
    expect(text).toContain('2026-жылдын 4-майындагы №\u00a01');
    expect(text).toContain('тескемесине №\u00a01 тиркеме');
    expect(text).toContain('0700 000 100');
    expect(JSON.stringify((await actById(scope, actId))!.documents!.open)).not.toContain('0700');
    const second = (await paperOf(scope, (await actById(scope, planAct.actId))!))!;
    expect(JSON.stringify(second.ru)).toContain('Приложение №\u00a02');
    expect(JSON.stringify(second.ky)).toContain('ГРАФИГИ');
    const open = (await actById(scope, planAct.actId))!.documents!.open!;
    expect(JSON.stringify(open)).not.toContain('Асанова\u00a0Г.\u00a0Т., Асанова');
    const row = (await runningCycle(scope))!;
    for (const [name, subject] of [
      ['work-plan', ''],
      ['schedule', ''],
      ['programme', sessionId],
      ['focus-group', place.villages[0]!.id],
    ] as const) {
      const paper = await plainPaper(scope, row, name, subject);
      expect(paper?.ky.blocks.length).toBeGreaterThan(0);
      expect(paper?.ru.title).not.toBe(paper?.ky.title);
    }
    expect(await plainPaper(scope, row, 'programme', newId())).toBeNull();
    expect(await plainPaper(scope, row, 'programme', 'x')).toBeNull();
  });
});

test('a cycle is opened for a year that is meant, and an empty one can be taken away again', async () => {
  const place = await makeMunicipality(base.db);
  const { code, done, read: reading } = actingIn(base.db, now);
  const head = place.gate('head');
  expect(await code(head, openCycle, { year: 2072, confirmed: true })).toBe('cycle-year-far');
  expect(await code(head, openCycle, { year: 2024 })).toBe('cycle-year-unusual');
  const { id: running } = await done(head, openCycle, { year: 2026 });
  expect(await code(head, openCycle, { year: 2027 })).toBe('cycle-in-preparation');
  expect(await code(head, openCycle, { year: 2026 })).toBe('cycle-exists');
  const decision = { cycleId: running, decidedBy: 'head', decidedOn: '2026-05-01', decisionBasis: 'чечим' };
  await done(head, recordDecision, decision);
  const { id: slip } = await done(head, openCycle, { year: 2027, confirmed: true });
  const shown = async () => (await reading(head, async (scope) => await runningCycle(scope)))?.id;
  expect(await shown()).toBe(running);
  await done(head, removeCycle, { cycleId: slip });
  await done(place.gate('staff'), formWorkingGroup, { cycleId: running, nameKy: 'Топ', nameRu: 'Группа' });
  expect(await code(head, removeCycle, { cycleId: running })).toBe('cycle-not-empty');
});

test('home stays with the cycle whose sessions are being held, and goes on when they are over', async () => {
  const { place, cycleId } = await started();
  const { done, read: reading } = actingIn(base.db, now);
  const head = place.gate('head');
  const shown = async () => (await reading(head, async (scope) => await runningCycle(scope)))?.year;
  await done(head, openSessionsPhase, { cycleId, reason: 'Убакыт келип калды' });
  const sessionId = await addSession(place, cycleId, 0, '18-35', []);
  const { id: next } = await done(head, openCycle, { year: 2027, confirmed: true });
  const decision = { cycleId: next, decidedBy: 'head', decidedOn: '2026-05-01', decisionBasis: 'чечим' };
  await done(head, recordDecision, decision);
  expect(await shown()).toBe(2026);
  const set = async (sql: string) =>
    await base.db.owner.query(`update meeting set ${sql} where id = $1`, [sessionId]);
  await set("planned_on = '2026-01-10'");
  expect(await shown()).toBe(2027);
  await set("planned_on = '2026-05-12', state = 'closed', closed_at = now()");
  expect(await shown()).toBe(2027);
});

test('an empty cycle beside one in which work was done never takes its place; of two empty ones the first stays', async () => {
  const { place, cycleId } = await started();
  const { done, read: reading } = actingIn(base.db, now);
  const head = place.gate('head');
  const shown = async () => (await reading(head, async (scope) => await runningCycle(scope)))?.year;
  const sessionId = await addSession(place, cycleId, 0, '18-35', []);
  await done(head, openSessionsPhase, { cycleId, reason: 'Убакыт келип калды' });
  await done(head, openCycle, { year: 2027, confirmed: true });
  expect(await shown()).toBe(2026);
  await base.db.owner.query("update meeting set state = 'closed', closed_at = now() where id = $1", [
    sessionId,
  ]);
  expect(await shown()).toBe(2026);
  const other = await makeMunicipality(base.db);
  const chief = other.gate('head');
  await done(chief, openCycle, { year: 2027 });
  await done(chief, openCycle, { year: 2026, confirmed: true });
  const first = await reading(chief, async (scope) => await runningCycle(scope));
  expect(first?.year).toBe(2027);
  await reading(chief, async (scope) => {
    expect(await cycleFacts(scope)).toEqual(first);
  });
});

test('the phase opens with a reason when answers are missing, and the reason stays', async () => {
  const { place, cycleId } = await started();
  expect(await run(place.gate('head'), openSessionsPhase, { cycleId })).toMatchObject({
    code: 'readiness-missing',
    fields: { reason: { code: 'readiness-missing', params: { count: 8 } } },
  });
  const reason = 'Жаз келгенче үлгүрүшүбүз керек';
  expect((await run(place.gate('head'), openSessionsPhase, { cycleId, reason })).ok).toBe(true);
  expect((await stateOf(place)).cycle).toMatchObject({ sessionsOpenedReason: reason });
});

test('one cycle a year, also when two open it at once', async () => {
  const place = await makeMunicipality(base.db);
  const both = await Promise.all(
    [1, 2].map(async () => await run(place.gate('head'), openCycle, { year: '2027', confirmed: 'yes' })),
  );
  expect(both.map((one) => (one.ok ? 'ok' : one.code)).sort()).toEqual(['cycle-exists', 'ok']);
  expect(await run(place.gate('head'), openCycle, { year: 'x' })).toMatchObject({ code: 'invalid-input' });
});

test('lines of the plan are changed, added, removed', async () => {
  const { place, cycleId } = await started();
  const staff = place.gate('staff');
  await run(staff, makeWorkPlan, { cycleId, startsOn: '2026-05-04' });
  const plan = async () => await read(staff, async (scope) => await workPlan(scope, cycleId));
  const first = (await plan())[0]!;
  const fields = { stage: 'needs', textKy: 'а', textRu: 'б', startsOn: '2026-05-04', dueOn: '2026-05-03' };
  expect(await run(staff, editWorkPlanItem, { itemId: first.id, ...fields })).toMatchObject({
    code: 'ends-before-start',
  });
  expect(await run(staff, editWorkPlanItem, { itemId: first.id, ...fields, dueOn: '' })).toMatchObject({
    ok: true,
  });
  expect((await plan())[0]).toMatchObject({ textKy: 'а', dueOn: null });
  expect(await run(staff, addWorkPlanItem, { cycleId, ...fields, startsOn: '' })).toMatchObject({ ok: true });
  expect((await plan()).map((item) => item.seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  expect(
    await run(staff, addWorkPlanItem, { cycleId, ...fields, startsOn: '', responsiblePersonId: newId() }),
  ).toMatchObject({ code: 'person-unknown' });
  expect(await run(staff, removeWorkPlanItem, { itemId: first.id })).toMatchObject({ ok: true });
  expect(await run(staff, removeWorkPlanItem, { itemId: first.id })).toMatchObject({ code: 'not-found' });
});

test('a person of another municipality cannot be named', async () => {
  const { place, cycleId } = await started();
  const elsewhere = await makeMunicipality(base.db);
  const personId = newId();
  await base.db.owner.query(`insert into person (municipality_id, id, full_name) values ($1, $2, 'Адис')`, [
    elsewhere.id,
    personId,
  ]);
  expect(await run(place.gate('head'), nameResponsibleSpecialist, { cycleId, personId })).toMatchObject({
    code: 'person-unknown',
  });
});

test('what the data show as done stands on its own days, when the plan is made and when it is moved', async () => {
  const place = await makeMunicipality(base.db);
  const staff = place.gate('staff');
  const opened = await run(place.gate('head'), openCycle, { year: 2026 });
  const cycleId = opened.ok ? (opened.value as { id: string }).id : '';
  const decision = { cycleId, decidedBy: 'head', decidedOn: '2026-04-10', decisionBasis: 'чечим' };
  expect(await run(place.gate('head'), recordDecision, decision)).toMatchObject({ ok: true });
  await run(staff, makeWorkPlan, { cycleId, startsOn: '2026-05-04' });
  const lines = async () => await read(staff, async (scope) => await workPlan(scope, cycleId));
  const decided = { startsOn: '2026-04-10', dueOn: '2026-04-10' };
  expect((await lines())[0]).toMatchObject(decided);
  // As plans were dated before.
  await base.db.owner.query(
    `update work_plan_item set starts_on = '2026-05-04', due_on = '2026-05-07' where id = $1`,
    [(await lines())[0]!.id],
  );
  const move = { cycleId, startsOn: '2026-05-12', from: '2026-05-05' };
  expect(await run(staff, moveWorkPlan, move)).toMatchObject({ ok: true, value: { moved: 19 } });
  const [first, second] = await lines();
  expect(first).toMatchObject(decided);
  expect(second).toMatchObject({ startsOn: '2026-05-12' });
});

test('the plan moves in one step, what is done stays, and nobody moves it twice', async () => {
  const place = await makeMunicipality(base.db);
  const staff = place.gate('staff');
  const opened = await run(place.gate('head'), openCycle, { year: 2026 });
  const cycleId = opened.ok ? (opened.value as { id: string }).id : '';
  await run(staff, makeWorkPlan, { cycleId, startsOn: '2026-05-04' });
  const lines = async () => await read(staff, async (scope) => await workPlan(scope, cycleId));
  const [first, second, third] = await lines();
  const done = {
    stage: 'needs',
    textKy: 'Чечим',
    textRu: 'Решение',
    startsOn: '2026-05-04',
    dueOn: '2026-05-07',
    done: 'yes',
  };
  expect(await run(staff, editWorkPlanItem, { itemId: first?.id, ...done })).toMatchObject({ ok: true });
  const from = second?.startsOn;
  expect(from).toBe('2026-05-05');
  const move = { cycleId, startsOn: '2026-05-12', from };
  expect(await run(staff, moveWorkPlan, { ...move, startsOn: '2062-05-12' })).toMatchObject({
    code: 'work-plan-far',
  });
  expect(await run(staff, moveWorkPlan, move)).toMatchObject({ ok: true, value: { moved: 19 } });
  const moved = await lines();
  expect(moved[0]).toMatchObject({ startsOn: '2026-05-04', dueOn: '2026-05-07' });
  expect(moved[1]).toMatchObject({ startsOn: '2026-05-12' });
  expect(moved[2]?.startsOn).toBe(dayAfter(third?.startsOn ?? '', 7));
  expect(await run(staff, moveWorkPlan, move)).toMatchObject({ ok: false, code: 'changed-meanwhile' });
});
