import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCommands } from '../test/commands.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';

// A command says which constraint of the database may refuse it, by name. A name that the database does not know
// (renamed with its table) would answer two people who do the same at once with a fault of the server.

let base: TestDatabase;
beforeAll(async () => (base = await createTestDatabase()));
afterAll(async () => await base.drop());

test('every constraint that a command names stands in the database', async () => {
  const { rows } = await base.db.owner.query<{ name: string }>(
    `select conname as name from pg_constraint union select indexname from pg_indexes where schemaname = 'public'`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const named = (await allCommands()).flatMap(({ name, constraints = {} }) =>
    Object.keys(constraints).map((constraint) => [name, constraint] as const),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(([, constraint]) => !known.has(constraint))).toEqual([]);
});
