import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, valueOf, type Acting, type AnyCommand } from '../../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import type { z } from 'zod';
import { addStatements } from './commands/add-statements.ts';
import { correctStatement } from './commands/correct-statement.ts';
import { dropSessionImport } from './commands/drop-session-import.ts';
import { importSessions } from './commands/import-sessions.ts';
import { planAllSessions } from './commands/plan-all-sessions.ts';
import { planSession } from './commands/plan-session.ts';
import { previewSessionImport } from './commands/preview-session-import.ts';
import { saveBudgetGuess } from './commands/save-budget-guess.ts';
import { saveInstitutions } from './commands/save-institutions.ts';
import { withdrawStatement } from './commands/withdraw-statement.ts';
import { findSession, listSessions, listStatements } from './data/sessions.ts';
import { placeStatements } from './data/placements.ts';
import { readSessionTables } from './data/session-export.ts';
import { keepSessions } from './rules/kept-file.ts';
import { readSessionFile } from './rules/session-file.ts';
import { sessionWarnings } from './rules/session.ts';
import {
  assignFacilitators,
  cancelSession,
  changeSchedule,
  closeSession,
  invitePeople,
  markInvited,
  reopenSession,
  restoreSession,
  saveParticipants,
  saveSessionRecord,
} from './commands/session-steps.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { municipalityHead, villagesOf } from '../../territory/data.ts';

const now = new Date('2026-03-20T06:00:00Z');
let base: TestDatabase;
let home: TestMunicipality;
let staff: Gate;
let acting: Acting;

beforeAll(async () => {
  base = await createTestDatabase();
  acting = actingIn(base.db, now);
  home = await makeMunicipality(base.db);
  staff = home.gate('staff', { name: 'Төрага' });
});
afterAll(async () => await base.drop());

let year = 2030;
/** A cycle of its own for each test, so that tests do not meet each other's sessions. */
async function makeCycle(where = home, opened = true): Promise<string> {
  const id = newId();
  year += 1;
  await base.db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, $4)`,
    [id, where.id, year, opened ? now : null],
  );
  return id;
}

async function makePerson(
  name: string,
  accountId: string | null = null,
  where = home,
  birthYear = 1980,
): Promise<string> {
  const id = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id, birth_year) values ($1, $2, $3, $4, $5)`,
    [id, where.id, name, accountId, birthYear],
  );
  return id;
}

async function run<S extends z.ZodType, T>(
  command: Command<S, T, MunicipalityScope>,
  input: unknown,
  gate: Gate = staff,
  operationId?: string,
): Promise<Result<T>> {
  return await acting.run(gate, command, input, operationId);
}

async function read<T>(work: (scope: MunicipalityScope) => Promise<T>, gate: Gate = staff): Promise<T> {
  return await acting.read(gate, work);
}

async function value<T>(result: Promise<Result<T>>): Promise<T> {
  return valueOf(await result);
}

async function makeSession(
  cycleId: string,
  ageGroup = '18-35',
  villageId = home.villages[0]!.id,
): Promise<string> {
  const { id } = await value(
    run(planSession, {
      cycleId,
      villageId,
      ageGroup,
      plannedOn: '2026-03-12',
      startsAt: '10:00',
      venue: 'Клуб',
    }),
  );
  return id;
}

const revisionOf = async (id: string) =>
  (await read(async (scope) => await findSession(scope, id)))!.revision;

async function statementsOf(id: string) {
  return await read(async (scope) => await listStatements(scope, id));
}

