import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, type Acting } from '../../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { openMunicipality, openPublic } from '../../platform/db/scope.ts';
import { createProblem } from '../sessions/commands/create-problem.ts';
import { groupStatements } from '../sessions/commands/group-statements.ts';
import { mergeProblems } from './commands/merge-problems.ts';
import { publishVillagePriorities } from './commands/publish-village-priorities.ts';
import { undoAction } from '../sessions/commands/undo-action.ts';
import { undoMerge } from './commands/undo-merge.ts';
import { withdrawPublication } from './commands/withdraw-publication.ts';
import { actionsOf, loadBoard } from '../sessions/data/board.ts';
import { publicationHistory, publishedHead, publishedLists, publishedSnapshot } from './data/publications.ts';
import { cycleFacts, loadTally } from './data/tally.ts';
import { makeCycle, makeSession, makeStatements } from './priorities.fixture.ts';
import { priorityList, whatIf } from './rules/priorities.ts';

let base: TestDatabase;
let run: Acting['run'];
let done: Acting['done'];
beforeAll(async () => {
  base = await createTestDatabase();
  ({ run, done } = actingIn(base.db));
});
afterAll(async () => await base.drop());

async function place(
  m: TestMunicipality,
): Promise<{ chair: Gate; cycleId: string; villageId: string; sessionId: string }> {
  const cycleId = await makeCycle(base.db, m.id);
  const villageId = m.villages[0]?.id ?? '';
  const sessionId = await makeSession(base.db, {
    municipalityId: m.id,
    cycleId,
    villageId,
    women: 10,
    men: 12,
  });
  return { chair: m.gate('staff'), cycleId, villageId, sessionId };
}

/** All rows that say where statements stand, for comparing before and after. */
async function standing(m: TestMunicipality): Promise<unknown> {
  const found = await base.db.owner.query(
    `select statement_id, problem_id from placement where municipality_id = $1 order by statement_id`,
    [m.id],
  );
  return found.rows;
}

async function list(gate: Gate, villageId: string | null) {
  return await openMunicipality(base.db, gate, async (scope) => {
    const cycle = await cycleFacts(scope);
    if (!cycle) throw new Error('no cycle');
    const tally = await loadTally(scope, cycle, villageId);
    return { tally, list: priorityList({ ...tally, list: villageId }), input: { ...tally, list: villageId } };
  });
}

async function enter(
  gate: Gate,
  m: TestMunicipality,
  cycleId: string,
  sessionId: string,
  name: string,
  count: number,
): Promise<string> {
  const ids = await makeStatements(base.db, m.id, sessionId, name, count);
  const made = await done(gate, createProblem, {
    cycleId,
    name,
    statements: ids.map((id) => ({ id, seq: 0 })),
  });
  return made.id;
}

type KokIrim = {
  villages: string[];
  rows: { problem: string; Арал?: number; Бирдик?: number; total: number }[];
  expected: {
    totalVotes: number;
    first: string;
    usedShareOfPossibleStickers: number;
    mergeQuestion: { merge: [string, string]; mergedVotes: number };
    ties: string[][];
    topFiveMustShow: string[];
  };
};

