import { randomBytes } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import type { Role } from '../db/gate.ts';
import { newId } from '../db/id.ts';
import type { MunicipalityScope, SystemScope, Tx } from '../db/scope.ts';
import { i18nFor } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import { originHole, queueMail } from '../mail/queue-mail.ts';
import { emailOf, phoneOf } from './contacts.ts';
import { hashToken } from './sign-in-gate.ts';

/** How long an invitation waits for its answer, in milliseconds: 14 days. */
const WAITS = 14 * 24 * 3_600_000;

export type StaffInvitation = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Language of the letter; Kyrgyz when left out. */
  readonly lang?: Lang;
  /** The municipality's name for the letter, in its language. */
  readonly municipalityName?: string;
  /** The person of the municipality's list who is meant. */
  readonly personId?: string | undefined;
  /** Whether letters go from this server (true when left out); if not, the link is handed over despite the e-mail. */
  readonly mails?: boolean;
};

export type Invited =
  | {
      readonly ok: true;
      readonly invitationId: string;
      /** Path of the link to be handed over; undefined when it went to the e-mail, which alone may see it. */
      readonly path: string | undefined;
      readonly mailed: boolean;
    }
  | { readonly ok: false; readonly code: 'invitation-contact' | 'invitation-roles' };

/**
 * Asks somebody to take roles in the scope's municipality. Nothing is looked up: whoever invites gets the same answer,
 * after the same work, whether or not the e-mail or phone has an account somewhere. The roles are given when the owner
 * accepts (answer-invitation.ts). An earlier invitation of the same contact here gives way to this one.
 * To be called from a command whose policy let the inviter pass.
 * Refusals: `invitation-contact` (no readable e-mail or phone), `invitation-roles` (none given).
 */
export async function inviteStaff(
  scope: MunicipalityScope | SystemScope,
  invitation: StaffInvitation & { readonly municipalityId?: string },
): Promise<Invited> {
  const municipalityId = scope.municipalityId ?? invitation.municipalityId;
  if (municipalityId === undefined) throw new Error('An invitation needs a municipality.');
  const email = invitation.email ? emailOf(invitation.email) : null;
  const phone = invitation.phone ? phoneOf(invitation.phone) : null;
  if (email === undefined || phone === undefined || (email === null && phone === null)) {
    return { ok: false, code: 'invitation-contact' };
  }
  if (invitation.roles.length === 0) return { ok: false, code: 'invitation-roles' };
  const { now, actor } = scope;
  const same = email === null ? sql`email is null and phone = ${phone}` : sql`email = ${email}`;
  await scope.tx.execute(sql`
    update role_invitation set answer = 'withdrawn', answered_at = ${now.toISOString()}
     where municipality_id = ${municipalityId} and answer is null and ${same}`);
  const id = newId();
  const token = newToken();
  const mailed = email !== null && (invitation.mails ?? true);
  const lang = invitation.lang ?? 'ky';
  await scope.tx.execute(sql`
    insert into role_invitation (id, municipality_id, name, email, phone, roles, lang, person_id, token_hash, by_hand,
                                 expires_at, invited_by, inviter_name, created_at)
    values (${id}, ${municipalityId}, ${invitation.name}, ${email}, ${phone},
            array(select json_array_elements_text(${JSON.stringify(invitation.roles)}::json)), ${lang},
            ${invitation.personId ?? null}, ${hashToken(token)}, ${!mailed}, ${new Date(now.getTime() + WAITS).toISOString()},
            ${actor.accountId}, ${actor.name}, ${now.toISOString()})`);
  const letter = {
    token,
    lang,
    name: invitation.name,
    inviter: actor.name,
    place: invitation.municipalityName,
  };
  if (mailed) await mailInvitation(scope.tx, email, letter);
  return { ok: true, invitationId: id, path: mailed ? undefined : `/invitation/${token}`, mailed };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

async function mailInvitation(
  tx: Tx,
  to: string,
  letter: { token: string; lang: Lang; name: string; inviter: string; place: string | undefined },
): Promise<void> {
  const { t, href } = i18nFor(letter.lang);
  const place = letter.place ?? 'Ashar';
  await queueMail(tx, {
    to,
    subject: t('auth.mail.invitation.subject', { place }),
    text: t('auth.mail.invitation.text', {
      place,
      link: `${originHole}${href(`/invitation/${letter.token}`)}`,
      name: letter.name,
      inviter: letter.inviter,
    }),
  });
}

export type Invitation = {
  readonly id: string;
  readonly municipalityId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  readonly personId: string | null;
  readonly inviterName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly answer: 'declined' | null;
  /** Its link was shown to whoever invited: following it proves nothing of the e-mail. */
  readonly byHand: boolean;
};

const columns = sql.raw(`id, municipality_id as "municipalityId", name, email, phone, roles, lang,
  person_id as "personId", inviter_name as "inviterName", created_at as "createdAt", expires_at as "expiresAt", answer, by_hand as "byHand"`);

/** Invitations of a condition, the newest first; 500 at most. */
export async function invitationsWhere(tx: Pick<Tx, 'execute'>, condition: SQL): Promise<Invitation[]> {
  type Row = Omit<Invitation, 'createdAt' | 'expiresAt'> & { createdAt: string; expiresAt: string };
  const found = await tx.execute<Row>(
    sql`select ${columns} from role_invitation where ${condition} order by created_at desc, id limit 500`,
  );
  return found.rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
  }));
}

