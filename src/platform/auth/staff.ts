import { sql } from 'drizzle-orm';
import type { Role } from '../db/gate.ts';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import { i18nFor } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import { originHole, queueMail } from '../mail/queue-mail.ts';
import { endSessions, grantRole, insertAccount } from './accounts.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { makeLink } from './one-time-links.ts';
import { removeSecondFactor } from './sign-in.ts';

export type StaffInvitation = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Language of the letter; Kyrgyz when left out. */
  readonly lang?: Lang;
  /** The municipality's name for the letter, in its language. */
  readonly municipalityName?: string;
};

export type Invited =
  | {
      readonly ok: true;
      readonly accountId: string;
      /**
       * Path of the link to choose a password (add the server's address to show it); undefined when the person has
       * an account already and only got new roles, or when another municipality invited this person first: whoever
       * holds the link opens the account with all its roles, so it is shown to no other administrator.
       */
      readonly path: string | undefined;
      /** Whether a letter was queued. Without e-mail the link must be handed over by hand. */
      readonly mailed: boolean;
    }
  | { readonly ok: false; readonly code: 'invitation-contact' | 'invitation-conflict' | 'invitation-roles' };

/**
 * Gives somebody roles in the scope's municipality, making the account when there is none of this e-mail or phone.
 * To be called from a command whose policy let the inviter pass: administrators of the municipality. In a system
 * scope `municipalityId` names it.
 * Refusals: `invitation-contact` (no readable e-mail or phone), `invitation-conflict` (the e-mail and the phone
 * belong to two different people), `invitation-roles` (none given).
 */
export async function inviteStaff(
  scope: MunicipalityScope | SystemScope,
  invitation: StaffInvitation & { readonly municipalityId?: string },
  tx: Tx = scope.tx,
): Promise<Invited> {
  const municipalityId = scope.municipalityId ?? invitation.municipalityId;
  if (municipalityId === undefined) throw new Error('An invitation needs a municipality.');
  const email = invitation.email ? emailOf(invitation.email) : null;
  const phone = invitation.phone ? phoneOf(invitation.phone) : null;
  if (email === undefined || phone === undefined || (email === null && phone === null)) {
    return { ok: false, code: 'invitation-contact' };
  }
  if (invitation.roles.length === 0) return { ok: false, code: 'invitation-roles' };
  const found = await tx.execute<{ id: string; has_password: boolean; lang: Lang; email: string | null }>(sql`
    select u.id, u.lang, u.email, exists (select from auth_credential c where c.account_id = u.id) as has_password
      from auth_user u where u.email = ${email} or u.phone = ${phone}`);
  if (found.rows.length > 1) return { ok: false, code: 'invitation-conflict' };
  const known = found.rows[0];
  const lang = known?.lang ?? invitation.lang ?? 'ky';
  const grantedBy = scope.actor.accountId;
  const accountId =
    known?.id ??
    (
      await insertAccount(
        tx,
        { name: invitation.name, lang, email: email ?? undefined, phone: phone ?? undefined },
        undefined,
        grantedBy,
      )
    ).id;
  // Before the new roles are given: an account that others answer for is not ours to open. Its own link stands.
  const linked =
    known === undefined || (!known.has_password && (await isOurs(tx, accountId, municipalityId)));
  for (const role of invitation.roles) await grantRole(tx, { municipalityId, accountId, role, grantedBy });
  const token = linked ? await makeLink(tx, 'invitation', accountId, scope.now) : undefined;
  const path = token === undefined ? undefined : `/invitation/${token}`;
  const to = known ? known.email : email;
  if (to) {
    const { t, href } = i18nFor(lang);
    const link = `${originHole}${href(path ?? '/sign-in')}`;
    const place = invitation.municipalityName ?? 'Ashar';
    const kind = path === undefined ? 'auth.mail.roles' : 'auth.mail.invitation';
    await queueMail(tx, {
      to,
      subject: t(`${kind}.subject`, { place }),
      text: t(`${kind}.text`, { place, link, name: invitation.name, inviter: scope.actor.name }),
    });
  }
  return { ok: true, accountId, path, mailed: Boolean(to) };
}

/**
 * Ends a role now. The account stays, and so does the record that it had the role.
 * Refusals: `not-found`; `role-last-administrator` (a municipality keeps one).
 */
