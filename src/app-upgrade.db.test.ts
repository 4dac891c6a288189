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
import { cycleFacts, loadTally } from './needs/priorities/data/tally.ts';
import { checkAudit } from './platform/audit/check.ts';
import { readVerified, verifyBackup } from './platform/db/backup/verify.ts';
import { connectDatabase, type Database } from './platform/db/connect.ts';
import { root } from '../test/server.ts';
import { newId } from './platform/db/id.ts';
import { openMunicipality } from './platform/db/scope.ts';
import { giveMissingAddresses } from './territory/commands/give-missing-addresses.ts';

// What people have entered with an earlier Ashar stands after the update as it stood: a backup of the demonstration
// made when the field app came (two migrations) is laid into tables of that time, and this program opens them.

const archive = path.join(root, 'test', 'upgrade', 'first-room.ashar');

/** What the archive says it holds: looked through once, since that reads it to its end. */
let held: Awaited<ReturnType<typeof verifyBackup>>;
let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
let db: Database;
/** The rows of the backup, by table, as they were written then. */
const kept = new Map<string, Row[]>();
type Row = Readonly<Record<string, unknown>>;
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
        for (const line of text.trimEnd().split('\n')) {
          const cells = JSON.parse(line) as unknown[];
          const row = Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
          kept.set(table, [...(kept.get(table) ?? []), row]);
        }
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

/** Tables that became part of another. */
const movedTo: Readonly<Record<string, string>> = {
  session_facilitator: 'meeting_leader',
  focus_facilitator: 'meeting_leader',
  focus_participant: 'participant',
  session_photo: 'meeting_photo',
  session_lock: 'meeting_lock',
};

