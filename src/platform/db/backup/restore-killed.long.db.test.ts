import { spawn } from 'node:child_process';
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
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts';
import { cases, patience, random, seed } from '../../../../test/generated.ts';
import { projectRoot } from '../../env.ts';
import { openDatabase } from '../connect.ts';
import { writeBackup } from './export.ts';

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let data: string;
let archive: string;
const secrets = { old: 'o'.repeat(48), new: 'n'.repeat(48) };

beforeAll(async () => {
  [source, target] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-killed-'));
  data = path.join(folder, 'to');
  archive = path.join(folder, 'copy.tar.zst');
  await lay(source, path.join(folder, 'from'), 'new');
  await writeBackup(source.db.owner, { dataFolder: path.join(folder, 'from'), secret: secrets.new }, archive);
  // A server that uses it would refuse the restore.
  await target.db.close();
});
afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** One word in all three places that a restore changes: a row, a file, the secret. */
async function lay(base: TestDatabase, dataFolder: string, word: 'old' | 'new'): Promise<void> {
  const db = await openDatabase({ databaseUrl: base.url, dataFolder }, { migrate: false });
  await db.owner.query('delete from operation');
  await db.owner.query(
    `insert into operation (id, key, account_id, action, input_hash)
     values (gen_random_uuid(), 'key', 'nobody', $1, '')`,
    [word],
  );
  await db.close();
  rmSync(path.join(dataFolder, 'files'), { recursive: true, force: true });
  mkdirSync(path.join(dataFolder, 'files', 'ab'), { recursive: true });
  writeFileSync(path.join(dataFolder, 'files', 'ab', 'word'), word);
  writeFileSync(path.join(dataFolder, 'secret'), `${secrets[word]}\n`);
}

/** What stands there after the next start. */
async function found(): Promise<string[]> {
  const db = await openDatabase({ databaseUrl: target.url, dataFolder: data }, { migrate: false });
  const rows = await db.owner.query<{ action: string }>('select action from operation');
  await db.close();
  const secret = readFileSync(path.join(data, 'secret'), 'utf8').trim();
  return [
    rows.rows.map((row) => row.action).join(),
    readFileSync(path.join(data, 'files', 'ab', 'word'), 'utf8'),
    secret === secrets.new ? 'new' : secret === secrets.old ? 'old' : secret,
  ];
}

async function restore(kill: number): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      path.join(projectRoot(), 'test', 'kill-at.ts'),
      '--input-type=module',
      '--eval',
      `await (await import(${JSON.stringify(path.join(projectRoot(), 'src', 'cli.ts'))})).main(process.argv.slice(1))`,
      'restore',
      archive,
      '--replace',
      new URL(target.url).pathname.slice(1),
      '--lang',
      'en',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: target.url,
        ASHAR_DATA: data,
        ASHAR_TEST_KILL: String(kill),
      },
    },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

test(
  'a restore killed at any step leaves rows, files and secret of one moment, and nothing else',
  async () => {
    await lay(target, data, 'old');
    const whole = await restore(0);
    expect(whole).toMatchObject({ code: 0 });
    expect(await found()).toEqual(['new', 'new', 'new']);
    const steps = Number(/steps (\d+)/.exec(whole.said)?.[1]);
    expect(steps).toBeGreaterThan(20);

    const next = random(seed);
    const all = Array.from({ length: steps }, (_, index) => index + 1);
    // The last steps, from the commit on, are where the two stores could part.
    const tried = cases({ sample: 3, long: steps });
    const chosen =
      tried >= steps
        ? all
        : Array.from({ length: tried }, (_, index) =>
            index % 2 === 0 ? steps - Math.floor(next() * 24) : 1 + Math.floor(next() * steps),
          );
    const seen = new Set<string>();
    for (const step of chosen) {
      await lay(target, data, 'old');
      await restore(step);
      const now = await found();
      expect({ step, now: [...new Set(now)] }).toEqual({ step, now: [now[0]] });
      expect({ step, left: readdirSync(data).sort() }).toEqual({ step, left: ['files', 'secret'] });
      seen.add(now[0] ?? '');
    }
    if (tried >= steps) expect([...seen].sort()).toEqual(['new', 'old']);
    expect(existsSync(data)).toBe(true);
  },
  patience({ sample: 300_000, long: 1_500_000 }),
);
