import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../../test/database.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import type { z } from 'zod';
import { planSession } from './commands/plan-session.ts';
import { saveBudgetGuess } from './commands/save-budget-guess.ts';
import { saveInstitutions } from './commands/save-institutions.ts';
import { listInstitutionLinks } from './data/institution-links.ts';
import { findSession, listGuesses, listInstitutions } from './data/sessions.ts';

// What the field drew and the office's form does not show must come through the form unharmed.

const now = new Date('2026-03-20T06:00:00Z');
let base: TestDatabase;
let home: TestMunicipality;

beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
});
afterAll(async () => await base.drop());

async function read<T>(work: (scope: MunicipalityScope) => Promise<T>): Promise<T> {
  return await openMunicipality(base.db, home.gate('staff'), work, { now });
}
async function run<S extends z.ZodType, T>(
  command: Command<S, T, MunicipalityScope>,
  input: unknown,
): Promise<T> {
  const result: Result<T> = await read(async (scope) => await runCommand(scope, command, input));
  if (!result.ok) throw new Error(`refused: ${result.code} ${JSON.stringify(result.fields ?? {})}`);
  return result.value;
}

let year = 2040;
async function makeSession(): Promise<string> {
  const cycleId = newId();
  year += 1;
  await base.db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, $3, $4)`,
    [cycleId, home.id, year, now],
  );
  const { id } = await run(planSession, {
    cycleId,
    villageId: home.villages[0]!.id,
    ageGroup: '18-35',
    plannedOn: '2026-03-12',
    startsAt: '10:00',
    venue: 'Клуб',
  });
  return id;
}

/** Executive, school and clinic of one diagram as the field left them: drawn, marked and tied. */
async function draw(sessionId: string) {
  const ids = [newId(), newId(), newId()] as const;
  const same = newId();
  for (const [index, [name, executive, relation]] of (
    [
      ['Айыл өкмөтү', true, null],
      ['Мектеп', false, 'partial'],
      ['ФАП', false, 'separate'],
    ] as const
  ).entries())
    await base.db.owner.query(
      `insert into institution (id, municipality_id, session_id, rank, name, size, relation, drawn_by, executive, quality, satisfaction, same_as, x, y)
       values ($1, $2, $3, $4, $5, 'middle', $6, 'women', $7, 4, 2, $8, $9, 500)`,
      [ids[index], home.id, sessionId, index + 1, name, relation, executive, same, 200 + index * 100],
    );
  for (const [a, b, relation] of [
    [ids[0], ids[1], 'partial'],
    [ids[1], ids[2], 'touching'],
  ] as const) {
    const [first, second] = [a, b].sort();
    await base.db.owner.query(
      `insert into institution_link (municipality_id, session_id, a_id, b_id, relation) values ($1, $2, $3, $4, $5)`,
      [home.id, sessionId, first, second, relation],
    );
  }
  return ids;
}
const pairOf = (a: string, b: string) => [a, b].sort().join('|');
async function standing(sessionId: string) {
  return await read(async (scope) => ({
    rows: await listInstitutions(scope, sessionId),
    links: new Map(
      (await listInstitutionLinks(scope, sessionId)).map((one) => [pairOf(one.aId, one.bId), one.relation]),
    ),
    revision: (await findSession(scope, sessionId))!.revision,
  }));
}
const rowsOf = (before: Awaited<ReturnType<typeof standing>>) =>
  before.rows.map(({ id, rank, name, kind, size, relation, drawnBy, judgement }) => ({
    ...{ id, rank, name, kind, size, relation, drawnBy, judgement },
  }));

test('a form saved as it was opened changes nothing that was drawn', async () => {
  const id = await makeSession();
  await draw(id);
  const before = await standing(id);
  await run(saveInstitutions, { id, revision: before.revision, rows: rowsOf(before) });
  const after = await standing(id);
  const plain = (all: typeof before) => all.rows.map(({ updatedAt: _updatedAt, ...row }) => row);
  expect(plain(after)).toEqual(plain(before));
  expect(after.links).toEqual(before.links);
});

test('names, marks and order change in place; a new tie to the executive gives up the drawn place and no other tie', async () => {
  const id = await makeSession();
  const [executive, school, clinic] = await draw(id);
  const before = await standing(id);
  const rows = rowsOf(before).map((row) =>
    row.id === school
      ? { ...row, name: 'Орто мектеп', relation: 'full', quality: '5' }
      : row.id === clinic
        ? { ...row, quality: '', rank: 1 }
        : row,
  );
  await run(saveInstitutions, { id, revision: before.revision, rows });
  const { rows: found, links } = await standing(id);
  expect(found.find((row) => row.id === school)).toMatchObject({
    name: 'Орто мектеп',
    relation: 'full',
    quality: 5,
    satisfaction: 2,
    x: null,
    y: null,
  });
  expect(found.find((row) => row.id === clinic)).toMatchObject({
    quality: null,
    satisfaction: 2,
    x: 400,
    rank: 1,
  });
  expect(found.find((row) => row.id === executive)).toMatchObject({ executive: true, x: 200 });
  expect(links).toEqual(
    new Map([
      [pairOf(executive, school), 'full'],
      [pairOf(school, clinic), 'touching'],
    ]),
  );
});

test('a row moved to another diagram, or taken out, takes its ties with it', async () => {
  const id = await makeSession();
  const [executive, school, clinic] = await draw(id);
  const before = await standing(id);
  const rows = rowsOf(before)
    .filter((row) => row.id !== clinic)
    .map((row) => (row.id === school ? { ...row, drawnBy: 'men' } : row));
  await run(saveInstitutions, { id, revision: before.revision, rows });
  const after = await standing(id);
  expect(after.rows.map((row) => [row.id, row.drawnBy, row.x])).toEqual([
    [executive, 'women', 200],
    [school, 'men', null],
  ]);
  expect(after.links.size).toBe(0);
});

test('slices keep their ids and keys; a key chosen in the office is kept', async () => {
  const id = await makeSession();
  const revision = async () => (await standing(id)).revision;
  await run(saveBudgetGuess, {
    id,
    revision: await revision(),
    rows: [
      { name: 'Жол', share: '60', key: 'roads' },
      { name: 'Мектеп', share: '40', key: '' },
    ],
  });
  const before = await read(async (scope) => await listGuesses(scope, id));
  expect(before.map((one) => [one.name, one.key])).toEqual([
    ['Жол', 'roads'],
    ['Мектеп', null],
  ]);
  await run(saveBudgetGuess, {
    id,
    revision: await revision(),
    rows: [
      { id: before[1]!.id, name: 'Мектептер', share: '45,5', key: 'schools' },
      { id: before[0]!.id, name: 'Жол', share: '54,5' },
    ],
  });
  const after = await read(async (scope) => await listGuesses(scope, id));
  expect(after.map((one) => [one.id, one.name, one.key, one.share])).toEqual([
    [before[1]!.id, 'Мектептер', 'schools', 4550],
    [before[0]!.id, 'Жол', 'roads', 5450],
  ]);
});
