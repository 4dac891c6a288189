import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gateFor } from '../../test/database.ts';
import { writeAudit } from '../platform/audit/write.ts';
import { lastBackup } from '../platform/db/backup/last-backup.ts';
import { openDatabase } from '../platform/db/connect.ts';
import type * as syncing from '../platform/files/sync-folder.ts';
import { newId } from '../platform/db/id.ts';
import { openMunicipality } from '../platform/db/scope.ts';
import { run as backup } from './backup.ts';
import { run as checkAudit } from './check-audit.ts';
import { run as checkBackup } from './check-backup.ts';
import { run as restore } from './restore.ts';

/** What folders answer when they are to be synced; undefined: as they do. */
const unsyncable: { code: string | undefined } = vi.hoisted(() => ({ code: undefined }));
vi.mock('../platform/files/sync-folder.ts', async (original) => {
  const { syncFolder } = await original<typeof syncing>();
  const refuse = async () => {
    await Promise.resolve();
    throw Object.assign(new Error(`${unsyncable.code}: fsync`), { code: unsyncable.code });
  };
  return {
    syncFolder: async (name: string) =>
      unsyncable.code === undefined
        ? await syncFolder(name)
        : await syncFolder(
            name,
            async () => await Promise.resolve({ sync: refuse, close: async () => await Promise.resolve() }),
          ),
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ashar-cli-'));
  for (const name of ['DATABASE_URL', 'ASHAR_SECRET']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function call(command: typeof backup, data: string, ...words: string[]) {
  vi.stubEnv('ASHAR_DATA', path.join(folder, data));
  const out: string[] = [];
  const err: string[] = [];
  const code = await command([...words, '--lang', 'en'], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
  });
  return { code, out: out.join(''), err: err.join('') };
}

// A server, an archive and two restores, beside whatever else the machine does.
const slow = { timeout: 90_000 };

test(
  'backup beside a running server, restore elsewhere, check: the drill by the commands',
  slow,
  async () => {
    const archive = path.join(folder, 'ashar.tar.zst');
    const server = await openDatabase({ databaseUrl: undefined, dataFolder: path.join(folder, 'one') });
    const municipality = newId();
    try {
      for (let turn = 0; turn < 2; turn += 1) {
        await openMunicipality(server, gateFor('staff', municipality), async (scope) => {
          await writeAudit(scope, { action: 'test.act', details: { turn } });
        });
      }
      expect(await call(backup, 'one', archive)).toMatchObject({ code: 0, err: '' });
      expect((await call(backup, 'one', archive)).err).toMatch(/exists already/);
      expect(lastBackup(path.join(folder, 'one'))).not.toHaveProperty('triedAt');
      expect(await call(checkBackup, 'one', archive)).toMatchObject({ code: 0, err: '' });
      expect(lastBackup(path.join(folder, 'one'))).toMatchObject({
        file: archive,
        triedAt: expect.any(String),
      });
      const running = await call(restore, 'one', archive, '--replace', 'ashar');
      expect(running).toMatchObject({ code: 1 });
      expect(running.err).toMatch(/already running on this data folder \(process \d+, server\)/);
      expect((await call(checkAudit, 'one')).out).toContain(`${municipality}: 2 entries, whole`);
      await server.owner.query(`update audit_entry set details = '{}' where seq = 1`);
      expect(await call(checkAudit, 'one')).toMatchObject({
        code: 1,
        out: `${municipality}: entry 1 was altered.\n`,
      });
    } finally {
      await server.close();
    }

    const restored = await call(restore, 'two', archive);
    expect(restored).toMatchObject({ code: 0, err: '' });
    const secret = (name: string) => readFileSync(path.join(folder, name, 'secret'), 'utf8');
    expect(secret('two')).toBe(secret('one'));
    const checked = await call(checkAudit, 'two', '--json');
    expect(JSON.parse(checked.out)).toMatchObject([{ chain: municipality, entries: 2, broken: null }]);
    expect((await call(restore, 'two', archive)).err).toMatch(/not empty .* --replace ashar/);
    expect((await call(restore, 'two', archive, '--replace', 'Ashar')).err).toMatch(
      /called "ashar", not "Ashar"/,
    );
    expect(await call(restore, 'two', archive, '--replace', 'ashar')).toMatchObject({ code: 0 });
  },
);

test('commands on a data folder that was never used say so instead of failing', async () => {
  expect(await call(checkAudit, 'new')).toEqual({ code: 0, out: 'The log has no entries yet.\n', err: '' });
  const archive = path.join(folder, 'empty.tar.zst');
  // The check above made the cluster, but no tables of ours: an archive of nothing would be found out too late.
  for (const data of ['new', 'never']) {
    const answer = await call(backup, data, archive);
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toMatch(/Nothing to save/);
    expect(existsSync(archive)).toBe(false);
  }
  expect(existsSync(path.join(folder, 'never', 'postgres'))).toBe(false);
});

test('a backup that cannot be written says what is left, and a disk that keeps no names is only warned of', async () => {
  const server = await openDatabase({ databaseUrl: undefined, dataFolder: path.join(folder, 'one') });
  try {
    const nowhere = await call(backup, 'one', path.join(folder, 'no', 'ashar.tar.zst'));
    expect(nowhere).toMatchObject({ code: 1, out: '' });
    expect(nowhere.err).toMatch(/not saved \(ENOENT.*Nothing of it was left/);
    // What vfat, cifs and 9p answer.
    unsyncable.code = 'EINVAL';
    const usb = await call(backup, 'one', path.join(folder, 'usb.tar.zst'));
    expect(usb).toMatchObject({ code: 0 });
    expect(usb.err).toMatch(/^Attention: this disk cannot confirm/);
    unsyncable.code = 'EIO';
    const broken = await call(backup, 'one', path.join(folder, 'broken.tar.zst'));
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toMatch(/perhaps not saved \(EIO.*Left over: .*broken.tar.zst/);
    expect(existsSync(path.join(folder, 'broken.tar.zst'))).toBe(true);
  } finally {
    unsyncable.code = undefined;
    await server.close();
  }
});

test('a damaged archive is refused before anything is started', async () => {
  const archive = path.join(folder, 'broken.tar.zst');
  writeFileSync(archive, 'not an archive');
  expect((await call(checkBackup, 'three', archive)).err).toMatch(/damaged or incomplete/);
  expect(existsSync(path.join(folder, 'three'))).toBe(false);
  const answer = await call(restore, 'three', archive);
  expect(answer).toMatchObject({ code: 1, out: '' });
  expect(answer.err).toMatch(/damaged or incomplete/);
  expect(existsSync(path.join(folder, 'three', 'postgres'))).toBe(false);
  expect(await call(restore, 'three', path.join(folder, 'none'))).toMatchObject({ code: 1 });
  for (const words of [[], ['a', 'b'], ['--wrong']])
    expect((await call(backup, 'three', ...words)).code).toBe(2);
});
