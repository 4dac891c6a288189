import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makeMunicipality,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { makeHeldSession } from '../field/receive.fixture.ts';
import { newId } from '../platform/db/id.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { testServices } from '../platform/http/testing.ts';
import { applyKeepings, clearMail, fileColumns, keepings } from './data/retention.ts';
import { nightly } from './nightly.ts';

const now = new Date('2026-11-30T21:30:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

let base: TestDatabase;
let home: TestMunicipality;
let meetingId: string;
beforeAll(async () => {
  base = await createTestDatabase();
  home = await makeMunicipality(base.db);
  meetingId = (await makeHeldSession(base, home)).id;
});
afterAll(async () => await base.drop());

const sql = async (text: string, values: readonly unknown[] = []) =>
  (await base.db.owner.query<Record<string, unknown>>(text, [...values])).rows;

/** Puts one row of each table that was last looked at on that day. */
async function rowsOf(at: Date): Promise<void> {
  const [account, device] = [newId(), newId()];
  await sql(`insert into auth_user (id, name, email) values ($1, 'Эски', $2)`, [
    account,
    `${account}@example.kg`,
  ]);
  await sql(`insert into auth_attempt (key, failures, updated_at) values ($1, 3, $2)`, [newId(), at]);
  await sql(
    `insert into auth_session (id, token_hash, account_id, level, created_at, expires_at, shown_codes, shown_codes_at)
     values (gen_random_uuid(), $1, $2, 'full', $3, $3, 'x', $3)`,
    [newId(), account, at],
  );
  await sql(`insert into kept_form (id, account_id, sealed, expires_at) values ($1, $2, 'x', $3)`, [
    newId(),
    account,
    at,
  ]);
  await sql(
    `insert into auth_verification (id, kind, token_hash, expires_at) values (gen_random_uuid(), 'reset', $1, $2)`,
    [newId(), at],
  );
  await sql(
    `insert into operation (id, key, action, account_id, input_hash, created_at) values (gen_random_uuid(), $1, 'a.b', 'x', 'y', $2)`,
    [newId(), at],
  );
  await sql(
    `insert into session_import (id, municipality_id, cycle_id, file_name, rows, summary, by_account_id, by_name, updated_at)
     values (gen_random_uuid(), $2, $1, 'тизме', '[{"a":1}]', $4, 'x', 'x', $3)`,
    [
      ...[newId(), home.id, at],
      JSON.stringify({
        notes: [{ code: 'x' }],
        sessions: [{ stickers: 1, place: 'б', notes: [{ code: 'y' }] }],
      }),
    ],
  );
  await sql(
    `insert into joint_plan (id, municipality_id, cycle_id, from_year, to_year, lang)
     select gen_random_uuid(), municipality_id, id, 2026, 2026, 'ky' from cycle where municipality_id = $1
     on conflict do nothing`,
    [home.id],
  );
  await sql(
    `insert into plan_import (id, municipality_id, plan_id, file_name, items, said, by_account_id, by_name, updated_at)
     select gen_random_uuid(), municipality_id, id, 'план', '[{"responsibleText":"а"}]', '{}', 'x', 'x', $2
       from joint_plan where municipality_id = $1`,
    [home.id, at],
  );
  await sql(
    `insert into unit_import (id, file_name, rows, state, valid_from, contents, by_account_id, at)
     values ($1, 'тизме', 1, 'staged', '2026-01-01', '[["a"]]', 'x', $2)`,
    [newId(), at],
  );
  await sql(
    `insert into field_code (id, municipality_id, account_id, kind, code_hash, expires_at) values (gen_random_uuid(), $2, 'x', 'prepare', $1, $3)`,
    [newId(), home.id, at],
  );
  await sql(
    `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed) values ($1, $2, 'x', 'Т', $3, '')`,
    [device, home.id, device],
  );
  await sql(
    `insert into field_receipt (municipality_id, item_id, meeting_id, device_id, kind, schema, via, state, by_name, made_at, received_at)
     values ($1, $2, $2, $3, 'finish', 1, 'network', 'done', 'x', $4, $4)`,
    [home.id, newId(), device, at],
  );
  await sql(
    `insert into job_run (id, municipality_id, kind, state, created_by, created_at, ended_at) values ($1, $2, 'a.b', 'done', 'x', $3, $3)`,
    [newId(), home.id, at],
  );
  await sql(`insert into job_outbox (id, name, data, created_at) values ($1, 'a.b', '{}', $2)`, [
    newId(),
    at,
  ]);
  await sql(
    `insert into unsent_letter (id, to_address, subject, text, cause, failed_at, created_at) values ($1, 'a@example.kg', 's', 't', 'other', $2, $2)`,
    [newId(), at],
  );
  await sql(
    `insert into role_invitation (id, municipality_id, name, email, roles, token_hash, expires_at, invited_by, inviter_name, answer, answered_at)
     values ($1, $2, 'Эски', 'a@example.kg', '{deputy}', $3, $4, 'x', 'x', 'declined', $4)`,
    [newId(), home.id, newId(), at],
  );
  await sql(
    `insert into door_waiting (id, municipality_id, meeting_id, ticket_hash, full_name, updated_at)
     values (gen_random_uuid(), $1, $2, $3, 'Асан', $4)`,
    [home.id, meetingId, newId(), at],
  );
  await sql(`insert into auth_browser (token_hash, account_id, expires_at) values ($1, $2, $3)`, [
    newId(),
    account,
    at,
  ]);
  await sql(
    `insert into account_notice (id, account_id, kind, params, seen_at) values ($1, $2, 'enabled', '{}', $3)`,
    [newId(), account, at],
  );
}

test('each rule takes what is a day too old and leaves what is a day younger', async () => {
  for (const { table, days, why } of keepings) {
    expect(why.length, table).toBeGreaterThan(20);
    await rowsOf(ago(days - 1));
    const young = await applyKeepings(base.db.owner, now);
    expect(young[table], `${table}, younger`).toBeUndefined();
    await rowsOf(ago(days + 1));
    expect((await applyKeepings(base.db.owner, now))[table], `${table}, older`).toBe(1);
  }
  // That imports happened stays; their contents do not.
  expect(await sql(`select state, rows, summary from session_import order by updated_at limit 1`)).toEqual([
    {
      state: 'dropped',
      rows: [],
      summary: { notes: [], sessions: [{ stickers: 1, place: null, notes: [], sheet: '' }] },
    },
  ]);
  expect(await sql(`select state, items from plan_import order by updated_at limit 1`)).toEqual([
    { state: 'dropped', items: [] },
  ]);
  expect(await sql(`select state, contents from unit_import order by at limit 1`)).toEqual([
    { state: 'dropped', contents: null },
  ]);
});

test('what is still needed stays, however old: work that runs, a job put off, a session that is open', async () => {
  const id = newId();
  await sql(
    `insert into job_run (id, municipality_id, kind, state, created_by, created_at) values ($1, $2, 'a.b', 'running', 'x', $3)`,
    [id, home.id, ago(400)],
  );
  await sql(
    `insert into job_outbox (id, name, data, created_at, run_after) values ($1, 'a.b', '{}', $2, $3)`,
    [id, ago(400), ago(-1)],
  );
  await sql(`insert into auth_user (id, name, email) values ($1, 'Унчукпас', 'u@example.kg')`, [id]);
  await sql(
    `insert into account_notice (id, account_id, kind, params, created_at) values ($1, $1, 'enabled', '{}', $2)`,
    [id, ago(400)],
  );
  await applyKeepings(base.db.owner, now);
  expect(await sql(`select id from account_notice where id = $1`, [id]), 'unread').toHaveLength(1);
  expect(await sql(`select id from job_run where id = $1`, [id])).toHaveLength(1);
  expect(await sql(`select id from job_outbox where id = $1`, [id])).toHaveLength(1);
});

test('what can end, be used, answered or read has a rule for how long it is kept afterwards', async () => {
  const columns = await sql(
    `select distinct table_name as t from information_schema.columns
      where table_schema = 'public' and column_name in ('expires_at', 'used_at', 'seen_at', 'answered_at', 'wait_until')`,
  );
  const kept: Readonly<Record<string, string>> = {
    auth_recovery_code: 'A few for each account, replaced as a whole.',
  };
  const ruled = new Set(keepings.map(({ table }) => table));
  expect(columns.map(({ t }) => String(t)).filter((table) => !ruled.has(table) && !(table in kept))).toEqual(
    [],
  );
});

test('every column that names a stored file is known to the sweep', async () => {
  const columns = await sql(
    `select table_name as t, column_name as c from information_schema.columns
      where table_schema = 'public' and column_name ~ '(^|_)(file|scan)_id$'
      order by 1, 2`,
  );
  expect(columns.map(({ t, c }) => [t, c])).toEqual(fileColumns.map((one) => [...one]));
});

test('at night files that no row names go after their days of grace; named and fresh ones stay', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'ashar-sweep-'));
  const files = new FolderStore(folder);
  const services = testServices(base.db, { files, clock: () => now });
  const put = async (text: string, at: Date): Promise<string> => {
    const stored = await files.put(Buffer.from(`%PDF-1.4\n${text}\n%%EOF\n`), { accept: ['document'] });
    if (!stored.ok) throw new Error(stored.code);
    const { id } = stored.file;
    await utimes(path.join(folder, id.slice(0, 2), id.slice(2, 4), `${id}.json`), at, at);
    return id;
  };
  const named = await put('named', ago(100));
  const orphan = await put('orphan', ago(100));
  const fresh = await put('fresh', ago(1));
  const again = await put('again', ago(100));
  await files.put(Buffer.from('%PDF-1.4\nagain\n%%EOF\n'), { accept: ['document'] });
  const session = await makeHeldSession(base, home);
  await sql(
    `insert into meeting_photo (id, municipality_id, meeting_id, purpose, file_id, by_name) values ($1, $2, $3, 'other', $4, 'x')`,
    [newId(), home.id, session.id, named],
  );
  await nightly.run(services, {});
  for (const [id, stays] of [
    [named, true],
    [orphan, false],
    [fresh, true],
    [again, true],
  ] as const) {
    expect((await files.get(id)) !== null, id).toBe(stays);
  }
  await rm(folder, { recursive: true, force: true });
});

test('letters of the mail folder go after a month', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'ashar-mail-'));
  for (const [name, days] of [
    ['old.eml', 31],
    ['young.eml', 29],
  ] as const) {
    await writeFile(path.join(folder, name), name);
    await utimes(path.join(folder, name), ago(days), ago(days));
  }
  expect(await clearMail(folder, now)).toBe(1);
  expect(await clearMail(path.join(folder, 'nowhere'), now)).toBe(0);
  await rm(folder, { recursive: true, force: true });
});
