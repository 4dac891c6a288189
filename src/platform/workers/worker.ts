import { startProcess, startThread, type Apart } from './apart.ts';

export type WorkerLimits = {
  /** Milliseconds for one piece of work, not counting the start of the thread. */
  readonly ms: number;
  /** Megabytes of JavaScript heap; buffers are not counted by Node, so bound what goes in. */
  readonly mb: number;
  /** Pieces that may wait for their turn, 50 when left out. */
  readonly waiting?: number;
  /**
   * Done by a process instead of a thread: for bytes that come from outside. A thread that asks for much memory at
   * once, beyond its limit, takes the whole program with it; a process only itself. It costs some 50 MB more while it
   * lives, and everything is copied. Its stack is 1 MB, that of a browser's page (a thread's 4).
   */
  readonly ownProcess?: boolean;
};

/** The work was given up: it took too long or too much memory, or too many waited before it. Nothing came of it. */
export class WorkerLimit extends Error {
  readonly reason: 'time' | 'memory' | 'busy';
  constructor(module: string, reason: WorkerLimit['reason']) {
    super(`${module}: ${reason}`);
    this.name = 'WorkerLimit';
    this.reason = reason;
  }
}

type Piece = {
  readonly input: unknown;
  readonly give: readonly ArrayBuffer[];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** What the thread answers (host.ts). */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly output: unknown; readonly heldMb: number }
  | { readonly kind: 'failed'; readonly message: string; readonly heldMb: number };

/** What is idle goes after this long, and its memory with it. */
const idleFor = 30_000;
/** What has grown beyond this goes at once: it would keep what it took although nobody needs it. */
const keptMb = { thread: 64, process: 128 };
/** All that are idle keep no more than this together; the largest of them go first. */
const keptMbInAll = 128;
/** Lanes whose thread or process waits for work. */
const idle = new Set<Lane>();

/**
 * Work whose cost may grow faster than its input (sheets, shared documents, pictures, papers) is done by a thread of
 * its own, one piece at a time, so that the thread of the requests stays free. The thread is started when it is first
 * needed and ended when it passes a limit; the next piece gets a new one.
 * @typeParam Work the type of the module's default export: `import type read from './read.worker.ts'`, then `typeof read`.
 * @param module the file below `src/` without its ending, such as `platform/tables/read.worker`. Its default export
 *   takes the input and answers the output; both are copied (structured clone), but bytes in the output that have a
 *   buffer of their own change hands. Run from the sources (tests), Node reads it as it stands: neither it nor what it
 *   imports may be `.tsx`.
 * @returns a function that rejects with WorkerLimit, or with an Error when the work threw. Its second argument names
 *   buffers of the input that change hands instead of being copied: they are empty here afterwards.
 */
export function defineWorker<Work extends (input: never) => unknown>(
  module: string,
  limits: WorkerLimits,
): (input: Parameters<Work>[0], give?: readonly ArrayBuffer[]) => Promise<Awaited<ReturnType<Work>>> {
  const lane = new Lane(module, limits);
  return async (input, give = []) => (await lane.add(input, give)) as never;
}

/** One thread or process and those who wait for it: a class because it remembers both. */
class Lane {
  readonly #module: string;
  readonly #limits: WorkerLimits;
  readonly #waiting: Piece[] = [];
  #worker: Apart | undefined;
  #ready = false;
  #current: Piece | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Megabytes it held after its last piece. */
  #heldMb = 0;

  constructor(module: string, limits: WorkerLimits) {
    this.#module = module;
    this.#limits = limits;
  }

  add(input: unknown, give: readonly ArrayBuffer[]): Promise<unknown> {
    if (this.#waiting.length >= (this.#limits.waiting ?? 50))
      return Promise.reject(new WorkerLimit(this.#module, 'busy'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, give, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current || this.#waiting.length === 0) return;
    idle.delete(this);
    clearTimeout(this.#timer);
    this.#worker ??= this.#start();
    this.#worker.keep(true);
    if (!this.#ready) return;
    const piece = this.#waiting.shift()!;
    this.#current = piece;
    this.#timer = setTimeout(() => this.#giveUp(new WorkerLimit(this.#module, 'time')), this.#limits.ms);
    try {
      this.#worker.post(piece.input, piece.give);
    } catch (error) {
      this.#end(() => piece.reject(error as Error));
    }
  }

  #start(): Apart {
    const start = this.#limits.ownProcess ? startProcess : startThread;
    const worker: Apart = start(this.#module, this.#limits, {
      reply: (reply) => {
        if (worker === this.#worker) this.#take(reply);
      },
      ended: (error) => {
        if (worker !== this.#worker) return;
        this.#giveUp(error === 'memory' ? new WorkerLimit(this.#module, 'memory') : error);
      },
    });
    return worker;
  }

  #take(reply: WorkerReply): void {
    if (reply.kind === 'ready') {
      this.#ready = true;
      this.#next();
      return;
    }
    const piece = this.#current;
    if (!piece) return;
    this.#heldMb = reply.heldMb;
    if (reply.heldMb > keptMb[this.#limits.ownProcess ? 'process' : 'thread']) this.#drop();
    if (reply.kind === 'done') this.#end(() => piece.resolve(reply.output));
    else this.#end(() => piece.reject(new Error(reply.message)));
  }

  /** Ends the thread. The piece it had fails; when it could not even start, the first that waits. */
  #giveUp(error: Error): void {
    this.#drop();
    const piece = this.#current ?? this.#waiting.shift();
    this.#end(() => piece?.reject(error));
  }

  #drop(): void {
    const worker = this.#worker;
    idle.delete(this);
    this.#worker = undefined;
    this.#ready = false;
    worker?.end();
  }

  #end(tell: () => void): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
    tell();
    if (this.#waiting.length > 0) return this.#next();
    if (!this.#worker) return;
    // Nobody waits: a program that wants to end is not kept by the thread.
    this.#worker.keep(false);
    this.#timer = setTimeout(() => this.#drop(), idleFor);
    this.#timer.unref();
    idle.add(this);
    Lane.#spare();
  }

  /** Ends idle threads until the others together are small enough. */
  static #spare(): void {
    const bySize = [...idle].sort((a, b) => b.#heldMb - a.#heldMb);
    let all = bySize.reduce((sum, lane) => sum + lane.#heldMb, 0);
    for (const lane of bySize) {
      if (all <= keptMbInAll) return;
      clearTimeout(lane.#timer);
      lane.#drop();
      all -= lane.#heldMb;
    }
  }
}
