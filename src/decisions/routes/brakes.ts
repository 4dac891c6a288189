import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Brakes at a meeting's door. They count a token or a ticket, never an address: a whole hall may stand behind one. A
 * right code is always heard; only unknown ones are slowed, over the whole meeting, once somebody tries many.
 */
export class DoorBrakes {
  readonly #token = new RateLimiterMemory({ keyPrefix: 'vote-token', points: 60, duration: 60 });
  readonly #wrong = new RateLimiterMemory({ keyPrefix: 'vote-wrong', points: 300, duration: 600 });
  readonly #turn = new RateLimiterMemory({ keyPrefix: 'vote-turn', points: 5, duration: 1 });
  /** Codes that were right, by their hashes: they pass whatever others try. */
  readonly #proven = new Set<string>();

  /** Counts a request of one token or ticket; answers the seconds to wait when it asks without end. */
  async over(key: string): Promise<number | undefined> {
    return await counted(this.#token, key);
  }

  /**
   * Whether an unknown code may be looked up now. While few wrong ones were typed at this meeting it always may;
   * afterwards five a second of the whole meeting: with 150 numbers of nine figures a guess then comes true once in some
   * three hundred hours, with 18,000 once in three.
   */
  async mayTry(meetingId: string, hash: string): Promise<boolean> {
    if (this.#proven.has(hash)) return true;
    const wrong = await this.#wrong.get(meetingId);
    if (wrong === null || wrong.consumedPoints <= this.#wrong.points) return true;
    return (await counted(this.#turn, meetingId)) === undefined;
  }

  wasRight(hash: string): void {
    if (this.#proven.size > 50_000) this.#proven.clear();
    this.#proven.add(hash);
  }

  async wasWrong(meetingId: string): Promise<void> {
    await counted(this.#wrong, meetingId);
  }
}

async function counted(brake: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await brake.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}
