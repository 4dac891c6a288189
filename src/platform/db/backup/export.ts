import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg, { type Pool, type PoolClient } from 'pg';
import { projectRoot } from '../../env.ts';
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
};

/** Rows of one fetch, and about how many bytes of them become one entry of the archive. */
const batch = 5000;
const partSize = 4 * 1024 * 1024;

/**
 * Writes everything into one archive (tar, zstd): all tables as one moment shows them, counters, the files folder
 * and the kept secret. The server may go on working. The archive appears under its name only when it is whole.
 * @param owner the owner's pool: it must see every row.
 * @param env.secret goes in only when it is the one kept in the data folder.
 * @throws BackupRefused `file-exists`.
 */
export async function writeBackup(
  owner: Pool,
  env: { readonly dataFolder: string; readonly secret: string },
  target: string,
  now: Date = new Date(),
): Promise<BackupReport> {
  const file = path.resolve(target);
  if (existsSync(file)) throw new BackupRefused('file-exists', { file });
  const draft = `${file}.${process.pid}.part`;
  const client = await owner.connect();
  const counted = { tables: 0, rows: 0, files: 0 };
  try {
    await client.query('begin isolation level repeatable read, read only');
    for (const form of plainForms) await client.query(form);
    await pipeline(
      archiveBytes(client, env, now, counted),
      createZstdCompress({
        params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
      }),
      createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }),
    );
    if (existsSync(file)) throw new BackupRefused('file-exists', { file });
    await rename(draft, file);
    await syncFolder(path.dirname(file));
    return { file, ...counted, bytes: (await stat(file)).size };
  } finally {
    await rm(draft, { force: true });
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** A renamed file is certain only when its folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* archiveBytes(
  client: PoolClient,
  env: { readonly dataFolder: string; readonly secret: string },
  now: Date,
  counted: { tables: number; rows: number; files: number },
): AsyncGenerator<Buffer> {
  const entry = function* (name: string, content: Buffer): Generator<Buffer> {
    yield tarHeader(name, content.length, now);
    yield content;
    yield tarPadding(content.length);
  };
  const tables: Manifest['tables'] = [];
  for (const table of await tableShapes(client)) {
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
