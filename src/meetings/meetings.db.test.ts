import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { insertFocusGroup, insertSession } from '../../test/meetings.ts';
import { saveFocusTopic } from '../needs/focus/commands/save-focus-topic.ts';
import { closeFocusGroup, reopenFocusGroup, saveFocusRecord } from '../needs/focus/commands/focus-steps.ts';
import { planFocusGroup } from '../needs/focus/commands/plan-focus-group.ts';
import { planSession } from '../needs/sessions/commands/plan-session.ts';
import {
  assignFacilitators,
  cancelSession,
  changeSchedule,
  restoreSession,
} from '../needs/sessions/commands/session-steps.ts';
import { focusKind } from '../needs/focus/data/focus-kind.ts';
import { makeCycle } from '../needs/priorities/priorities.fixture.ts';
import type { Gate } from '../platform/db/gate.ts';
import { newId } from '../platform/db/id.ts';
import { cancelMeeting } from './commands/cancel-meeting.ts';
import { closeMeeting } from './commands/close-meeting.ts';
import { reopenMeeting } from './commands/reopen-meeting.ts';
import { restoreMeeting } from './commands/restore-meeting.ts';
import type { MeetingKind } from './data/kind.ts';
import { leadersOf } from './data/leaders.ts';
import { listLocks } from './data/locks.ts';
import { listSums } from './data/people.ts';
import { refuse } from './refusals.ts';

// What holds for a meeting of any kind; sessions and focus groups stand in for all.

const now = new Date('2026-03-20T06:00:00Z');
let base: TestDatabase;
let home: TestMunicipality;
let acting: Acting;
let staff: Gate;
let cycleId: string;
beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  staff = home.gate('staff');
  cycleId = await makeCycle(base.db, home.id, 2026);
});
afterAll(async () => {
  await base?.drop();
});

async function person(fullName: string): Promise<string> {
  const id = newId();
  await base.db.owner.query(`insert into person (id, municipality_id, full_name) values ($1, $2, $3)`, [
    id,
    home.id,
    fullName,
  ]);
  return id;
}

let part = 0;
async function session(day: string, startsAt: string): Promise<string> {
  part = (part % 9) + 1;
  const group = { cycleId, villageId: home.villages[part % 2]!.id, ageGroup: '18-35', part };
  const audience = { audience: `${day} ${startsAt}`, audienceReason: 'Сынак' };
  return (await acting.done(staff, planSession, { ...group, ...audience, plannedOn: day, startsAt })).id;
}

const focus = (day: string, startsAt: string, facilitatorIds: readonly string[]) => ({
  cycleId,
  plannedOn: day,
  startsAt,
  facilitatorIds,
  // On the day of a session, which the method does not mean.
  confirmed: true,
});

const leaders = async (id: string) =>
  (await acting.read(staff, async (scope) => await leadersOf(scope, [id]))).get(id)!;

test('nobody leads two meetings at one time, of whatever kind, also when both are booked at the same moment', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const day = `2026-05-0${round}`;
    const [leader, recorder] = [await person(`Алып баруучу ${round}`), await person(`Жазуучу ${round}`)];
    const id = await session(day, '10:00');
    const race = await Promise.all([
      acting.run(staff, assignFacilitators, { id, facilitatorIds: leader, recorderIds: recorder }),
      acting.run(staff, planFocusGroup, focus(day, '11:00', [leader])),
    ]);
    expect(race.filter((result) => result.ok)).toHaveLength(1);
    expect(race.find((result) => !result.ok)).toMatchObject({
      code: expect.stringMatching(/^facilitator-busy/) as string,
    });
  }
});

test('the database itself refuses it, between a session and a focus group', async () => {
  const leader = await person('Эки жерде');
  const facts = { municipalityId: home.id, cycleId, villageId: home.villages[0]!.id };
  const [a, b] = [
    await insertSession(base.db.owner, { ...facts, ageGroup: 'сынак' }),
    await insertFocusGroup(base.db.owner, facts),
  ];
  const lead = async (id: string, from: string, to: string) =>
    await base.db.owner.query(
      `insert into meeting_leader (municipality_id, meeting_id, person_id, role, planned_on, starts_at, ends_at)
       values ($1, $2, $3, 'facilitator', '2026-06-01', $4, $5)`,
      [home.id, id, leader, from, to],
    );
  await lead(a, '10:00', '12:30');
  await expect(lead(b, '12:00', '14:00')).rejects.toMatchObject({ constraint: 'meeting_leader_one_place' });
  await lead(b, '12:30', '14:00');
});

