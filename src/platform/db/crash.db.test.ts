import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateFor } from '../../../test/database.ts';
import { projectRoot } from '../env.ts';
import { openDatabase, type Database } from './connect.ts';
import { runningEmbedded } from './embedded-running.ts';
import { startEmbedded } from './embedded.ts';
import { FolderInUse } from './folder-lock.ts';
import { newId } from './id.ts';
import { openMunicipality } from './scope.ts';

let folder: string;
const children: ChildProcess[] = [];
const databases: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-crash-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const db of databases.splice(0)) await db.close();
  // A server whose parent was killed and that no test took over.
  const url = await runningEmbedded(folder, 'postgres');
  if (url !== undefined) await (await startEmbedded({ folder })).stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(onNotice?: (line: string) => void): Promise<Database> {
  const db = await openDatabase({ databaseUrl: undefined, dataFolder: folder }, onNotice ? { onNotice } : {});
  databases.push(db);
  return db;
}

async function batches(db: Database): Promise<Map<number, number>> {
  const found = await db.owner.query<{ batch: number; rows: number }>(
    `select action::int as batch, count(*)::int as rows from operation group by 1`,
  );
  return new Map(found.rows.map((row) => [row.batch, row.rows]));
}

/** Starts the importing process and waits until it has done `count` batches. */
async function importing(
  count: number,
): Promise<{ child: ChildProcess; server: number; acknowledged: () => number }> {
  const script = path.join(projectRoot(), 'test', 'crash-writer.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const acknowledged = (): number => Number([...output.matchAll(/^done (\d+)$/gm)].at(-1)?.[1] ?? 0);
  for (const end = Date.now() + 30_000; acknowledged() < count; await sleep(2)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`The writer did not get far: ${output}`);
  }
  return { child, server: Number(/^ready (\d+)$/m.exec(output)?.[1]), acknowledged };
}

async function expectWhole(acknowledged: number): Promise<void> {
  const kept = await batches(await open());
  for (let batch = 1; batch <= acknowledged; batch += 1)
    expect([batch, kept.get(batch)]).toEqual([batch, 50]);
  // The batch after the last acknowledged one may have been committed without the answer arriving; never in part.
  expect(kept.size - acknowledged).toBeLessThanOrEqual(1);
  for (const rows of kept.values()) expect(rows).toBe(50);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once('close', resolve));
}

test('kill -9 of the program during an import: acknowledged batches are whole, the open one is absent', async () => {
  const { child, acknowledged } = await importing(10);
  child.kill('SIGKILL');
  await ended(child);
  await expectWhole(acknowledged());
});

test('kill -9 of the program and its database together', async () => {
  const { child, server, acknowledged } = await importing(10);
  process.kill(server, 'SIGKILL');
  child.kill('SIGKILL');
  await ended(child);
  await expectWhole(acknowledged());
});

