import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg, { type Pool, type PoolClient } from 'pg';
import { checkAudit, type ChainReport } from '../../audit/check.ts';
import { migrationHash, migrationLock } from '../migrate.ts';
import { DamagedArchive, readArchive, type ArchiveEntry } from './archive.ts';
import {
  BackupRefused,
  fileListName,
  filePrefix,
  manifestHashName,
  manifestName,
  manifestShape,
  secretFingerprint,
  secretName,
  tablePrefix,
  type Manifest,
} from './manifest.ts';
import { plainForms, tableShapes, type TableShape } from './tables.ts';

export type RestoreReport = {
  readonly manifest: Manifest;
  readonly rows: number;
  readonly audit: readonly ChainReport[];
  /** `same`: this Ashar's secret is the backup's. `restored`: put into the data folder. `other`: unlike. */
  readonly secret: 'same' | 'restored' | 'other';
};

export type RestoreOptions = {
  readonly dataFolder: string;
  readonly secret: string;
  /** True when the secret comes from ASHAR_SECRET, which a restore cannot change. */
  readonly secretGiven: boolean;
  /** Name of the database whose contents are to be replaced; without it only an empty one is filled. */
  readonly replace?: string | undefined;
};

/**
 * Reads an archive to its end and compares every hash and count with its manifest, without touching anything.
 * @throws BackupRefused `file-missing`, `damaged`.
 */
export async function verifyBackup(file: string): Promise<Manifest> {
  if (!existsSync(file)) throw new BackupRefused('file-missing', { file });
  try {
    return await readThrough(file);
  } catch (error) {
    if (error instanceof DamagedArchive) throw new BackupRefused('damaged', { file, what: error.message });
    throw error;
  }
}

async function readThrough(file: string): Promise<Manifest> {
  const tables = new Map<string, { hash: ReturnType<typeof createHash>; rows: number }>();
  const files: string[] = [];
  let fileList = '';
  let secret: string | undefined;
  let manifest: Manifest | undefined;
  let manifestLine = '';
  let proven = false;
  for await (const entry of readArchive(file)) {
    if (proven || (manifest && entry.name !== manifestHashName)) throw new DamagedArchive(entry.name);
    if (entry.name.startsWith(tablePrefix)) {
      const name = tableOf(entry.name);
      const seen = tables.get(name) ?? { hash: createHash('sha256'), rows: 0 };
      tables.set(name, seen);
      for await (const chunk of entry.content) {
        seen.hash.update(chunk);
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) seen.rows += 1;
      }
    } else if (entry.name.startsWith(filePrefix)) {
      safePath(entry.name);
      const hash = createHash('sha256');
      for await (const chunk of entry.content) hash.update(chunk);
      files.push(`${hash.digest('hex')}  ${entry.name}\n`);
    } else {
      const text = (await whole(entry)).toString('utf8');
      if (entry.name === fileListName) fileList = text;
      else if (entry.name === secretName) secret = text.trim();
      else if (entry.name === manifestName) {
        manifest = readManifest(text);
        manifestLine = `${createHash('sha256').update(text).digest('hex')}  ${manifestName}\n`;
      } else if (entry.name === manifestHashName) proven = text === manifestLine;
      else throw new DamagedArchive(entry.name);
    }
  }
  if (!manifest || !proven) throw new DamagedArchive(manifestName);
  for (const table of manifest.tables) {
    const seen = tables.get(table.name) ?? { hash: createHash('sha256'), rows: 0 };
    if (seen.rows !== table.rows || seen.hash.digest('hex') !== table.sha256)
      throw new DamagedArchive(table.name);
    tables.delete(table.name);
  }
  for (const extra of tables.keys()) throw new DamagedArchive(extra);
  const listHash = createHash('sha256').update(fileList).digest('hex');
  if (
    files.join('') !== fileList ||
    listHash !== manifest.files.sha256 ||
    files.length !== manifest.files.count
  ) {
    throw new DamagedArchive(fileListName);
  }
  const { inside, fingerprint } = manifest.secret;
  if (inside !== (secret !== undefined) || (secret && secretFingerprint(secret) !== fingerprint)) {
    throw new DamagedArchive(secretName);
  }
  return manifest;
}

function readManifest(text: string): Manifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new DamagedArchive(manifestName);
  }
  const manifest = manifestShape.safeParse(parsed);
  if (!manifest.success) throw new DamagedArchive(manifestName);
  return manifest.data;
}

function tableOf(name: string): string {
  const [, table] = name.split('/');
  if (table === undefined) throw new DamagedArchive(name);
  return table;
}

