import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmptyDatabase, gateFor } from '../test/database.ts';
import book from '../test/examples/kok-irim.json' with { type: 'json' };
import { cycleFacts, loadTally } from './needs/data/tally.ts';
import { checkAudit } from './platform/audit/check.ts';
import { readVerified, verifyBackup } from './platform/db/backup/verify.ts';
import { connectDatabase, type Database } from './platform/db/connect.ts';
import { root } from '../test/server.ts';
import { openMunicipality } from './platform/db/scope.ts';

// What people have entered with an earlier Ashar stands after the update as it stood: a backup of the demonstration
// made when the field app came (two migrations) is laid into tables of that time, and this program opens them.

const archive = path.join(root, 'test', 'upgrade', 'first-room.ashar');

/** What the archive says it holds: looked through once, since that reads it to its end. */
let held: Awaited<ReturnType<typeof verifyBackup>>;
let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
let db: Database;
beforeAll(async () => {
  empty = await createEmptyDatabase();
  held = await verifyBackup(archive);
  const columnsOf = new Map(held.tables.map(({ name, columns }) => [name, columns]));
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  try {
    await migrateTo(held.migration, client);
    await client.query(`set session_replication_role = replica`);
    await readVerified(archive, {
      async lines(table, text) {
        const name = pg.escapeIdentifier(table);
        const columns = columnsOf.get(table) ?? [];
        const types = await client.query<{ name: string; type: string }>(
          `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
          [name],
        );
        const typeOf = new Map(types.rows.map((row) => [row.name, row.type]));
        await client.query(`delete from ${name} where $1 = 'installation'`, [table]);
        await client.query(
          `insert into ${name} (${columns.map((one) => pg.escapeIdentifier(one)).join(', ')}) overriding system value
             select ${columns.map((one, at) => `(line->>${at})::${typeOf.get(one) ?? 'text'}`).join(', ')}
               from jsonb_array_elements($1::jsonb) as line`,
          [`[${text.trimEnd().split('\n').join(',')}]`],
        );
      },
      async file(_relative, content) {
        for await (const _part of content);
      },
    });
  } finally {
    await client.end();
  }
  db = await connectDatabase(empty.url);
}, 60_000);
afterAll(async () => {
  await db?.close();
  await empty?.drop();
});

/** Applies the migrations up to the one with this hash, as the program of that time had them. */
async function migrateTo(hash: string, client: pg.Client): Promise<void> {
  const all = path.join(root, 'migrations');
  const count = readMigrationFiles({ migrationsFolder: all }).findIndex((one) => one.hash === hash) + 1;
  expect(count).toBeGreaterThan(0);
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-migrations-'));
  cpSync(all, folder, { recursive: true });
  const journal = path.join(folder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  await migrate(drizzle(client), { migrationsFolder: folder });
  rmSync(folder, { recursive: true, force: true });
}

test('the numbers of an earlier Ashar are the same after the update', async () => {
  const places = await db.owner.query<{ id: string }>(
    `select unit_id as id from unit_version where name_ky like 'Көк-Ирим%' and kind is not null`,
  );
  const gate = gateFor('staff', places.rows[0]?.id ?? '');
  const tally = await openMunicipality(db, gate, async (scope) => {
    const cycle = await cycleFacts(scope);
    if (!cycle) throw new Error('Көк-Ирим has no cycle.');
    return await loadTally(scope, cycle, null);
  });
  const votes = new Map<string, number>();
  for (const session of tally.sessions) {
    for (const [problem, count] of session.votes) {
      const name = tally.problems.get(problem)?.name ?? '';
      votes.set(name, (votes.get(name) ?? 0) + count);
    }
  }
  expect(Object.fromEntries(votes)).toEqual(
    Object.fromEntries(book.rows.map(({ problem, total }) => [problem, total])),
  );
  const people = tally.sessions.reduce((sum, one) => sum + (one.people ?? 0), 0);
  expect(people).toBe(book.participants);
});

test('every row that was kept is there, and the log of changes is whole', async () => {
  const grown: string[] = [];
  for (const { name, rows } of held.tables) {
    const found = await db.owner.query<{ n: number }>(
      `select count(*)::int as n from ${pg.escapeIdentifier(name)}`,
    );
    if (found.rows[0]?.n !== rows) grown.push(`${name}: ${rows} → ${found.rows[0]?.n ?? 0}`);
  }
  expect(grown).toEqual([]);
  const client = await db.owner.connect();
  try {
    const chains = await checkAudit(client);
    expect(chains.length).toBeGreaterThan(0);
    expect(chains.filter((chain) => chain.broken)).toEqual([]);
  } finally {
    client.release();
  }
});
