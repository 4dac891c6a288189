import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../db/connect.ts';
import type { Role } from '../db/gate.ts';
import { newId } from '../db/id.ts';
import { violatedConstraint } from '../db/postgres-errors.ts';
import type { Tx } from '../db/scope.ts';
import type { Lang } from '../i18n/lang.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { hashPassword } from './passwords.ts';

export type NewAccount = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly name: string;
  /** Left out for people who are invited: they choose it by their link. */
  readonly password?: string | undefined;
  readonly lang?: Lang;
  readonly demo?: boolean;
  readonly systemAdministrator?: boolean;
  /** The id it gets; a new one when left out. */
  readonly id?: string;
  /** The municipality that invited this person; the first one of `roles` when left out. */
  readonly createdIn?: string;
  /** Whether the e-mail was shown to be its owner's, by a link sent there. */
  readonly emailProven?: boolean;
  readonly roles?: readonly { readonly municipalityId: string; readonly role: Role }[];
};

/**
 * Makes an account with its roles, for the first administrator, the demo and tests. Invitations go by `inviteStaff`.
 * @throws Error when the e-mail address or phone cannot be read or is taken.
 */
export async function createAccount(db: Database, account: NewAccount): Promise<{ id: string }> {
  const hashed = account.password === undefined ? undefined : await hashPassword(account.password);
  return await db.appQueries.transaction(async (tx) => await insertAccount(tx, account, hashed, 'system'));
}

/** The same inside a transaction, with the password already hashed (hashing takes tens of milliseconds). */
export async function insertAccount(
  tx: Tx | NodePgDatabase,
  account: Omit<NewAccount, 'password'>,
  passwordHash: string | undefined,
  grantedBy: string,
): Promise<{ id: string }> {
  const id = account.id ?? newId();
  const createdIn = account.createdIn ?? account.roles?.[0]?.municipalityId ?? null;
  const email = account.email === undefined ? null : emailOf(account.email);
  const phone = account.phone === undefined ? null : phoneOf(account.phone);
  if (email === undefined || phone === undefined)
    throw new Error('The e-mail address or phone cannot be read.');
  await tx.execute(sql`
    insert into auth_user (id, name, email, phone, lang, demo, created_in, email_proven_at)
    values (${id}, ${account.name}, ${email}, ${phone}, ${account.lang ?? 'ky'}, ${account.demo ?? false},
            ${createdIn}, case when ${account.emailProven ?? false} then now() end)`);
  if (passwordHash !== undefined) await setPasswordHash(tx, id, passwordHash);
  if (account.systemAdministrator) {
    await tx.execute(sql`insert into system_administrator (account_id) values (${id})`);
  }
  for (const { municipalityId, role } of account.roles ?? []) {
    await grantRole(tx, { municipalityId, accountId: id, role, grantedBy });
  }
  return { id };
}

/** Whether the error says that an e-mail address or phone belongs to somebody else. */
export function isTaken(error: unknown): boolean {
  return ['auth_user_email_key', 'auth_user_phone_key'].includes(violatedConstraint(error) ?? '');
}

export async function setPasswordHash(tx: Tx | NodePgDatabase, id: string, hash: string): Promise<void> {
  await tx.execute(sql`
    insert into auth_credential (account_id, password_hash) values (${id}, ${hash})
    on conflict (account_id) do update set password_hash = excluded.password_hash, changed_at = now()`);
}

/** Gives a role; nothing happens when the account has it already. */
export async function grantRole(
  tx: Tx | NodePgDatabase,
  grant: { municipalityId: string; accountId: string; role: Role; grantedBy: string },
): Promise<void> {
  await tx.execute(sql`
    insert into role_assignment (id, municipality_id, account_id, role, granted_by)
    values (${newId()}, ${grant.municipalityId}, ${grant.accountId}, ${grant.role}, ${grant.grantedBy})
    on conflict (municipality_id, account_id, role) where valid_to is null do nothing`);
}

export type KnownAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly lang: Lang;
  readonly demo: boolean;
  readonly passwordHash: string | null;
};

/** The account of what somebody typed to sign in: an e-mail address or a phone number. */
export async function findAccount(db: Database, typed: string): Promise<KnownAccount | undefined> {
  const email = emailOf(typed);
  const phone = email === undefined ? phoneOf(typed) : undefined;
  if (email === undefined && phone === undefined) return undefined;
  return await accountWhere(db, email === undefined ? 'u.phone = $1' : 'u.email = $1', email ?? phone ?? '');
}

export async function accountById(db: Database, id: string): Promise<KnownAccount | undefined> {
  return await accountWhere(db, 'u.id = $1', id);
}

async function accountWhere(
  db: Database,
  condition: string,
  value: string,
): Promise<KnownAccount | undefined> {
  const found = await db.app.query<KnownAccount>(
    `select u.id, u.name, u.email, u.phone, u.lang, u.demo, c.password_hash as "passwordHash"
       from auth_user u left join auth_credential c on c.account_id = u.id
      where ${condition} and u.disabled_at is null`,
    [value],
  );
  return found.rows[0];
}

export type SignIn = {
  readonly id: string;
  readonly browser: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
};

/** Browsers that are signed in now, the last used first. */
export async function listSignIns(db: Database, accountId: string, now: Date): Promise<SignIn[]> {
  const found = await db.app.query<SignIn>(
    `select id, browser, created_at as "createdAt", seen_at as "seenAt" from auth_session
      where account_id = $1 and ended_at is null and expires_at > $2 and level = 'full'
        and seen_at > $2::timestamptz - interval '12 hours'
      order by seen_at desc, id desc limit 100`,
    [accountId, now],
  );
  return found.rows;
}

/** Ends sign-ins of an account: one, all but one, or all. */
export async function endSignIns(
  tx: Tx | NodePgDatabase,
  accountId: string,
  which: { readonly only: string } | { readonly except: string } | 'all',
  now: Date,
): Promise<void> {
  const part =
    which === 'all' ? sql`true` : 'only' in which ? sql`id = ${which.only}` : sql`id <> ${which.except}`;
  await tx.execute(sql`
    update auth_session set ended_at = ${now.toISOString()}, shown_codes = null, shown_codes_at = null
     where account_id = ${accountId} and ended_at is null and ${part}`);
}
