import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, gateFor, type TestDatabase } from '../../../../test/database.ts';
import { writeAudit } from '../../audit/write.ts';
import { newId } from '../id.ts';
import { openMunicipality } from '../scope.ts';
import { writeBackup } from './export.ts';
import { restoreBackup } from './restore.ts';
import { verifyBackup } from './verify.ts';

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let archive: string;
const secret = 'x'.repeat(48);

/** Columns of the kinds that are easily damaged on the way. */
const strange = `
  create table strange (
    municipality_id uuid not null, id bigint generated always as identity primary key, words text, list text[],
    bytes bytea, amount numeric(20, 4), ratio double precision, at timestamptz, day date, doc jsonb, span daterange,
    twice text generated always as (words || words) stored, parent bigint references strange (id));
  grant select, insert on strange to ashar_app;`;

beforeEach(async () => {
  [source, target] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-backup-'));
  archive = path.join(folder, 'copy.tar.zst');
  for (const { db } of [source, target]) await db.owner.query(strange);
  await source.db.owner.query(
    `insert into strange (municipality_id, words, list, bytes, amount, ratio, at, day, doc, span, parent)
     select $1, words, array[words, null, ''], '\\x00ff', 0.1, 'NaN', '2026-11-20 10:00:00.123456+06', 'infinity',
            doc, '[2026-01-01,2027-01-01)', parent
       from (values (E'өң"\\\\ \\n\\t,{}', 'null'::jsonb, 2), ('', null, null), (null, '{"a": 1e100}', 1))
            as v (words, doc, parent)`,
    [newId()],
  );
  const municipality = newId();
  for (let turn = 0; turn < 3; turn += 1) {
    await openMunicipality(source.db, gateFor('staff', municipality), async (scope) => {
      await writeAudit(scope, { action: 'test.act', details: { turn, words: 'үн' } });
    });
  }
  mkdirSync(path.join(folder, 'from', 'files', 'ab'), { recursive: true });
  writeFileSync(path.join(folder, 'from', 'files', 'ab', 'сүрөт.jpg'), randomBytes(70_001));
  writeFileSync(path.join(folder, 'from', 'files', 'empty'), '');
  writeFileSync(path.join(folder, 'from', 'secret'), `${secret}\n`);
});

