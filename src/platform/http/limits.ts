import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * The general limits, per process: against a script gone wild, far above what people and the field app do. What
 * guards passwords is stricter and stands in the database (platform/auth/attempts.ts).
 */
const byAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 3000, duration: 60 });
const byAccount = new RateLimiterMemory({ keyPrefix: 'account', points: 60_000, duration: 60 });

/** A field device sends each item of an outbox by itself at most: a whole day of sessions fits into a minute. */
const byDevice = new RateLimiterMemory({ keyPrefix: 'device', points: 600, duration: 60 });

/** Whoever watches the server asks once in some seconds; many may stand behind one address. */
const byWatcher = new RateLimiterMemory({ keyPrefix: 'health', points: 6000, duration: 60 });

/** Counts one request; answers how many seconds to wait when there were too many. */
export async function overLimit(
  who: { address: string; accountId?: string } | { deviceId: string } | { asksHealth: string },
): Promise<number | undefined> {
  try {
    if ('deviceId' in who) await byDevice.consume(who.deviceId);
    else if ('asksHealth' in who) await byWatcher.consume(who.asksHealth);
    else if (who.accountId === undefined) await byAddress.consume(who.address);
    else await byAccount.consume(who.accountId);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}
