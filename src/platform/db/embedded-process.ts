import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-files.ts';

/** The postmaster of a cluster as its own file tells it. */
export type Status = { readonly pid: number; readonly port: number | undefined; readonly ready: boolean };

/** What postmaster.pid says; its lines are documented in PostgreSQL's `miscadmin.h`. */
export function readStatus(cluster: string): Status | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    if (!Number.isSafeInteger(pid) || pid === 0) return undefined;
    const port = Number(lines[3]);
    return { pid, port: port > 0 ? port : undefined, ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL whose data folder is this one; undefined where it cannot be known. */
export function belongsTo(pid: number, cluster: string): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const working = realpathSync(`/proc/${pid}/cwd`);
    return (
      working === realpathSync(cluster) && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    );
  } catch {
    return false;
  }
}

/** Fast stop, then immediate stop (recovery at the next start), then the kernel's. */
export async function endProcess(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
    for (const end = Date.now() + patience; Date.now() < end; await sleep(10)) if (gone()) return;
  }
  throw new EmbeddedDatabaseError(`The database server (process ${pid}) does not end.`);
}
