import type { Drafts, KeepError } from './handle.ts';
import { keepError } from './keep.ts';
import { browser, type Ports, type Timer } from './ports.ts';
import type { Store } from './store.ts';

/** Milliseconds until drafts that could not be kept are tried again. */
const again = 5_000;

/** The drafts of one meeting: in memory at once, on the device within 300 ms. */
export class KeptDrafts implements Drafts {
  readonly #vault: Store;
  readonly #meeting: string;
  readonly #texts: Map<string, string>;
  #unkept = new Set<string>();
  #timer: Timer | undefined;
  readonly #failed: (failure: KeepError | undefined) => void;
  readonly #ports: Pick<Ports, 'after'>;

  /** @param failed told after each write: why it was not kept, or undefined */
  constructor(
    vault: Store,
    meeting: string,
    texts: Map<string, string>,
    failed: (failure: KeepError | undefined) => void,
    ports: Pick<Ports, 'after'> = browser,
  ) {
    this.#vault = vault;
    this.#meeting = meeting;
    this.#texts = texts;
    this.#failed = failed;
    this.#ports = ports;
  }

  static async read(vault: Store, meeting: string): Promise<Map<string, string>> {
    const range = IDBKeyRange.bound(`${meeting} `, `${meeting} \uffff`);
    const [keys, values] = await vault.read(async (db) => {
      const { store } = db.transaction('drafts');
      return await Promise.all([store.getAllKeys(range), store.getAll(range)]);
    });
    const texts = await Promise.all(
      values.map(async (sealed, i) => (await vault.unsealValue(`drafts|${keys[i]!}`, sealed)) as string),
    );
    return new Map(keys.map((key, i) => [key.slice(meeting.length + 1), texts[i]!]));
  }

  get(key: string): string {
    return this.#texts.get(key) ?? '';
  }

  set(key: string, text: string): void {
    if (text === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
    this.#unkept.add(key);
    this.#timer ??= this.#ports.after(250, () => void this.keep());
  }

  async keep(): Promise<void> {
    this.#timer?.stop();
    this.#timer = undefined;
    const keys = [...this.#unkept];
    if (keys.length === 0) return;
    this.#unkept = new Set();
    try {
      const sealed = await Promise.all(
        keys.map(async (key) => {
          const text = this.#texts.get(key);
          const at = `${this.#meeting} ${key}`;
          return [
            at,
            text === undefined ? undefined : await this.#vault.sealValue(`drafts|${at}`, text),
          ] as const;
        }),
      );
      await this.#vault.keep(['drafts'], async (tx) => {
        for (const [at, value] of sealed) {
          if (value) await tx.objectStore('drafts').put(value, at);
          else await tx.objectStore('drafts').delete(at);
        }
      });
      this.#failed(undefined);
    } catch (error) {
      for (const key of keys) this.#unkept.add(key);
      this.#failed(keepError(error));
      this.#timer ??= this.#ports.after(again, () => void this.keep());
    }
  }
}
