import { expect, test } from 'vitest';
import { commandPrefix, troublesOf, type Facts } from './rules.ts';

const now = new Date('2026-11-30T06:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const archive = { file: '/b/a.tar.zst', bytes: 1, rows: 1 };
const well: Facts = {
  origin: 'https://ashar.example.kg',
  mail: true,
  givenUp: 0,
  backup: { ...archive, at: daysAgo(1), triedAt: daysAgo(30) },
  disk: { free: 50e9, size: 100e9 },
};

test('a server with everything connected needs nobody', () => {
  expect(troublesOf(well, now)).toEqual([]);
});

test.each<[string, Partial<Facts>, string[]]>([
  [
    'nothing was ever connected',
    { origin: 'http://localhost:3000', mail: false, backup: undefined },
    ['address', 'mail', 'backup'],
  ],
  ['an address of this machine', { origin: 'http://127.0.0.1:3000' }, ['address']],
  ['an address of the office', { origin: 'http://192.168.1.5:3000' }, []],
  ['a backup of a fortnight', { backup: { ...archive, at: daysAgo(14), triedAt: daysAgo(1) } }, []],
  ['an older one', { backup: { ...archive, at: daysAgo(15), triedAt: daysAgo(1) } }, ['backup']],
  ['a backup that nobody tried', { backup: { ...archive, at: daysAgo(1) } }, ['backup-untried']],
  ['letters that nobody sends', { givenUp: 2 }, ['letters']],
  ['a nearly full disk', { disk: { free: 1e9, size: 10e9 } }, ['disk']],
])('%s', (_, facts, found) => {
  expect(troublesOf({ ...well, ...facts }, now)).toEqual(found);
});

test('a command finds the folder of this server wherever it is typed', () => {
  const of = (dataFolder: string, databaseUrl?: string) =>
    commandPrefix({ dataFolder, databaseUrl }, '/srv/ashar/data');
  expect(of('/srv/ashar/data')).toBe('');
  expect(of('/tmp/zero')).toBe('ASHAR_DATA=/tmp/zero ');
  expect(of("/srv/Кең Суу's")).toBe("ASHAR_DATA='/srv/Кең Суу'\\''s' ");
  expect(of('/srv/ashar/data', 'postgres://ashar:secret@db/ashar')).toBe('DATABASE_URL=… ');
});
