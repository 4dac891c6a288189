import { sql } from 'drizzle-orm';
import { writeEntry } from '../audit/write.ts';
import type { Database } from '../db/connect.ts';
import { newId } from '../db/id.ts';
import { appRole, systemRole } from '../db/roles.ts';
import type { Tx } from '../db/scope.ts';
import { i18nFor } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/lang.ts';
import { originHole, queueMail } from '../mail/queue-mail.ts';

/** What happens to an account. Each is a row `account.<kind>` of the system's chain. */
export const eventKinds = [
  'signed-in',
  'sign-in-failed',
  'sign-in-braked',
  'second-factor-failed',
  'recovery-code-used',
  'recovery-codes-renewed',
  'password-changed',
  'password-reset',
  'second-factor-set',
  'second-factor-removed',
  'reset-made',
  'made',
  'role-accepted',
  'role-declined',
  'role-ended',
  'disabled',
  'enabled',
  'sessions-ended',
  'administrator-appointed',
  'administrator-removed',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Of these the owner always hears: by letter where there is an e-mail, and at the next sign-in. */
const told: readonly EventKind[] = [
  'recovery-code-used',
  'password-changed',
  'password-reset',
  'second-factor-set',
  'second-factor-removed',
  'reset-made',
  'role-accepted',
  'role-ended',
  'enabled',
  'administrator-appointed',
  'administrator-removed',
];

/** A name as each language has it: a notice is read later, in a language that its owner may change. */
export type InEach = Readonly<Record<Lang, string>>;
export type NoticeParams = Readonly<Record<string, string | InEach>>;

/** What a notice says, for a reader of this language. */
function noticeParams(params: NoticeParams, lang: Lang): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? value : value[lang]]),
  );
}

export type SecurityEvent = {
  readonly kind: EventKind;
  /** Whose account; undefined when somebody unknown tried. */
  readonly accountId: string | undefined;
  /** Who did it; the owner when left out. */
  readonly actor?: { readonly accountId: string; readonly name: string } | undefined;
  /** Names, roles, counts: no contacts, no addresses and no secrets, since the row is never removed. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What the notice to the owner says: names of places and people. */
  readonly params?: NoticeParams;
};

/**
 * Runs work that reads and writes rows of no municipality, within a transaction of another scope. For what belongs to
 * accounts alone: the caller shows nothing of it to anybody else.
 */
export async function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const before = await tx.execute<{ role: string; system: string | null }>(
    sql`select current_setting('role') as role, current_setting('ashar.system', true) as system`,
  );
  const { role, system } = before.rows[0] ?? { role: '', system: null };
  const changes = role === appRole;
  if (changes) await tx.execute(sql.raw(`set local role ${systemRole}`));
  await tx.execute(sql`select set_config('ashar.system', 'on', true)`);
  // An error ends the transaction (or its savepoint), and the settings go with it.
  const result = await work();
  await tx.execute(sql`select set_config('ashar.system', ${system ?? ''}, true)`);
  if (changes) await tx.execute(sql.raw(`set local role ${appRole}`));
  return result;
}

/** Writes the event into the system's chain and tells the owner, in the transaction of what happened. */
export async function recordEvent(tx: Tx, event: SecurityEvent, now: Date): Promise<void> {
  const { kind, accountId, details, params = {} } = event;
  const owner = accountId === undefined ? undefined : await ownerOf(tx, accountId);
  const actor = event.actor ?? { accountId: accountId ?? 'nobody', name: owner?.name ?? '' };
  if (owner && accountId !== undefined && told.includes(kind)) {
    await tell(tx, { ...owner, id: accountId }, kind, { ...params, by: actor.name });
  }
  await asSystem(tx, async () => {
    await writeEntry(
      tx,
      { municipalityId: null, now, actor },
      {
        action: `account.${kind}`,
        subjectKind: 'account',
        subjectId: accountId,
        details,
      },
    );
  });
}

/** The same where no transaction is open. */
export async function recordAlone(db: Database, event: SecurityEvent, now: Date): Promise<void> {
  await db.appQueries.transaction(async (tx) => await recordEvent(tx, event, now));
}

type Owner = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly lang: Lang;
  readonly demo: boolean;
};

async function ownerOf(tx: Tx, accountId: string): Promise<Omit<Owner, 'id'> | undefined> {
  const found = await tx.execute<Omit<Owner, 'id'>>(
    sql`select name, email, lang, demo from auth_user where id = ${accountId}`,
  );
  return found.rows[0];
}

/** A notice for the next sign-in, and a letter where there is an e-mail. */
export async function tell(tx: Tx, owner: Owner, kind: string, params: NoticeParams): Promise<void> {
  await tx.execute(sql`
    insert into account_notice (id, account_id, kind, params)
    values (${newId()}, ${owner.id}, ${kind}, ${JSON.stringify(params)}::jsonb)`);
  if (owner.email === null || owner.demo) return;
  const { t, href } = i18nFor(owner.lang);
  await queueMail(tx, {
    to: owner.email,
    subject: t('auth.mail.notice.subject'),
    text: t('auth.mail.notice.text', {
      name: owner.name,
      what: t(`auth.notice.${kind}`, noticeParams(params, owner.lang)),
      link: `${originHole}${href('/account')}`,
    }),
  });
}

export type Notice = {
  readonly id: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly at: Date;
};

/** What the owner has not been shown yet, the oldest first, in the language it is read in. */
export async function noticesOf(db: Database, accountId: string, lang: Lang): Promise<Notice[]> {
  const found = await db.app.query<Omit<Notice, 'params'> & { params: NoticeParams }>(
    `select id, kind, params, created_at as at from account_notice
      where account_id = $1 and seen_at is null order by created_at, id limit 100`,
    [accountId],
  );
  return found.rows.map((row) => ({ ...row, params: noticeParams(row.params, lang) }));
}

/** The owner has read these. */
export async function markSeen(
  db: Database,
  accountId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db.app.query(
    'update account_notice set seen_at = $3 where account_id = $1 and id = any($2::uuid[]) and seen_at is null',
    [accountId, ids, now],
  );
}