test('every row that was kept is there, and the log of changes is whole', async () => {
  const grown: string[] = [];
  // Where the rows of a table stand now; several may have become one.
  const nowIn = new Map<string, number>();
  for (const { name, rows } of held.tables) {
    const table = movedTo[name] ?? name;
    nowIn.set(table, (nowIn.get(table) ?? 0) + rows);
    if (name === 'session' || name === 'focus_group')
      nowIn.set('meeting', (nowIn.get('meeting') ?? 0) + rows);
  }
  for (const [table, rows] of nowIn) {
    const found = await db.owner.query<{ n: number }>(
      `select count(*)::int as n from ${pg.escapeIdentifier(table)}`,
    );
    if (found.rows[0]?.n !== rows) grown.push(`${table}: ${rows} → ${found.rows[0]?.n ?? 0}`);
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

test('units that came with an earlier Ashar get the words of their public addresses at the start, once', async () => {
  const words = async () =>
    (
      await db.owner.query<{ word: string }>(
        `select coalesce(m.word || '/', '') || a.word as word
           from unit_address a left join unit_address m on m.unit_id = a.within_id order by 1`,
      )
    ).rows.map(({ word }) => word);
  expect(await words()).toEqual([]);
  await giveMissingAddresses(db, new Date());
  const given = await words();
  expect(given).toContain('kok-irim');
  expect(given).toContain('kok-irim/aral');
  await giveMissingAddresses(db, new Date());
  expect(await words()).toEqual(given);
});

test('sessions and focus groups are meetings, with who led them, who came, what was noted and when they were closed', async () => {
  const rowsOf = (table: string): readonly Row[] => kept.get(table) ?? [];
  const now = async (text: string) => (await db.owner.query<Row>(text)).rows;
  const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row['id']), row]));
  const meetings = byId(await now('select meeting.*, planned_on::text, held_on::text from meeting'));
  const shared = [
    ...[
      'cycle_id',
      'village_id',
      'state',
      'planned_on',
      'starts_at',
      'ends_at',
      'venue',
      'held_on',
      'held_venue',
    ],
    ...['attendance', 'women', 'men', 'revision', 'closed_by', 'finished_by'],
  ];
  // Everything is kept as texts in a backup.
  const text = (value: unknown) =>
    value === null || value === undefined ? null : `${value as string | number}`;
  const of = (row: Row | undefined) => shared.map((column) => [column, text(row?.[column])]);
  for (const [table, kind] of [
    ['session', 'session'],
    ['focus_group', 'focusGroup'],
  ] as const) {
    for (const row of rowsOf(table)) {
      expect(meetings.get(String(row['id']))?.['kind']).toBe(kind);
      expect(of(meetings.get(String(row['id'])))).toEqual(of(row));
    }
  }
  expect(rowsOf('session').length).toBeGreaterThan(0);
  expect(meetings.size).toBe(rowsOf('session').length + rowsOf('focus_group').length);

  const leaders = await now(
    'select meeting_id, person_id, role, planned_on::text, starts_at from meeting_leader',
  );
  const led = [...rowsOf('session_facilitator'), ...rowsOf('focus_facilitator')].map((row) => ({
    meeting_id: row['session_id'] ?? row['focus_group_id'],
    person_id: row['person_id'],
    role: row['role'],
  }));
  expect(leaders.map(({ meeting_id, person_id, role }) => ({ meeting_id, person_id, role }))).toEqual(
    expect.arrayContaining(led),
  );
  // Whoever leads a focus group stands in its hours now, so that nobody is booked over it.
  const standing = new Map(
    leaders.map((one) => [`${String(one['meeting_id'])} ${String(one['person_id'])}`, one]),
  );
  for (const row of rowsOf('focus_facilitator')) {
    const group = meetings.get(String(row['focus_group_id']));
    const leader = standing.get(`${String(row['focus_group_id'])} ${String(row['person_id'])}`);
    expect([leader?.['planned_on'], leader?.['starts_at']]).toEqual([
      group?.['planned_on'],
      group?.['starts_at'],
    ]);
  }

  const people = byId(await now('select * from participant'));
  for (const row of [...rowsOf('participant'), ...rowsOf('focus_participant')]) {
    const person = people.get(String(row['id']));
    expect(person?.['meeting_id']).toBe(row['session_id'] ?? row['focus_group_id']);
    for (const column of ['number', 'full_name', 'sex', 'age', 'kind', 'contact'])
      expect(text(person?.[column])).toBe(text(row[column]));
  }

  const notes = new Map(
    (await now('select meeting_id, part, text from meeting_note')).map((one) => [
      `${String(one['meeting_id'])} ${String(one['part'])}`,
      one['text'],
    ]),
  );
  const partOf = (column: string) =>
    ({ resource_notes: 'resources', institution_notes: 'institutions' })[column] ??
    column.replace('_notes', '');
  const said = [...rowsOf('session'), ...rowsOf('focus_group')].flatMap((row) =>
    Object.entries(row).flatMap(([column, text]) =>
      column.endsWith('_notes') && text !== ''
        ? [[`${String(row['id'])} ${partOf(column)}`, text] as const]
        : [],
    ),
  );
  expect(said.length).toBeGreaterThan(0);
  expect(notes).toEqual(new Map(said));

  const locks = await now('select id, meeting_id, kind, reason, by_name from meeting_lock');
  for (const { id, session_id: meeting_id, kind, reason, by_name } of rowsOf('session_lock'))
    expect(locks).toContainEqual({ id, meeting_id, kind, reason, by_name });
  expect(rowsOf('session_lock').length).toBeGreaterThan(0);
  const photos = byId(await now('select * from meeting_photo'));
  for (const { id, session_id: meeting_id, file_id, caption } of rowsOf('session_photo'))
    expect(photos.get(String(id))).toMatchObject({ meeting_id, file_id, caption });
});