test(
  'kill -9 of the database: it comes back by itself, nothing acknowledged is lost',
  { timeout: 60_000 },
  async () => {
    const notices: string[] = [];
    const db = await open((line) => notices.push(line));
    const municipalityId = newId();
    const gate = gateFor('staff', municipalityId);
    const acknowledged: string[] = [];
    let going = true;
    let failures = 0;
    const write = async (): Promise<void> => {
      while (going) {
        const key = newId();
        try {
          await openMunicipality(db, gate, async ({ tx }) => {
            await tx.execute(sql`insert into operation (id, municipality_id, key, action, account_id, input_hash)
            values (${newId()}, ${municipalityId}, ${key}, '', '', '')`);
          });
          acknowledged.push(key);
        } catch {
          failures += 1;
          await sleep(20);
        }
      }
    };
    const writers = [write(), write(), write(), write()];
    const client = new pg.Client({ connectionString: db.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; insert into operation (id, municipality_id, key, action, account_id, input_hash)
    values ('${newId()}', '${municipalityId}', 'open', '', '', '')`);
    for (let round = 0; round < 3; round += 1) {
      await sleep(200);
      const before = acknowledged.length;
      const pid = db.embedded?.pid() ?? 0;
      process.kill(pid, 'SIGKILL');
      for (const end = Date.now() + 15_000; acknowledged.length < before + 50; await sleep(10)) {
        expect(Date.now()).toBeLessThan(end);
      }
      expect(db.embedded?.pid()).not.toBe(pid);
    }
    going = false;
    await Promise.all(writers);
    expect(failures).toBeGreaterThan(0);
    const found = await db.owner.query<{ key: string }>('select key from operation');
    const kept = new Set(found.rows.map((row) => row.key));
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    expect(kept.has('open')).toBe(false);
    expect(notices.some((line) => line.includes('starting it again'))).toBe(true);
  },
);

test('two starts at once: one wins, the other says who runs', async () => {
  const starts = await Promise.allSettled([open(), open(), open()]);
  const lost = starts.filter((start) => start.status === 'rejected');
  expect(lost).toHaveLength(2);
  for (const start of lost) {
    expect(start.reason).toBeInstanceOf(FolderInUse);
    expect(String(start.reason)).toContain(`process ${process.pid}`);
  }
});

test('a second program on the same folder is refused while the first works, and welcome after it', async () => {
  const { child } = await importing(1);
  await expect(open()).rejects.toThrow(/already running .*process \d+, server/);
  child.kill('SIGKILL');
  await ended(child);
  await open();
});

test('a postmaster.pid left by a reboot, its number now some other program, does not hinder', async () => {
  const first = await startEmbedded({ folder });
  await first.stop();
  const bystander = spawn('/bin/sleep', ['60'], statSync(path.join(folder, 'postgres')));
  children.push(bystander);
  const file = path.join(folder, 'postgres', 'postmaster.pid');
  writeFileSync(file, `${bystander.pid}\n/proc/self/cwd\n1700000000\n5999\n\n127.0.0.1\n\nready\n`);
  const began = performance.now();
  const second = await startEmbedded({ folder });
  expect(performance.now() - began).toBeLessThan(1000);
  await second.stop();
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
});

// Two clusters are made here, which takes a busy machine half a minute.
test('a first start cut short leaves nothing that hinders the next', { timeout: 60_000 }, async () => {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))});
    await startEmbedded({ folder: ${JSON.stringify(folder)} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  children.push(child);
  const drafts = () => readdirSync(folder).filter((name) => /^postgres\.new/.test(name));
  const begun = () => drafts().some((name) => existsSync(path.join(folder, name, 'base')));
  for (const end = Date.now() + 10_000; !begun(); await sleep(2)) expect(Date.now()).toBeLessThan(end);
  child.kill('SIGKILL');
  await ended(child);
  const server = await startEmbedded({ folder });
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  const found = await client.query(`select upper('өңү') as upper, current_setting('fsync') as fsync,
    (select datlocprovider::text || datlocale from pg_database where datname = 'postgres') as locale`);
  expect(found.rows).toEqual([{ upper: 'ӨҢҮ', fsync: 'on', locale: 'iund' }]);
  await client.end();
  await server.stop();
});

test(
  'what still writes where an earlier first start was cut short hinders nobody',
  {
    timeout: 60_000,
  },
  async () => {
    // As an initdb does whose Ashar was killed: it knows its folder by name, and goes on in it.
    const script = 'while :; do mkdir -p "$1/base/1"; : > "$1/base/1/$((i += 1))"; done';
    const draft = path.join(folder, 'postgres.new');
    const writers = [1, 2].map(() => spawn('/bin/sh', ['-c', script, 'writer', draft], { stdio: 'ignore' }));
    children.push(...writers);
    for (const end = Date.now() + 10_000; !existsSync(draft); await sleep(2))
      expect(Date.now()).toBeLessThan(end);
    const server = await startEmbedded({ folder });
    await server.stop();
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(writers.map(async (writer) => await ended(writer)));
    await (await startEmbedded({ folder })).stop();
    expect(existsSync(draft)).toBe(false);
  },
);

test('what is kept beside the data is for its owner only, and the log holds no details of rows', async () => {
  const db = await open();
  await db.owner.query(
    'create table once (phone text primary key); insert into once values ($$+996700123456$$)',
  );
  await expect(db.owner.query('insert into once values ($1)', ['+996700123456'])).rejects.toThrow(
    /duplicate/,
  );
  for (const name of ['postgres.password', 'postgres.log', 'ashar.lock', 'ashar.pid']) {
    expect([name, statSync(path.join(folder, name)).mode & 0o077]).toEqual([name, 0]);
  }
  expect(readFileSync(path.join(folder, 'postgres.log'), 'utf8')).toContain('duplicate key');
  expect(readFileSync(path.join(folder, 'postgres.log'), 'utf8')).not.toContain('996700123456)');
});
