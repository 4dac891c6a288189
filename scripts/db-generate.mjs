// Makes the migrations from the rooms' tables (src/*/schema.ts) without asking anything and without a database.
//
//   npm run db:generate              until version 1.0.0: makes the one migration 0000_init anew
//   npm run db:generate -- --check   changes nothing, ends with code 1 when the migrations are not what the tables say
//   npm run db:generate -- --add x   adds the next migration, 0001_x, from what changed
//
// The rooms' schema.sql files (what Drizzle cannot say: exclusion constraints, triggers) are appended to 0000_init.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  cpSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const target = 'migrations';
const added = process.argv[2] === '--add' ? process.argv[3] : undefined;
const check = process.argv[2] === '--check';
if (process.argv.length > 2 && !check && (added === undefined || !/^[a-z0-9-]+$/.test(added))) {
  console.error('Usage: npm run db:generate [-- --check | --add name-of-the-change]');
  process.exit(2);
}
const released = !JSON.parse(readFileSync('package.json', 'utf8')).version.startsWith('0.');
if (released && added === undefined && !check) {
  console.error('Ashar is released: its first migration stands. Use: npm run db:generate -- --add name');
  process.exit(2);
}

// Several people may call this at once in one tree: one at a time, dropped by the system if the process dies.
const cache = path.join('node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const lock = new DatabaseSync(path.join(cache, 'db-generate.lock'), { timeout: 120_000 });
lock.exec('begin exclusive');

const draft = path.join(cache, 'migrations.new');
rmSync(draft, { recursive: true, force: true });
const onTop = added !== undefined || (check && released);
if (onTop && existsSync(target)) cpSync(target, draft, { recursive: true });

const kit = spawnSync(
  process.execPath,
  [path.join('node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--name', added ?? 'init'],
  {
    env: { ...process.env, ASHAR_MIGRATIONS_OUT: `./${draft}` },
    // No terminal: drizzle-kit then fails where it would ask (a renamed column), and says what it wanted to know.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  },
);
const journalFile = path.join(draft, 'meta', '_journal.json');
if (kit.status !== 0 || !existsSync(journalFile)) {
  console.error(`${kit.stdout}${kit.stderr}`.trim());
  process.exit(1);
}

if (!onTop) {
  const file = path.join(draft, '0000_init.sql');
  const parts = [
    'CREATE EXTENSION IF NOT EXISTS btree_gist;',
    'CREATE EXTENSION IF NOT EXISTS pg_trgm;',
    readFileSync(file, 'utf8').trim(),
    ...globSync(['src/*/schema.sql', 'src/platform/*/schema.sql'])
      .sort()
      .map((extra) => `-- ${extra.split(path.sep).join('/')}\n${readFileSync(extra, 'utf8').trim()}`),
  ];
  writeFileSync(file, `${parts.join('\n--> statement-breakpoint\n')}\n`);
  // The same tables give the same files, whoever runs this and when: drizzle's clock and random id are replaced.
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  journal.entries[0].when = Date.UTC(2026, 10, 20);
  writeFileSync(journalFile, `${JSON.stringify(journal, null, 2)}\n`);
  const snapshotFile = path.join(draft, 'meta', '0000_snapshot.json');
  const snapshot = JSON.parse(readFileSync(snapshotFile, 'utf8'));
  const hex = digest.slice(0, 32);
  snapshot.id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  writeFileSync(snapshotFile, `${JSON.stringify(snapshot, null, 2)}\n`);
}

if (check) {
  const content = (folder) =>
    globSync('**/*.{sql,json}', { cwd: folder })
      .sort()
      .map((name) => `${name}\n${readFileSync(path.join(folder, name), 'utf8')}`)
      .join('\n');
  const same = existsSync(target) && content(draft) === content(target);
  rmSync(draft, { recursive: true, force: true });
  lock.close();
  if (!same) console.error('The migrations are not what the tables say. Run: npm run db:generate');
  process.exit(same ? 0 : 1);
}

const old = path.join(cache, 'migrations.old');
rmSync(old, { recursive: true, force: true });
if (existsSync(target)) renameSync(target, old);
renameSync(draft, target);
rmSync(old, { recursive: true, force: true });
lock.close();
const entries = JSON.parse(readFileSync(path.join(target, 'meta', '_journal.json'), 'utf8')).entries;
console.log(entries.map((entry) => `${target}/${entry.tag}.sql`).join('\n'));
