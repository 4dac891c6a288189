import { random } from '../../../test/generated.ts';

// A world in which time passes only when nothing more can happen at a moment. One seed is one story: every delay and
// every misfortune comes from its numbers, so a story that fails is told again by its seed.

type Event = {
  readonly at: number;
  readonly order: number;
  /** Whether it was called off, or nobody is there any more to whom it would happen. */
  readonly off: () => boolean;
  readonly run: () => void;
};

/** Whose turn it is: what a killed program still waits for never comes. */
export type Life = { alive: boolean };

export class World {
  /** Milliseconds since 1970, in truth. */
  now = Date.UTC(2026, 2, 20, 4);
  readonly random: () => number;
  readonly story: string[] = [];
  #events: Event[] = [];
  #order = 0;
  readonly #held = new Set<Promise<void>>();

  constructor(seed: number) {
    this.random = random(seed);
  }

  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number {
    return Math.floor(this.random() * below);
  }

  chance(part: number): boolean {
    return this.random() < part;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!;
  }

  tell(what: string): void {
    const at = ((this.now - Date.UTC(2026, 2, 20, 4)) / 1000).toFixed(3).padStart(10);
    this.story.push(`${at} ${what}`);
  }

  /** Runs `work` after so long, in the life it belongs to. */
  after(milliseconds: number, life: Life, work: () => void): { stop: () => void } {
    let stopped = false;
    this.#add({
      at: this.now + Math.max(0, milliseconds),
      order: (this.#order += 1),
      off: () => stopped || !life.alive,
      run: work,
    });
    return { stop: () => void (stopped = true) };
  }

  /** Waits in a life: when it ends meanwhile, this never resolves. */
  async pass(milliseconds: number, life: Life): Promise<void> {
    await new Promise<void>((resolve) => this.after(milliseconds, life, resolve));
  }

  // A heap: the earliest event first, of two at one moment the one that was planned first.
  #add(event: Event): void {
    const heap = this.#events;
    heap.push(event);
    for (let at = heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!earlier(heap[at]!, heap[above]!)) break;
      [heap[at], heap[above]] = [heap[above]!, heap[at]!];
      at = above;
    }
  }

  #take(): Event | undefined {
    const heap = this.#events;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = at * 2 + 1;
      const right = left + 1;
      let least = at;
      if (left < heap.length && earlier(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && earlier(heap[right]!, heap[least]!)) least = right;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  /** Work of the real world, such as a database's: no time passes here until it is done. */
  async hold<T>(work: Promise<T>): Promise<T> {
    const held = work.then(
      () => void this.#held.delete(held),
      () => void this.#held.delete(held),
    );
    this.#held.add(held);
    return await work;
  }

  async #settled(): Promise<void> {
    await turn();
    while (this.#held.size > 0) {
      await Promise.all(this.#held);
      await turn();
    }
  }

  /** Lets time pass until a moment (or until nothing more is planned). */
  async runUntil(moment: number): Promise<void> {
    await this.#settled();
    for (;;) {
      const next = this.#events[0];
      if (!next || next.at > moment) break;
      this.#take();
      if (next.off()) continue;
      this.now = Math.max(this.now, next.at);
      next.run();
      await this.#settled();
    }
    this.now = Math.max(this.now, moment);
  }

  /** Lets time pass until this work is done, whatever becomes of it. */
  readonly passes = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const end = work.finally(() => (done = true));
    end.catch(() => undefined);
    while (!done) await this.runUntil(this.now + 5);
    return await end;
  };
}

const earlier = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Resolves when all that could go on at this moment has gone on. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
