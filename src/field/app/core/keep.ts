import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { KeepError } from './handle.ts';

function isFull(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'QuotaExceededError' || error.code === 22);
}

export function keepError(error: unknown): KeepError {
  return error instanceof KeepError ? error : new KeepError(isFull(error), error);
}

/**
 * One transaction that is on the disk when it resolves: `strict` waits for the disk itself, so that a battery that
 * dies afterwards takes nothing back. All or nothing.
 * @throws KeepError
 */
export async function keep<S, N extends StoreNames<S>, T>(
  db: IDBPDatabase<S>,
  stores: N[],
  work: (tx: IDBPTransaction<S, N[], 'readwrite'>) => Promise<T>,
): Promise<T> {
  let tx: IDBPTransaction<S, N[], 'readwrite'> | undefined;
  try {
    tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
    // Looked at below; a failure of `work` must not leave a second one that nobody awaits.
    tx.done.catch(() => undefined);
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    // Of a transaction that the browser has aborted, its requests know only that: why, it says itself (no space).
    const cause = tx?.error ?? error;
    try {
      tx?.abort();
    } catch {
      // It has ended by itself.
    }
    throw keepError(cause);
  }
}
