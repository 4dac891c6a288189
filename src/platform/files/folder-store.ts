import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { cleanImage, detectType } from './inspect.ts';
import { FILE_LIMITS } from './store.ts';
import { syncFolder } from './sync-folder.ts';
import type { FileMeta, FileRefusal, FileStore, PutOptions, PutResult, StoredFile } from './store.ts';

const ID = /^[0-9a-f]{64}$/;
const INCOMING = '.incoming';
const DAY = 86_400_000;

/** Opens a file for writing; replaced in tests to play a full disk. */
type Open = typeof open;

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Uploads in a folder, `ab/cd/abcd…`: the bytes under their hash, a thumbnail `….thumb`, and `….json` with what is
 * known about them, written last, so that a file exists for readers only when all of it is on the disk.
 */
export class FolderStore implements FileStore {
  readonly #root: string;
  readonly #open: Open;
  readonly #syncFolder: typeof syncFolder;

  /** @param root the folder, usually `ASHAR_DATA/files`; made when missing. */
  constructor(root: string, options: { open?: Open; syncFolder?: typeof syncFolder } = {}) {
    this.#root = root;
    this.#open = options.open ?? open;
    this.#syncFolder = options.syncFolder ?? syncFolder;
  }

  async put(source: Uint8Array | Readable, options: PutOptions): Promise<PutResult> {
    const kindLimit = Math.max(0, ...options.accept.map((kind) => FILE_LIMITS[kind]));
    const limit = Math.min(options.maxBytes ?? kindLimit, kindLimit);
    const received = await receive(source, limit);
    if (!Buffer.isBuffer(received)) return received;
    if (received.length === 0) return { ok: false, code: 'empty' };
    const detected = await detectType(received);
    if (!detected) return { ok: false, code: 'unknownType' };
    if (!options.accept.includes(detected.kind)) return { ok: false, code: 'notAccepted' };

    if (detected.kind !== 'image') {
      const meta: FileMeta = { ...detected, id: hash(received), size: received.length, thumb: false };
      return this.#store(meta, received);
    }
    const image = await cleanImage(received, detected.type);
    if ('ok' in image) return image;
    const meta: FileMeta = {
      id: hash(image.bytes),
      kind: 'image',
      type: image.type,
      extension: image.extension,
      size: image.bytes.length,
      width: image.width,
      height: image.height,
      thumb: true,
    };
    return this.#store(meta, image.bytes, image.thumb);
  }

