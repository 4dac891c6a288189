import { randomBytes } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import { newId } from '../db/id.ts';
import { findAccount, type KnownAccount } from './accounts.ts';
import { forgetAttempts } from './attempts.ts';
import { knownBrowser } from './browsers.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { recordAlone } from './events.ts';
import { failed, hear, type Tried } from './hearing.ts';
import { isPassword } from './passwords.ts';
import { ABSOLUTE_LIMIT, hashToken, needsSecondFactor, type Account } from './sign-in-gate.ts';

/** From where somebody tries: the address, and the cookie of a browser that may be known. */
export type From = { readonly address: string; readonly browser?: string | undefined };

/**
 * Checks e-mail or phone and password. Does not tell which of them was wrong, also not by the time it takes. A browser
 * in which this account signed in before is not held up by what strangers try.
 */
export async function checkPassword(
  db: Database,
  typed: { readonly account: string; readonly password: string } & From,
  now: Date,
): Promise<Tried<KnownAccount>> {
  const kept = emailOf(typed.account) ?? phoneOf(typed.account) ?? typed.account.trim().toLowerCase();
  const account = await findAccount(db, typed.account);
  const browser = account && (await knownBrowser(db, account.id, typed.browser, now));
  const attempt = { kind: 'sign-in', account: kept, address: typed.address, browser };
  const refused = await hear(db, attempt, account?.id, now);
  if (refused) return refused;
  const same = await isPassword(account?.passwordHash ?? undefined, typed.password.slice(0, 1000));
  if (!account || !same) {
    await failed(db, 'sign-in-failed', account?.id, now);
    return { ok: false, code: 'sign-in-wrong' };
  }
  await forgetAttempts(db, attempt);
  return { ok: true, value: account };
}

/** The password of somebody who is signed in, asked again before the account is changed. */
export async function checkOwnPassword(
  db: Database,
  account: { readonly id: string; readonly passwordHash: string | null },
  typed: { readonly password: string } & From,
  now: Date,
): Promise<Tried<null>> {
  const browser = await knownBrowser(db, account.id, typed.browser, now);
  const attempt = { kind: 'own-password', account: account.id, address: typed.address, browser };
  const refused = await hear(db, attempt, account.id, now);
  if (refused) return refused;
  if (!(await isPassword(account.passwordHash ?? undefined, typed.password.slice(0, 1000)))) {
    await failed(db, 'sign-in-failed', account.id, now);
    return { ok: false, code: 'password-wrong' };
  }
  await forgetAttempts(db, attempt);
  return { ok: true, value: null };
}

/**
 * Starts a sign-in and answers the cookie's value. `level` follows from the account: with a second factor, or where
 * a role demands one, the sign-in can do nothing but give it.
 */
export async function startSignIn(
  db: Database,
  account: { readonly id: string; readonly demo: boolean },
  browser: string,
  now: Date,
  options: { readonly secondFactorGiven?: boolean } = {},
): Promise<{ readonly id: string; readonly token: string; readonly level: 'password' | 'full' }> {
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + ABSOLUTE_LIMIT);
  const level =
    options.secondFactorGiven || !(await asksSecondFactor(db, account, now)) ? 'full' : 'password';
  await db.app.query(
    `insert into auth_session (id, token_hash, account_id, level, browser, created_at, seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [id, hashToken(token), account.id, level, shortBrowser(browser), now, expires],
  );
  // With a second factor still to come nobody is in yet.
  if (level === 'full') {
    const details = { browser: shortBrowser(browser) };
    await recordAlone(db, { kind: 'signed-in', accountId: account.id, details }, now);
  }
  return { id, token, level };
}

/** The installation's people of the demo sign in without a second factor: they are invented and their password known. */
async function asksSecondFactor(
  db: Database,
  account: { readonly id: string; readonly demo: boolean },
  now: Date,
): Promise<boolean> {
  if (account.demo) return false;
  const found = await db.app.query<{ confirmed: boolean; system: boolean; roles: Account['roles'] }>(
    `select exists (select from auth_two_factor where account_id = $1 and confirmed_at is not null) as confirmed,
            exists (select from system_administrator where account_id = $1) as system,
            coalesce((select json_agg(json_build_object('municipalityId', municipality_id, 'role', role))
               from role_assignment where account_id = $1 and valid_from <= $2
                and (valid_to is null or valid_to > $2)), '[]') as roles`,
    [account.id, now],
  );
  const row = found.rows[0];
  return (
    row !== undefined &&
    (row.confirmed || needsSecondFactor({ demo: false, systemAdministrator: row.system, roles: row.roles }))
  );
}

/** «Chrome, Android» is enough to know one's own browsers; the rest of the line is nobody's business. */
function shortBrowser(whole: string): string {
  // No browser says more; what calls itself one again and again would be looked through again and again.
  const agent = whole.slice(0, 500);
  const browser = /(Edg|OPR|YaBrowser|Firefox|Chrome|Safari)\//.exec(
    agent.replace(/Chrome\/(?=.*(Edg|OPR|YaBrowser)\/)/, ''),
  )?.[1];
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(agent)?.[1];
  const names: Record<string, string> = {
    Edg: 'Edge',
    OPR: 'Opera',
    YaBrowser: 'Yandex',
    'Mac OS X': 'macOS',
  };
  return [browser, system]
    .filter((part) => part !== undefined)
    .map((part) => names[part] ?? part)
    .join(', ');
}

/** The sign-in of the cookie ends; signing in again makes another. */
export async function endSignIn(db: Database, token: string, now: Date): Promise<void> {
  await db.app.query(
    `update auth_session set ended_at = $2, shown_codes = null, shown_codes_at = null
      where token_hash = $1 and ended_at is null`,
    [hashToken(token), now],
  );
}