test('the sample session of the textbook: 75 votes, 15 people implied, the pie is whole', async () => {
  const sample = JSON.parse(
    readFileSync(new URL('../../../test/examples/sample-session.json', import.meta.url), 'utf8'),
  ) as {
    institutionsByImportance: string[];
    budgetPiePercent: Record<string, number>;
    votes: [string, number][];
  };
  const cycleId = await makeCycle();
  const id = await makeSession(cycleId);
  await value(
    run(saveSessionRecord, { id, revision: await revisionOf(id), heldOn: '2026-03-19', heldVenue: 'Клуб' }),
  );
  await value(
    run(saveInstitutions, {
      id,
      revision: await revisionOf(id),
      rows: sample.institutionsByImportance.map((name, index) => ({ name, rank: index + 1 })),
    }),
  );
  const pie = await value(
    run(saveBudgetGuess, {
      id,
      revision: await revisionOf(id),
      rows: Object.entries(sample.budgetPiePercent).map(([name, percent]) => ({
        name,
        share: String(percent),
      })),
    }),
  );
  expect(pie.total).toBe(10_000);
  const added = await value(
    run(addStatements, {
      sessionId: id,
      counts: sample.votes.map(([problem, count]) => ({ problem, count })),
    }),
  );
  expect(added.added).toBe(75);
  const found = (await read(async (scope) => await findSession(scope, id)))!;
  expect(found.facts).toMatchObject({ statements: 75, ungrouped: 0, guesses: 9, guessTotal: 10_000 });
  expect(found.state).toBe('open');
  const warnings = sessionWarnings(found.facts, '2026-03-20');
  expect(warnings.find((one) => one.code === 'few-participants-implied')?.params.count).toBe(15);
  expect(warnings.map((one) => one.code)).not.toContain('pie-not-whole');
  const tables = await read(async (scope) => await readSessionTables(scope, [found]));
  expect(tables.tallies.map((one) => one.votes)).toEqual([12, 12, 10, 10, 9, 6, 6, 5, 5]);
  expect(tables.institutions.map((one) => one.name)).toEqual(sample.institutionsByImportance);
});

test('planning all sessions: three a village, everybody in one place at a time', async () => {
  const cycleId = await makeCycle();
  const people = [
    await makePerson('Асан'),
    await makePerson('Бакыт'),
    await makePerson('Гүлнара'),
    await makePerson('Динара'),
  ];
  const first = await value(
    run(planAllSessions, {
      cycleId,
      days: ['2026-04-01', '2026-04-02'],
      facilitatorIds: people,
      largeVillageIds: [],
    }),
  );
  expect(first).toMatchObject({ planned: 6, withoutDay: 0, withoutPair: 0 });
  const sessions = await read(async (scope) => await listSessions(scope, cycleId));
  expect(sessions).toHaveLength(6);
  for (const one of sessions) {
    expect(one.facilitators.map((person) => person.role).sort()).toEqual(['facilitator', 'recorder']);
    expect(['10:00', '14:00']).toContain(one.startsAt);
  }
  expect(await run(planAllSessions, { cycleId, days: ['2026-04-03'] })).toMatchObject({
    ok: false,
    code: 'nothing-to-plan',
  });
  const more = await value(
    run(planAllSessions, {
      cycleId,
      days: ['01.04.2026'],
      facilitatorIds: people,
      largeVillageIds: [home.villages[0]!.id],
    }),
  );
  expect(more.planned).toBe(3);
});

