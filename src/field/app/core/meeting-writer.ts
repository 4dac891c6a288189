import * as Y from 'yjs';
import type { Sticker } from '../../rules/items.ts';
import type { KeepError } from './handle.ts';
import { keepError } from './keep.ts';
import { Outbox, type Meeting } from './outbox.ts';
import type { Ports, Timer } from './ports.ts';
import type { Store } from './store.ts';

/** Milliseconds until what could not be written is tried again. */
const again = 5_000;

/**
 * Writes a meeting's changes to this device: at once, one write after another. What comes while a write is on the way
 * goes together into the next, and so does what could not be written.
 */
export class MeetingWriter {
  readonly #vault: Store;
  readonly #outbox: Outbox;
  readonly #meeting: Meeting;
  readonly #ports: Pick<Ports, 'after'>;
  readonly #on: { readonly turned: () => void; readonly written: () => void };
  #updates: Uint8Array[] = [];
  #stickers: Sticker[] = [];
  /** Whether what waits to be written holds changes of ours, which must be sent. */
  #own = false;
  #writing: Promise<void> | undefined;
  #failure: KeepError | undefined;
  #retry: Timer | undefined;

  /** @param on `written`: changes of ours are on the disk; `turned`: `failure` or `writing` may be another */
  constructor(
    vault: Store,
    outbox: Outbox,
    meeting: Meeting,
    on: { readonly turned: () => void; readonly written: () => void },
    ports: Pick<Ports, 'after'>,
  ) {
    this.#vault = vault;
    this.#outbox = outbox;
    this.#meeting = meeting;
    this.#on = on;
    this.#ports = ports;
  }

  get failure(): KeepError | undefined {
    return this.#failure;
  }
  get writing(): boolean {
    return this.#writing !== undefined;
  }
  /** Stickers that are in memory only. */
  get waitingStickers(): readonly Sticker[] {
    return this.#stickers;
  }
  get waits(): boolean {
    return this.#updates.length > 0 || this.#stickers.length > 0;
  }

  change(update: Uint8Array, own: boolean): void {
    this.#updates.push(update);
    this.#own ||= own;
    if (!this.#failure) this.#write();
  }

  /** A sticker that goes into the outbox with the change that brought it. */
  addSticker(sticker: Sticker): void {
    this.#stickers.push(sticker);
  }

  /** @throws KeepError */
  async kept(): Promise<void> {
    this.#write();
    await this.#writing;
    if (this.#failure) throw this.#failure;
    if (this.waits) await this.kept();
  }

  stop(): void {
    this.#retry?.stop();
  }

  #write(): void {
    if (this.#writing || !this.waits) return;
    this.#retry?.stop();
    this.#writing = this.#writeAll()
      .then(() => {
        this.#failure = undefined;
      })
      .catch((error: unknown) => {
        this.#failure = keepError(error);
        this.#retry = this.#ports.after(again, () => this.#write());
      })
      .finally(() => {
        this.#writing = undefined;
        // What came in the very moment in which the last write ended.
        if (!this.#failure) this.#write();
        this.#on.turned();
      });
    this.#on.turned();
  }

  async #writeAll(): Promise<void> {
    // One turn later: several changes of one touch are one write.
    await Promise.resolve();
    const { id } = this.#meeting;
    while (this.waits) {
      const updates = this.#updates;
      const stickers = this.#stickers;
      const own = this.#own;
      this.#updates = [];
      this.#stickers = [];
      this.#own = false;
      try {
        const merged = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
        const sealed =
          updates.length === 0 ? undefined : await this.#vault.seal(`updates|${id}`, Uint8Array.from(merged));
        const rows = await this.#outbox.stickerRows(this.#meeting, stickers);
        const lines = await this.#vault.keep(['updates', 'meetings', 'outbox'], async (tx) => {
          if (sealed) await tx.objectStore('updates').add({ meeting: id, sealed });
          if (own) {
            const row = await tx.objectStore('meetings').get(id);
            if (row && row.dirty === 0) await tx.objectStore('meetings').put({ ...row, dirty: 1 });
          }
          return await Outbox.put(tx as never, rows);
        });
        this.#outbox.added(lines);
        if (own) this.#on.written();
      } catch (error) {
        this.#updates = [...updates, ...this.#updates];
        this.#stickers = [...stickers, ...this.#stickers];
        this.#own ||= own;
        throw error;
      }
    }
  }
}
