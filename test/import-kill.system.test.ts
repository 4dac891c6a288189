import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { municipalityOf, signedIn, type Visitor } from '../bench/visitor.ts';
import { writeCsv } from '../src/platform/tables/write.ts';
import { startServer, type RunningServer } from './server.ts';
import { words } from './words.ts';

// The real program is killed in the middle of a real import, sent as a person sends it.

const folder = mkdtempSync(path.join(tmpdir(), 'ashar-import-kill-'));
let server: RunningServer | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sessions = 8;
const each = 2500;

function fileOf(): File {
  const heldOn = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const header = ['village', 'ageGroup', 'part', 'heldOn', 'women', 'men', 'problem', 'count'];
  const rows = Array.from({ length: sessions }, (_, part) =>
    Array.from({ length: 25 }, (_, at) => [
      'Ак-Жар',
      '18-35',
      part + 2,
      heldOn,
      48,
      32,
      `Көйгөй ${at}`,
      each / 25,
    ]),
  ).flat();
  return new File([writeCsv([header, ...rows])], 'sessions.csv', { type: 'text/csv' });
}

async function upload(chair: Visitor, form: string) {
  const sent = await chair.post(form, form, { file: fileOf() });
  return { ...sent, preview: (sent.location ?? '').replace(/\?.*/, '') };
}

/** The job's page once it neither waits nor works. */
async function ended(chair: Visitor, job: string) {
  for (let turn = 0; turn < 600; turn += 1) {
    const page = await chair.get(job);
    if (page.status === 303 || page.html.includes(words('ky', 'jobs.failed'))) return page;
    await sleep(200);
  }
  throw new Error('the job does not end');
}

test(
  'killed in the middle of an import: nothing of the file is there, and it is done again, once',
  { timeout: 400_000 },
  async () => {
    server = await startServer({ command: 'demo', folder, patience: 180_000 });
    let chair = await signedIn(server.url, 'chair@ak-jar.example');
    const form = `/m/${await municipalityOf(chair)}/needs/import`;
    const { preview, status } = await upload(chair, form);
    expect(status).toBe(303);
    const confirm = async () => await chair.post(`${preview}/confirm`, preview, {});
    const job = (await confirm()).location!;
    let moving = '';
    for (let turn = 0; turn < 600; turn += 1) {
      moving = (await chair.get(job)).html;
      if (moving.includes('<progress') || moving.includes('role="progressbar"')) break;
      await sleep(10);
    }
    expect(moving).toMatch(/<progress|role="progressbar"/);
    server.process.kill('SIGKILL');
    await once(server.process, 'exit').catch(() => undefined);

    server = await startServer({ command: 'demo', folder, patience: 180_000 });
    chair = await signedIn(server.url, 'chair@ak-jar.example');
    const after = await ended(chair, job);
    expect(after.html).toContain(words('ky', 'error.interrupted'));
    // Nothing of it is there: the same file is read without objection.
    expect((await upload(chair, form)).status).toBe(303);
    const again = (await confirm()).location!;
    expect(again).not.toBe(job);
    expect((await ended(chair, again)).status).toBe(303);
    // All of it is there, once: each session holds as many as the file says.
    const refused = await upload(chair, form);
    expect(refused.status).toBe(422);
    expect(refused.html.replace(/\s/g, '').split(`${each}стикер`)).toHaveLength(sessions + 1);
    expect((await confirm()).status).not.toBe(303);
  },
);
