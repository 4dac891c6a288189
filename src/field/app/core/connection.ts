import { deleteDB, openDB, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { KeepError } from './handle.ts';
import { keep, keepError } from './keep.ts';

/**
 * What browsers say when the connection and not the work is at fault: WebKit loses its database process when the
 * phone sleeps, and every transaction of the old connection fails from then on.
 */
const lossNames: ReadonlySet<string> = new Set(['UnknownError', 'AbortError', 'InvalidStateError']);

function isLoss(error: unknown): boolean {
  const cause = error instanceof KeepError ? error.cause : error;
  return cause instanceof DOMException && lossNames.has(cause.name);
}

/** Milliseconds before an opening that failed is tried once more. */
const pause = 250;

async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    await new Promise((done) => setTimeout(done, pause));
    return await work();
  }
}

/**
 * One database of this device: opened when it is first used, and opened again once when its connection was lost,
 * before anybody is told. Everything that reads or writes IndexedDB goes through one.
 */
export class Connection<S> {
  readonly #name: string;
  readonly #upgrade: (db: IDBPDatabase<S>) => void;
  #db: Promise<IDBPDatabase<S>> | undefined;

  /** @param upgrade makes the object stores of a new database */
  constructor(name: string, upgrade: (db: IDBPDatabase<S>) => void) {
    this.#name = name;
    this.#upgrade = upgrade;
  }

  /** `work` may be run twice: it reads, and remembers nothing of an earlier run. @throws KeepError */
  async read<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    return await this.#use(work);
  }

  /**
   * A write that is on the disk when it resolves. All or nothing; `work` may be run twice when the connection was
   * lost before the first run was kept. @throws KeepError
   */
  async write<N extends StoreNames<S>, T>(
    stores: N[],
    work: (tx: IDBPTransaction<S, N[], 'readwrite'>) => Promise<T>,
  ): Promise<T> {
    return await this.#use(async (db) => await keep(db, stores, work));
  }

  async #use<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    try {
      const opening = this.#opening();
      const db = await opening;
      try {
        return await work(db);
      } catch (error) {
        if (!isLoss(error)) throw error;
        this.#lose(opening);
      }
      return await work(await this.#opening());
    } catch (error) {
      throw keepError(error);
    }
  }

  #opening(): Promise<IDBPDatabase<S>> {
    if (this.#db) return this.#db;
    const lost = () => this.#lose(opening);
    const opening: Promise<IDBPDatabase<S>> = twice(
      async () =>
        await openDB<S>(this.#name, 1, { upgrade: this.#upgrade, terminated: lost, blocking: lost }),
    );
    opening.catch(lost);
    this.#db = opening;
    return opening;
  }

  /** The next use opens it again. A newer connection, opened meanwhile by another use, stays. */
  #lose(opening: Promise<IDBPDatabase<S>>): void {
    if (this.#db === opening) this.#db = undefined;
    opening.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  /** Waits for what is being done. */
  async close(): Promise<void> {
    const db = this.#db;
    this.#db = undefined;
    (await db)?.close();
  }
}

/** @throws KeepError */
export async function removeDatabase(name: string): Promise<void> {
  try {
    await twice(async () => await deleteDB(name));
  } catch (error) {
    throw keepError(error);
  }
}
