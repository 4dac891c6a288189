import type { Database } from '../db/connect.ts';
import type { Environment } from '../env.ts';
import { seal, unseal } from './sealed.ts';

/** New recovery codes are shown for so long, in milliseconds, unless their owner says sooner that they are kept. */
const SHOWN_FOR = 24 * 3_600_000;

type Secret = Pick<Environment, 'secret'>;

/**
 * Lets one sign-in show new recovery codes until they are kept: sealed with its id, so that no other sign-in and no copy
 * of the database opens them.
 */
export async function showCodes(
  db: Database,
  env: Secret,
  signInId: string,
  codes: readonly string[],
  now: Date,
): Promise<void> {
  const sealed = seal(env.secret, signInId, codes.join(' '), 'shown-codes');
  await db.app.query('update auth_session set shown_codes = $2, shown_codes_at = $3 where id = $1', [
    signInId,
    sealed,
    now,
  ]);
}

/** The codes that this sign-in still shows; undefined when they are kept, or a day old. */
export async function shownCodes(
  db: Database,
  env: Secret,
  signInId: string,
  now: Date,
): Promise<readonly string[] | undefined> {
  const found = await db.app.query<{ sealed: string | null }>(
    'select shown_codes as sealed from auth_session where id = $1 and ended_at is null and shown_codes_at > $2',
    [signInId, new Date(now.getTime() - SHOWN_FOR)],
  );
  return unseal(env.secret, signInId, found.rows[0]?.sealed ?? '', 'shown-codes')?.split(' ');
}

/** They are kept: nothing of them is left here but their hashes. */
export async function hideCodes(db: Database, signInId: string): Promise<void> {
  await db.app.query('update auth_session set shown_codes = null, shown_codes_at = null where id = $1', [
    signInId,
  ]);
}
