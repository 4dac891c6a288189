import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg, { type Pool, type PoolClient } from 'pg';
import { checkAudit, type ChainReport } from '../../audit/check.ts';
import { migrationHash, migrationLock } from '../migrate.ts';
import { BackupRefused, secretFingerprint, type Manifest } from './manifest.ts';
import { canExchange, settleUnderLock, StagedRestore } from './staged-restore.ts';
import { plainForms, tableShapes, type TableShape } from './tables.ts';
import { readVerified, verifyBackup } from './verify.ts';

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
 * Fills the database and the files folder from an archive: all of it or nothing, also when this process is killed.
 * The archive is verified first and again while it is taken in; the tables are filled in one transaction, and the
 * foreign keys, taken off meanwhile, check everything when they are put back.
 * @throws BackupRefused with the reason; nothing was changed then, except for `unfinished`.
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
    await settleUnderLock(client, options.dataFolder);
    await refuseUnfit(client, options);
    rows = await fill(client, file, manifest, options);
  } finally {
    // Closing the connection also drops the lock.
    client.release(true);
  }
  return { manifest, rows, secret: fateOfSecret(manifest, options), audit: await auditOf(owner) };
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
  const files = path.join(options.dataFolder, 'files');
  if (!canExchange(options.dataFolder)) throw new BackupRefused('files-elsewhere', { files });
  if (options.replace !== undefined) {
    if (options.replace !== name) throw new BackupRefused('wrong-name', { name, given: options.replace });
    return;
  }
  for (const table of await tableShapes(client)) {
    const row = await client.query(`select from ${pg.escapeIdentifier(table.name)} limit 1`);
    if (row.rowCount !== 0) throw new BackupRefused('not-empty', { name, table: table.name });
  }
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
  options: RestoreOptions,
): Promise<number> {
  const staged = new StagedRestore(options.dataFolder);
  let committing = false;
  try {
    await client.query('begin');
    for (const form of plainForms) await client.query(form);
    const shapes = matchedShapes(manifest, await tableShapes(client));
    const keys = await takeOffForeignKeys(client);
    const names = [...shapes.keys()].map((name) => pg.escapeIdentifier(name));
    for (const name of names) await client.query(`alter table ${name} disable trigger user`);
    await client.query(`truncate ${names.join(', ')}`);
    let rows = 0;
    const taken = await readVerified(file, {
      async lines(table, text) {
        const shape = shapes.get(table);
        if (!shape) throw new BackupRefused('changed', { file });
        rows += await insertLines(client, shape, text);
      },
      file: async (relative, content) => await staged.addFile(relative, content),
    });
    if (JSON.stringify(taken.manifest) !== JSON.stringify(manifest)) {
      throw new BackupRefused('changed', { file });
    }
    if (rows !== manifest.tables.reduce((sum, table) => sum + table.rows, 0)) {
      throw new BackupRefused('damaged', { file, what: 'rows' });
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
    // Phones compare: what another store has told them that it holds, this one may lack.
    await client.query(
      `insert into installation (key, value) values ('store', gen_random_uuid()::text)
         on conflict (key) do update set value = excluded.value`,
    );
    if (taken.secret !== undefined && fateOfSecret(manifest, options) === 'restored') {
      staged.addSecret(taken.secret);
    }
    await staged.seal(client);
    committing = true;
    await client.query('commit');
    await staged.finish();
    await client.query('analyze');
    return rows;
  } catch (error) {
    if (committing) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new BackupRefused('unfinished', { reason });
    }
    await client.query('rollback').catch(() => undefined);
    staged.discard();
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

/** Second factors are sealed with the secret, so a backup's rows need the backup's secret. */
function fateOfSecret(manifest: Manifest, options: RestoreOptions): RestoreReport['secret'] {
  if (secretFingerprint(options.secret) === manifest.secret.fingerprint) return 'same';
  return manifest.secret.inside && !options.secretGiven ? 'restored' : 'other';
}
