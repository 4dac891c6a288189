import type { DBSchema } from 'idb';
import { Connection, removeDatabase } from '../core/connection.ts';
import type { Drafts } from '../core/handle.ts';
import type { Unsent } from '../core/hall-link.ts';

/** Milliseconds until what was being typed and could not be kept is tried again. */
const again = 5_000;

interface RecorderDB extends DBSchema {
  unsent: { key: number; value: Uint8Array };
  drafts: { key: string; value: string };
  photos: { key: string; value: Blob };
}

const nameOf = (id: string) => `ashar-hall-${id}`;

/** The store as the recorder's program uses it. */
export type RecorderKeeping = Pick<RecorderStore, Exclude<keyof RecorderStore, 'drafts' | 'takeOver'>>;

/** Whether a device holds anything that has not come to a hall. @throws KeepError */
export async function hasLeft(store: RecorderKeeping): Promise<boolean> {
  return (await store.all()).updates.length > 0 || (await store.photoIds()).length > 0;
}

/**
 * The second recorder's own store: only what the hall does not have yet, and what is being typed. A page on plain
 * http cannot encrypt; so nothing else stays here. It belongs to the meeting, not to one hall of it: what a hall that
 * was closed has not heard goes into the next.
 */
export class RecorderStore implements Unsent {
  readonly #db: Connection<RecorderDB>;

  constructor(meetingId: string) {
    this.#db = new Connection(nameOf(meetingId), (db) => {
      db.createObjectStore('unsent', { autoIncrement: true });
      db.createObjectStore('drafts');
      db.createObjectStore('photos');
    });
  }

  /** Takes what a program of before kept for one hall. @throws KeepError */
  async takeOver(hallId: string): Promise<void> {
    const before = new RecorderStore(hallId);
    const [updates, drafts, texts, photos, pictures] = await before.#db.read(async (db) => {
      const tx = db.transaction(['unsent', 'drafts', 'photos']);
      const [unsent, typed, taken] = [
        tx.objectStore('unsent'),
        tx.objectStore('drafts'),
        tx.objectStore('photos'),
      ];
      return await Promise.all([
        unsent.getAll(),
        typed.getAllKeys(),
        typed.getAll(),
        taken.getAllKeys(),
        taken.getAll(),
      ]);
    });
    if (updates.length + drafts.length + photos.length > 0)
      await this.#db.write(['unsent', 'drafts', 'photos'], async (tx) => {
        for (const update of updates) await tx.objectStore('unsent').add(update);
        for (const [at, key] of drafts.entries()) await tx.objectStore('drafts').put(texts[at]!, key);
        for (const [at, id] of photos.entries()) await tx.objectStore('photos').put(pictures[at]!, id);
      });
    await before.#db.close();
    await removeDatabase(nameOf(hallId));
  }

  async all(): Promise<{ updates: readonly Uint8Array[]; last: number }> {
    const [keys, updates] = await this.#db.read(async (db) => {
      const { store } = db.transaction('unsent');
      return await Promise.all([store.getAllKeys(), store.getAll()]);
    });
    return { updates, last: keys.at(-1) ?? 0 };
  }

  async add(update: Uint8Array): Promise<number> {
    return await this.#db.write(['unsent'], (tx) => tx.objectStore('unsent').add(update));
  }

  async forget(upTo: number): Promise<void> {
    if (upTo <= 0) return;
    await this.#db.write(['unsent'], (tx) => tx.objectStore('unsent').delete(IDBKeyRange.upperBound(upTo)));
  }

  async addPhoto(id: string, data: Blob): Promise<void> {
    await this.#db.write(['photos'], (tx) => tx.objectStore('photos').put(data, id));
  }

  async photo(id: string): Promise<Blob | undefined> {
    return await this.#db.read((db) => db.get('photos', id));
  }

  async photoIds(): Promise<string[]> {
    return await this.#db.read((db) => db.getAllKeys('photos'));
  }

  async forgetPhoto(id: string): Promise<void> {
    await this.#db.write(['photos'], (tx) => tx.objectStore('photos').delete(id));
  }

  /** Texts being typed: read into memory, written soon after each key. */
  async drafts(): Promise<Drafts> {
    const [keys, values] = await this.#db.read(async (db) => {
      const { store } = db.transaction('drafts');
      return await Promise.all([store.getAllKeys(), store.getAll()]);
    });
    const texts = new Map(keys.map((key, at) => [key, values[at]!]));
    const unkept = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = async () => {
      timer = undefined;
      const changed = [...unkept];
      unkept.clear();
      await this.#db
        .write(['drafts'], async (tx) => {
          for (const key of changed) {
            const text = texts.get(key);
            if (text === undefined) await tx.objectStore('drafts').delete(key);
            else await tx.objectStore('drafts').put(text, key);
          }
        })
        .catch(() => {
          changed.forEach((key) => unkept.add(key));
          timer ??= setTimeout(() => void write(), again);
        });
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