/** An archive from elsewhere must not write outside the files folder. */
function safePath(name: string): string {
  const relative = name.slice(filePrefix.length);
  const steps = relative.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..' || step.includes('\\'))) {
    throw new DamagedArchive(name);
  }
  return path.join(...steps);
}

async function whole(entry: ArchiveEntry): Promise<Buffer> {
  if (entry.size > 256 * 1024 * 1024) throw new DamagedArchive(entry.name);
  const parts: Buffer[] = [];
  for await (const chunk of entry.content) parts.push(chunk);
  return Buffer.concat(parts);
}

/**
 * Fills the database and the files folder from an archive: all of it or nothing. The archive is verified first; the
 * tables are filled in one transaction, and the foreign keys, taken off meanwhile, check everything when they are
 * put back.
 * @throws BackupRefused with the reason; nothing was changed then.
 */
export async function restoreBackup(
  owner: Pool,
  file: string,
  options: RestoreOptions,
): Promise<RestoreReport> {
  const manifest = await verifyBackup(file);
  if (manifest.migration !== migrationHash()) {
    throw new BackupRefused('other-version', { version: manifest.program });
  }
  const client = await owner.connect();
  let rows: number;
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await refuseUnfit(client, options);
    rows = await fill(client, file, manifest, options.dataFolder);
  } finally {
    // Closing the connection also drops the lock.
    client.release(true);
  }
  const secret = settleSecret(manifest, options, await keptSecretOf(file, manifest));
  return { manifest, rows, secret, audit: await auditOf(owner) };
}

async function auditOf(owner: Pool): Promise<ChainReport[]> {
  const client = await owner.connect();
  try {
    return await checkAudit(client);
  } finally {
    client.release();
  }
}

async function refuseUnfit(client: PoolClient, options: RestoreOptions): Promise<void> {
  const found = await client.query<{ name: string; others: string }>(`
    select current_database() as name, (
      select count(*) from pg_stat_activity
       where datname = current_database() and application_name in ('ashar app', 'ashar public')) as others`);
  const name = found.rows[0]?.name ?? '';
  if (found.rows[0]?.others !== '0') throw new BackupRefused('in-use', { name });
  if (options.replace !== undefined) {
    if (options.replace !== name) throw new BackupRefused('wrong-name', { name, given: options.replace });
    return;
  }
  for (const table of await tableShapes(client)) {
    const row = await client.query(`select from ${pg.escapeIdentifier(table.name)} limit 1`);
    if (row.rowCount !== 0) throw new BackupRefused('not-empty', { name, table: table.name });
  }
  const files = path.join(options.dataFolder, 'files');
  if (
    existsSync(files) &&
    readdirSync(files, { recursive: true, withFileTypes: true }).some((e) => e.isFile())
  ) {
    throw new BackupRefused('not-empty', { name, table: files });
  }
}

/** Fills tables and files; answers how many rows there are now. */
async function fill(
  client: PoolClient,
  file: string,
  manifest: Manifest,
  dataFolder: string,
): Promise<number> {
  const folder = new StagedFiles(path.join(dataFolder, 'files'));
  try {
    await client.query('begin');
    for (const form of plainForms) await client.query(form);
    const shapes = matchedShapes(manifest, await tableShapes(client));
    const keys = await takeOffForeignKeys(client);
    const names = [...shapes.keys()].map((name) => pg.escapeIdentifier(name));
    for (const name of names) await client.query(`alter table ${name} disable trigger user`);
    await client.query(`truncate ${names.join(', ')}`);
    const filled = new Map<string, number>();
    for await (const entry of readArchive(file)) {
      if (entry.name.startsWith(tablePrefix)) {
        const shape = shapes.get(tableOf(entry.name));
        if (!shape) throw new DamagedArchive(entry.name);
        const added = await insertLines(client, shape, (await whole(entry)).toString('utf8'));
        filled.set(shape.name, (filled.get(shape.name) ?? 0) + added);
      } else if (entry.name.startsWith(filePrefix)) {
        await folder.add(safePath(entry.name), entry.content);
      }
    }
    for (const table of manifest.tables) {
      if ((filled.get(table.name) ?? 0) !== table.rows) throw new DamagedArchive(table.name);
    }
    for (const name of names) await client.query(`alter table ${name} enable trigger user`);
    for (const key of keys) {
      await client.query(
        `alter table ${key.table} add constraint ${pg.escapeIdentifier(key.name)} ${key.definition}`,
      );
    }
    for (const sequence of manifest.sequences) {
      await client.query('select setval($1::regclass, $2, $3)', [
        pg.escapeIdentifier(sequence.name),
        sequence.lastValue,
        sequence.isCalled,
      ]);
    }
    folder.exchange();
    await client.query('commit');
    folder.accept();
    await client.query('analyze');
    return [...filled.values()].reduce((sum, rows) => sum + rows, 0);
  } catch (error) {
    folder.giveBack();
    await client.query('rollback').catch(() => undefined);
    if (error instanceof DamagedArchive) throw new BackupRefused('damaged', { file, what: error.message });
    throw error;
  }
}

