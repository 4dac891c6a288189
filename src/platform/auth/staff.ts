import { sql } from 'drizzle-orm';
import type { Role } from '../db/gate.ts';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import type { Lang } from '../i18n/lang.ts';
import { endSignIns } from './accounts.ts';
import { recordEvent, tell, type InEach } from './events.ts';
import { makeLink, mailResetLink } from './one-time-links.ts';

/**
 * Ends a role now. The account stays, and so does the record that it had the role. With the last role anywhere its
 * signed-in browsers are out; with the last one here they are out of here at once in any case, since the gate asks at
 * every request.
 * Refusals: `not-found`; `role-last-administrator` (a municipality keeps one).
 */
export async function endRole(
  scope: MunicipalityScope | SystemScope,
  ended: {
    readonly accountId: string;
    readonly role: Role;
    readonly municipalityId?: string;
    /** For the notice to the owner. */
    readonly municipalityName?: InEach;
  },
): Promise<{ ok: true } | { ok: false; code: 'not-found' | 'role-last-administrator' }> {
  const municipalityId = scope.municipalityId ?? ended.municipalityId;
  if (municipalityId === undefined) throw new Error('A role needs a municipality.');
  const { now, actor } = scope;
  if (ended.role === 'administrator' && scope.kind === 'municipality' && !actor.systemAdministrator) {
    // All open rows are locked, so that two administrators who end each other at once do not both succeed.
    const left = await scope.tx.execute(sql`
      select account_id from role_assignment where municipality_id = ${municipalityId}
         and role = 'administrator' and valid_to is null order by id for update`);
    if (left.rows.length === 1 && left.rows[0]?.account_id === ended.accountId) {
      return { ok: false, code: 'role-last-administrator' };
    }
  }
  const done = await scope.tx.execute(sql`
    update role_assignment set valid_to = greatest(valid_from, ${now.toISOString()}::timestamptz),
           ended_by = ${actor.accountId}
     where municipality_id = ${municipalityId} and account_id = ${ended.accountId} and role = ${ended.role}
       and valid_to is null`);
  if (done.rowCount !== 1) return { ok: false, code: 'not-found' };
  const elsewhere = await scope.tx.execute(sql`
    select from role_assignment where account_id = ${ended.accountId} and valid_to is null
    union all select from system_administrator where account_id = ${ended.accountId} limit 1`);
  if (elsewhere.rows.length === 0) await endSignIns(scope.tx, ended.accountId, 'all', now);
  await scope.tx.execute(sql`
    update auth_verification set used_at = ${now.toISOString()}
     where account_id = ${ended.accountId} and made_in = ${municipalityId} and used_at is null`);
  await recordEvent(
    scope.tx,
    {
      kind: 'role-ended',
      accountId: ended.accountId,
      actor,
      details: { municipalityId, role: ended.role },
      params: { place: ended.municipalityName ?? '' },
    },
    now,
  );
  return { ok: true };
}

/**
 * Whether the account is this municipality's alone: it was made here, and nobody else ever used it or asks for it.
 * An ended role elsewhere counts: who worked there may be asked again, and must then still be who they were.
 */
export async function isOurs(tx: Tx, accountId: string, municipalityId: string): Promise<boolean> {
  const found = await tx.execute(sql`
    select 1 from auth_user u
     where u.id = ${accountId} and u.disabled_at is null and not u.demo and u.created_in = ${municipalityId}
       and not exists (select from system_administrator a where a.account_id = u.id)
       and not exists (select from role_assignment r where r.account_id = u.id
                          and r.municipality_id <> ${municipalityId})
       and not exists (select from role_invitation i where i.municipality_id <> ${municipalityId}
                          and (i.account_id = u.id or i.answer is null and (i.email = u.email or i.phone = u.phone)))`);
  return found.rows.length === 1;
}

export type ResetMade =
  | {
      readonly ok: true;
      /** The path of the link to be handed over; undefined when it went to the owner's e-mail alone. */
      readonly path: string | undefined;
    }
  | { readonly ok: false; readonly code: 'not-found' | 'link-elsewhere' };