test('nobody leads two sessions at once: refused with the name, and by the database in a race', async () => {
  const cycleId = await makeCycle();
  const [one, two] = [await makeSession(cycleId), await makeSession(cycleId, '36-55')];
  const [busy, ...others] = [
    await makePerson('Эркин Абдыев'),
    await makePerson('Роза'),
    await makePerson('Тилек'),
  ];
  await value(run(assignFacilitators, { id: one, facilitatorIds: busy, recorderIds: others[0] }));
  const refused = await run(assignFacilitators, { id: two, facilitatorIds: busy, recorderIds: others[1] });
  expect(refused).toMatchObject({ ok: false, code: 'facilitator-busy', params: { name: 'Эркин Абдыев' } });
  expect(
    await run(assignFacilitators, { id: two, facilitatorIds: others[1], recorderIds: '' }),
  ).toMatchObject({
    code: 'too-few-facilitators',
  });
  // In the afternoon the same person may lead, and then the morning is refused.
  const revision = await revisionOf(two);
  await value(
    run(changeSchedule, {
      id: two,
      revision,
      plannedOn: '2026-03-12',
      startsAt: '14.00',
      endsAt: '',
      venue: '',
    }),
  );
  await value(run(assignFacilitators, { id: two, facilitatorIds: busy, recorderIds: others[1] }));
  expect(
    await run(changeSchedule, {
      id: two,
      revision: await revisionOf(two),
      plannedOn: '2026-03-12',
      startsAt: '11:00',
      endsAt: null,
      venue: '',
    }),
  ).toMatchObject({ ok: false, code: 'facilitator-busy' });
  const [three, four] = [
    await makeSession(cycleId, '56+'),
    await makeSession(cycleId, '56+', home.villages[1]!.id),
  ];
  const fresh = await makePerson('Жаңыл');
  const race = await Promise.all(
    [three, four].map(async (id, index) => {
      const recorder = await makePerson(`Жазуучу ${index}`);
      return await run(assignFacilitators, { id, facilitatorIds: fresh, recorderIds: recorder });
    }),
  );
  expect(race.filter((result) => result.ok)).toHaveLength(1);
  expect(race.find((result) => !result.ok)).toMatchObject({
    code: expect.stringMatching(/^facilitator-busy/) as string,
  });
});

test('six stickers for one person, also when twenty come at the same moment: exactly five stand', async () => {
  const cycleId = await makeCycle();
  const id = await makeSession(cycleId);
  const results = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, index) =>
        await run(addStatements, {
          sessionId: id,
          stickers: [{ text: `стикер ${index}`, participantNumber: 7 }],
        }),
    ),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(5);
  for (const result of results)
    if (!result.ok)
      expect(result).toMatchObject({ code: 'too-many-stickers', params: { number: 7, max: 5 } });
  const standing = await statementsOf(id);
  expect(standing).toHaveLength(5);
  // A withdrawn one frees its place, once.
  await value(run(withdrawStatement, { id: standing[0]!.id }));
  await value(run(addStatements, { sessionId: id, stickers: [{ text: 'жаңысы', participantNumber: '7' }] }));
  expect(
    await run(addStatements, { sessionId: id, stickers: [{ text: 'алтынчы', participantNumber: 7 }] }),
  ).toMatchObject({ code: 'too-many-stickers' });
  expect(await statementsOf(id)).toHaveLength(5);
  const rows = await base.db.owner.query('select count(*)::int as n from statement where session_id = $1', [
    id,
  ]);
  expect(rows.rows[0]).toEqual({ n: 7 });
});

test('a double click is one sticker', async () => {
  const id = await makeSession(await makeCycle());
  const operation = newId();
  const both = await Promise.all(
    [1, 2, 3].map(
      async () =>
        await run(addStatements, { sessionId: id, stickers: [{ text: 'жол начар' }] }, staff, operation),
    ),
  );
  expect(both.every((result) => result.ok)).toBe(true);
  expect(await statementsOf(id)).toHaveLength(1);
});

