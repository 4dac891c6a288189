import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Someone else holds the folder; `holder` says who, as far as it is known. */
export class FolderInUse extends Error {
  readonly holder: string;
  constructor(folder: string, holder: string) {
    super(`Ashar is already running on ${folder}${holder === '' ? '' : ` (${holder})`}.`);
    this.holder = holder;
  }
}

export type FolderLock = { readonly release: () => void };

/**
 * Takes the data folder for this process until `release` or until the process ends in any way, `kill -9` included.
 *
 * Why SQLite: Node has no file lock of its own, and a file holding a process number cannot be trusted after a
 * crash (numbers are used again, in containers at once). An exclusive transaction of the SQLite inside Node is a
 * lock of the operating system, which drops it when the process ends, so there is never a stale one.
 * @throws FolderInUse
 */
export function lockFolder(folder: string, purpose: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = path.join(folder, 'ashar.pid');
  const file = path.join(folder, 'ashar.lock');
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    let holder = '';
    try {
      holder = readFileSync(note, 'utf8').trim();
    } catch {
      // The holder has not written its note yet: the message goes without it.
    }
    throw new FolderInUse(folder, holder);
  }
  chmodSync(file, 0o600);
  writeFileSync(note, `process ${process.pid}, ${purpose}\n`, { mode: 0o600 });
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      writeFileSync(note, '');
      lock.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
