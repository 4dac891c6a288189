import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { placeOf } from './place-of.ts';

/**
 * Brakes on guessing. For strangers three counters: the account from one place (strict), the account from everywhere
 * (loose: it must not let a stranger lock somebody out), and the place over all accounts. A browser in which the owner
 * signed in before has one counter of its own instead, so that no stranger's guesses brake it.
 */
type Brake = { readonly name: string; readonly free: number; readonly first: number; readonly most: number };

const pair: Brake = { name: 'pair', free: 5, first: 15, most: 3600 };
const account: Brake = { name: 'account', free: 50, first: 5, most: 60 };
const place: Brake = { name: 'address', free: 60, first: 30, most: 600 };
const browser: Brake = { name: 'browser', free: 10, first: 15, most: 3600 };

/** Failures are forgotten this long after the last one, in milliseconds. */
const MEMORY = 24 * 3_600_000;

export type Attempt = {
  /** What is tried: `sign-in`, `second-factor`, `reset`. */
  readonly kind: string;
  /** What was typed as the account, or its id. Kept only as a hash. */
  readonly account: string;
  readonly address: string;
  /** Names the browser where it is known to the account (browsers.ts). */
  readonly browser?: string | undefined;
};

function keysOf(attempt: Attempt): { brake: Brake; key: string }[] {
  const key = (brake: Brake, ...parts: string[]) => ({
    brake,
    key: createHash('sha256')
      .update([attempt.kind, brake.name, ...parts].join('\n'))
      .digest('hex'),
  });
  if (attempt.browser !== undefined) return [key(browser, attempt.account, attempt.browser)];
  const from = placeOf(attempt.address);
  return [key(pair, attempt.account, from), key(account, attempt.account), key(place, from)];
}

export type Counted = {
  /** 0 when the attempt may be heard, else the seconds to wait. */
  readonly wait: number;
  /** Whether this attempt was the one with which a brake began to hold. */
  readonly braked: boolean;
};

type Row = { key: string; failures: string; wait_until: string | null; updated_at: string };

/**
 * Counts an attempt before it is heard. One that must wait is counted nowhere. All counters are locked, asked and
 * raised in one transaction, so that a hundred sent at once are a hundred counted; the delay doubles with each attempt
 * beyond the free ones. `forgetAttempts` takes the right one back.
 */
export async function countAttempt(db: Database, attempt: Attempt, now: Date): Promise<Counted> {
  const brakes = new Map(keysOf(attempt).map(({ key, brake }) => [key, brake]));
  // In one order for everybody, so that two never wait for each other.
  const keys = [...brakes.keys()].sort();
  return await db.appQueries.transaction(async (tx) => {
    const list = sql`array(select json_array_elements_text(${JSON.stringify(keys)}::json))`;
    await tx.execute(sql`
      insert into auth_attempt (key, failures, updated_at)
      select k, 0, ${now.toISOString()}::timestamptz from unnest(${list}) k order by k on conflict (key) do nothing`);
    const found = await tx.execute<Row>(sql`
      select key, failures, wait_until, updated_at from auth_attempt where key = any(${list}) order by key for update`);
    const waits = found.rows.map((row) =>
      row.wait_until === null ? 0 : new Date(row.wait_until).getTime() - now.getTime(),
    );
    const longest = Math.max(0, ...waits);
    if (longest > 0) return { wait: Math.max(1, Math.ceil(longest / 1000)), braked: false };
    let braked = false;
    for (const row of found.rows) {
      const brake = brakes.get(row.key);
      if (!brake) continue;
      const old = now.getTime() - new Date(row.updated_at).getTime() > MEMORY;
      const failures = old ? 1 : Number(row.failures) + 1;
      const over = failures - brake.free;
      if (over === 0) braked = true;
      const seconds = over < 0 ? undefined : Math.min(brake.most, brake.first * 2 ** Math.min(over, 20));
      const until = seconds === undefined ? null : new Date(now.getTime() + seconds * 1000).toISOString();
      await tx.execute(sql`
        update auth_attempt set failures = ${failures}, wait_until = ${until}, updated_at = ${now.toISOString()}
         where key = ${row.key}`);
    }
    return { wait: 0, braked };
  });
}

/** The same, for those who only ask how long to wait. */
export async function tryAttempt(db: Database, attempt: Attempt, now: Date): Promise<number> {
  return (await countAttempt(db, attempt, now)).wait;
}

/** The right password: the account's failures from this place (or browser) are forgotten, and this try everywhere. */
export async function forgetAttempts(db: Database, attempt: Attempt): Promise<void> {
  const [own, ...others] = keysOf(attempt).map(({ key }) => key);
  await db.app.query('delete from auth_attempt where key = $1', [own]);
  await db.app.query(
    'update auth_attempt set failures = greatest(0, failures - 1), wait_until = null where key = any($1)',
    [others],
  );
}
