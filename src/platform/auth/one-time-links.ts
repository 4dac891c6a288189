import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from '../db/connect.ts';
import { newId } from '../db/id.ts';
import type { Tx } from '../db/scope.ts';
import { i18nFor } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import { originHole, queueMail } from '../mail/queue-mail.ts';
import { hashToken } from './sign-in-gate.ts';

/** Invitations have a table of their own (invitations.ts). */
export type LinkKind = 'reset' | 'setup';

/** How long a link works, in milliseconds. */
const lifetimes: Readonly<Record<LinkKind, number>> = {
  reset: 30 * 60_000,
  setup: 24 * 3_600_000,
};

/** Makes a one-time link; earlier ones of the same kind and account stop working. Answers its secret part. */
export async function makeLink(
  tx: Tx | NodePgDatabase,
  kind: LinkKind,
  accountId: string | null,
  now: Date,
  made: { readonly madeIn?: string; readonly clearsFactor?: boolean; readonly byHand?: boolean } = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + lifetimes[kind]).toISOString();
  await tx.execute(sql`
    update auth_verification set used_at = ${now.toISOString()}
     where kind = ${kind} and account_id is not distinct from ${accountId}::uuid and used_at is null`);
  await tx.execute(sql`
    insert into auth_verification (id, kind, token_hash, account_id, made_in, clears_factor, by_hand, expires_at,
                                   created_at)
    values (${newId()}, ${kind}, ${hashToken(token)}, ${accountId}, ${made.madeIn ?? null},
            ${made.clearsFactor ?? false}, ${made.byHand ?? false}, ${expires}, ${now.toISOString()})`);
  return token;
}

/** Sends the link for a new password to the owner's e-mail. */
export async function mailResetLink(
  tx: Tx,
  owner: { readonly name: string; readonly email: string; readonly lang: Lang },
  token: string,
): Promise<void> {
  const { t, href } = i18nFor(owner.lang);
  await queueMail(tx, {
    to: owner.email,
    subject: t('auth.mail.reset.subject'),
    text: t('auth.mail.reset.text', { name: owner.name, link: `${originHole}${href(`/reset/${token}`)}` }),
  });
}

export type OpenLink = {
  readonly id: string;
  readonly accountId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The municipality whose administrator made it; null when the owner or the operator did. */
  readonly madeIn: string | null;
  readonly clearsFactor: boolean;
  /** It was shown to whoever made it, not mailed. */
  readonly byHand: boolean;
};

/** The link while it works; undefined when it was used, is too old, or never was. Does not use it. */
export async function openLink(
  db: Database,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<OpenLink | undefined> {
  if (token.length > 100) return undefined;
  const found = await db.app.query<OpenLink>(
    `select v.id, v.account_id as "accountId", u.name, u.email, u.phone, v.made_in as "madeIn",
            v.clears_factor as "clearsFactor", v.by_hand as "byHand"
       from auth_verification v left join auth_user u on u.id = v.account_id
      where v.token_hash = $1 and v.kind = $2 and v.used_at is null and v.expires_at > $3
        and u.disabled_at is null`,
    [hashToken(token), kind, now],
  );
  return found.rows[0];
}

/**
 * Uses the link: true for exactly one caller. To be called in the transaction of what the link allows. Takes the lock
 * of the account first, as accepting a role does, so that a link made before cannot be used after.
 */
export async function useLink(
  tx: Tx | NodePgDatabase,
  link: Pick<OpenLink, 'id' | 'accountId'>,
  now: Date,
): Promise<boolean> {
  if (link.accountId !== null) {
    await tx.execute(sql`select from auth_user where id = ${link.accountId} for update`);
  }
  const used = await tx.execute(sql`
    update auth_verification set used_at = ${now.toISOString()} where id = ${link.id} and used_at is null`);
  return used.rowCount === 1;
}

/** The secret part of the first administrator's link; undefined once there is an account. New at each start. */
export async function firstAdministratorLink(db: Database, now: Date): Promise<string | undefined> {
  const found = await db.app.query<{ any: boolean }>('select exists (select from auth_user) as any');
  return found.rows[0]?.any === true ? undefined : await makeLink(db.appQueries, 'setup', null, now);
}
