import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { pathsOf, superuser, type Paths } from './embedded-cluster.ts';
import { alive, belongsTo, endProcess, readStatus } from './embedded-process.ts';

// A server that runs on a data folder already: whether it answers, its address, its end.

/** The address of a database in a cluster on this machine, with its password: never to be logged. */
export function addressOf(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * The address of a database in the server that another Ashar keeps running on this folder, or undefined when
 * none answers. Commands such as `ashar backup` use it beside a running server.
 */
export async function runningEmbedded(folder: string, database: string): Promise<string | undefined> {
  const paths = pathsOf(path.resolve(folder));
  const status = readStatus(paths.cluster);
  if (status?.port === undefined || !existsSync(paths.password)) return undefined;
  const password = readFileSync(paths.password, 'utf8').trim();
  const answers = await accepts(addressOf(status.port, password, 'postgres'));
  return answers ? addressOf(status.port, password, database) : undefined;
}

/**
 * Ends the server an earlier Ashar left behind when it was killed. We hold the folder's lock, so its Ashar is
 * gone for certain. It is stopped, not adopted: the new one then has this program's settings and version. A
 * postmaster.pid whose number now belongs to some other program (a reboot, a container) is only removed.
 */
export async function endPrevious(
  paths: Paths,
  onNotice: ((line: string) => void) | undefined,
): Promise<void> {
  const status = readStatus(paths.cluster);
  if (!status) return;
  let ours = alive(status.pid) && belongsTo(status.pid, paths.cluster);
  if (ours === undefined && status.port !== undefined) {
    const password = readFileSync(paths.password, 'utf8').trim();
    ours = await accepts(addressOf(status.port, password, 'postgres'));
  }
  if (ours) {
    onNotice?.(
      `Stopping the database server that an interrupted Ashar left running (process ${status.pid}).`,
    );
    await endProcess(status.pid, () => !alive(status.pid) || belongsTo(status.pid, paths.cluster) === false);
  } else if (process.platform === 'linux') {
    rmSync(path.join(paths.cluster, 'postmaster.pid'), { force: true });
  }
}
