import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import type { Gate } from '../db/gate.ts';
import { isId, newId } from '../db/id.ts';
import { proveGate } from '../db/prove-gate.ts';
import type { MunicipalityScope, Tx } from '../db/scope.ts';
import { endSignIns, insertAccount, setPasswordHash } from './accounts.ts';
import { forgetBrowsers } from './browsers.ts';
import { recordEvent, type InEach } from './events.ts';
import { invitationsWhere, type Invitation } from './invitations.ts';
import { removeSecondFactor } from './second-factor.ts';
import { hashToken } from './sign-in-gate.ts';

export type OfferedRoles = Invitation & {
  /** Whether the account's e-mail is proof enough; else the link that was handed over must be followed. */
  readonly mayAccept: boolean;
};

/**
 * Invitations that wait for the owner of this account: of its e-mail or phone. A phone number is what an administrator
 * somewhere typed, so it proves nothing: such an invitation is accepted by its own link only.
 */
export async function offersFor(db: Database, accountId: string, now: Date): Promise<OfferedRoles[]> {
  const found = await db.app.query<{ email: string | null; phone: string | null; proven: boolean }>(
    'select email, phone, email_proven_at is not null as proven from auth_user where id = $1',
    [accountId],
  );
  const owner = found.rows[0];
  if (!owner) return [];
  const offers = await invitationsWhere(
    db.appQueries,
    sql`answer is null and expires_at > ${now.toISOString()}
        and (email = ${owner.email} or (email is null and phone = ${owner.phone}))`,
  );
  return offers.map((offer) => ({ ...offer, mayAccept: offer.email !== null && owner.proven }));
}

/** The proof for answering an invitation: stands in its municipality and holds no role there. */
export function gateOfInvited(
  owner: { readonly id: string; readonly name: string },
  municipalityId: string,
): Gate {
  return proveGate({ accountId: owner.id, municipalityId, roles: [], name: owner.name });
}

export type Claimed =
  | { readonly ok: true; readonly invitation: Invitation }
  | { readonly ok: false; readonly code: 'invitation-gone' | 'invitation-password' };

export type Claim = {
  readonly by: { readonly token: string } | { readonly invitationId: string };
  readonly answer: 'accepted' | 'declined';
  /** A new password, hashed, where `needsFreshPassword` asks for one. */
  readonly freshHash?: string | undefined;
  /** The municipality's name, for the notice to the owner. */
  readonly municipalityName: InEach;
};

/**
 * Whether the account got its password by a link that an administrator of another municipality held in the hand: then
 * only a new password makes it its owner's alone.
 */
export async function needsFreshPassword(
  db: Pick<Tx, 'execute'>,
  accountId: string,
  municipalityId: string,
): Promise<boolean> {
  const found = await db.execute(sql`
    select from auth_user where id = ${accountId} and created_in <> ${municipalityId} and email_proven_at is null`);
  return found.rows.length === 1;
}

/**
 * Answers an invitation as the scope's actor, by its link or, with a proven e-mail, by its id. Accepting gives the
 * roles and makes links useless that administrators made for this account before. Refused with `invitation-gone` when
 * it is not this account's to answer, was answered, or ran out: the three are not told apart; with
 * `invitation-password` when a new password must be given with it (then the second factor is set up anew as well, and
 * all other sign-ins end: the caller starts a new one).
 */