afterEach(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function backup() {
  return await writeBackup(source.db.owner, { dataFolder: path.join(folder, 'from'), secret }, archive);
}

async function restore(file = archive, replace?: string) {
  const dataFolder = path.join(folder, 'to');
  return await restoreBackup(target.db.owner, file, {
    dataFolder,
    secret: 'y'.repeat(48),
    secretGiven: false,
    replace,
  });
}

async function contents(base: TestDatabase, table: string): Promise<unknown[]> {
  return (await base.db.owner.query(`select t::text as row from ${table} t order by 1`)).rows;
}

test('a restore drill: everything comes back exactly, and the audit chain is whole', async () => {
  const made = await backup();
  expect(made).toMatchObject({ files: 2 });
  const report = await restore();
  expect(report.rows).toBe(made.rows);
  expect(report.secret).toBe('restored');
  expect(report.audit.map((chain) => [chain.entries, chain.broken])).toEqual([[3, undefined]]);
  for (const table of ['strange', 'audit_entry', 'audit_head', 'operation']) {
    expect(await contents(target, table)).toEqual(await contents(source, table));
  }
  const name = path.join('files', 'ab', 'сүрөт.jpg');
  expect(readFileSync(path.join(folder, 'to', name))).toEqual(readFileSync(path.join(folder, 'from', name)));
  expect(readFileSync(path.join(folder, 'to', 'secret'), 'utf8')).toBe(`${secret}\n`);
  // Counters go on where they stood, foreign keys stand again.
  const next = await target.db.owner.query(`insert into strange (municipality_id) values ($1) returning id`, [
    newId(),
  ]);
  expect(next.rows).toEqual([{ id: '4' }]);
  await expect(
    target.db.owner.query(`insert into strange (municipality_id, parent) values ($1, 99)`, [newId()]),
  ).rejects.toMatchObject({ code: '23503' });
});

test('many rows in several parts', async () => {
  await source.db.owner.query(
    `insert into strange (municipality_id, words) select $1, repeat(md5(n::text), 20) from generate_series(1, 12000) n`,
    [newId()],
  );
  await backup();
  await restore();
  expect(await contents(target, 'strange')).toEqual(await contents(source, 'strange'));
});

test('an archive damaged anywhere, cut short or replaced is refused, and nothing is changed', async () => {
  await backup();
  const whole = readFileSync(archive);
  const damaged = path.join(folder, 'damaged.tar.zst');
  const variants = [40, 1000, whole.length - 100, whole.length].map((cut) =>
    whole.subarray(0, whole.length - cut),
  );
  variants.push(Buffer.from('hello'));
  // From byte 6 on: before it the format has bits without a meaning, which change nothing.
  for (let at = 6; at < whole.length - 20; at += Math.ceil(whole.length / 40)) {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    variants.push(copy);
  }
  for (const variant of variants) {
    writeFileSync(damaged, variant);
    await expect(restore(damaged)).rejects.toMatchObject({ code: 'damaged' });
  }
  expect(await contents(target, 'strange')).toEqual([]);
  expect(existsSync(path.join(folder, 'to'))).toBe(false);
  await expect(restore(path.join(folder, 'nothing'))).rejects.toMatchObject({ code: 'file-missing' });
});

test('a database or files folder with something in it is refused, unless it is named', async () => {
  await backup();
  await target.db.owner.query(`insert into strange (municipality_id, words) values ($1, 'old')`, [newId()]);
  await expect(restore()).rejects.toMatchObject({ code: 'not-empty' });
  await expect(restore(archive, 'wrong')).rejects.toMatchObject({ code: 'wrong-name' });
  expect(await contents(target, 'strange')).toHaveLength(1);
  mkdirSync(path.join(folder, 'to', 'files'), { recursive: true });
  writeFileSync(path.join(folder, 'to', 'files', 'old'), 'old');
  await restore(archive, new URL(target.url).pathname.slice(1));
  expect(await contents(target, 'strange')).toEqual(await contents(source, 'strange'));
  expect(readdirSync(path.join(folder, 'to')).sort()).toEqual(['files', 'secret']);
  expect(existsSync(path.join(folder, 'to', 'files', 'old'))).toBe(false);
  await target.db.owner.query('delete from strange');
  await target.db.owner.query('truncate audit_entry, audit_head');
  await expect(restore()).rejects.toMatchObject({ code: 'not-empty' });
});

test('a failure in the middle leaves what was there', async () => {
  await backup();
  mkdirSync(path.join(folder, 'to', 'files'), { recursive: true });
  writeFileSync(path.join(folder, 'to', 'files', 'old'), 'old');
  await target.db.owner.query(`insert into strange (municipality_id, words) values ($1, 'old')`, [newId()]);
  await target.db.owner.query(`alter table strange add constraint no check (amount is distinct from 0.1)`);
  await expect(restore(archive, new URL(target.url).pathname.slice(1))).rejects.toMatchObject({
    code: '23514',
  });
  expect(await contents(target, 'strange')).toHaveLength(1);
  expect(readdirSync(path.join(folder, 'to'))).toEqual(['files']);
  expect(readdirSync(path.join(folder, 'to', 'files'))).toEqual(['old']);
});

test('a backup while people write is one moment: rows and audit chain agree', async () => {
  const municipality = newId();
  let going = true;
  const writing = (async () => {
    while (going) {
      await openMunicipality(source.db, gateFor('staff', municipality), async (scope) => {
        await scope.tx.execute(
          `insert into strange (municipality_id, words) values ('${municipality}', 'w')`,
        );
        await writeAudit(scope, { action: 'test.write' });
      });
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  await backup();
  going = false;
  await writing;
  const report = await restore();
  expect(report.audit.every((chain) => chain.broken === undefined)).toBe(true);
  const counts = await target.db.owner.query(
    `select (select count(*) from strange where words = 'w')::int as rows,
            (select count(*) from audit_entry where action = 'test.write')::int as entries`,
  );
  expect(counts.rows[0].rows).toBeGreaterThan(0);
  expect(counts.rows[0].rows).toBe(counts.rows[0].entries);
});

test('a restore is refused while a server uses the database, and an archive is never overwritten', async () => {
  await backup();
  await expect(backup()).rejects.toMatchObject({ code: 'file-exists' });
  await target.db.app.query('select 1');
  await expect(restore()).rejects.toMatchObject({ code: 'in-use' });
});

test('a table the archive does not know, or of another shape, is refused as another version', async () => {
  await backup();
  await expect(verifyBackup(archive)).resolves.toMatchObject({ format: 'ashar-backup' });
  await target.db.owner.query(`alter table strange add column more text`);
  await expect(restore()).rejects.toMatchObject({ code: 'other-version' });
});