/** Invitations of the municipality that wait for an answer, ran out, or were declined in the last 30 days. */
export async function listInvitations(scope: MunicipalityScope): Promise<Invitation[]> {
  return await invitationsWhere(
    scope.tx,
    sql`municipality_id = ${scope.municipalityId} and (answer is null or
      (answer = 'declined' and answered_at > ${scope.now.toISOString()}::timestamptz - interval '30 days'))`,
  );
}

/** Removes invitations meant for a person of the municipality's list who is taken off it; their links open nothing. */
export async function forgetInvitations(tx: Tx, municipalityId: string, personId: string): Promise<void> {
  await tx.execute(sql`
    delete from role_invitation where municipality_id = ${municipalityId} and person_id = ${personId}`);
}

/** The invitation of a link while it waits; undefined when it was answered, is too old, or never was. */
export async function openInvitation(
  db: Database,
  token: string,
  now: Date,
): Promise<Invitation | undefined> {
  if (token.length > 100) return undefined;
  const [found] = await invitationsWhere(
    db.appQueries,
    sql`token_hash = ${hashToken(token)} and answer is null and expires_at > ${now.toISOString()}`,
  );
  return found;
}

/** Takes an invitation back; false when it does not wait here any more. */
export async function withdrawInvitation(scope: MunicipalityScope, invitationId: string): Promise<boolean> {
  const done = await scope.tx.execute(sql`
    update role_invitation set answer = 'withdrawn', answered_at = ${scope.now.toISOString()}
     where id = ${invitationId} and municipality_id = ${scope.municipalityId}
       and (answer is null or answer = 'declined')`);
  return done.rowCount === 1;
}

/**
 * A new link for an invitation that waits or ran out; the one before stops working. It goes to the e-mail, where there
 * is one, else its path is answered to be handed over. Undefined when nothing waits here under this id.
 * @param byHand to be handed over although there is an e-mail: no letter goes, or the last one did not
 */
export async function renewInvitation(
  scope: MunicipalityScope,
  invitationId: string,
  municipalityName: string,
  byHand = false,
): Promise<{ readonly path: string | undefined } | undefined> {
  const token = newToken();
  const expires = new Date(scope.now.getTime() + WAITS).toISOString();
  const done = await scope.tx.execute<{ name: string; email: string | null; lang: Lang }>(sql`
    update role_invitation set token_hash = ${hashToken(token)}, expires_at = ${expires},
           by_hand = ${byHand} or email is null
     where id = ${invitationId} and municipality_id = ${scope.municipalityId} and answer is null
    returning name, email, lang`);
  const row = done.rows[0];
  if (!row) return undefined;
  if (row.email === null || byHand) return { path: `/invitation/${token}` };
  const { name, lang } = row;
  await mailInvitation(scope.tx, row.email, {
    token,
    lang,
    name,
    inviter: scope.actor.name,
    place: municipalityName,
  });
  return { path: undefined };
}
