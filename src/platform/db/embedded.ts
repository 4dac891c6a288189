import { statSync } from 'node:fs';
import path from 'node:path';
import { initialise, keptPassword, pathsOf, removeDrafts } from './embedded-cluster.ts';
import { EmbeddedDatabaseError, giveTo, readableBinaries, serviceUser } from './embedded-files.ts';
import { addressOf, endPrevious } from './embedded-running.ts';
import { freePort, Supervisor, type Watching } from './embedded-supervisor.ts';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock.ts';

export type EmbeddedOptions = Watching & {
  /** The data folder: the cluster is kept in its folder `postgres`. */
  readonly folder: string;
  /** Who takes the folder, for the message to the next one: `server`, `backup`, … */
  readonly purpose?: string;
};

export type EmbeddedServer = {
  readonly port: number;
  /** Process number of the running postmaster; another one after a crash and restart. */
  readonly pid: () => number;
  /** The address of a database in this cluster, with its password: never to be logged. */
  readonly url: (database: string) => string;
  /** Ends the server (fast mode: sessions are cut, everything committed is kept) and frees the folder. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the embedded PostgreSQL on a data folder, making the cluster on first use, and watches over it: when
 * it ends by itself it is started again on the same port, where PostgreSQL recovers what was committed.
 * @throws FolderInUse when another Ashar holds the folder.
 * @throws EmbeddedDatabaseError with a message for the operator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = path.resolve(options.folder);
  let lock: FolderLock;
  try {
    lock = lockFolder(folder, options.purpose ?? 'server');
  } catch (error) {
    throw error instanceof FolderInUse ? error : unusable(folder, error);
  }
  let dispose: () => void = () => undefined;
  try {
    const paths = pathsOf(folder);
    removeDrafts(folder);
    const user = serviceUser(paths.cluster);
    const binaries = readableBinaries(user);
    dispose = binaries.dispose;
    const password = keptPassword(paths);
    await initialise(paths, binaries.folder, user, password);
    if (user && statSync(paths.cluster).uid !== user.uid) giveTo(user, paths.cluster);
    await endPrevious(paths, options.onNotice);
    const server = new Supervisor(paths, binaries.folder, user, options);
    await server.start(await freePort());
    const port = server.port;
    return {
      port,
      pid: () => server.pid,
      url: (database) => addressOf(port, password, database),
      async stop() {
        await server.stop();
        dispose();
        lock.release();
      },
    };
  } catch (error) {
    dispose();
    lock.release();
    throw unusable(folder, error);
  }
}

/** Faults of the disk and of rights, said in a line; anything else stays as it is. */
function unusable(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EmbeddedDatabaseError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const known = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EDQUOT', 'ERR_SQLITE_ERROR'];
  if (!known.includes(code)) return error;
  return new EmbeddedDatabaseError(`The data folder ${folder} cannot be used: ${error.message}`);
}