test('focus groups of then: a leader booked twice stays, an id used twice is two people, the lock has its history', async () => {
  const old = await createEmptyDatabase();
  const [home, cycle, village, session, group, second, leader, other, listed] = Array.from(
    { length: 9 },
    newId,
  );
  const before = held.migration;
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  try {
    await migrateTo(before, client);
    const write = async (text: string, values: unknown[]) => await client.query(text, values);
    await write(`insert into unit (id, level) values ($1, 'municipality'), ($2, 'village')`, [home, village]);
    await write(`insert into cycle (id, municipality_id, year) values ($1, $2, 2025)`, [cycle, home]);
    for (const id of [leader, other])
      await write(`insert into person (id, municipality_id, full_name) values ($1, $2, 'Бурул')`, [id, home]);
    await write(
      `insert into session (id, municipality_id, cycle_id, village_id, age_group, planned_on, starts_at, ends_at)
       values ($1, $2, $3, $4, '18-35', '2025-03-01', '10:00', '12:30')`,
      [session, home, cycle, village],
    );
    await write(
      `insert into session_facilitator (municipality_id, session_id, person_id, role, planned_on, starts_at, ends_at)
       values ($1, $2, $3, 'facilitator', '2025-03-01', '10:00', '12:30')`,
      [home, session, leader],
    );
    for (const [id, state] of [
      [group, 'closed'],
      [second, 'cancelled'],
    ]) {
      await write(
        `insert into focus_group (id, municipality_id, cycle_id, planned_on, starts_at, ends_at, state, closed_at, causes_notes)
         values ($1, $2, $3, '2025-03-01', '11:00', '13:50', $4, now(), 'Себептер')`,
        [id, home, cycle, state],
      );
      for (const personId of [leader, other])
        await write(`insert into focus_facilitator values ($1, $2, $3, 'facilitator')`, [home, id, personId]);
    }
    await write(
      `insert into participant (id, municipality_id, session_id, number, full_name) values ($1, $2, $3, 1, 'Асан')`,
      [listed, home, session],
    );
    await write(
      `insert into focus_participant (id, municipality_id, focus_group_id, number, full_name, for_initiative_group)
       values ($1, $2, $3, 1, 'Асан', true), ($4, $2, $3, 2, 'Үсөн', false)`,
      [listed, home, group, other],
    );
    await write(
      `insert into audit_entry (chain, municipality_id, seq, at, account_id, actor_name, action, subject_kind, subject_id,
                                details, prev_hash, hash)
       select $1::text, $1::uuid, n, now(), 'a', 'Төрага', (array['close', 'reopen', 'close'])[n], 'focusGroup', $2,
              case n when 2 then '{"reason": "Ката"}' else '{}' end::jsonb, '', '' from generate_series(1, 3) n`,
      [home, group],
    );
    await write(
      `update audit_entry set action = 'needs.' || action || '-focus-group' where chain = $1::text`,
      [home],
    );
  } finally {
    await client.end();
  }
  const now = await connectDatabase(old.url);
  try {
    const rows = async (text: string) => (await now.owner.query<Row>(text)).rows;
    const hours = await rows(`select meeting_id, person_id, starts_at from meeting_leader`);
    const startOf = (meeting_id: unknown, person_id: unknown) =>
      hours.find((one) => one['meeting_id'] === meeting_id && one['person_id'] === person_id)?.['starts_at'];
    expect(hours).toHaveLength(5);
    expect([startOf(session, leader), startOf(group, leader), startOf(group, other)]).toEqual([
      '10:00:00',
      null,
      '11:00:00',
    ]);
    expect([startOf(second, leader), startOf(second, other)]).toEqual([null, null]);
    expect(
      await rows(
        `select meeting_id, number, full_name, id = '${listed}' as same from participant order by 1, 2`,
      ),
    ).toEqual([
      { meeting_id: session, number: 1, full_name: 'Асан', same: true },
      { meeting_id: group, number: 1, full_name: 'Асан', same: false },
      { meeting_id: group, number: 2, full_name: 'Үсөн', same: false },
    ]);
    expect(await rows(`select kind, reason, by_name from meeting_lock order by kind, at`)).toEqual([
      { kind: 'closed', reason: null, by_name: 'Төрага' },
      { kind: 'closed', reason: null, by_name: 'Төрага' },
      { kind: 'reopened', reason: 'Ката', by_name: 'Төрага' },
    ]);
    expect(await rows(`select distinct part, text from meeting_note`)).toEqual([
      { part: 'causes', text: 'Себептер' },
    ]);
    expect(await rows(`select kind, state from meeting order by kind desc, state`)).toEqual([
      { kind: 'session', state: 'planned' },
      { kind: 'focusGroup', state: 'cancelled' },
      { kind: 'focusGroup', state: 'closed' },
    ]);
  } finally {
    await now.close();
    await old.drop();
  }
});
