import * as Y from 'yjs';
import type { HallVector } from '../../../hall/rules/hall.ts';
import type { SessionDocument } from '../../rules/document.ts';
import {
  followHall,
  hallBrowser,
  hallFetch,
  refusalOf,
  type Feed,
  type HallAddress,
  type HallPorts,
} from '../hall/feed.ts';
import type { Timer } from './ports.ts';

/** Origin of changes that came from the hall: they are not sent back. */
export const fromHall = 'hall';

/** Where changes lie until the hall has them; a recorder's only store. */
export interface Unsent {
  /** What was left by an earlier page, and the key of its last change. */
  all(): Promise<{ readonly updates: readonly Uint8Array[]; readonly last: number }>;
  /** On the disk when it resolves; gives the key to forget it by. */
  add(update: Uint8Array): Promise<number>;
  /** Forgets changes up to and with this key: the hall has them. */
  forget(upTo: number): Promise<void>;
}

export type HallStatus = {
  /** `syncing` until both sides have had everything of each other once. */
  readonly state: 'syncing' | 'live' | 'offline' | 'gone';
  /** Changes that the hall does not have yet. */
  readonly waiting: boolean;
  /** Why the hall does not take them; they stay here and are sent again with growing pauses. */
  readonly refused: string | undefined;
  readonly vector: HallVector | undefined;
};

