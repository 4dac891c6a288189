import { createHash } from 'node:crypto';
import type { Database } from '../db/connect.ts';

/**
 * Brakes on guessing. Three counters: the account from one address (strict), the account from everywhere (loose: it
 * must not let a stranger lock somebody out), and the address over all accounts.
 */
type Brake = { readonly name: string; readonly free: number; readonly first: number; readonly most: number };

const pair: Brake = { name: 'pair', free: 5, first: 15, most: 3600 };
const account: Brake = { name: 'account', free: 50, first: 5, most: 60 };
const address: Brake = { name: 'address', free: 60, first: 30, most: 3600 };

/** Failures are forgotten this long after the last one. */
const MEMORY = '24 hours';

export type Attempt = {
  /** What is tried: `sign-in`, `second-factor`, `reset`. */
  readonly kind: string;
  /** What was typed as the account, or its id. Kept only as a hash. */
  readonly account: string;
  readonly address: string;
};

function keysOf(attempt: Attempt): { brake: Brake; key: string }[] {
  const key = (brake: Brake, ...parts: string[]) => ({
    brake,
    key: createHash('sha256')
      .update([attempt.kind, brake.name, ...parts].join('\n'))
      .digest('hex'),
  });
  return [
    key(pair, attempt.account, attempt.address),
    key(account, attempt.account),
    key(address, attempt.address),
  ];
}

/**
 * Counts an attempt before it is heard. Answers 0 when it may be heard, else the seconds to wait (then it is not
 * counted). Each counter is asked and raised in one statement, so that a hundred sent at once are a hundred counted;
 * the delay doubles with each attempt beyond the free ones. `forgetAttempts` takes the right one back.
 */
export async function tryAttempt(db: Database, attempt: Attempt, now: Date): Promise<number> {
  for (const { brake, key } of keysOf(attempt)) {
    const counted = await db.app.query(
      `insert into auth_attempt as a (key, failures, updated_at) values ($1, 1, $2)
       on conflict (key) do update set
         failures = case when a.updated_at < $2::timestamptz - interval '${MEMORY}' then 1 else a.failures + 1 end,
         wait_until = case
           when a.updated_at < $2::timestamptz - interval '${MEMORY}' or a.failures + 1 < $3::int then null
           else $2::timestamptz
             + make_interval(secs => least($5::float8, $4::float8 * power(2, least(a.failures + 1 - $3::int, 20)))) end,
         updated_at = $2
       where a.wait_until is null or a.wait_until <= $2`,
      [key, now, brake.free, brake.first, brake.most],
    );
    if (counted.rowCount === 1) continue;
    const found = await db.app.query<{ until: Date }>(
      'select wait_until as until from auth_attempt where key = $1',
      [key],
    );
    return Math.max(1, Math.ceil(((found.rows[0]?.until.getTime() ?? 0) - now.getTime()) / 1000));
  }
  return 0;
}

/** The right password: the account's failures from this address are forgotten. */
export async function forgetAttempts(db: Database, attempt: Attempt): Promise<void> {
  const [own] = keysOf(attempt);
  await db.app.query('delete from auth_attempt where key = $1', [own?.key]);
  const others = keysOf(attempt)
    .slice(1)
    .map(({ key }) => key);
  await db.app.query('update auth_attempt set failures = greatest(0, failures - 1) where key = any($1)', [
    others,
  ]);
}
