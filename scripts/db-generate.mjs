// Makes the migrations from the rooms' tables (src/*/schema.ts) without asking anything and without a database.
//
//   npm run db:generate -- --add x   adds the next migration, 0001_x, from what changed
//   npm run db:generate -- --check   changes nothing, ends with code 1 when the tables say more than the migrations
//
// Migrations that stand are never made anew: databases out there have run them. What Drizzle cannot say (exclusion
// constraints, triggers) is in the rooms' schema.sql for 0000_init; later ones are written into the new migration.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
  renameSync,
  rmSync,
  cpSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);
const target = 'migrations';
const added = process.argv[2] === '--add' ? process.argv[3] : undefined;
const check = process.argv[2] === '--check';
if (!check && (added === undefined || !/^[a-z0-9-]+$/.test(added))) {
  console.error('Usage: npm run db:generate -- --check | --add name-of-the-change');
  process.exit(2);
}
// Several people may call this at once in one tree: one at a time, dropped by the system if the process dies.
const cache = path.join('node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const lock = new DatabaseSync(path.join(cache, 'db-generate.lock'), { timeout: 120_000 });
lock.exec('begin exclusive');

const draft = path.join(cache, 'migrations.new');
rmSync(draft, { recursive: true, force: true });
cpSync(target, draft, { recursive: true });

const kit = spawnSync(
  process.execPath,
  [path.join('node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--name', added ?? 'check'],
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

// Drizzle adds foreign keys before the unique keys they refer to; a foreign key may as well be the last.
if (!check) {
  const made = globSync('*.sql', { cwd: draft }).filter((name) => !existsSync(path.join(target, name)));
  for (const name of made) {
    const file = path.join(draft, name);
    const steps = readFileSync(file, 'utf8').split('--> statement-breakpoint');
    const foreign = steps.filter((step) => step.includes(' FOREIGN KEY '));
    const first = steps.filter((step) => !foreign.includes(step));
    const lines = [...first, ...foreign].map((step) => step.trim());
    writeFileSync(file, `${lines.join('\n--> statement-breakpoint\n')}\n`);
  }
}

if (check) {
  const content = (folder) =>
    globSync('**/*.{sql,json}', { cwd: folder })
      .sort()
      .map((name) => `${name}\n${readFileSync(path.join(folder, name), 'utf8')}`)
      .join('\n');
  const same = content(draft) === content(target);
  rmSync(draft, { recursive: true, force: true });
  lock.close();
  if (!same)
    console.error('The migrations are not what the tables say. Run: npm run db:generate -- --add name');
  process.exit(same ? 0 : 1);
}

const old = path.join(cache, 'migrations.old');
rmSync(old, { recursive: true, force: true });
renameSync(target, old);
renameSync(draft, target);
rmSync(old, { recursive: true, force: true });
lock.close();
const entries = JSON.parse(readFileSync(path.join(target, 'meta', '_journal.json'), 'utf8')).entries;
console.log(entries.map((entry) => `${target}/${entry.tag}.sql`).join('\n'));
