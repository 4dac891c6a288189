import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, gateFor, systemGate, type TestDatabase } from '../../../test/database.ts';
import { newId } from './id.ts';
import { openMunicipality, openPublic, openSystem, type Tx } from './scope.ts';

let base: TestDatabase;
const aral = newId();
const birdik = newId();

beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(async () => await base.drop());

async function addOperation(tx: Tx, municipalityId: string | null, key: string): Promise<void> {
  await tx.execute(sql`insert into operation (id, municipality_id, key, action, account_id, input_hash)
    values (${newId()}, ${municipalityId}, ${key}, 'a', 'b', 'c')`);
}

async function keys(tx: Tx): Promise<string[]> {
  const found = await tx.execute<{ key: string }>(sql`select key from operation order by key`);
  return found.rows.map((row) => row.key);
}

test('a municipality sees and writes its own rows only', async () => {
  await openMunicipality(
    base.db,
    gateFor('staff', aral),
    async ({ tx }) => await addOperation(tx, aral, 'aral'),
  );
  await openMunicipality(base.db, gateFor('staff', birdik), async ({ tx }) => {
    await addOperation(tx, birdik, 'birdik');
    expect(await keys(tx)).toEqual(['birdik']);
    const changed = await tx.execute(sql`update operation set action = 'x' where key = 'aral'`);
    expect(changed.rowCount).toBe(0);
  });
  await expect(
    openMunicipality(
      base.db,
      gateFor('staff', birdik),
      async ({ tx }) => await addOperation(tx, aral, 'foreign'),
    ),
  ).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('nothing is visible without a scope, and the setting does not outlive its transaction', async () => {
  const rows = await base.db.app.query('select key from operation');
  expect(rows.rows).toEqual([]);
});

test('the system scope sees all municipalities, and only a system administrator opens it', async () => {
  const seen = await openSystem(base.db, systemGate(), async ({ tx }) => {
    await addOperation(tx, null, 'system');
    return await keys(tx);
  });
  expect(seen).toEqual(['aral', 'birdik', 'system']);
  await expect(openSystem(base.db, gateFor('administrator', aral), async () => 1)).rejects.toThrow(/system/);
});

test('the public role reads nothing that is not listed, and cannot write', async () => {
  await expect(
    openPublic(base.db, async ({ tx }) => await tx.execute(sql`select * from operation`)),
  ).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('append-only tables cannot be changed by the server', async () => {
  for (const statement of ['update audit_entry set action = action', 'delete from audit_entry']) {
    await expect(
      openSystem(base.db, systemGate(), async ({ tx }) => await tx.execute(sql.raw(statement))),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  }
});

test('a deadlock or serialization failure runs the work again, three times at most', async () => {
  let runs = 0;
  const raise = (code: string) => sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`);
  const answer = await openMunicipality(base.db, gateFor('staff', aral), async ({ tx }) => {
    runs += 1;
    if (runs < 3) await tx.execute(raise('40P01'));
    return 'done';
  });
  expect([answer, runs]).toEqual(['done', 3]);
  runs = 0;
  await expect(
    openMunicipality(base.db, gateFor('staff', aral), async ({ tx }) => {
      runs += 1;
      await tx.execute(raise('40001'));
    }),
  ).rejects.toThrow();
  expect(runs).toBe(4);
});

test('the sessions of the server bypass nothing', async () => {
  const found = await base.db.app.query(
    `select current_user as role, rolbypassrls, rolsuper from pg_roles where rolname = current_user`,
  );
  expect(found.rows).toEqual([{ role: 'ashar_app', rolbypassrls: false, rolsuper: false }]);
});