/**
 * A link for somebody of the municipality who lost the password or the phone. Using it takes the second factor away;
 * all sign-ins end now. The owner hears of it, and so does every other administrator and auditor here, since the link
 * would open the account to whoever holds it. To be called from a command of the municipality's administrators.
 * Refusals: `not-found` (nobody such works here), `link-elsewhere` (the account is not this municipality's alone:
 * then only its own e-mail or the system administrator helps).
 * @param isByHand whether a letter to this address would not arrive, so that the link is handed over
 */
export async function resetAccess(
  scope: MunicipalityScope,
  accountId: string,
  isByHand: (email: string) => boolean = () => false,
): Promise<ResetMade> {
  const { municipalityId, now, actor } = scope;
  const found = await scope.tx.execute<{ name: string; email: string | null; lang: Lang }>(sql`
    select u.name, u.email, u.lang from auth_user u
     where u.id = ${accountId} and exists (select from role_assignment r where r.account_id = u.id
        and r.municipality_id = ${municipalityId} and r.valid_to is null) for update`);
  const owner = found.rows[0];
  if (!owner) return { ok: false, code: 'not-found' };
  if (!(await isOurs(scope.tx, accountId, municipalityId))) return { ok: false, code: 'link-elsewhere' };
  await endSignIns(scope.tx, accountId, 'all', now);
  const byHand = owner.email === null || isByHand(owner.email);
  const token = await makeLink(scope.tx, 'reset', accountId, now, {
    madeIn: municipalityId,
    clearsFactor: true,
    byHand,
  });
  if (owner.email !== null && !byHand) await mailResetLink(scope.tx, { ...owner, email: owner.email }, token);
  const details = { municipalityId, mailed: !byHand };
  await recordEvent(scope.tx, { kind: 'reset-made', accountId, actor, details }, now);
  const watchers = await scope.tx.execute<{
    id: string;
    name: string;
    email: string | null;
    lang: Lang;
    demo: boolean;
  }>(sql`
    select distinct u.id, u.name, u.email, u.lang, u.demo from role_assignment r join auth_user u on u.id = r.account_id
     where r.municipality_id = ${municipalityId} and r.valid_to is null and r.role in ('administrator', 'auditor')
       and u.disabled_at is null and u.id <> ${accountId} and u.id::text <> ${actor.accountId}`);
  for (const watcher of watchers.rows) {
    await tell(scope.tx, watcher, 'reset-of-other', { by: actor.name, who: owner.name });
  }
  return { ok: true, path: byHand ? `/reset/${token}` : undefined };
}

export type StaffMember = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly roles: readonly Role[];
  readonly secondFactor: boolean;
  readonly disabled: boolean;
  readonly lastSeenAt: Date | null;
};

/** Everybody who has a role in the municipality now, by name. For its administrators: it holds contacts. */
export async function listStaff(scope: MunicipalityScope): Promise<StaffMember[]> {
  const found = await scope.tx.execute<Omit<StaffMember, 'lastSeenAt'> & { lastSeenAt: string | null }>(sql`
    select u.id as "accountId", u.name, u.email, u.phone, json_agg(r.role order by r.role) as roles,
           u.disabled_at is not null as disabled,
           exists (select from auth_two_factor f where f.account_id = u.id and f.confirmed_at is not null)
             as "secondFactor",
           (select max(s.seen_at) from auth_session s where s.account_id = u.id) as "lastSeenAt"
      from role_assignment r join auth_user u on u.id = r.account_id
     where r.municipality_id = ${scope.municipalityId} and r.valid_to is null
     group by u.id order by u.name collate "ky-x-icu", u.id`);
  return found.rows.map((row) => ({
    ...row,
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt),
  }));
}

/** Names of those who keep the whole installation: they may work in every municipality, with no role in it. */
export async function systemAdministratorNames(scope: MunicipalityScope): Promise<string[]> {
  const found = await scope.tx.execute<{ name: string }>(sql`
    select u.name from system_administrator a join auth_user u on u.id = a.account_id
     where u.disabled_at is null order by u.name collate "ky-x-icu"`);
  return found.rows.map(({ name }) => name);
}
