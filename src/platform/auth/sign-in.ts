import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { newId } from '../db/id.ts';
import type { Tx } from '../db/scope.ts';
import type { Environment } from '../env.ts';
import { findAccount, type KnownAccount } from './accounts.ts';
import { forgetAttempts, tryAttempt } from './attempts.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { isPassword } from './passwords.ts';
import { keyedHash, seal, unseal } from './sealed.ts';
import { ABSOLUTE_LIMIT, hashToken, needsSecondFactor, type Account } from './session-gate.ts';
import { matchingStep, newRecoveryCode, newSecret, recoveryCodeOf } from './totp.ts';

export type Tried<T> = { readonly ok: true; readonly value: T } | TriedRefusal;
export type TriedRefusal =
  | { readonly ok: false; readonly code: 'sign-in-wrong' | 'second-factor-wrong' | 'password-wrong' }
  | { readonly ok: false; readonly code: 'too-many-attempts'; readonly minutes: number };

function tooMany(seconds: number): TriedRefusal {
  return { ok: false, code: 'too-many-attempts', minutes: Math.ceil(seconds / 60) };
}

/** Checks e-mail or phone and password. Does not tell which of them was wrong, also not by the time it takes. */
export async function checkPassword(
  db: Database,
  typed: { readonly account: string; readonly password: string; readonly address: string },
  now: Date,
): Promise<Tried<KnownAccount>> {
  const kept = emailOf(typed.account) ?? phoneOf(typed.account) ?? typed.account.trim().toLowerCase();
  const attempt = { kind: 'sign-in', account: kept, address: typed.address };
  const wait = await tryAttempt(db, attempt, now);
  if (wait > 0) return tooMany(wait);
  const account = await findAccount(db, typed.account);
  const same = await isPassword(account?.passwordHash ?? undefined, typed.password.slice(0, 1000));
  if (!account || !same) return { ok: false, code: 'sign-in-wrong' };
  await forgetAttempts(db, attempt);
  return { ok: true, value: account };
}

/** The password of somebody who is signed in, asked again before the account is changed. */
export async function checkOwnPassword(
  db: Database,
  account: { readonly id: string; readonly passwordHash: string | null },
  typed: { readonly password: string; readonly address: string },
  now: Date,
): Promise<Tried<null>> {
  const attempt = { kind: 'own-password', account: account.id, address: typed.address };
  const wait = await tryAttempt(db, attempt, now);
  if (wait > 0) return tooMany(wait);
  if (!(await isPassword(account.passwordHash ?? undefined, typed.password.slice(0, 1000)))) {
    return { ok: false, code: 'password-wrong' };
  }
  await forgetAttempts(db, attempt);
  return { ok: true, value: null };
}

/**
 * Starts a session and answers the cookie's value. `level` follows from the account: with a second factor, or where
 * a role demands one, the session can do nothing but give it.
 */
