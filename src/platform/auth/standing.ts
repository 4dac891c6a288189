import { sql } from 'drizzle-orm';
import type { Tx } from '../db/scope.ts';
import { endSignIns } from './accounts.ts';
import { forgetBrowsers } from './browsers.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { recordEvent } from './events.ts';
import { makeLink } from './one-time-links.ts';

/** What system administrators and the operator do with accounts. Each is an event, and the owner hears of it. */

type Actor = { readonly accountId: string; readonly name: string };
type Done<C extends string> = { readonly ok: true } | { readonly ok: false; readonly code: C };

/** The account of an e-mail address or phone, also a disabled one. */
export async function accountOf(
  tx: Pick<Tx, 'execute'>,
  typed: string,
): Promise<{ id: string; name: string } | undefined> {
  const [email, phone] = [emailOf(typed), phoneOf(typed)];
  const found = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from auth_user where email = ${email ?? null} or phone = ${phone ?? null} limit 1`);
  return found.rows[0];
}

/** Nobody signs in to the account any more; sign-ins, links and known browsers end now. Its rows and roles stay. */
export async function disableAccount(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<Done<'not-found' | 'account-last-administrator'>> {
  if (await isLastAdministrator(tx, accountId)) return { ok: false, code: 'account-last-administrator' };
  const done = await tx.execute(sql`
    update auth_user set disabled_at = ${now.toISOString()} where id = ${accountId} and disabled_at is null`);
  if (done.rowCount !== 1) return { ok: false, code: 'not-found' };
  await signOutEverywhere(tx, accountId, now);
  await tx.execute(sql`
    update auth_verification set used_at = ${now.toISOString()} where account_id = ${accountId} and used_at is null`);
  await recordEvent(tx, { kind: 'disabled', accountId, actor }, now);
  return { ok: true };
}

/** The account works again, with its password and second factor. */
export async function enableAccount(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<Done<'not-found'>> {
  const done = await tx.execute(
    sql`update auth_user set disabled_at = null where id = ${accountId} and disabled_at is not null`,
  );
  if (done.rowCount !== 1) return { ok: false, code: 'not-found' };
  await recordEvent(tx, { kind: 'enabled', accountId, actor }, now);
  return { ok: true };
}

/** Ends all signed-in browsers of somebody. */
export async function endSignInsOf(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<Done<'not-found'>> {
  const found = await tx.execute(sql`select from auth_user where id = ${accountId}`);
  if (found.rows.length !== 1) return { ok: false, code: 'not-found' };
  await signOutEverywhere(tx, accountId, now);
  await recordEvent(tx, { kind: 'sessions-ended', accountId, actor }, now);
  return { ok: true };
}

async function signOutEverywhere(tx: Tx, accountId: string, now: Date): Promise<void> {
  await endSignIns(tx, accountId, 'all', now);
  await forgetBrowsers(tx, accountId);
}

export type Administrator = {
  readonly id: string;
  readonly name: string;
  readonly signIn: string;
  readonly disabled: boolean;
  readonly secondFactor: boolean;
};

/** System administrators, by name. */
export async function listAdministrators(tx: Pick<Tx, 'execute'>): Promise<Administrator[]> {
  const found = await tx.execute<Administrator>(sql`
    select u.id, u.name, coalesce(u.email, u.phone) as "signIn", u.disabled_at is not null as disabled,
           exists (select from auth_two_factor f where f.account_id = u.id and f.confirmed_at is not null)
             as "secondFactor"
      from system_administrator a join auth_user u on u.id = a.account_id order by u.name, u.id`);
  return found.rows;
}

/** Makes somebody who has an account a system administrator. */
export async function appointAdministrator(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<Done<'already'>> {
  const made = await tx.execute(sql`
    insert into system_administrator (account_id, granted_at) values (${accountId}, ${now.toISOString()})
    on conflict (account_id) do nothing`);
  if (made.rowCount !== 1) return { ok: false, code: 'already' };
  await recordEvent(tx, { kind: 'administrator-appointed', accountId, actor }, now);
  return { ok: true };
}

/** Takes the right away; somebody who can sign in is always left. Roles in municipalities stay. */
export async function removeAdministrator(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<Done<'not-found' | 'account-last-administrator'>> {
  if (await isLastAdministrator(tx, accountId)) return { ok: false, code: 'account-last-administrator' };
  const done = await tx.execute(sql`delete from system_administrator where account_id = ${accountId}`);
  if (done.rowCount !== 1) return { ok: false, code: 'not-found' };
  await signOutEverywhere(tx, accountId, now);
  await recordEvent(tx, { kind: 'administrator-removed', accountId, actor }, now);
  return { ok: true };
}

/** A link for a system administrator who lost the phone or the password; answers its path. For the operator alone. */
export async function rescueAdministrator(
  tx: Tx,
  accountId: string,
  actor: Actor,
  now: Date,
): Promise<string> {
  await signOutEverywhere(tx, accountId, now);
  const token = await makeLink(tx, 'reset', accountId, now, { clearsFactor: true });
  await recordEvent(tx, { kind: 'reset-made', accountId, actor }, now);
  return `/reset/${token}`;
}

/** All rows are locked, so that two who remove each other at once do not both succeed. */
async function isLastAdministrator(tx: Tx, accountId: string): Promise<boolean> {
  await tx.execute(sql`select from system_administrator order by account_id for update`);
  const left = await tx.execute<{ id: string }>(sql`
    select u.id from system_administrator a join auth_user u on u.id = a.account_id where u.disabled_at is null`);
  return left.rows.length === 1 && left.rows[0]?.id === accountId;
}
