import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../platform/db/connect.ts';
import { runningEmbedded } from '../platform/db/embedded-running.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { proveGate } from '../platform/db/prove-gate.ts';
import { projectRoot } from '../platform/env.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { receiveItems } from './commands/receive-items.ts';
import { crashFacts, crashItems } from './receive-crash.fixture.ts';
import { insertSession } from '../../test/meetings.ts';

let folder: string;
const children: ChildProcess[] = [];
const databases: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-receive-crash-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const db of databases.splice(0)) await db.close();
  const url = await runningEmbedded(folder, 'postgres');
  if (url !== undefined) await (await startEmbedded({ folder })).stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Database> {
  const db = await openDatabase({ databaseUrl: undefined, dataFolder: folder });
  databases.push(db);
  return db;
}

/** A municipality with one open session and one device, as the fixture names them. */
async function furnish(): Promise<void> {
  const db = await open();
  const { municipalityId, villageId, cycleId, sessionId, deviceId, gate } = crashFacts;
  await db.owner.query(`insert into unit (id, level) values ($1, 'municipality'), ($2, 'village')`, [
    municipalityId,
    villageId,
  ]);
  await db.owner.query(`insert into municipality_settings (municipality_id) values ($1)`, [municipalityId]);
  await db.owner.query(
    `insert into cycle (id, municipality_id, year, sessions_opened_at) values ($1, $2, 2026, now())`,
    [cycleId, municipalityId],
  );
  await insertSession(db.owner, { id: sessionId, municipalityId, cycleId, villageId });
  await db.owner.query(
    `insert into field_device (id, municipality_id, account_id, label, token_hash, recovery_sealed)
     values ($1, $2, $3, '', '', '')`,
    [deviceId, municipalityId, gate.accountId],
  );
  await db.close();
  databases.splice(0);
}

/** Starts the receiving server and kills it, with its database or alone, when it has answered `count` requests. */
async function receiveUntilKilled(count: number, together: boolean): Promise<number> {
  const child = spawn(process.execPath, [path.join(projectRoot(), 'test', 'crash-receiver.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const last = (word: string) =>
    Number([...output.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  // Not at the end of a request but some way into the next one.
  for (
    const end = Date.now() + 30_000;
    last('done') < count || last('open') <= last('done');
    await sleep(1)
  ) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`The server did not get far: ${output}`);
  }
  await sleep(Math.random() * 20);
  if (together) process.kill(Number(/^ready (\d+)$/m.exec(output)?.[1]), 'SIGKILL');
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once('close', resolve));
  expect(output).not.toContain('lost');
  return last('done');
}

async function standing(db: Database) {
  const found = await db.owner.query<{ request: number; statements: number; placed: number; people: number }>(
    `select split_part(substr(s.text, 8), '/', 1)::int as request, count(*)::int as statements,
            count(p.statement_id)::int as placed, count(distinct s.participant_id)::int as people
       from statement s left join placement p on p.statement_id = s.id group by 1 order by 1`,
  );
  return found.rows;
}

test.each([false, true])('kill -9 while items come in (with the database: %s)', async (together) => {
  await furnish();
  const acknowledged = await receiveUntilKilled(12, together);
  const db = await open();
  const kept = await standing(db);
  // What was answered is whole; of the request after it everything is there or nothing.
  const whole = { statements: 6, placed: 5, people: 1 };
  for (let request = 1; request <= acknowledged; request += 1)
    expect(kept[request - 1]).toEqual({ request, ...whole });
  expect(kept.length - acknowledged).toBeLessThanOrEqual(1);
  for (const one of kept) expect(one).toMatchObject(whole);

  // The phone has seen none of the answers and sends all again, and one more.
  const requests = Array.from({ length: acknowledged + 1 }, (_, i) => i + 1);
  for (const request of requests) {
    const answer = await receiveItems(
      db,
      new FolderStore(path.join(folder, 'files')),
      proveGate(crashFacts.gate),
      { id: crashFacts.deviceId, clockOff: 0 },
      { sentAt: new Date().toISOString(), app: '', items: crashItems(request) },
      { via: 'network', now: new Date(), lang: 'ky' },
    );
    expect(answer.results.map(({ state }) => state)).toEqual(Array(7).fill('done'));
  }
  expect(await standing(db)).toEqual(requests.map((request) => ({ request, ...whole })));
  const { rows } = await db.owner.query<{ people: number; numbers: number }>(
    `select count(*)::int as people, count(distinct number)::int as numbers from participant`,
  );
  expect(rows).toEqual([{ people: requests.length, numbers: requests.length }]);
});