test('two people editing one record: the second is told and overwrites nothing', async () => {
  const id = await makeSession(await makeCycle());
  const revision = await revisionOf(id);
  const both = await Promise.all([
    run(saveSessionRecord, { id, revision, women: 12, men: 9 }),
    run(saveSessionRecord, { id, revision, women: 3, men: 4 }),
  ]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
  expect(both.find((result) => !result.ok)).toMatchObject({ code: 'edited-meanwhile' });
  const found = (await read(async (scope) => await findSession(scope, id)))!;
  expect([
    [12, 9],
    [3, 4],
  ]).toContainEqual([found.women, found.men]);
  // Each part of the record is guarded by the same revision.
  expect(await run(saveInstitutions, { id, revision, rows: [] })).toMatchObject({ code: 'edited-meanwhile' });
  expect(await run(saveBudgetGuess, { id, revision, rows: [] })).toMatchObject({ code: 'edited-meanwhile' });
  expect(await run(saveParticipants, { id, revision, rows: [] })).toMatchObject({ code: 'edited-meanwhile' });
});

test('a correction keeps the first row, its place on the board and its writer', async () => {
  const id = await makeSession(await makeCycle());
  await value(run(addStatements, { sessionId: id, counts: [{ problem: 'таза суу', count: 2 }] }));
  const [one, two] = await statementsOf(id);
  await value(run(correctStatement, { id: one!.id, text: 'таза суу жок', reason: 'ката терилген' }));
  expect(await run(correctStatement, { id: one!.id, text: 'башка' })).toMatchObject({
    code: 'edited-meanwhile',
  });
  const after = await statementsOf(id);
  expect(after).toHaveLength(2);
  expect(after.find((row) => row.corrected)).toMatchObject({ text: 'таза суу жок', problemName: 'таза суу' });
  await value(run(withdrawStatement, { id: two!.id }));
  expect((await read(async (scope) => await findSession(scope, id)))!.facts).toMatchObject({
    statements: 1,
    ungrouped: 0,
  });
  const placed = await base.db.owner.query('select count(*)::int as n from placement where session_id = $1', [
    id,
  ]);
  expect(placed.rows[0]).toEqual({ n: 1 });
});

test('participants: sums follow the list, under 18 and without sex are refused, writers stay', async () => {
  const id = await makeSession(await makeCycle());
  const save = async (rows: unknown) =>
    await run(saveParticipants, { id, revision: await revisionOf(id), rows });
  expect(await save([{ fullName: 'Айдана', sex: 'female', age: '17' }])).toMatchObject({
    code: 'participant-too-young',
  });
  expect(await save([{ fullName: 'Айдана' }])).toMatchObject({ code: 'participant-without-sex' });
  await value(
    save([
      { fullName: 'Айдана', sex: 'female', age: '31' },
      { fullName: 'Улан', sex: 'male', age: 40 },
    ]),
  );
  const found = (await read(async (scope) => await findSession(scope, id)))!;
  expect([found.attendance, found.women, found.men, found.listed]).toEqual(['list', 1, 1, 2]);
  await value(run(addStatements, { sessionId: id, stickers: [{ text: 'жол', participantNumber: 2 }] }));
  expect(await save([])).toMatchObject({ code: 'participant-has-stickers', params: { number: 2 } });
});

test('closing locks everything; reopening needs a reason and is remembered', async () => {
  const id = await makeSession(await makeCycle());
  expect(await run(closeSession, { id })).toMatchObject({ code: 'session-without-date' });
  await value(run(saveSessionRecord, { id, revision: await revisionOf(id), heldOn: '12.03.2026' }));
  expect(await run(closeSession, { id })).toMatchObject({ code: 'session-without-statements' });
  await value(run(addStatements, { sessionId: id, counts: [{ problem: 'жарык', count: 3 }] }));
  await value(run(closeSession, { id }));
  const [sticker] = await statementsOf(id);
  const revision = await revisionOf(id);
  const refusedWhenClosed: [AnyCommand, Record<string, unknown>][] = [
    [addStatements as unknown as AnyCommand, { sessionId: id, stickers: [{ text: 'дагы' }] }],
    [correctStatement as unknown as AnyCommand, { id: sticker!.id, text: 'башка' }],
    [withdrawStatement as unknown as AnyCommand, { id: sticker!.id }],
    [saveSessionRecord as unknown as AnyCommand, { id, revision, women: 1 }],
    [saveParticipants as unknown as AnyCommand, { id, revision, rows: [] }],
    [saveInstitutions as unknown as AnyCommand, { id, revision, rows: [] }],
    [saveBudgetGuess as unknown as AnyCommand, { id, revision, rows: [] }],
    [
      changeSchedule as unknown as AnyCommand,
      { id, revision, plannedOn: null, startsAt: null, endsAt: null, venue: '' },
    ],
    [cancelSession as unknown as AnyCommand, { id, reason: 'ката' }],
    [closeSession as unknown as AnyCommand, { id }],
  ];
  for (const [command, input] of refusedWhenClosed) {
    expect(await run(command, input), command.name).toMatchObject({ ok: false, code: 'session-closed' });
  }
  expect(await run(reopenSession, { id, reason: ' ' })).toMatchObject({ code: 'invalid-input' });
  await value(run(reopenSession, { id, reason: 'Дагы бир барак табылды' }));
  await value(run(addStatements, { sessionId: id, stickers: [{ text: 'дагы' }] }));
  const locks = await base.db.owner.query(
    'select kind, reason from meeting_lock where meeting_id = $1 order by at, id',
    [id],
  );
  expect(locks.rows).toEqual([
    { kind: 'closed', reason: null },
    { kind: 'reopened', reason: 'Дагы бир барак табылды' },
  ]);
});

test('nothing is recorded before the session phase is open; planning is', async () => {
  const cycleId = await makeCycle(home, false);
  const id = await makeSession(cycleId);
  expect(await run(addStatements, { sessionId: id, stickers: [{ text: 'жол' }] })).toMatchObject({
    code: 'sessions-not-open',
  });
});

test('a cancelled session frees its group and its people, and comes back', async () => {
  const cycleId = await makeCycle();
  const id = await makeSession(cycleId);
  await value(run(cancelSession, { id, reason: 'жамгыр' }));
  expect(await run(addStatements, { sessionId: id, stickers: [{ text: 'жол' }] })).toMatchObject({
    code: 'session-cancelled',
  });
  await value(run(restoreSession, { id }));
  await value(run(cancelSession, { id, reason: 'жамгыр' }));
  await makeSession(cycleId);
  expect(await run(restoreSession, { id })).toMatchObject({ code: 'session-exists' });
});

test('invitations: nobody under 18, told and untold', async () => {
  const id = await makeSession(await makeCycle());
  const [adult, child] = [await makePerson('Нурбек'), await makePerson('Бала', null, home, 2012)];
  expect(await run(invitePeople, { id, personIds: [adult, child] })).toMatchObject({
    code: 'person-too-young',
  });
  await value(run(invitePeople, { id, personIds: adult }));
  expect((await value(run(invitePeople, { id, personIds: adult }))).added).toBe(0);
  await value(run(markInvited, { id, personIds: adult, mark: 'invited' }));
  expect((await read(async (scope) => await findSession(scope, id)))!.invited).toBe(1);
});

test('moves that name what the person saw: a stale one is a conflict', async () => {
  const id = await makeSession(await makeCycle());
  await value(run(addStatements, { sessionId: id, counts: [{ problem: 'мектеп', count: 1 }] }));
  const [one] = await statementsOf(id);
  const move = async (expectedSeq: number) =>
    await read(
      async (scope) =>
        await placeStatements(scope, {
          moves: [{ statementId: one!.id, problemId: null, expectedSeq }],
          actionId: newId(),
          at: now,
        }),
    );
  expect(await move(0)).toMatchObject({ ok: false, reason: 'moved-meanwhile', conflicts: [{ seq: 1 }] });
  expect(await move(1)).toMatchObject({ ok: true, placed: 1 });
});

async function parse(rows: string[][]) {
  return await read(async (scope) => {
    const settings = await municipalityHead(scope);
    return readSessionFile([{ name: '', rows }], {
      villages: (await villagesOf(scope, scope.municipalityId, todayInBishkek(scope.now))).map((one) => ({
        ...one,
        id: one.unitId,
      })),
      ageGroups: settings.ageGroups,
      stickersPerPerson: 5,
      today: '2026-03-20',
    });
  });
}

const heading = ['айыл', 'жаш курагы', 'күнү', 'аялдар', 'эркектер', 'көйгөй', 'саны'];

async function previewOf(cycleId: string, sessions: Parameters<typeof keepSessions>[0]) {
  const kept = keepSessions(sessions, []);
  return await run(previewSessionImport(kept), { cycleId, fileName: 'a.csv', digest: kept.digest });
}

test('an import of 2,000 statements is one quick transaction, and the same file is refused afterwards', async () => {
  const cycleId = await makeCycle();
  const rows = [heading];
  for (const { name } of home.villages)
    for (const group of ['18-35', '36-55', '56 жаш жана андан улуу'])
      for (let problem = 0; problem < 20; problem += 1) {
        rows.push([name, group, '12.03.2026', '40', '30', `көйгөй ${problem}`, problem < 14 ? '17' : '16']);
      }
  const parsed = await parse(rows);
  expect(parsed.errors).toEqual([]);
  expect(parsed.statements).toBe(2004);
  const preview = await value(previewOf(cycleId, parsed.sessions));
  const started = performance.now();
  const done = await value(run(importSessions, { id: preview.id }));
  const seconds = (performance.now() - started) / 1000;
  expect(done).toMatchObject({ sessions: 6, statements: 2004 });
  expect(seconds).toBeLessThan(5);
  const again = await value(previewOf(cycleId, parsed.sessions));
  expect(await run(importSessions, { id: again.id })).toMatchObject({
    ok: false,
    code: 'import-session-has-statements',
    params: { row: 2 },
  });
  expect(await run(importSessions, { id: preview.id })).toMatchObject({ code: 'import-done' });
  const counted = await base.db.owner.query(
    'select count(*)::int as n from statement s join meeting x on x.id = s.session_id where x.cycle_id = $1',
    [cycleId],
  );
  expect(counted.rows[0]).toEqual({ n: 2004 });
  await value(run(dropSessionImport, { id: again.id }));
});

test('a crash in the middle of an import leaves nothing', async () => {
  const cycleId = await makeCycle();
  const parsed = await parse([
    heading,
    [home.villages[0]!.name, '18-35', '2026-03-12', '10', '11', 'суу', '90'],
  ]);
  const preview = await value(previewOf(cycleId, parsed.sessions));
  await expect(
    openMunicipality(base.db, staff, async (scope) => {
      await runCommand(scope, importSessions, { id: preview.id });
      throw new Error('the power went');
    }),
  ).rejects.toThrow('the power went');
  expect(await read(async (scope) => await listSessions(scope, cycleId))).toEqual([]);
  await value(run(importSessions, { id: preview.id }));
});

test('a planned session is filled by the file, not made twice', async () => {
  const cycleId = await makeCycle();
  const id = await makeSession(cycleId);
  const parsed = await parse([
    heading,
    [home.villages[0]!.name, '18–35 жаш', '12.03.2026', '', '', 'суу', '4'],
  ]);
  expect(parsed.errors).toEqual([]);
  const preview = await value(previewOf(cycleId, parsed.sessions));
  await value(run(importSessions, { id: preview.id }));
  const sessions = await read(async (scope) => await listSessions(scope, cycleId));
  expect(sessions.map((one) => [one.id, one.facts.statements, one.heldOn])).toEqual([[id, 4, '2026-03-12']]);
});

test('a facilitator writes the assigned session and no other', async () => {
  const cycleId = await makeCycle();
  const [mine, other] = [await makeSession(cycleId), await makeSession(cycleId, '36-55')];
  const facilitator = home.gate('facilitator');
  const me = await makePerson('Алып баруучу', facilitator.accountId);
  const recorder = home.gate('facilitator');
  const writer = await makePerson('Жазуучу', recorder.accountId);
  await value(run(assignFacilitators, { id: mine, facilitatorIds: me, recorderIds: writer }));
  for (const gate of [facilitator, recorder]) {
    await value(run(addStatements, { sessionId: mine, stickers: [{ text: 'жол' }] }, gate));
    expect(await run(addStatements, { sessionId: other, stickers: [{ text: 'жол' }] }, gate)).toMatchObject({
      code: 'forbidden',
    });
  }
  expect(await run(closeSession, { id: mine }, facilitator)).toMatchObject({ code: 'forbidden' });
  expect(
    await run(planSession, { cycleId, villageId: home.villages[1]!.id, ageGroup: '18-35' }, facilitator),
  ).toMatchObject({ code: 'forbidden' });
});
