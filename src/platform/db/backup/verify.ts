import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
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

/** Takes what an archive holds while it is read; none of it is certain before the reading has ended. */
export type Taker = {
  readonly lines: (table: string, text: string) => Promise<void>;
  /** Must read the content to its end. `relative` cannot leave the folder. */
  readonly file: (relative: string, content: AsyncIterable<Buffer>) => Promise<void>;
};

export type Verified = { readonly manifest: Manifest; readonly secret: string | undefined };

/**
 * Reads an archive to its end and compares every hash and count with its manifest, without touching anything.
 * @throws BackupRefused `file-missing`, `damaged`.
 */
export async function verifyBackup(file: string): Promise<Manifest> {
  return (await readVerified(file)).manifest;
}

/**
 * Reads an archive once, hands its content over and verifies it on the way, so that what was verified is what was
 * taken, whatever happens to the file meanwhile.
 * @throws BackupRefused `file-missing`, `damaged`: what was taken must be thrown away then.
 */
export async function readVerified(file: string, taker?: Taker): Promise<Verified> {
  if (!existsSync(file)) throw new BackupRefused('file-missing', { file });
  try {
    return await readThrough(file, taker);
  } catch (error) {
    if (error instanceof DamagedArchive) throw new BackupRefused('damaged', { file, what: error.message });
    throw error;
  }
}

async function readThrough(file: string, taker: Taker | undefined): Promise<Verified> {
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
      const parts: Buffer[] = [];
      if (taker && entry.size > largestPart) throw new DamagedArchive(entry.name);
      for await (const chunk of entry.content) {
        seen.hash.update(chunk);
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) seen.rows += 1;
        if (taker) parts.push(chunk);
      }
      await taker?.lines(name, Buffer.concat(parts).toString('utf8'));
    } else if (entry.name.startsWith(filePrefix)) {
      const relative = safePath(entry.name);
      const hash = createHash('sha256');
      const content = hashed(entry.content, hash);
      if (taker) await taker.file(relative, content);
      else for await (const _chunk of content);
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
  return { manifest, secret };
}

/** Bytes that one part of a table or a list may have when it is held in memory; ours are about 4 MB. */
const largestPart = 256 * 1024 * 1024;

async function* hashed(
  content: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
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
  if (entry.size > largestPart) throw new DamagedArchive(entry.name);
  const parts: Buffer[] = [];
  for await (const chunk of entry.content) parts.push(chunk);
  return Buffer.concat(parts);
}