test('Kok-Irim through the commands gives exactly the book: 306 votes, 63 first, the tie of 36, the question of 75', async () => {
  const example = JSON.parse(
    readFileSync(new URL('../../../test/examples/kok-irim.json', import.meta.url), 'utf8'),
  ) as KokIrim;
  const m = await makeMunicipality(base.db);
  const chair = m.gate('staff');
  const cycleId = await makeCycle(base.db, m.id, 2014);
  // 122 people, 75 of them women; whose village it was is lost for five problems: they stand with the first one.
  const sessions = await Promise.all(
    m.villages.map(
      async (village, i) =>
        await makeSession(base.db, {
          municipalityId: m.id,
          cycleId,
          villageId: village.id,
          women: i === 0 ? 40 : 35,
          men: i === 0 ? 25 : 22,
        }),
    ),
  );
  const ids = new Map<string, string>();
  for (const row of example.rows) {
    const split = row['Арал'] === undefined ? [row.total, 0] : [row['Арал'], row['Бирдик'] ?? 0];
    for (const [i, count] of split.entries()) {
      if (count > 0)
        ids.set(row.problem, await enter(chair, m, cycleId, sessions[i] ?? '', row.problem, count));
    }
  }
  const { list: counted, input } = await list(chair, null);
  expect(counted.facts.grouped).toBe(example.expected.totalVotes);
  expect(counted.facts.people).toBe(122);
  expect(counted.facts.women).toBe(75);
  expect(counted.facts.used / counted.facts.possible).toBeCloseTo(
    example.expected.usedShareOfPossibleStickers,
    4,
  );
  expect(counted.priorities[0]?.problem.name).toBe(example.expected.first);
  const five = counted.priorities.filter((entry) => entry.rank <= 5);
  expect(five.map((entry) => String(entry.votes))).toEqual(example.expected.topFiveMustShow);
  expect(
    five
      .filter((entry) => entry.tied)
      .map((entry) => entry.problem.name)
      .sort(),
  ).toEqual([...(example.expected.ties[0] ?? [])].sort());
  expect(five.filter((entry) => entry.tied).map((entry) => entry.rank)).toEqual([4, 4]);

  const [first, second] = example.expected.mergeQuestion.merge;
  const outcome = whatIf(input, ids.get(first) ?? '', ids.get(second) ?? '');
  expect(outcome?.mergedVotes).toBe(example.expected.mergeQuestion.mergedVotes);
  expect(outcome?.changesFirst).toBe(true);
  const question = counted.questions.find((one) => one.first.name === first && one.second.name === second);
  expect(question).toMatchObject({ mergedVotes: 75, changesFirst: true, related: true });

  // Made and taken back: the list is what it was.
  const before = counted.priorities.map((entry) => [entry.problem.id, entry.rank, entry.votes]);
  const merge = await done(chair, mergeProblems, {
    cycleId,
    villageId: null,
    fromProblemId: ids.get(second),
    intoProblemId: ids.get(first),
    reason: 'Жаштар да ушул жөнүндө айтты',
  });
  expect((await list(chair, null)).list.priorities[0]).toMatchObject({ votes: 75, rank: 1 });
  const audited = await base.db.owner.query<{ details: { before: unknown[]; after: { votes: number }[] } }>(
    `select details from audit_entry where subject_id = $1`,
    [merge.id],
  );
  expect(audited.rows[0]?.details.after[0]?.votes).toBe(75);
  await done(chair, undoMerge, { mergeId: merge.id, reason: 'Башка маселе экен' });
  expect(
    (await list(chair, null)).list.priorities.map((entry) => [entry.problem.id, entry.rank, entry.votes]),
  ).toEqual(before);
});

test('four groups of stickers: every rule side by side as in the example', async () => {
  const example = JSON.parse(
    readFileSync(new URL('../../../test/examples/stickers-four-groups.json', import.meta.url), 'utf8'),
  ) as {
    problems: string[];
    groups: { name: string; n: number; population: number; stickers: number[] }[];
    expected: {
      raw: number[];
      meanOfGroupShares: number[];
      populationWeighted: number[];
      borda: number[];
      copeland: number[];
    };
  };
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, villageId, sessionId } = await place(m);
  await base.db.owner.query(`update meeting set state = 'cancelled' where id = $1`, [sessionId]);
  const profile = newId();
  await base.db.owner.query(
    `insert into village_profile (id, municipality_id, village_id, as_of) values ($1, $2, $3, '2026-01-01')`,
    [profile, m.id, villageId],
  );
  for (const group of example.groups) {
    const [who = '', age = ''] = group.name.replace('–', '-').split(' ');
    const sexMode = who === 'women' ? ('women' as const) : ('men' as const);
    await base.db.owner.query(
      `insert into village_population (municipality_id, profile_id, sex, age_band, people) values ($1, $2, $3, $4, $5)`,
      [m.id, profile, sexMode === 'women' ? 'female' : 'male', age, group.population],
    );
    const id = await makeSession(base.db, {
      municipalityId: m.id,
      cycleId,
      villageId,
      ageGroup: age,
      sexMode,
      [sexMode]: group.n,
    });
    for (const [i, count] of group.stickers.entries()) {
      await enter(chair, m, cycleId, id, example.problems[i] ?? '', count);
    }
  }
  const { list: counted } = await list(chair, villageId);
  const idOf = new Map(counted.priorities.map((entry) => [entry.problem.name, entry.problem.id]));
  const scores = (rule: string) => {
    const alternative = counted.alternatives.find((one) => one.rule === rule);
    return example.problems.map((name) =>
      alternative?.ok ? alternative.scores.get(idOf.get(name) ?? '') : undefined,
    );
  };
  expect(scores('raw')).toEqual(example.expected.raw);
  expect(scores('borda')).toEqual(example.expected.borda);
  expect(scores('copeland')).toEqual(example.expected.copeland);
  scores('equal-groups').forEach((score, i) =>
    expect(score).toBeCloseTo(example.expected.meanOfGroupShares[i] ?? 0, 6),
  );
  scores('population').forEach((score, i) =>
    expect(score).toBeCloseTo(example.expected.populationWeighted[i] ?? 0, 6),
  );
  const women = counted.own.find((own) => own.kind === 'sex' && own.group === 'female');
  expect(women?.top[0]?.problem.name).toBe('Water');
});