/** The tables must be the same on both sides, columns included; then the text forms mean the same. */
function matchedShapes(manifest: Manifest, shapes: readonly TableShape[]): Map<string, TableShape> {
  const matched = new Map<string, TableShape>();
  for (const table of manifest.tables) {
    const shape = shapes.find((candidate) => candidate.name === table.name);
    const byName = new Map(shape?.columns.map((column) => [column.name, column]));
    const columns = table.columns.flatMap((name) => byName.get(name) ?? []);
    if (!shape || columns.length !== shape.columns.length || columns.length !== table.columns.length) {
      throw new BackupRefused('other-version', { version: manifest.program });
    }
    matched.set(table.name, { name: table.name, columns });
  }
  if (matched.size !== shapes.length) throw new BackupRefused('other-version', { version: manifest.program });
  return matched;
}

type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** So that tables may be filled in any order; no right of a superuser is needed for it. */
async function takeOffForeignKeys(client: PoolClient): Promise<ForeignKey[]> {
  const found = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`);
  for (const key of found.rows) {
    await client.query(`alter table ${key.table} drop constraint ${pg.escapeIdentifier(key.name)}`);
  }
  return found.rows;
}

async function insertLines(client: PoolClient, shape: TableShape, text: string): Promise<number> {
  const lines = text.split('\n');
  lines.pop();
  const names = shape.columns.map((column) => pg.escapeIdentifier(column.name)).join(', ');
  const values = shape.columns.map((column, index) => `(line->>${index})::${column.type}`).join(', ');
  const done = await client.query(
    `insert into ${pg.escapeIdentifier(shape.name)} (${names}) overriding system value
       select ${values} from jsonb_array_elements($1::jsonb) as line`,
    [`[${lines.join(',')}]`],
  );
  return done.rowCount ?? 0;
}

/**
 * The files folder is built aside and exchanged just before the commit; until then, and when the commit fails, the
 * folder that was there stands.
 */
class StagedFiles {
  private readonly folder: string;
  private readonly draft: string;
  private readonly former: string;
  private exchanged = false;

  constructor(folder: string) {
    this.folder = folder;
    this.draft = `${folder}.restoring`;
    this.former = `${folder}.before-restore`;
    rmSync(this.draft, { recursive: true, force: true });
    mkdirSync(this.draft, { recursive: true, mode: 0o700 });
  }

  async add(relative: string, content: AsyncIterable<Buffer>): Promise<void> {
    const file = path.join(this.draft, relative);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }));
  }

  exchange(): void {
    rmSync(this.former, { recursive: true, force: true });
    if (existsSync(this.folder)) renameSync(this.folder, this.former);
    renameSync(this.draft, this.folder);
    this.exchanged = true;
  }

  accept(): void {
    rmSync(this.former, { recursive: true, force: true });
  }

  giveBack(): void {
    if (this.exchanged) {
      rmSync(this.folder, { recursive: true, force: true });
      if (existsSync(this.former)) renameSync(this.former, this.folder);
    }
    rmSync(this.draft, { recursive: true, force: true });
  }
}

async function keptSecretOf(file: string, manifest: Manifest): Promise<string | undefined> {
  if (!manifest.secret.inside) return undefined;
  for await (const entry of readArchive(file)) {
    if (entry.name === secretName) return (await whole(entry)).toString('utf8').trim();
  }
  return undefined;
}

/** Second factors are sealed with the secret, so a backup's rows need the backup's secret. */
function settleSecret(
  manifest: Manifest,
  options: RestoreOptions,
  kept: string | undefined,
): RestoreReport['secret'] {
  if (secretFingerprint(options.secret) === manifest.secret.fingerprint) return 'same';
  if (kept === undefined || options.secretGiven) return 'other';
  const file = path.join(options.dataFolder, 'secret');
  const draft = `${file}.restoring`;
  writeFileSync(draft, `${kept}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  return 'restored';
}