class HallError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`the hall answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
  static async of(answer: Response): Promise<HallError> {
    return new HallError(answer.status, await refusalOf(answer));
  }
  /** Deleted, or another secret: asking again gives the same answer. */
  get final(): boolean {
    return [403, 404].includes(this.status);
  }
  /** Nothing more comes in; what is in can be read until the host has all of it. */
  get ended(): boolean {
    return this.code === 'hall-ended';
  }
  /** What was sent is not liked, today or tomorrow: too large, too dear, damaged, or there is no room. */
  get refused(): boolean {
    return [409, 413, 422].includes(this.status) && !this.ended;
  }
}

const gathers = 300;
/** Milliseconds until what failed is tried again; what was refused doubles them each time, up to the longest pause. */
const pause = 2_000;
const longestPause = 300_000;

/** The hub takes a megabyte at once; what is larger goes in parts. */
const mostAtOnce = 900_000;

/**
 * Keeps the document of this device and that of the hall the same, both ways. Changes wait while the network is away
 * and go by themselves when it is back; what was sent twice changes nothing.
 */
export class HallLink {
  readonly hall: HallAddress;
  readonly #doc: SessionDocument;
  readonly #unsent: Unsent | undefined;
  readonly #ports: HallPorts;
  #feed: Feed | undefined;
  #status: HallStatus = { state: 'syncing', waiting: false, refused: undefined, vector: undefined };
  #listeners = new Set<() => void>();
  #seq = 0;
  #synced = false;
  #pending: Uint8Array[] = [];
  #flying: readonly Uint8Array[] = [];
  #kept = 0;
  /** The key of a change that came to the disk while it was on its way to the hall. */
  #late = 0;
  #timer: Timer | undefined;
  #working: Promise<void> | undefined;
  #again = false;
  /** How often in a row the hall has refused what was sent, and whether it is spared for a while therefore. */
  #refusals = 0;
  #resting = false;
  #ended = false;
  #stopped = false;
  readonly #change = (update: Uint8Array, origin: unknown) => {
    if (origin === fromHall) return;
    this.#pending.push(update);
    this.#tell({ waiting: true });
    this.#plan();
  };

  constructor(hall: HallAddress, doc: SessionDocument, unsent?: Unsent, ports: HallPorts = hallBrowser) {
    this.hall = hall;
    this.#doc = doc;
    this.#unsent = unsent;
    this.#ports = ports;
  }

  get status(): HallStatus {
    return this.#status;
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start(): void {
    this.#doc.on('update', this.#change);
    this.#feed = followHall(
      this.hall,
      {
        vector: (vector) => this.hear(vector),
        online: (online) => {
          if (!online) this.#tell({ state: 'offline' });
          else if (this.#synced) this.#tell({ state: 'live' });
        },
        gone: () => this.#tell({ state: 'gone' }),
      },
      this.#ports,
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#feed?.stop();
    this.#doc.off('update', this.#change);
    this.#timer?.stop();
  }

  /** Tells the hall's news at once instead of at the next look. */
  look(): void {
    this.#feed?.look();
  }

  /** Hears where the hall stands; what is newer there is fetched, what waits here is sent. */
  hear(vector: HallVector): void {
    this.#ended ||= vector.ended;
    this.#tell({ vector });
    if (!this.#synced || vector.updates > this.#seq || this.#pending.length > 0) this.#work();
  }

  /** Sends what waits now; resolves when the hall has it or could not be reached. */
  async settle(): Promise<void> {
    this.#work();
    while (this.#working) await this.#working;
  }

  /** The number of the last change of the hall that this device has. */
  get seq(): number {
    return this.#seq;
  }

  #tell(change: Partial<HallStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  #plan(): void {
    if (this.#timer !== undefined) return;
    this.#timer = this.#ports.after(gathers, () => {
      this.#timer = undefined;
      this.#work();
    });
  }

  #work(): void {
    if (this.#stopped || this.#status.state === 'gone') return;
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = this.#exchange()
      .catch((error: unknown) => {
        if (this.#stopped) return;
        if (error instanceof HallError && error.final) {
          this.#tell({ state: 'gone' });
          return;
        }
        if (error instanceof HallError && error.ended) {
          this.#ended = true;
          this.#again = true;
          return;
        }
        // After a refusal the hall is busy for its writer for a minute: that is the same answer.
        const busy = error instanceof HallError && error.status === 503 && this.#refusals > 0;
        const refused = error instanceof HallError && error.refused ? error.code : undefined;
        if (busy || refused !== undefined) {
          // It stays here, and is not what makes the hall slow for the others.
          this.#resting = true;
          this.#refusals += 1;
          this.#tell({
            state: this.#synced ? 'live' : this.#status.state,
            waiting: true,
            refused: refused ?? this.#status.refused,
          });
          this.#ports.after(Math.min(longestPause, pause * 2 ** (this.#refusals - 1)), () => {
            this.#resting = false;
            this.#work();
          });
          return;
        }
        this.#tell({ state: 'offline' });
        // The feed says when the hall is back; this is for a single request that was lost.
        this.#ports.after(pause, () => this.#work());
      })
      .finally(() => {
        this.#working = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.#work();
      });
  }

  async #exchange(): Promise<void> {
    if (!this.#synced) {
      if (!this.#resting) await this.#begin();
    } else {
      // What others write comes also while the hall refuses what is written here.
      if ((this.#status.vector?.updates ?? 0) > this.#seq) await this.#fetch();
      if (this.#pending.length > 0 && !this.#resting && !this.#ended)
        await this.#send(this.#pending.splice(0));
    }
    const waiting = this.#pending.length > 0;
    if (!this.#resting) this.#refusals = 0;
    if (this.#synced)
      this.#tell({ state: 'live', waiting, ...(this.#resting ? {} : { refused: undefined }) });
  }

  /** The first exchange: everything the hall has, and then what it lacks of ours. */
  async #begin(): Promise<void> {
    const left = await this.#unsent?.all();
    for (const update of left?.updates ?? []) Y.applyUpdate(this.#doc, update, fromHall);
    this.#kept = Math.max(this.#kept, left?.last ?? 0);
    this.#seq = 0;
    const theirs = await this.#fetch();
    this.#pending = [];
    const before = new Y.Doc();
    if (theirs) Y.applyUpdate(before, theirs);
    // What was left may wait for changes that the host has not brought into this hall yet: nobody sees it in the
    // document, and it is sent like the rest.
    const { pendingStructs, pendingDs } = this.#doc.store;
    const same =
      pendingStructs === null &&
      pendingDs === null &&
      Y.equalSnapshots(Y.snapshot(before), Y.snapshot(this.#doc));
    const ours = Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(before));
    before.destroy();
    try {
      if (same) await this.#unsent?.forget(this.#kept);
      else await this.#send([ours], true);
    } catch (error) {
      if (!(error instanceof HallError && (error.refused || error.ended))) throw error;
      // It stays here; what the others write comes all the same.
      this.#pending = [ours, ...this.#pending];
      this.#synced = true;
      throw error;
    }
    this.#synced = true;
  }

  /** Reads what is newer than what this device has; gives it. */
  async #fetch(): Promise<Uint8Array | undefined> {
    const answer = await hallFetch(
      this.hall,
      `/updates?since=${this.#seq}`,
      { patience: 60_000 },
      this.#ports,
    );
    if (!answer.ok) throw await HallError.of(answer);
    const data = new Uint8Array(await answer.arrayBuffer());
    if (data.length > 0) Y.applyUpdate(this.#doc, data, fromHall);
    this.#seq = Math.max(this.#seq, Number(answer.headers.get('X-Hall-Seq') ?? 0));
    return data.length > 0 ? data : undefined;
  }

  async #send(updates: Uint8Array[], whole = false): Promise<void> {
    const kept = this.#kept;
    this.#flying = updates;
    this.#late = 0;
    const merged = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
    const parts = merged.length <= mostAtOnce || updates.length === 1 ? [merged] : updates;
    try {
      for (const part of parts) {
        const answer = await hallFetch(
          this.hall,
          '/updates',
          { method: 'POST', bytes: part, patience: 60_000 },
          this.#ports,
        );
        if (!answer.ok) throw await HallError.of(answer);
        const { seq, before } = (await answer.json()) as { seq: number; before: number };
        // When nothing of others lies between, this device has everything up to its own change.
        if (before <= this.#seq) this.#seq = Math.max(this.#seq, seq);
      }
    } catch (error) {
      if (!whole) this.#pending = [...updates, ...this.#pending];
      throw error;
    } finally {
      this.#flying = [];
    }
    if (whole) this.#synced = true;
    await this.#unsent?.forget(Math.max(kept, this.#late));
  }

  /** Keeps changes of a recorder, in the order they were made, before they are shown as kept. @throws KeepError */
  async keep(updates: readonly Uint8Array[]): Promise<void> {
    if (!this.#unsent) return;
    const key = await this.#unsent.add(updates.length === 1 ? updates[0]! : Y.mergeUpdates([...updates]));
    this.#kept = Math.max(this.#kept, key);
    if (updates.some((update) => this.#pending.includes(update))) return;
    // The network was faster than the disk: it is on its way, or there.
    if (this.#flying.length > 0) this.#late = key;
    else if (this.#synced && !this.#ended && this.#status.refused === undefined)
      await this.#unsent.forget(key);
  }
}