test('the sample session: first five 12, 12, 10, 10, 9, and no sticker is lost from the sums', async () => {
  const example = JSON.parse(
    readFileSync(new URL('../../../test/examples/sample-session.json', import.meta.url), 'utf8'),
  ) as { votes: [string, number][]; expected: { topFiveVotes: number[]; votes: number } };
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, villageId, sessionId } = await place(m);
  for (const [name, count] of example.votes) await enter(chair, m, cycleId, sessionId, name, count);
  await makeStatements(base.db, m.id, sessionId, 'окулбай калган стикер', 2);
  const { list: counted } = await list(chair, villageId);
  expect(counted.priorities.filter((entry) => entry.rank <= 5).map((entry) => entry.votes)).toEqual(
    example.expected.topFiveVotes,
  );
  expect(counted.facts).toMatchObject({ grouped: example.expected.votes, used: 77, notGrouped: 2 });
});

test('undo brings every statement back to exactly where it was, and itself can be undone', async () => {
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, sessionId } = await place(m);
  const water = await enter(chair, m, cycleId, sessionId, 'Таза суу жетишсиз', 3);
  const road = await enter(chair, m, cycleId, sessionId, 'Жол начар', 2);
  const loose = await makeStatements(base.db, m.id, sessionId, 'суу түнкүсүн гана келет', 2);
  const before = await standing(m);
  const rows = await base.db.owner.query<{ statement_id: string; seq: number }>(
    `select statement_id, seq from placement where problem_id = $1`,
    [road],
  );
  const moved = await done(chair, groupStatements, {
    problemId: water,
    statements: [
      ...rows.rows.map((row) => ({ id: row.statement_id, seq: row.seq })),
      ...loose.map((id) => ({ id, seq: 0 })),
    ],
  });
  expect(await standing(m)).not.toEqual(before);
  const undone = await done(chair, undoAction, { actionId: moved.actionId });
  expect(await standing(m)).toEqual(before);
  const after = await base.db.owner.query(
    `select count(*)::int as n from statement where municipality_id = $1`,
    [m.id],
  );
  expect(after.rows[0]).toEqual({ n: 7 });
  await done(chair, undoAction, { actionId: undone.actionId });
  expect(await standing(m)).not.toEqual(before);
  const history = await openMunicipality(
    base.db,
    chair,
    async (scope) => await actionsOf(scope, sessionId, 10),
  );
  expect(history.map((action) => action.undo)).toEqual([true, true, false, false, false]);
});

