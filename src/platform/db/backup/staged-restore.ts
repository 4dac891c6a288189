import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ClientBase, Pool } from 'pg';
import { syncFolder } from '../../files/sync-folder.ts';
import { migrationLock } from '../migrate.ts';

/**
 * A restore changes two stores, the database and the data folder, and may be killed at any moment. So the files (and
 * the secret) are first laid on the disk beside, in `restoring-ID`; the database then keeps the ID in the very
 * transaction that brings the rows. From then on the restore is done, and exchanging the folders is only tidying,
 * which the next start finishes when this process cannot. A folder whose ID the database does not keep belongs to a
 * restore that never happened and is removed.
 */

const draftName = /^restoring-([0-9a-f]{32})$/;
const draftOf = (dataFolder: string, id: string): string => path.join(dataFolder, `restoring-${id}`);
const formerOf = (dataFolder: string, id: string): string =>
  path.join(dataFolder, `files.before-restore-${id}`);

/** What a restore has laid beside the files folder. */
export class StagedRestore {
  readonly id = randomBytes(16).toString('hex');
  readonly #dataFolder: string;
  readonly #draft: string;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
    this.#draft = draftOf(dataFolder, this.id);
    mkdirSync(path.join(this.#draft, 'files'), { recursive: true, mode: 0o700 });
  }

  async addFile(relative: string, content: AsyncIterable<Buffer>): Promise<void> {
    const file = path.join(this.#draft, 'files', relative);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }));
  }

  addSecret(secret: string): void {
    writeFileSync(path.join(this.#draft, 'secret'), `${secret}\n`, { mode: 0o600, flush: true });
  }

  /**
   * Puts the names on the disk as well and lets the open transaction keep the ID: when it is committed the restore
   * has happened.
   */
  async seal(client: ClientBase): Promise<void> {
    const entries = readdirSync(this.#draft, { recursive: true, withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory());
    for (const folder of folders) await syncFolder(path.join(folder.parentPath, folder.name));
    await syncFolder(this.#draft);
    await syncFolder(this.#dataFolder);
    await client.query('create table if not exists drizzle.restored (id text not null)');
    await client.query('delete from drizzle.restored');
    await client.query('insert into drizzle.restored values ($1)', [this.id]);
  }

  /** After the commit: puts the files and the secret in their places. */
  async finish(): Promise<void> {
    await finish(this.#dataFolder, this.id);
  }

  /** Instead of the commit. */
  discard(): void {
    rmSync(this.#draft, { recursive: true, force: true });
  }
}

/** Whether the files folder can be exchanged by renaming: not where it is a link or a disk of its own. */
export function canExchange(dataFolder: string): boolean {
  const files = path.join(dataFolder, 'files');
  const found = lstatSync(files, { throwIfNoEntry: false });
  return !found || (!found.isSymbolicLink() && found.dev === statSync(dataFolder).dev);
}

/**
 * Finishes or undoes what a restore that was cut short has left in the data folder; waits for one that is running.
 * Called whenever a database is opened; without leftovers it only lists the folder.
 */
export async function settleRestore(owner: Pool, dataFolder: string): Promise<void> {
  if (leftovers(dataFolder).length === 0) return;
  const client = await owner.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await settleUnderLock(client, dataFolder);
  } finally {
    // Closing the connection also drops the lock.
    client.release(true);
  }
}

/** The same for who holds the lock of migrations and restores already. */
export async function settleUnderLock(client: ClientBase, dataFolder: string): Promise<void> {
  const kept = await keptId(client);
  if (kept !== undefined) await finish(dataFolder, kept);
  for (const id of leftovers(dataFolder)) {
    if (id !== kept) rmSync(draftOf(dataFolder, id), { recursive: true, force: true });
  }
}

/** IDs of restores that left something: a draft, or the former files of one whose tidying was cut short. */
function leftovers(dataFolder: string): string[] {
  if (!existsSync(dataFolder)) return [];
  return readdirSync(dataFolder).flatMap((name) => {
    const id = draftName.exec(name)?.[1] ?? /^files\.before-restore-([0-9a-f]{32})$/.exec(name)?.[1];
    return id === undefined ? [] : [id];
  });
}

async function keptId(client: ClientBase): Promise<string | undefined> {
  const table = await client.query<{ there: boolean }>(
    `select to_regclass('drizzle.restored') is not null as there`,
  );
  if (table.rows[0]?.there !== true) return undefined;
  const found = await client.query<{ id: string }>('select id from drizzle.restored');
  return found.rows[0]?.id;
}

/** Every step may have been done before; the former files go last, when the new ones stand under their name. */
async function finish(dataFolder: string, id: string): Promise<void> {
  const draft = draftOf(dataFolder, id);
  const former = formerOf(dataFolder, id);
  if (!existsSync(draft) && !existsSync(former)) return;
  const files = path.join(dataFolder, 'files');
  if (existsSync(path.join(draft, 'files'))) {
    if (existsSync(files) && !existsSync(former)) renameSync(files, former);
    // Made by something that did not know of the restore, after ours was put aside: kept, under a name of its own.
    if (existsSync(files)) renameSync(files, `${former}-${Date.now()}`);
    await syncFolder(dataFolder);
    renameSync(path.join(draft, 'files'), files);
  }
  if (existsSync(path.join(draft, 'secret'))) {
    renameSync(path.join(draft, 'secret'), path.join(dataFolder, 'secret'));
  }
  await syncFolder(dataFolder);
  rmSync(draft, { recursive: true, force: true });
  rmSync(former, { recursive: true, force: true });
}
