import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { endSignIns, setPasswordHash } from './accounts.ts';
import { forgetBrowsers } from './browsers.ts';
import { recordEvent } from './events.ts';
import { useLink, type OpenLink } from './one-time-links.ts';
import { removeSecondFactor } from './second-factor.ts';
import { isOurs } from './staff.ts';

/**
 * Sets the password by a reset link; true for exactly one caller. A link that an administrator made is refused when the
 * account was used elsewhere since. All sign-ins and known browsers are out: whoever knew the old password, or stole a
 * sign-in, is gone. The owner hears of it.
 */
export async function useReset(db: Database, link: OpenLink, hash: string, now: Date): Promise<boolean> {
  const { accountId, madeIn } = link;
  if (accountId === null) return false;
  return await db.appQueries.transaction(async (tx) => {
    if (!(await useLink(tx, link, now))) return false;
    if (madeIn !== null && !(await isOurs(tx, accountId, madeIn))) return false;
    await setPasswordHash(tx, accountId, hash);
    await endSignIns(tx, accountId, 'all', now);
    await forgetBrowsers(tx, accountId);
    if (link.clearsFactor) await removeSecondFactor(tx, accountId);
    // The operator's rescue is printed. What an administrator held in the hand may have been used by them: the address
    // is not known to be its owner's any more, and taking roles elsewhere asks for a new password.
    const printed = madeIn === null && link.clearsFactor;
    if (link.byHand)
      await tx.execute(sql`update auth_user set email_proven_at = null where id = ${accountId}`);
    else if (link.email !== null && !printed) {
      await tx.execute(sql`
        update auth_user set email_proven_at = coalesce(email_proven_at, ${now.toISOString()}) where id = ${accountId}`);
    }
    await recordEvent(
      tx,
      {
        kind: 'password-reset',
        accountId,
        details: { secondFactor: link.clearsFactor ? 'removed' : 'kept' },
      },
      now,
    );
    return true;
  });
}
