import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import type { Tx } from '../db/scope.ts';
import type { Environment } from '../env.ts';
import { forgetAttempts } from './attempts.ts';
import { knownBrowser } from './browsers.ts';
import { recordEvent } from './events.ts';
import { failed, hear, type Tried } from './hearing.ts';
import { keyedHash, seal, unseal } from './sealed.ts';
import type { Account } from './sign-in-gate.ts';
import { matchingStep, newRecoveryCode, newSecret, recoveryCodeOf } from './totp.ts';

type Secret = Pick<Environment, 'secret'>;
type Enrolling = Pick<Account, 'id' | 'signInId'>;

/**
 * The secret to put into the app. It belongs to this sign-in: a reload shows the same, another sign-in gets another, so
 * that nobody who was in before keeps a secret that the owner later confirms.
 * @throws Error when the account has a second factor already, or the sign-in is over.
 */
export async function beginSecondFactor(db: Database, env: Secret, account: Enrolling): Promise<string> {
  const fresh = newSecret();
  const sealed = seal(env.secret, account.signInId, fresh);
  const kept = await db.app.query<{ secret: string }>(
    `update auth_session set enrol_secret = coalesce(enrol_secret, $3)
      where id = $1 and account_id = $2 and ended_at is null and not exists
        (select from auth_two_factor f where f.account_id = $2 and f.confirmed_at is not null)
     returning enrol_secret as secret`,
    [account.signInId, account.id, sealed],
  );
  const row = kept.rows[0];
  if (!row) throw new Error('The account has a second factor already.');
  const opened = unseal(env.secret, account.signInId, row.secret);
  if (opened !== undefined) return opened;
  // Sealed with an ASHAR_SECRET that was changed since.
  await db.app.query('update auth_session set enrol_secret = $2 where id = $1', [account.signInId, sealed]);
  return fresh;
}

export type CodeAttempt = {
  readonly accountId: string;
  readonly code: string;
  readonly address: string;
  readonly browser?: string | undefined;
};

/** The first right code: this sign-in's secret is the second factor from now on. Answers ten recovery codes, shown once. */
export async function confirmSecondFactor(
  db: Database,
  env: Secret,
  account: Enrolling,
  given: Omit<CodeAttempt, 'accountId'>,
  now: Date,
): Promise<Tried<readonly string[]>> {
  const attempt = { kind: 'second-factor', account: account.id, address: given.address };
  const refused = await hear(db, attempt, account.id, now);
  if (refused) return refused;
  const found = await db.app.query<{ secret: string | null }>(
    'select enrol_secret as secret from auth_session where id = $1 and account_id = $2 and ended_at is null',
    [account.signInId, account.id],
  );
  const sealed = found.rows[0]?.secret ?? '';
  const secret = unseal(env.secret, account.signInId, sealed);
  const step = secret === undefined ? undefined : matchingStep(secret, given.code, now);
  const wrong = { ok: false, code: 'second-factor-wrong' } as const;
  if (secret === undefined || step === undefined) {
    await failed(db, 'second-factor-failed', account.id, now);
    return wrong;
  }
  const codes = await db.appQueries.transaction(async (tx) => {
    const set = await tx.execute(sql`
      insert into auth_two_factor as f (account_id, secret, confirmed_at, last_step)
      values (${account.id}, ${seal(env.secret, account.id, secret)}, ${now.toISOString()}, ${step})
      on conflict (account_id) do update
         set secret = excluded.secret, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step
       where f.confirmed_at is null`);
    if (set.rowCount !== 1) return undefined;
    await tx.execute(sql`update auth_session set enrol_secret = null where account_id = ${account.id}`);
    const made = await newRecoveryCodes(tx, env, account.id);
    await recordEvent(tx, { kind: 'second-factor-set', accountId: account.id }, now);
    return made;
  });
  // Another sign-in of this account was faster: its factor stands.
  if (!codes) return wrong;
  await forgetAttempts(db, attempt);
  return { ok: true, value: codes };
}

/** Checks a code of the app, or a recovery code. A code that was taken is refused from then on. */
export async function checkSecondFactor(
  db: Database,
  env: Secret,
  given: CodeAttempt,
  now: Date,
): Promise<Tried<{ readonly recovery: boolean }>> {
  const { accountId, address } = given;
  const browser = await knownBrowser(db, accountId, given.browser, now);
  const attempt = { kind: 'second-factor', account: accountId, address, browser };
  const refused = await hear(db, attempt, accountId, now);
  if (refused) return refused;
  const recovery = recoveryCodeOf(given.code);
  const right =
    recovery === undefined
      ? await takeCode(db, env, given, now)
      : await takeRecoveryCode(db, env, accountId, recovery, now);
  if (!right) {
    await failed(db, 'second-factor-failed', accountId, now);
    return { ok: false, code: 'second-factor-wrong' };
  }
  await forgetAttempts(db, attempt);
  return { ok: true, value: { recovery: recovery !== undefined } };
}

async function takeCode(db: Database, env: Secret, given: CodeAttempt, now: Date): Promise<boolean> {
  const found = await db.app.query<{ secret: string }>(
    'select secret from auth_two_factor where account_id = $1 and confirmed_at is not null',
    [given.accountId],
  );
  const row = found.rows[0];
  const secret = row && unseal(env.secret, given.accountId, row.secret);
  const step = secret === undefined ? undefined : matchingStep(secret, given.code, now);
  if (step === undefined) return false;
  // The same statement takes the step, so that of two equal codes at once only one is taken.
  const taken = await db.app.query(
    'update auth_two_factor set last_step = $2 where account_id = $1 and (last_step is null or last_step < $2)',
    [given.accountId, step],
  );
  return taken.rowCount === 1;
}

async function takeRecoveryCode(
  db: Database,
  env: Secret,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  return await db.appQueries.transaction(async (tx) => {
    const used = await tx.execute(sql`
      update auth_recovery_code set used_at = ${now.toISOString()} where account_id = ${accountId}
         and code_hash = ${keyedHash(env.secret, 'recovery', `${accountId}:${code}`)} and used_at is null`);
    if (used.rowCount !== 1) return false;
    await recordEvent(tx, { kind: 'recovery-code-used', accountId }, now);
    return true;
  });
}

/** Ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  tx: Tx,
  env: Secret,
  accountId: string,
  now: Date,
): Promise<readonly string[]> {
  const codes = await newRecoveryCodes(tx, env, accountId);
  await recordEvent(tx, { kind: 'recovery-codes-renewed', accountId }, now);
  return codes;
}

async function newRecoveryCodes(tx: Tx, env: Secret, accountId: string): Promise<readonly string[]> {
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

/** Takes the second factor away, so that another phone can be set up. The caller records why. */
export async function removeSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`delete from auth_two_factor where account_id = ${accountId}`);
  await tx.execute(sql`delete from auth_recovery_code where account_id = ${accountId}`);
  await tx.execute(sql`update auth_session set enrol_secret = null where account_id = ${accountId}`);
}