  async get(id: string, variant: 'original' | 'thumb' = 'original'): Promise<StoredFile | null> {
    const meta = await this.#meta(id);
    if (!meta || (variant === 'thumb' && !meta.thumb)) return null;
    const path = variant === 'thumb' ? `${this.#path(id)}.thumb` : this.#path(id);
    let size: number;
    try {
      size = (await stat(path)).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    return {
      meta,
      type: variant === 'thumb' ? 'image/webp' : meta.type,
      size,
      bytes: () => readFile(path),
      stream: () => createReadStream(path),
    };
  }

  async *storedBefore(before: Date): AsyncIterable<string> {
    for (const first of await foldersIn(this.#root)) {
      for (const second of await foldersIn(join(this.#root, first))) {
        for (const name of await readdir(join(this.#root, first, second))) {
          const id = name.replace(/\.json$/, '');
          if (name === id || !ID.test(id)) continue;
          if ((await storedAt(`${this.#path(id)}.json`)) < before.getTime()) yield id;
        }
      }
    }
  }

  async removeUnused(id: string, before: Date): Promise<boolean> {
    if (!ID.test(id)) return false;
    const path = this.#path(id);
    const [description, aside] = [`${path}.json`, `${path}.gone`];
    // Out of sight first. Whoever stores the same content from now on finds no description and writes all of it again;
    // whoever did so a moment ago has touched the description, which is then put back.
    try {
      await rename(description, aside);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    if ((await storedAt(aside)) >= before.getTime()) {
      await rename(aside, description);
      return false;
    }
    if (!(await this.#meta(id))) {
      await rm(`${path}.thumb`, { force: true });
      await rm(path, { force: true });
    }
    await rm(aside, { force: true });
    return true;
  }

  /**
   * Removes what interrupted uploads left behind more than a day ago; called at start.
   * @returns how many files were removed.
   */
  async tidy(now: number = Date.now()): Promise<number> {
    const folder = join(this.#root, INCOMING);
    let removed = 0;
    let names: string[];
    try {
      names = await readdir(folder);
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
    for (const name of names) {
      const path = join(folder, name);
      if (now - (await stat(path)).mtimeMs < DAY) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  #path(id: string): string {
    return join(this.#root, id.slice(0, 2), id.slice(2, 4), id);
  }

  async #meta(id: string): Promise<FileMeta | null> {
    if (!ID.test(id)) return null;
    try {
      return JSON.parse(await readFile(`${this.#path(id)}.json`, 'utf8')) as FileMeta;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /**
   * Whether the bytes that a description speaks of are there. A copy of the folder made by hand, or a disk that was
   * mended, may have lost them; whoever brings the same content again then mends it.
   */
  async #isWhole(meta: FileMeta): Promise<boolean> {
    const path = this.#path(meta.id);
    try {
      if (meta.thumb) await stat(`${path}.thumb`);
      return (await stat(path)).size === meta.size;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #store(meta: FileMeta, bytes: Buffer, thumb?: Buffer): Promise<PutResult> {
    const existing = await this.#meta(meta.id);
    // Its age counts from the last storing: somebody is about to name it in a row.
    const stands = existing && (await this.#isWhole(existing));
    if (stands && (await touched(`${this.#path(meta.id)}.json`))) return { ok: true, file: existing };
    const path = this.#path(meta.id);
    try {
      await mkdir(join(this.#root, INCOMING), { recursive: true });
      await mkdir(join(path, '..'), { recursive: true });
      await this.#write(path, bytes);
      if (thumb) await this.#write(`${path}.thumb`, thumb);
      await this.#write(`${path}.json`, Buffer.from(`${JSON.stringify(meta)}\n`, 'utf8'));
      // The folders above may be as new as the file, and a folder is certain only in the one above it.
      for (const above of ['..', '../..', '../../..']) await this.#syncFolder(join(path, above));
      return { ok: true, file: meta };
    } catch (error) {
      // Without its description the file does not exist; what was written of it only takes room. Somebody storing the
      // same content at the same moment has either finished (the description is there) or will write it again.
      if (!(await this.#meta(meta.id))) {
        await rm(`${path}.thumb`, { force: true });
        await rm(path, { force: true });
      }
      if (isFull(error)) return { ok: false, code: 'diskFull' };
      throw error;
    }
  }

  /** Writes beside, syncs, renames: a reader sees the whole file or none, also after a power cut. */
  async #write(path: string, bytes: Buffer): Promise<void> {
    const temporary = join(this.#root, INCOMING, randomUUID());
    try {
      const handle = await this.#open(temporary, 'wx', 0o640);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** Two letters each, as files lie below the root. */
async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((one) => one.isDirectory() && /^[0-9a-f]{2}$/.test(one.name))
      .map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** When the description was last written or touched, in milliseconds; infinite when it is not there. */
async function storedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Infinity;
    throw error;
  }
}

/** Marks the description as stored now; false when it has just been removed. */
async function touched(file: string): Promise<boolean> {
  const at = new Date();
  try {
    await utimes(file, at, at);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The whole upload in memory (at most 20 MB), or a refusal as soon as it is longer than allowed. */
async function receive(source: Uint8Array | Readable, limit: number): Promise<Buffer | FileRefusal> {
  if (source instanceof Uint8Array) {
    if (source.length > limit) return { ok: false, code: 'tooLarge', limit };
    return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > limit) {
        source.destroy();
        return { ok: false, code: 'tooLarge', limit };
      }
      chunks.push(bytes);
    }
  } catch {
    // The sender went away in the middle.
    return { ok: false, code: 'interrupted' };
  }
  return Buffer.concat(chunks);
}