test('two chairs place the same sticker at once: one wins, the other is told who, where, and nothing is doubled', async () => {
  const m = await makeMunicipality(base.db);
  const { cycleId, sessionId, chair } = await place(m);
  const names = ['Таза суу жетишсиз', 'Жол начар'];
  const problems = await Promise.all(
    names.map(async (name) => (await done(chair, createProblem, { cycleId, name })).id),
  );
  const chairs = [m.gate('staff', { name: 'Биринчи Төрага' }), m.gate('staff', { name: 'Экинчи Төрага' })];
  for (let round = 0; round < 15; round += 1) {
    const [id = ''] = await makeStatements(base.db, m.id, sessionId, `стикер ${round}`);
    const results = await Promise.all(
      chairs.map(
        async (gate, i) =>
          await run(gate, groupStatements, { problemId: problems[i], statements: [{ id, seq: 0 }] }),
      ),
    );
    const winners = results.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    const lost = results.find((result) => !result.ok);
    const won = results.findIndex((result) => result.ok);
    expect(lost).toMatchObject({
      code: 'moved-meanwhile',
      params: { name: chairs[won]?.name, problem: names[won] },
    });
    const rows = await base.db.owner.query(`select problem_id, seq from placement where statement_id = $1`, [
      id,
    ]);
    expect(rows.rows).toEqual([{ problem_id: problems[won], seq: 1 }]);
  }
});

test('two boards that name the same new problem at once share it', async () => {
  const m = await makeMunicipality(base.db);
  const { cycleId, sessionId } = await place(m);
  const ids = await makeStatements(base.db, m.id, sessionId, 'көпүрө жок', 2);
  const made = await Promise.all(
    ids.map(
      async (id) =>
        await done(m.gate('staff'), createProblem, {
          cycleId,
          name: 'Көпүрө жок',
          statements: [{ id, seq: 0 }],
        }),
    ),
  );
  expect(made[0]?.id).toBe(made[1]?.id);
  expect(await run(m.gate('staff'), createProblem, { cycleId, name: 'Көпүрө жок' })).toMatchObject({
    code: 'problem-name-taken',
  });
});

test('a closed session: a facilitator may not regroup, a chair may with a reason', async () => {
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, sessionId } = await place(m);
  const water = await enter(chair, m, cycleId, sessionId, 'Таза суу жетишсиз', 1);
  const [id = ''] = await makeStatements(base.db, m.id, sessionId, 'суу жок');
  const facilitator = m.gate('facilitator');
  const person = newId();
  await base.db.owner.query(
    `insert into person (id, municipality_id, full_name, account_id) values ($1, $2, 'Алып баруучу', $3)`,
    [person, m.id, facilitator.accountId],
  );
  const input = { problemId: water, statements: [{ id, seq: 0 }] };
  expect(await run(facilitator, groupStatements, input)).toMatchObject({ code: 'forbidden' });
  await base.db.owner.query(
    `insert into meeting_leader (municipality_id, meeting_id, person_id, role) values ($1, $2, $3, 'facilitator')`,
    [m.id, sessionId, person],
  );
  const placed = await done(facilitator, groupStatements, input);
  await base.db.owner.query(`update meeting set state = 'closed', closed_at = now() where id = $1`, [
    sessionId,
  ]);
  expect(await run(facilitator, undoAction, { actionId: placed.actionId })).toMatchObject({
    code: 'board-closed',
  });
  expect(await run(chair, undoAction, { actionId: placed.actionId })).toMatchObject({
    code: 'board-closed-reason',
  });
  await done(chair, undoAction, { actionId: placed.actionId, reason: 'Башка көйгөй экен' });
});

test('the board: same words are one card, suggestions order it, sums add up', async () => {
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, sessionId } = await place(m);
  const water = await enter(chair, m, cycleId, sessionId, 'Ичүүчү суу жок', 2);
  await makeStatements(base.db, m.id, sessionId, 'Нет питьевой воды', 3);
  await makeStatements(base.db, m.id, sessionId, 'трактор жок', 1);
  const board = await openMunicipality(base.db, chair, async (scope) => await loadBoard(scope, sessionId));
  expect(board?.stickers.map((card) => [card.text, card.statements.length])).toEqual([
    ['Нет питьевой воды', 3],
    ['трактор жок', 1],
  ]);
  expect(board?.stickers[0]?.offered).toBe(water);
  expect(board?.stickers[1]?.doubt).toBe('tool');
  expect(board).toMatchObject({ used: 6, possible: 110 });
});

