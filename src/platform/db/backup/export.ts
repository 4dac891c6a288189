import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg, { type Pool, type PoolClient } from 'pg';
import { projectRoot } from '../../env.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { appliedMigrationHash } from '../migrate.ts';
import { tarEnd, tarHeader, tarPadding } from './archive.ts';
import {
  BackupRefused,
  fileListName,
  filePrefix,
  manifestHashName,
  manifestName,
  secretFingerprint,
  secretName,
  tablePrefix,
  type Manifest,
} from './manifest.ts';
import { plainForms, sequenceStates, tableShapes, type TableShape } from './tables.ts';

export type BackupReport = {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Size of the archive. */
  readonly bytes: number;
  /** False where the disk cannot confirm the archive's name (vfat, cifs): it is complete all the same. */
  readonly nameKept: boolean;
};

/** What a backup is made of besides the database. */
type Source = { readonly dataFolder: string; readonly secret: string };

/** Rows of one fetch, and about how many bytes of them become one entry of the archive. */
const batch = 5000;
const partSize = 4 * 1024 * 1024;

/**
 * Writes everything into one archive (tar, zstd): all tables as one moment shows them, counters, the files folder
 * and the kept secret. The server may go on working. The archive appears under its name only when it is whole.
 * @param owner the owner's pool: it must see every row.
 * @param env.secret goes in only when it is the one kept in the data folder.
 * @throws BackupRefused `file-exists`, `nothing`, `not-saved`; `left-over` names the file that could not be removed or
 * of which it is not known whether it would survive a power cut.
 */
