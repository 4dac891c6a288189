import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import journal from '../../../migrations/meta/_journal.json' with { type: 'json' };
import { afterEach, expect, test } from 'vitest';
import { createEmptyDatabase, createTestDatabase, gateFor, systemGate } from '../../../test/database.ts';
import { checkAudit } from '../audit/check.ts';
import { writeAudit } from '../audit/write.ts';
import { connectDatabase } from './connect.ts';
import { newId } from './id.ts';
import { openMunicipality, openPublic, openSystem } from './scope.ts';
import { openSchema } from './walls.ts';

const clean: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

async function empty(): Promise<string> {
  const base = await createEmptyDatabase();
  clean.push(base.drop);
  return base.url;
}

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test('four programs that start at once on an empty database all come up', async () => {
  const url = await empty();
  const started = await Promise.all([1, 2, 3, 4].map(async () => await connectDatabase(url)));
  await Promise.all(started.map(async (db) => await db.close()));
  const applied = await query(url, 'select count(*)::int as n from drizzle.__drizzle_migrations');
  const known = await query(url, 'select count(*)::int as n from drizzle.walls');
  expect([applied.rows[0].n, known.rows[0].n]).toEqual([journal.entries.length, 1]);
});

test('a table without municipality_id that no list explains stops the start', async () => {
  const url = await empty();
  await (await connectDatabase(url)).close();
  await query(url, 'create table forgotten (id int)');
  await expect(connectDatabase(url)).rejects.toThrow(/Table forgotten /);
  await query(url, 'drop table forgotten; create view leak as select * from operation');
  await expect(connectDatabase(url)).rejects.toThrow(/View leak /);
  await query(
    url,
    'drop view leak; create view fine with (security_invoker = true) as select * from operation',
  );
  await (await connectDatabase(url)).close();
});

test('a wall that was taken down by hand, or a new table, is walled at the next start', async () => {
  const url = await empty();
  await (await connectDatabase(url)).close();
  await query(
    url,
    `drop policy own_municipality on operation; alter table operation no force row level security;
     grant update, delete on audit_entry to ashar_app; grant select on operation to ashar_public;
     create table fresh (municipality_id uuid not null)`,
  );
  await (await connectDatabase(url)).close();
  const state = await query(
    url,
    `select c.relname, c.relrowsecurity and c.relforcerowsecurity as walled,
            (select array_agg(policyname::text order by policyname) from pg_policies p where p.tablename = c.relname) as policies,
            has_table_privilege('ashar_app', c.oid, 'update') as app_updates,
            has_table_privilege('ashar_public', c.oid, 'select') as public_reads
       from pg_class c where relname in ('operation', 'fresh', 'audit_entry') order by 1`,
  );
  const policies = ['own_municipality', 'owner_work', 'system_work'];
  expect(state.rows).toEqual([
    { relname: 'audit_entry', walled: true, policies, app_updates: false, public_reads: false },
    { relname: 'fresh', walled: true, policies, app_updates: true, public_reads: false },
    { relname: 'operation', walled: true, policies, app_updates: true, public_reads: false },
  ]);
});

test('a start on a standing wall changes nothing', async () => {
  const url = await empty();
  await (await connectDatabase(url)).close();
  const stamp = `select max(xmin::text::bigint) as x from (select xmin from pg_policy union all select xmin from pg_class) t`;
  const before = await query(url, stamp);
  await (await connectDatabase(url)).close();
  expect((await query(url, stamp)).rows).toEqual(before.rows);
});

test('a database of another program draft, or of a newer program, is refused and not touched', async () => {
  const url = await empty();
  await (await connectDatabase(url)).close();
  await query(url, `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e15)`);
  await expect(connectDatabase(url)).rejects.toThrow(/newer Ashar/);
  await query(
    url,
    `delete from drizzle.__drizzle_migrations where hash = 'newer'; update drizzle.__drizzle_migrations set hash = 'x'`,
  );
  await expect(connectDatabase(url)).rejects.toThrow(/another program, or by an Ashar from before/);
});

test('where the user may make no roles, row security alone keeps municipalities apart', async () => {
  const base = await createEmptyDatabase();
  clean.push(base.drop);
  const name = `limited_${randomBytes(4).toString('hex')}`;
  const admin = new URL(base.url);
  const database = admin.pathname.slice(1);
  await query(
    base.url,
    `create role ${name} login password 'p'; alter database ${database} owner to ${name}; alter schema public owner to ${name}`,
  );
  clean.push(async () => {
    await query(base.url, `reassign owned by ${name} to ashar; drop owned by ${name}; drop role ${name}`);
  });
  const limited = new URL(base.url);
  limited.username = name;
  limited.password = 'p';
  await query(base.url, `alter role ${name} bypassrls`);
  await expect(connectDatabase(limited.href)).rejects.toThrow(/bypasses row-level security/);
  await query(base.url, `alter role ${name} nobypassrls`);

  const notices: string[] = [];
  const db = await connectDatabase(limited.href, { onNotice: (line) => notices.push(line) });
  clean.push(async () => await db.close());
  expect(db.separateRoles).toBe(false);
  expect(notices.join()).toContain('row security alone');

  const [one, two] = [newId(), newId()];
  for (const id of [one, two]) {
    await openMunicipality(
      db,
      gateFor('staff', id),
      async (scope) => await writeAudit(scope, { action: id }),
    );
  }
  const seen = async () => (await db.owner.query('select from audit_entry')).rowCount;
  const inOne = await openMunicipality(
    db,
    gateFor('staff', one),
    async ({ tx }) => (await tx.execute(sql`select action from audit_entry`)).rows,
  );
  expect(inOne).toEqual([{ action: one }]);
  expect((await db.app.query('select from audit_entry')).rowCount).toBe(0);
  const inSystem = await openSystem(
    db,
    systemGate(),
    async ({ tx }) => (await tx.execute(sql`select from audit_entry`)).rowCount,
  );
  expect([inSystem, await seen()]).toEqual([2, 2]);
  expect(
    await openPublic(db, async ({ tx }) => (await tx.execute(sql`select from audit_entry`)).rowCount),
  ).toBe(0);
  const client = await db.owner.connect();
  expect((await checkAudit(client)).map((report) => report.broken)).toEqual([undefined, undefined]);
  client.release();
});

test('a schema of a library is open to scopes once it is named, and not to the public', async () => {
  const base = await createTestDatabase();
  clean.push(base.drop);
  await base.db.owner.query('create schema queue; create table queue.job (id int)');
  const add = async () =>
    await openMunicipality(base.db, gateFor('staff', newId()), async ({ tx }) => {
      await tx.execute(sql`insert into queue.job values (1)`);
    });
  await expect(add()).rejects.toThrow();
  await openSchema(base.db.owner, 'queue');
  await add();
  await expect(base.db.public.query('select from queue.job')).rejects.toThrow(/permission denied/);
});

test('the index that begins with municipality_id serves a scope', async () => {
  const base = await createTestDatabase();
  clean.push(base.drop);
  const mine = newId();
  await base.db.owner.query(
    `insert into operation (id, municipality_id, key, action, account_id, input_hash)
     select gen_random_uuid(), case when n % 500 = 0 then $1::uuid else gen_random_uuid() end, n::text, '', '', ''
       from generate_series(1, 20000) n`,
    [mine],
  );
  await base.db.owner.query('analyze operation');
  const plan = await openMunicipality(
    base.db,
    gateFor('staff', mine),
    async ({ tx }) => (await tx.execute<{ 'QUERY PLAN': string }>(sql`explain select * from operation`)).rows,
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('operation_key');
});