export async function startSession(
  db: Database,
  account: { readonly id: string; readonly demo: boolean },
  browser: string,
  now: Date,
  options: { readonly secondFactorGiven?: boolean } = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + ABSOLUTE_LIMIT);
  const level =
    options.secondFactorGiven || !(await asksSecondFactor(db, account, now)) ? 'full' : 'password';
  await db.app.query(
    `insert into auth_session (id, token_hash, account_id, level, browser, created_at, seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [newId(), hashToken(token), account.id, level, shortBrowser(browser), now, expires],
  );
  return token;
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
function shortBrowser(agent: string): string {
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

/** The session of the cookie ends; signing in again makes another. */
export async function endSession(db: Database, token: string, now: Date): Promise<void> {
  await db.app.query('update auth_session set ended_at = $2 where token_hash = $1 and ended_at is null', [
    hashToken(token),
    now,
  ]);
}

type Secret = Pick<Environment, 'secret'>;

/** The secret to put into the app: the one begun before while it is not confirmed, so that a reload shows the same. */
export async function beginSecondFactor(db: Database, env: Secret, accountId: string): Promise<string> {
  const fresh = newSecret();
  const kept = await db.app.query<{ secret: string; confirmed_at: Date | null }>(
    `insert into auth_two_factor (account_id, secret) values ($1, $2)
     on conflict (account_id) do update set account_id = excluded.account_id returning secret, confirmed_at`,
    [accountId, seal(env.secret, accountId, fresh)],
  );
  const row = kept.rows[0];
  if (row?.confirmed_at) throw new Error('The account has a second factor already.');
  const opened = row && unseal(env.secret, accountId, row.secret);
  if (opened !== undefined) return opened;
  // Sealed with an ASHAR_SECRET that was changed since.
  await db.app.query('update auth_two_factor set secret = $2 where account_id = $1', [
    accountId,
    seal(env.secret, accountId, fresh),
  ]);
  return fresh;
}

type CodeAttempt = { readonly accountId: string; readonly code: string; readonly address: string };

/** The first right code: the second factor stands from now on. Answers ten recovery codes, shown once. */
export async function confirmSecondFactor(
  db: Database,
  env: Secret,
  given: CodeAttempt,
  now: Date,
): Promise<Tried<readonly string[]>> {
  const tried = await tryCode(db, env, given, now, false);
  if (!tried.ok) return tried;
  return {
    ok: true,
    value: await db.appQueries.transaction(async (tx) => {
      await tx.execute(sql`
        update auth_two_factor set confirmed_at = ${now.toISOString()} where account_id = ${given.accountId}`);
      return await renewRecoveryCodes(tx, env, given.accountId);
    }),
  };
}

/** Checks a code of the app, or a recovery code. A code that was taken is refused from then on. */
export async function checkSecondFactor(
  db: Database,
  env: Secret,
  given: CodeAttempt,
  now: Date,
): Promise<Tried<{ readonly recovery: boolean }>> {
  const recovery = recoveryCodeOf(given.code);
  if (recovery === undefined) {
    const tried = await tryCode(db, env, given, now, true);
    return tried.ok ? { ok: true, value: { recovery: false } } : tried;
  }
  const attempt = { kind: 'second-factor', account: given.accountId, address: given.address };
  const wait = await tryAttempt(db, attempt, now);
  if (wait > 0) return tooMany(wait);
  const used = await db.app.query(
    'update auth_recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
    [given.accountId, keyedHash(env.secret, 'recovery', `${given.accountId}:${recovery}`), now],
  );
  if (used.rowCount !== 1) return { ok: false, code: 'second-factor-wrong' };
  await forgetAttempts(db, attempt);
  return { ok: true, value: { recovery: true } };
}

async function tryCode(
  db: Database,
  env: Secret,
  given: CodeAttempt,
  now: Date,
  confirmed: boolean,
): Promise<Tried<null>> {
  const attempt = { kind: 'second-factor', account: given.accountId, address: given.address };
  const wait = await tryAttempt(db, attempt, now);
  if (wait > 0) return tooMany(wait);
  const found = await db.app.query<{ secret: string }>(
    'select secret from auth_two_factor where account_id = $1 and (confirmed_at is not null) = $2',
    [given.accountId, confirmed],
  );
  const row = found.rows[0];
  const secret = row && unseal(env.secret, given.accountId, row.secret);
  const step = secret === undefined ? undefined : matchingStep(secret, given.code, now);
  if (step === undefined) return { ok: false, code: 'second-factor-wrong' };
  // The same statement takes the step, so that of two equal codes at once only one is taken.
  const taken = await db.app.query(
    'update auth_two_factor set last_step = $2 where account_id = $1 and (last_step is null or last_step < $2)',
    [given.accountId, step],
  );
  if (taken.rowCount !== 1) return { ok: false, code: 'second-factor-wrong' };
  await forgetAttempts(db, attempt);
  return { ok: true, value: null };
}

/** Ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(tx: Tx, env: Secret, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: 10 }, newRecoveryCode);
  await tx.execute(sql`delete from auth_recovery_code where account_id = ${accountId}`);
  for (const code of codes) {
    const hash = keyedHash(env.secret, 'recovery', `${accountId}:${code}`);
    await tx.execute(
      sql`insert into auth_recovery_code (account_id, code_hash) values (${accountId}, ${hash})`,
    );
  }
  return codes;
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Database, accountId: string): Promise<number> {
  const found = await db.app.query<{ left: number }>(
    'select count(*)::int as left from auth_recovery_code where account_id = $1 and used_at is null',
    [accountId],
  );
  return found.rows[0]?.left ?? 0;
}

/** Takes the second factor away, so that another phone can be set up. */
export async function removeSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`delete from auth_two_factor where account_id = ${accountId}`);
  await tx.execute(sql`delete from auth_recovery_code where account_id = ${accountId}`);
}