test('a focus group is moved around a session, and a cancelled meeting holds nobody', async () => {
  const [leader, recorder] = [await person('Бурул'), await person('Эсен')];
  const day = '2026-06-10';
  const id = await session(day, '10:00');
  await acting.done(staff, assignFacilitators, { id, facilitatorIds: leader, recorderIds: recorder });
  expect(await acting.run(staff, planFocusGroup, focus(day, '12:00', [leader]))).toMatchObject({
    code: 'facilitator-busy',
    params: { name: 'Бурул', time: '10:00' },
  });
  await acting.done(staff, planFocusGroup, focus(day, '13:00', [leader]));
  const later = { id, revision: 1, plannedOn: day, startsAt: '12:00', venue: '' };
  expect(await acting.code(staff, changeSchedule, later)).toBe('facilitator-busy');

  await acting.done(staff, cancelSession, { id, reason: 'Жаан' });
  await acting.done(staff, planFocusGroup, focus(day, '10:00', [leader]));
  // Back on the plan, without the one who leads elsewhere by now.
  await acting.done(staff, restoreSession, { id });
  expect((await leaders(id)).map((one) => one.fullName)).toEqual(['Эсен']);
});

test('a focus group keeps the history of its lock', async () => {
  const problemId = newId();
  await base.db.owner.query(
    `insert into problem (id, municipality_id, cycle_id, name, by_account_id, by_name) values ($1, $2, $3, 'Суу', '-', '-')`,
    [problemId, home.id, cycleId],
  );
  const { id } = await acting.done(staff, planFocusGroup, { cycleId, problemIds: [problemId] });
  await acting.done(staff, saveFocusTopic, {
    ...{ id, problemId },
    lines: [{ column: 'cause', text: 'Түтүк эски' }],
  });
  await acting.done(staff, saveFocusRecord, { id, revision: 1, heldOn: '18.03.2026' });
  await acting.done(staff, closeFocusGroup, { id });
  await acting.done(staff, reopenFocusGroup, { id, reason: 'Аты ката' });
  await acting.done(staff, closeFocusGroup, { id });
  const locks = await acting.read(staff, async (scope) => await listLocks(scope, id));
  expect(locks.map(({ kind, reason, byName }) => [kind, reason, byName])).toEqual([
    ['closed', null, staff.name],
    ['reopened', 'Аты ката', staff.name],
    ['closed', null, staff.name],
  ]);
});

test('one list of people, counted as each kind counts', async () => {
  const facts = { municipalityId: home.id, cycleId, villageId: home.villages[0]!.id };
  const ids = [
    await insertSession(base.db.owner, { ...facts, ageGroup: 'тизме' }),
    await insertFocusGroup(base.db.owner, facts),
  ];
  for (const id of ids) {
    for (const [number, kind, sex] of [
      [1, 'community', 'female'],
      [2, 'organisation', 'male'],
      [3, 'deputy', 'female'],
      [4, 'executive', null],
    ] as const) {
      await base.db.owner.query(
        `insert into participant (id, municipality_id, meeting_id, number, kind, sex) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), home.id, id, number, kind, sex],
      );
    }
  }
  const [ofSession, ofFocus] = await acting.read(staff, async (scope) => [
    (await listSums(scope, 'session', [ids[0]!])).get(ids[0]!),
    (await listSums(scope, 'focusGroup', [ids[1]!])).get(ids[1]!),
  ]);
  expect(ofSession).toEqual({ listed: 4, people: 2, women: 1, men: 1, deputies: 1, executives: 1 });
  expect(ofFocus).toEqual({ listed: 4, people: 4, women: 2, men: 1, deputies: 1, executives: 1 });
});

test('a kind without words of its own says what stands against it', async () => {
  const kind: MeetingKind = { ...focusKind, refuse: (fault, about) => refuse(`meeting-${fault}`, about) };
  const plain = { municipalityId: home.id, cycleId, villageId: null };
  const make = async (facts: object) => await insertFocusGroup(base.db.owner, { ...plain, ...facts });
  const [close, restore] = [closeMeeting(kind), restoreMeeting(kind)];
  const closing = async (id: string) => await acting.code(staff, close, { id });
  expect(await closing(newId())).toBe('meeting-not-found');
  expect(await closing(await make({}))).toBe('meeting-without-date');
  expect(await closing(await make({ heldOn: '2026-03-21' }))).toBe('meeting-in-future');
  expect(await closing(await make({ state: 'closed' }))).toBe('meeting-closed');
  const open = await make({ state: 'open' });
  expect(await acting.code(staff, reopenMeeting(kind), { id: open, reason: 'Себеп' })).toBe(
    'meeting-not-closed',
  );
  expect(await acting.code(staff, restore, { id: open })).toBe('meeting-not-cancelled');
  const cancelled = await make({ state: 'cancelled' });
  expect(await acting.code(staff, cancelMeeting(kind), { id: cancelled, reason: 'Себеп' })).toBe(
    'meeting-cancelled',
  );
});
