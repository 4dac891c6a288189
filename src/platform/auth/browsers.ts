import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../db/connect.ts';
import type { Tx } from '../db/scope.ts';
import { hashToken } from './sign-in-gate.ts';

/** How long a browser stays known after the last sign-in, in days. */
export const BROWSER_DAYS = 180;

/** Whether somebody signed in to this account in this browser before. Answers the hash that names the browser. */
export async function knownBrowser(
  db: Database,
  accountId: string,
  token: string | undefined,
  now: Date,
): Promise<string | undefined> {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return undefined;
  const hash = hashToken(token);
  const found = await db.app.query(
    'select from auth_browser where token_hash = $1 and account_id = $2 and expires_at > $3',
    [hash, accountId, now],
  );
  return found.rowCount === 1 ? hash : undefined;
}

/**
 * Makes the browser known to the account, after a sign-in that is complete. Its name is new each time, for all accounts
 * it is known to, so that a copy of the cookie taken earlier, or one that somebody put there, is worth nothing. Answers
 * the cookie's new value.
 */
export async function rememberBrowser(
  db: Database,
  accountId: string,
  token: string | undefined,
  now: Date,
): Promise<string> {
  const fresh = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + BROWSER_DAYS * 86_400_000).toISOString();
  await db.appQueries.transaction(async (tx) => {
    if (token !== undefined && token.length <= 100) {
      await tx.execute(sql`
        update auth_browser set token_hash = ${hashToken(fresh)} where token_hash = ${hashToken(token)}`);
    }
    await tx.execute(sql`
      insert into auth_browser (token_hash, account_id, expires_at, created_at)
      values (${hashToken(fresh)}, ${accountId}, ${expires}, ${now.toISOString()})
      on conflict (token_hash, account_id) do update set expires_at = excluded.expires_at`);
    await tx.execute(sql`delete from auth_browser where expires_at < ${now.toISOString()}`);
  });
  return fresh;
}

/** No browser is known to this account any more, but the one of this cookie: after a reset, or when it is disabled. */
export async function forgetBrowsers(
  tx: Tx | NodePgDatabase,
  accountId: string,
  except?: string,
): Promise<void> {
  const kept = except === undefined ? '' : hashToken(except);
  await tx.execute(sql`delete from auth_browser where account_id = ${accountId} and token_hash <> ${kept}`);
}
