import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { announce } from './live.ts';

/**
 * Brakes on phones. What a person with a phone does stays far below them; a phone that asks without end is slowed
 * alone, and the host sees which one it is.
 */
export type Brakes = {
  /** One phone looks at its page; a waiting one does so by itself every few seconds. */
  readonly look: RateLimiterMemory;
  /** One phone sends something. */
  readonly send: RateLimiterMemory;
  /** What was typed is shown again to a phone that was slowed. */
  readonly kept: RateLimiterMemory;
  /** One address asks for a new number. */
  readonly join: RateLimiterMemory;
  /** Everything from one address. */
  readonly address: RateLimiterMemory;
  /** Wrong secrets from one address. */
  readonly wrong: RateLimiterMemory;
  /** Codes of no hall from one address: they are short enough to be worth guessing. */
  readonly guess: RateLimiterMemory;
  /** Halls opened from one address: each keeps a package of megabytes. */
  readonly open: RateLimiterMemory;
};

/**
 * @param crowded many phones come from one address, as they do on the internet; on the network of a hall each has
 * its own.
 */
export function brakes(crowded: boolean): Brakes {
  return {
    look: new RateLimiterMemory({ keyPrefix: 'look', points: 60, duration: 60 }),
    send: new RateLimiterMemory({ keyPrefix: 'send', points: 20, duration: 60 }),
    kept: new RateLimiterMemory({ keyPrefix: 'kept', points: 6, duration: 60 }),
    join: new RateLimiterMemory({ keyPrefix: 'join', points: crowded ? 120 : 10, duration: 600 }),
    address: new RateLimiterMemory({ keyPrefix: 'address', points: crowded ? 2400 : 180, duration: 60 }),
    // A secret cannot be guessed; this spares the database. Behind one address a stranger must not stop the host.
    wrong: new RateLimiterMemory({ keyPrefix: 'wrong', points: crowded ? 600 : 30, duration: 60 }),
    guess: new RateLimiterMemory({ keyPrefix: 'guess', points: 60, duration: 600 }),
    open: new RateLimiterMemory({ keyPrefix: 'open', points: 120, duration: 3600 }),
  };
}

/** Counts one; answers the seconds to wait when there were too many. */
export async function over(brake: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await brake.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

/** Whether the brake has been used up; nothing is counted. */
export async function isOver(brake: RateLimiterMemory, key: string): Promise<boolean> {
  const state = await brake.get(key);
  return state !== null && state.consumedPoints > brake.points;
}

/** How long a phone is shown as flooding after its last excess, in milliseconds. */
const rememberedFor = 60_000;

/** Who was slowed lately, by hall. Kept in memory: it speaks of now. */
export class Floods {
  readonly #halls = new Map<string, Map<string, number>>();
  readonly #owners = new Map<string, { hallId: string; phoneId: string }>();

  /** Remembers whose cookie it is, so that a flood is named without asking the database. */
  owns(cookie: string, hallId: string, phoneId: string): void {
    if (this.#owners.size > 5000) this.#owners.clear();
    this.#owners.set(`${hallId}\n${cookie}`, { hallId, phoneId });
  }

  /** Somebody was slowed in this hall; without a known phone it is a stranger. */
  note(hallId: string, cookie: string | undefined, now: number): void {
    const phoneId = this.#owners.get(`${hallId}\n${cookie ?? ''}`)?.phoneId ?? '';
    const hall = this.#halls.get(hallId) ?? new Map<string, number>();
    const before = hall.get(phoneId) ?? 0;
    hall.set(phoneId, now);
    if (this.#halls.size > 1000) this.#halls.clear();
    this.#halls.set(hallId, hall);
    if (now - before > rememberedFor) announce(hallId);
  }

  /** The phones that were slowed lately; the empty id stands for strangers. */
  of(hallId: string, now: number): ReadonlySet<string> {
    const hall = this.#halls.get(hallId);
    if (!hall) return new Set();
    return new Set([...hall].filter(([, at]) => now - at < rememberedFor).map(([id]) => id));
  }
}