export async function endRole(
  scope: MunicipalityScope | SystemScope,
  ended: { readonly accountId: string; readonly role: Role; readonly municipalityId?: string },
  tx: Tx = scope.tx,
): Promise<{ ok: true } | { ok: false; code: 'not-found' | 'role-last-administrator' }> {
  const municipalityId = scope.municipalityId ?? ended.municipalityId;
  if (municipalityId === undefined) throw new Error('A role needs a municipality.');
  if (ended.role === 'administrator' && scope.kind === 'municipality' && !scope.actor.systemAdministrator) {
    // All open rows are locked, so that two administrators who end each other at once do not both succeed.
    const left = await tx.execute(sql`
      select account_id from role_assignment where municipality_id = ${municipalityId}
         and role = 'administrator' and valid_to is null order by id for update`);
    if (left.rows.length === 1 && left.rows[0]?.account_id === ended.accountId) {
      return { ok: false, code: 'role-last-administrator' };
    }
  }
  const done = await tx.execute(sql`
    update role_assignment set valid_to = greatest(valid_from, ${scope.now.toISOString()}::timestamptz),
           ended_by = ${scope.actor.accountId}
     where municipality_id = ${municipalityId} and account_id = ${ended.accountId} and role = ${ended.role}
       and valid_to is null`);
  return done.rowCount === 1 ? { ok: true } : { ok: false, code: 'not-found' };
}

/** Whether the account works in this municipality alone and is no system administrator. */
async function isOurs(tx: Tx, accountId: string, municipalityId: string): Promise<boolean> {
  const found = await tx.execute(sql`
    select 1 from auth_user u where u.id = ${accountId} and u.disabled_at is null and not u.demo
       and not exists (select from system_administrator a where a.account_id = u.id)
       and not exists (select from role_assignment r where r.account_id = u.id and r.valid_to is null
                          and r.municipality_id <> ${municipalityId})`);
  return found.rows.length === 1;
}

/**
 * A new link for somebody of the municipality who cannot get in: who was invited and has no password yet, or (with
 * `reset`) who lost the phone or the password and has no e-mail. A reset takes the second factor away and ends all
 * sessions. To be called from a command of the municipality's administrators. Undefined when there is nobody such
 * here, or when the account also belongs to others: then only its own e-mail helps.
 */
export async function renewLink(
  scope: MunicipalityScope,
  accountId: string,
  options: { readonly reset?: boolean } = {},
  tx: Tx = scope.tx,
): Promise<string | undefined> {
  const found = await tx.execute<{ active: boolean }>(sql`
    select exists (select from auth_credential c where c.account_id = ${accountId}::uuid) as active
      from role_assignment r where r.account_id = ${accountId} and r.municipality_id = ${scope.municipalityId}
       and r.valid_to is null limit 1`);
  const row = found.rows[0];
  if (!row || !(await isOurs(tx, accountId, scope.municipalityId))) return undefined;
  if (!row.active) return `/invitation/${await makeLink(tx, 'invitation', accountId, scope.now)}`;
  if (!options.reset) return undefined;
  await removeSecondFactor(tx, accountId);
  await endSessions(tx, accountId, 'all', scope.now);
  return `/reset/${await makeLink(tx, 'reset', accountId, scope.now)}`;
}

export type StaffMember = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly roles: readonly Role[];
  /** False until the invitation was followed. */
  readonly active: boolean;
  readonly secondFactor: boolean;
  readonly lastSeenAt: Date | null;
};

/** Everybody who has a role in the municipality now, by name. For its administrators: it holds contacts. */
export async function listStaff(scope: MunicipalityScope): Promise<StaffMember[]> {
  const found = await scope.tx.execute<{
    accountId: string;
    name: string;
    email: string | null;
    phone: string | null;
    roles: Role[];
    active: boolean;
    secondFactor: boolean;
    lastSeenAt: Date | string | null;
  }>(sql`
    select u.id as "accountId", u.name, u.email, u.phone, json_agg(r.role order by r.role) as roles,
           exists (select from auth_credential c where c.account_id = u.id) as active,
           exists (select from auth_two_factor f where f.account_id = u.id and f.confirmed_at is not null)
             as "secondFactor",
           (select max(s.seen_at) from auth_session s where s.account_id = u.id) as "lastSeenAt"
      from role_assignment r join auth_user u on u.id = r.account_id
     where r.municipality_id = ${scope.municipalityId} and r.valid_to is null and u.disabled_at is null
     group by u.id order by u.name collate "ky-x-icu", u.id`);
  return found.rows.map((row) => ({
    ...row,
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt),
  }));
}
