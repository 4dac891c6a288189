import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, gateFor, type TestDatabase } from '../../../test/database.ts';
import { createAccount } from '../auth/accounts.ts';
import { newId } from '../db/id.ts';
import { openMunicipality } from '../db/scope.ts';
import { testServices, type TestServices } from '../http/testing.ts';
import { defineJob, enqueue, openJobs, runWaiting, track } from './jobs.ts';
import { readJob } from './routes.tsx';
import { defineTrackedJob } from './tracked.ts';

let base: TestDatabase;
let services: TestServices;
const municipality = newId();
const ran: string[] = [];
let failures = 0;

defineJob({ name: 'test.nightly', data: z.object({}), every: '30 3 * * *', run: async () => undefined });

const note = defineJob({
  name: 'test.note',
  data: z.object({ text: z.string() }),
  run: async (_services, { text }) => {
    await Promise.resolve();
    if (text === 'fails once' && failures++ === 0) throw new Error('not yet');
    ran.push(text);
  },
});
const count = defineTrackedJob({
  kind: 'test.count-rows',
  data: z.object({ rows: z.number() }),
  run: async ({ open, progress, municipalityId }, { rows }) => {
    for (let row = 1; row <= rows; row += 1) await progress(row, rows);
    if (rows === 13) throw new Error('unlucky');
    if (rows === 0) return { ok: false, code: 'invalid-input' };
    const seen = await open(async (scope) => await Promise.resolve(scope.municipalityId === municipalityId));
    return { ok: true, result: { path: `/m/${municipalityId}`, seen } };
  },
});

beforeAll(async () => {
  base = await createTestDatabase();
  services = testServices(base.db);
});
afterAll(async () => await base.drop());

async function staffAccount(): Promise<string> {
  const account = await createAccount(base.db, {
    name: 'Айгүл Сынакова',
    email: `${newId()}@example.kg`,
    roles: [{ municipalityId: municipality, role: 'staff' }],
  });
  return account.id;
}

test('a job runs if and only if the work it belongs to was committed', async () => {
  const staff = gateFor('staff', municipality);
  await openMunicipality(base.db, staff, async ({ tx }) => await enqueue(tx, note, { text: 'kept' }));
  await openMunicipality(base.db, staff, async ({ tx }) => {
    await enqueue(tx, note, { text: 'taken back' });
    throw new Error('no');
  }).catch(() => undefined);
  expect(await runWaiting(services)).toBe(1);
  expect(ran.splice(0)).toEqual(['kept']);
});

test('tracked work tells how far it is, what came of it, and only to its municipality', async () => {
  const proof = gateFor('staff', municipality, { accountId: await staffAccount() });
  const start = async (rows: number) =>
    await openMunicipality(base.db, proof, async (scope) => await track(scope, count, { rows }));
  const look = async (id: string, where = municipality) =>
    await openMunicipality(base.db, gateFor('staff', where), async (scope) => await readJob(scope, id));
  const [good, refused, broken] = [await start(3), await start(0), await start(13)];
  expect((await look(good.id))?.state).toBe('waiting');
  await runWaiting(services);
  expect(await look(good.id)).toMatchObject({ state: 'done', progress: 3, total: 3, result: { seen: true } });
  expect(await look(refused.id)).toMatchObject({ state: 'failed', errorCode: 'invalid-input' });
  expect(await look(broken.id)).toMatchObject({ state: 'failed', errorCode: 'unexpected' });
  expect(await look(good.id, newId())).toBeUndefined();
  // Whoever lost the role meanwhile has lost the work too.
  const late = await start(2);
  await base.db.owner.query('update role_assignment set valid_to = now()');
  await runWaiting(services);
  expect(await look(late.id)).toMatchObject({ state: 'failed', errorCode: 'forbidden' });
});

test('the workers take what waits, try again what failed, and stop', { timeout: 90_000 }, async () => {
  const jobs = openJobs(base.db, services.log);
  await base.db.appQueries.transaction(async (tx) => {
    await enqueue(tx, note, { text: 'first' });
    await enqueue(tx, note, { text: 'fails once' });
  });
  await jobs.begin({ ...services, jobs });
  for (let turn = 0; turn < 100 && ran.length < 1; turn += 1) await sleep(100);
  expect(ran).toContain('first');
  for (let turn = 0; turn < 600 && ran.length < 2; turn += 1) await sleep(100);
  expect(ran.sort()).toEqual(['fails once', 'first']);
  // What is committed while the workers run is begun at once, not at their next look. Several, so that chance is none.
  const waits: number[] = [];
  for (const text of ['a', 'b', 'c', 'd']) {
    const seen = ran.length;
    const posted = performance.now();
    await base.db.appQueries.transaction(async (tx) => await enqueue(tx, note, { text }));
    while (ran.length === seen && performance.now() - posted < 10_000) await sleep(5);
    waits.push(performance.now() - posted);
    await sleep(120);
  }
  waits.sort((one, other) => one - other);
  expect(waits[1], waits.join()).toBeLessThan(300);
  // What runs by itself is entered once, in Bishkek's time, whichever server comes first.
  const entered = await base.db.owner.query(
    `select name, cron, timezone from pgboss.schedule where name like 'test.%'`,
  );
  expect(entered.rows).toEqual([{ name: 'test.nightly', cron: '30 3 * * *', timezone: 'Asia/Bishkek' }]);
  await jobs.stop();
  const left = await base.db.ownerQueries.execute(sql`select from job_outbox`);
  expect(left.rowCount).toBe(0);
});