test('merges: cycles, doubles and foreign problems are refused', async () => {
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, villageId, sessionId } = await place(m);
  const [a, b, c] = await Promise.all(
    ['А', 'Б', 'В'].map(async (name) => await enter(chair, m, cycleId, sessionId, name, 1)),
  );
  const merge = async (from: unknown, into: unknown, village: string | null = villageId) =>
    await run(chair, mergeProblems, {
      cycleId,
      villageId: village,
      fromProblemId: from,
      intoProblemId: into,
      reason: 'бир',
    });
  expect(await merge(a, a)).toMatchObject({ code: 'merge-same' });
  expect(await merge(a, b)).toMatchObject({ ok: true });
  expect(await merge(a, c)).toMatchObject({ code: 'merge-already' });
  expect(await merge(b, a)).toMatchObject({ code: 'merge-cycle' });
  expect(await merge(c, a)).toMatchObject({ code: 'merge-target-merged' });
  expect(await merge(b, c)).toMatchObject({ ok: true });
  expect(await merge(a, newId())).toMatchObject({ code: 'problem-not-found' });
  // The village's merge holds in the municipality's list as well.
  expect((await list(chair, null)).list.priorities.map((entry) => entry.votes)).toEqual([3]);
  const both = await Promise.all([merge(c, b, null), merge(b, c, null)]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
});

test('published: the public sees the snapshot, no name and no sticker; withdrawn and unpublished are not reachable', async () => {
  const m = await makeMunicipality(base.db);
  const { chair, cycleId, villageId, sessionId } = await place(m);
  const person = newId();
  await base.db.owner.query(
    `insert into participant (id, municipality_id, meeting_id, number, full_name, sex, age)
     values ($1, $2, $3, 1, 'Жашыруун Катышуучу', 'female', 30)`,
    [person, m.id, sessionId],
  );
  await enter(chair, m, cycleId, sessionId, 'Таза суу жетишсиз', 12);
  const [secret = ''] = await makeStatements(base.db, m.id, sessionId, 'менин кошунам Асан сууну бууп койду');
  await enter(chair, m, cycleId, sessionId, 'Жол начар', 2);
  const where = { municipalityId: m.id, kind: 'village-priorities' as const, unitId: villageId, year: 2026 };
  const see = async () => await openPublic(base.db, async (scope) => await publishedHead(scope, where));
  expect(await see()).toBeUndefined();
  expect(await run(chair, publishVillagePriorities, { year: 2026, villageId })).toMatchObject({
    code: 'sessions-still-open',
  });
  await done(chair, publishVillagePriorities, { year: 2026, villageId, reason: 'Шашылыш керек' });
  const head = await see();
  expect(head?.version).toBe(1);
  const snapshot = await openPublic(
    base.db,
    async (scope) => await publishedSnapshot(scope, m.id, head?.id ?? ''),
  );
  const text = JSON.stringify(snapshot);
  expect(snapshot?.priorities.map((entry) => entry.votes)).toEqual([12, 2]);
  // Why it was published early stands beside the list, for the staff alone.
  const history = await openMunicipality(
    base.db,
    chair,
    async (scope) => await publicationHistory(scope, where.kind, villageId, 2026),
  );
  expect(history.map((one) => one.reason)).toEqual(['Шашылыш керек']);
  expect(text).not.toContain('Шашылыш');
  for (const hidden of ['Жашыруун', 'Асан', chair.name, secret, person]) expect(text).not.toContain(hidden);

  // Many at once: each is a version of its own and exactly one stands.
  await Promise.all(
    Array.from(
      { length: 4 },
      async () => await done(chair, publishVillagePriorities, { year: 2026, villageId, reason: 'кайра' }),
    ),
  );
  const rows = await base.db.owner.query<{ version: number; standing: boolean }>(
    `select version, withdrawn_at is null as standing from publication where unit_id = $1 order by version`,
    [villageId],
  );
  expect(rows.rows.map((row) => row.version)).toEqual([1, 2, 3, 4, 5]);
  expect(rows.rows.filter((row) => row.standing)).toHaveLength(1);
  const newest = await see();
  await done(chair, withdrawPublication, { publicationId: newest?.id, reason: 'Ката кетиптир' });
  expect(await see()).toBeUndefined();
  expect(await openPublic(base.db, async (scope) => await publishedLists(scope, m.id))).toEqual([]);
  await expect(
    openPublic(base.db, async (scope) => await publishedSnapshot(scope, m.id, newest?.id ?? '')),
  ).resolves.toBeUndefined();
});