export async function claimInvitation(scope: MunicipalityScope, claim: Claim): Promise<Claimed> {
  const { now, actor, municipalityId } = scope;
  const { by, answer, freshHash } = claim;
  // The account's row first: whoever uses a link of an administrator waits for the same lock (one-time-links.ts).
  const owner = await scope.tx.execute<{ name: string }>(sql`
    select name from auth_user where id = ${actor.accountId} and disabled_at is null for update`);
  if (owner.rows.length === 0) return { ok: false, code: 'invitation-gone' };
  const byContact = sql`exists (select from auth_user u where u.id = ${actor.accountId} and
    (role_invitation.email = u.email and (u.email_proven_at is not null or ${answer} = 'declined')
     or role_invitation.email is null and role_invitation.phone = u.phone and ${answer} = 'declined'))`;
  const which =
    'token' in by
      ? sql`token_hash = ${hashToken(by.token)}`
      : sql`id = ${isId(by.invitationId) ? by.invitationId : null} and ${byContact}`;
  const [invitation] = await invitationsWhere(
    scope.tx,
    sql`municipality_id = ${municipalityId} and answer is null and expires_at > ${now.toISOString()} and ${which}`,
  );
  if (!invitation) return { ok: false, code: 'invitation-gone' };
  const taken = await scope.tx.execute(sql`
    update role_invitation set answer = ${answer}, answered_at = ${now.toISOString()},
           account_id = ${answer === 'accepted' ? actor.accountId : null}
     where id = ${invitation.id} and answer is null`);
  if (taken.rowCount !== 1) return { ok: false, code: 'invitation-gone' };
  if (answer === 'accepted') {
    if (await needsFreshPassword(scope.tx, actor.accountId, municipalityId)) {
      if (freshHash === undefined) return { ok: false, code: 'invitation-password' };
      await becomeOwnersAlone(scope.tx, actor.accountId, freshHash, now);
    }
    for (const role of invitation.roles) {
      await scope.tx.execute(sql`
        insert into role_assignment (id, municipality_id, account_id, role, valid_from, granted_by)
        select ${newId()}, ${municipalityId}, ${actor.accountId}, ${role}, ${now.toISOString()}, invited_by
          from role_invitation where id = ${invitation.id}
        on conflict (municipality_id, account_id, role) where valid_to is null do nothing`);
    }
    await scope.tx.execute(sql`
      update auth_verification set used_at = ${now.toISOString()}
       where account_id = ${actor.accountId} and made_in is not null and used_at is null`);
    // The link of a letter shows that the address is read by whoever answers; one that was handed over does not.
    if ('token' in by && invitation.email !== null && !invitation.byHand) {
      await scope.tx.execute(sql`
        update auth_user set email_proven_at = coalesce(email_proven_at, ${now.toISOString()})
         where id = ${actor.accountId} and email = ${invitation.email}`);
    }
  }
  await recordEvent(
    scope.tx,
    {
      kind: answer === 'accepted' ? 'role-accepted' : 'role-declined',
      accountId: actor.accountId,
      actor,
      details: { municipalityId, roles: invitation.roles },
      params: { place: claim.municipalityName },
    },
    now,
  );
  return { ok: true, invitation };
}

async function becomeOwnersAlone(tx: Tx, accountId: string, hash: string, now: Date): Promise<void> {
  await setPasswordHash(tx, accountId, hash);
  await removeSecondFactor(tx, accountId);
  await endSignIns(tx, accountId, 'all', now);
  await forgetBrowsers(tx, accountId);
  await tx.execute(sql`update auth_user set created_in = null where id = ${accountId}`);
  await recordEvent(tx, { kind: 'password-changed', accountId }, now);
}

export type Newcomer = {
  /** The id of the account: a new one, or that of an account that never got a password. */
  readonly id: string;
  readonly exists: boolean;
};

/**
 * Whether the link may make an account; undefined when the contact belongs to somebody already, who then signs in. This
 * is the one place where whoever holds a link learns that, and they learn it of the contact they typed themselves.
 */
export async function newcomerOf(db: Database, invitation: Invitation): Promise<Newcomer | undefined> {
  const found = await db.app.query<{ id: string; empty: boolean }>(
    `select u.id, u.disabled_at is null and not u.demo
              and not exists (select from auth_credential c where c.account_id = u.id)
              and not exists (select from role_assignment r where r.account_id = u.id and r.valid_to is null)
              and not exists (select from system_administrator a where a.account_id = u.id) as empty
       from auth_user u where case when $1::text is null then u.phone = $2 else u.email = $1 end`,
    [invitation.email, invitation.phone],
  );
  const row = found.rows[0];
  if (!row) return { id: newId(), exists: false };
  return row.empty ? { id: row.id, exists: true } : undefined;
}

/** Makes the account of an invitation's contact, in the transaction in which the invitation is accepted. */
export async function startAccount(
  tx: Tx,
  newcomer: Newcomer,
  invitation: Invitation,
  passwordHash: string,
  now: Date,
): Promise<void> {
  const { id, exists } = newcomer;
  const { name, email, phone, lang, municipalityId } = invitation;
  if (exists) {
    await setPasswordHash(tx, id, passwordHash);
    await tx.execute(sql`update auth_user set created_in = ${municipalityId} where id = ${id}`);
  } else {
    // Beside an e-mail the phone is a note: when it is somebody else's, nobody hears of it.
    const taken = await tx.execute(sql`select from auth_user where phone = ${phone}`);
    const free = phone !== null && taken.rows.length === 0 ? phone : undefined;
    const facts = { id, name, lang, createdIn: municipalityId, email: email ?? undefined, phone: free };
    await insertAccount(tx, facts, passwordHash, 'invitation');
  }
  await recordEvent(tx, { kind: 'made', accountId: id, details: { municipalityId } }, now);
}
