import type { Database } from '../db/connect.ts';
import { hashToken } from './sign-in-gate.ts';

/** A sign-in that was ended from elsewhere says so for a day; one that ran out, as long as it could have lasted. */
const ENDED_WITHIN = 24 * 3_600_000;

/**
 * Whose sign-in the cookie was, when it has ended: proof of a browser in which somebody was in, and of nothing that they
 * may do. Signing out takes the cookie away, so that nothing is known afterwards. Undefined for one that never was
 * whole, and for accounts that are switched off.
 */
export async function endedSignIn(
  db: Database,
  token: string | undefined,
  now: Date,
): Promise<{ readonly accountId: string } | undefined> {
  if (token === undefined || token === '' || token.length > 100) return undefined;
  const found = await db.app.query<{ accountId: string }>(
    `select s.account_id as "accountId" from auth_session s join auth_user u on u.id = s.account_id
      where s.token_hash = $1 and s.level = 'full' and u.disabled_at is null
        and coalesce(s.ended_at, s.expires_at) > $2`,
    [hashToken(token), new Date(now.getTime() - ENDED_WITHIN)],
  );
  return found.rows[0];
}
