import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../env.ts';

/**
 * Papers of what is published, made once and kept on the disk. A folder of its own and neither a table nor the store
 * of uploads: everything in it can be made again from the publication, so it needs no backup, no row to belong to,
 * and may be thrown away at any time. Papers are found by what they were made of; those that nobody asked for
 * longest go first.
 */
const MOST_BYTES = 256 * 1024 * 1024;
/** Papers that come in before the folder is looked through. */
const LOOKED_AFTER = 20;

const beingMade = new Map<string, Promise<Buffer<ArrayBuffer>>>();
let sinceLook = 0;

/** The name of a paper made of these things by this version of the program; also good as its ETag. */
export function paperName(of: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([program(), ...of]))
    .digest('base64url');
}

/**
 * The paper of this name. Requests that come while it is being made wait for the same one.
 * @param folder the program's data folder.
 * @param make runs at most once; what it throws is thrown to everybody who waits, and nothing is kept.
 */
export async function keptPaper(
  folder: string,
  name: string,
  make: () => Promise<Buffer<ArrayBuffer>>,
): Promise<Buffer<ArrayBuffer>> {
  const file = path.join(folder, 'papers', name);
  let paper = beingMade.get(file);
  if (!paper) {
    paper = (async () => (await read(file)) ?? (await keep(file, await make())))();
    beingMade.set(file, paper);
    // A paper nobody waits for any more may fail in peace; those who wait hear of it by themselves.
    void paper.catch(() => undefined).then(() => beingMade.delete(file));
  }
  return await paper;
}

async function read(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const bytes = await readFile(file);
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Keeps it if the disk can: a paper that cannot be kept is still a paper. */
async function keep(file: string, bytes: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
  const folder = path.dirname(file);
  const beside = path.join(folder, `.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const handle = await open(beside, 'wx', 0o640);
    try {
      await handle.writeFile(bytes);
      // Without this a power cut could leave an empty paper under its name for good.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    sinceLook += 1;
    if (sinceLook >= LOOKED_AFTER) {
      sinceLook = 0;
      await thin(folder, MOST_BYTES);
    }
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
  return bytes;
}

/** Removes what was not asked for longest until three quarters of the room are left to the rest. */
export async function thin(folder: string, most: number): Promise<void> {
  const files: { file: string; size: number; at: number }[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) files.push({ file, size: found.size, at: found.mtimeMs });
  }
  let left = files.reduce((sum, { size }) => sum + size, 0);
  if (left <= most) return;
  for (const { file, size } of files.sort((a, b) => a.at - b.at)) {
    if (left <= most * 0.75) return;
    await rm(file, { force: true });
    left -= size;
  }
}

let stamp: string | undefined;

/** What the program was built of: another version may draw the same paper otherwise. */
function program(): string {
  const file = path.join(projectRoot(), 'dist', 'stamp');
  return (stamp ??= existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
}
