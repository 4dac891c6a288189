import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { keep } from '../core/keep.ts';
import type { Drafts } from '../core/handle.ts';
import type { Unsent } from '../core/hall-link.ts';

interface RecorderDB extends DBSchema {
  unsent: { key: number; value: Uint8Array };
  drafts: { key: string; value: string };
  photos: { key: string; value: Blob };
}

/**
 * The second recorder's own store: only what the hall does not have yet, and what is being typed. A page on plain
 * http cannot encrypt; so nothing stays here.
 */
export class RecorderStore implements Unsent {
  readonly #db: IDBPDatabase<RecorderDB>;

  private constructor(db: IDBPDatabase<RecorderDB>) {
    this.#db = db;
  }

  static async open(hallId: string): Promise<RecorderStore> {
    const db = await openDB<RecorderDB>(`ashar-hall-${hallId}`, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('unsent', { autoIncrement: true });
        fresh.createObjectStore('drafts');
        fresh.createObjectStore('photos');
      },
    });
    return new RecorderStore(db);
  }

  async all(): Promise<{ updates: readonly Uint8Array[]; last: number }> {
    const store = this.#db.transaction('unsent').store;
    const [keys, updates] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return { updates, last: keys.at(-1) ?? 0 };
  }

  async add(update: Uint8Array): Promise<number> {
    return await keep(this.#db, ['unsent'], (tx) => tx.objectStore('unsent').add(update));
  }

  async forget(upTo: number): Promise<void> {
    if (upTo > 0) await this.#db.delete('unsent', IDBKeyRange.upperBound(upTo));
  }

  async addPhoto(id: string, data: Blob): Promise<void> {
    await keep(this.#db, ['photos'], (tx) => tx.objectStore('photos').put(data, id));
  }

  async photo(id: string): Promise<Blob | undefined> {
    return await this.#db.get('photos', id);
  }

  async photoIds(): Promise<string[]> {
    return await this.#db.getAllKeys('photos');
  }

  async forgetPhoto(id: string): Promise<void> {
    await this.#db.delete('photos', id);
  }

  /** Texts being typed: read into memory, written soon after each key. */
  async drafts(): Promise<Drafts> {
    const [keys, values] = await Promise.all([this.#db.getAllKeys('drafts'), this.#db.getAll('drafts')]);
    const texts = new Map(keys.map((key, at) => [key, values[at]!]));
    const unkept = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = async () => {
      timer = undefined;
      const changed = [...unkept];
      unkept.clear();
      await keep(this.#db, ['drafts'], async (tx) => {
        for (const key of changed) {
          const text = texts.get(key);
          if (text === undefined) await tx.objectStore('drafts').delete(key);
          else await tx.objectStore('drafts').put(text, key);
        }
      }).catch(() => changed.forEach((key) => unkept.add(key)));
    };
    return {
      get: (key) => texts.get(key) ?? '',
      set: (key, text) => {
        if (text === '') texts.delete(key);
        else texts.set(key, text);
        unkept.add(key);
        timer ??= setTimeout(() => void write(), 250);
      },
    };
  }
}