export async function writeBackup(
  owner: Pool,
  env: Source,
  target: string,
  now: Date = new Date(),
): Promise<BackupReport> {
  const file = path.resolve(target);
  if (existsSync(file)) throw new BackupRefused('file-exists', { file });
  const draft = `${file}.${process.pid}.part`;
  let left = draft;
  try {
    const counted = await writeDraft(owner, env, draft, now);
    if (existsSync(file)) throw new BackupRefused('file-exists', { file });
    await rename(draft, file);
    left = file;
    const nameKept = await syncFolder(path.dirname(file));
    return { file, ...counted, bytes: (await stat(file)).size, nameKept };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (error instanceof BackupRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (existsSync(left)) throw new BackupRefused('left-over', { file, reason, left });
    throw new BackupRefused('not-saved', { file, reason });
  }
}

type Counted = { tables: number; rows: number; files: number };

async function writeDraft(owner: Pool, env: Source, draft: string, now: Date): Promise<Counted> {
  const client = await owner.connect();
  const counted = { tables: 0, rows: 0, files: 0 };
  try {
    await client.query('begin isolation level repeatable read, read only');
    for (const form of plainForms) await client.query(form);
    const tables = await tableShapes(client);
    // Saying "saved" of a database that holds nothing of ours would be found out when it is needed.
    if (tables.length === 0 || (await appliedMigrationHash(client)) === '') {
      throw new BackupRefused('nothing', { where: await nameOf(client) });
    }
    await pipeline(
      archiveBytes(client, env, now, tables, counted),
      createZstdCompress({
        params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
      }),
      createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }),
    );
    return counted;
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

async function nameOf(client: PoolClient): Promise<string> {
  const found = await client.query<{ name: string }>('select current_database() as name');
  return found.rows[0]?.name ?? '';
}

async function* archiveBytes(
  client: PoolClient,
  env: Source,
  now: Date,
  shapes: readonly TableShape[],
  counted: Counted,
): AsyncGenerator<Buffer> {
  const entry = function* (name: string, content: Buffer): Generator<Buffer> {
    yield tarHeader(name, content.length, now);
    yield content;
    yield tarPadding(content.length);
  };
  const tables: Manifest['tables'] = [];
  for (const table of shapes) {
    const hash = createHash('sha256');
    let rows = 0;
    let part = 0;
    for await (const lines of tableParts(client, table)) {
      part += 1;
      rows += lines.rows;
      hash.update(lines.text);
      yield* entry(`${tablePrefix}${table.name}/${String(part).padStart(6, '0')}.jsonl`, lines.text);
    }
    tables.push({
      name: table.name,
      columns: table.columns.map((column) => column.name),
      rows,
      sha256: hash.digest('hex'),
    });
    counted.tables += 1;
    counted.rows += rows;
  }
  const sequences = await sequenceStates(client);

  // After the tables: a file that is named by a row of the snapshot was there before the row.
  const fileLines: string[] = [];
  let fileBytes = 0;
  for (const relative of await listFiles(path.join(env.dataFolder, 'files'))) {
    const full = path.join(env.dataFolder, 'files', relative);
    const size = (await stat(full).catch(() => undefined))?.size;
    // Removed since it was listed: its row was removed as well, or it is missing with or without us.
    if (size === undefined) continue;
    const name = `${filePrefix}${relative.split(path.sep).join('/')}`;
    yield tarHeader(name, size, now);
    const hash = createHash('sha256');
    let seen = 0;
    if (size > 0) {
      for await (const chunk of createReadStream(full, { end: size - 1 })) {
        seen += (chunk as Buffer).length;
        hash.update(chunk as Buffer);
        yield chunk as Buffer;
      }
    }
    if (seen !== size) throw new Error(`${full} became shorter while it was read.`);
    yield tarPadding(size);
    fileLines.push(`${hash.digest('hex')}  ${name}\n`);
    fileBytes += size;
    counted.files += 1;
  }
  const fileList = Buffer.from(fileLines.join(''));
  yield* entry(fileListName, fileList);

  const keptFile = path.join(env.dataFolder, 'secret');
  const inside = existsSync(keptFile) && readFileSync(keptFile, 'utf8').trim() === env.secret;
  if (inside) yield* entry(secretName, Buffer.from(`${env.secret}\n`));

  const manifest: Manifest = {
    format: 'ashar-backup',
    formatVersion: 1,
    program: programVersion(),
    migration: await appliedMigrationHash(client),
    madeAt: now.toISOString(),
    tables,
    sequences,
    files: {
      count: counted.files,
      bytes: fileBytes,
      sha256: createHash('sha256').update(fileList).digest('hex'),
    },
    secret: { inside, fingerprint: secretFingerprint(env.secret) },
  };
  const manifestText = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  yield* entry(manifestName, manifestText);
  const manifestHash = createHash('sha256').update(manifestText).digest('hex');
  yield* entry(manifestHashName, Buffer.from(`${manifestHash}  ${manifestName}\n`));
  yield tarEnd();
}

/** The version of this program, from package.json. */
export function programVersion(): string {
  const text = readFileSync(path.join(projectRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * The rows as lines; each line is a JSON array of the columns' text forms (or null), as COPY would write them: exact
 * for every type, and readable.
 */
async function* tableParts(
  client: PoolClient,
  table: TableShape,
): AsyncGenerator<{ rows: number; text: Buffer }> {
  const values = table.columns.map((column) => `${pg.escapeIdentifier(column.name)}::text`).join(', ');
  await client.query(
    `declare rows_out no scroll cursor for
       select array_to_json(array[${values}]::text[])::text as line from only ${pg.escapeIdentifier(table.name)}`,
  );
  let lines: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const fetched = await client.query<{ line: string }>(`fetch ${batch} from rows_out`);
    for (const { line } of fetched.rows) {
      const text = Buffer.from(`${line}\n`);
      lines.push(text);
      bytes += text.length;
      if (bytes >= partSize) {
        yield { rows: lines.length, text: Buffer.concat(lines) };
        lines = [];
        bytes = 0;
      }
    }
    if (fetched.rows.length < batch) break;
  }
  if (lines.length > 0) yield { rows: lines.length, text: Buffer.concat(lines) };
  await client.query('close rows_out');
}

async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
