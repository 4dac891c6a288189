import { createHash } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import type { Gate, Role } from '../db/gate.ts';
import { isId } from '../db/id.ts';
import { proveGate } from '../db/prove-gate.ts';
import type { Lang } from '../i18n/lang.ts';

/** Longest time without a request, and longest time at all, in milliseconds. */
export const IDLE_LIMIT = 12 * 3_600_000;
export const ABSOLUTE_LIMIT = 30 * 24 * 3_600_000;
/** The time between password and second factor. */
export const PENDING_LIMIT = 15 * 60_000;
/** How exactly the last request is remembered: writing it each time would make every page a write. */
const SEEN_EVERY = 5 * 60_000;

/** Roles that may not work without a second factor; the others may have one. */
export const guardedRoles: readonly Role[] = ['administrator', 'head', 'staff', 'auditor'];

/** Who is signed in, as pages see it. */
export type Account = {
  readonly id: string;
  readonly signInId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly lang: Lang;
  readonly demo: boolean;
  readonly systemAdministrator: boolean;
  readonly roles: readonly { readonly municipalityId: string; readonly role: Role }[];
  /** Whether the account has a second factor. */
  readonly secondFactor: boolean;
};

export type SignInState =
  | { readonly kind: 'none' }
  /** Password given; the second factor must be given (`enter`) or set up (`enrol`) before anything else. */
  | { readonly kind: 'pending'; readonly step: 'enter' | 'enrol'; readonly account: Account }
  | { readonly kind: 'signed-in'; readonly account: Account };

/** Secrets of cookies and links are kept only as their hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

type Row = {
  sign_in_id: string;
  level: 'password' | 'full';
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  account_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  lang: Lang;
  demo: boolean;
  system_administrator: boolean;
  second_factor: boolean;
  roles: { municipalityId: string; role: Role }[];
};

const rolesAt = `coalesce((select json_agg(json_build_object('municipalityId', r.municipality_id, 'role', r.role))
    from role_assignment r where r.account_id = u.id and r.valid_from <= $2
     and (r.valid_to is null or r.valid_to > $2)), '[]') as roles`;

/** Whether the account may not work without a second factor. People of the demo are invented and need none. */
export function needsSecondFactor(account: Pick<Account, 'demo' | 'systemAdministrator' | 'roles'>): boolean {
  if (account.demo) return false;
  return account.systemAdministrator || account.roles.some(({ role }) => guardedRoles.includes(role));
}

/** Reads the sign-in of a cookie's value: one query, and a write each five minutes. */
export async function readSignIn(db: Database, token: string | undefined, now: Date): Promise<SignInState> {
  if (token === undefined || token === '' || token.length > 100) return { kind: 'none' };
  const found = await db.app.query<Row>({
    name: 'read-sign-in',
    text: `select s.id as sign_in_id, s.level, s.created_at, s.seen_at, s.expires_at, u.id as account_id, u.name,
                  u.email, u.phone, u.lang, u.demo,
                  exists (select from system_administrator a where a.account_id = u.id) as system_administrator,
                  exists (select from auth_two_factor f where f.account_id = u.id and f.confirmed_at is not null)
                    as second_factor, ${rolesAt}
             from auth_session s join auth_user u on u.id = s.account_id
            where s.token_hash = $1 and s.ended_at is null and u.disabled_at is null`,
    values: [hashToken(token), now],
  });
  const row = found.rows[0];
  if (!row || row.expires_at <= now || now.getTime() - row.seen_at.getTime() > IDLE_LIMIT)
    return { kind: 'none' };
  if (row.level === 'password' && now.getTime() - row.created_at.getTime() > PENDING_LIMIT)
    return { kind: 'none' };
  if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY) {
    await db.app.query('update auth_session set seen_at = $2 where id = $1', [row.sign_in_id, now]);
  }
  const account: Account = {
    id: row.account_id,
    signInId: row.sign_in_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    lang: row.lang,
    demo: row.demo,
    systemAdministrator: row.system_administrator,
    roles: row.roles,
    secondFactor: row.second_factor,
  };
  // A role that demands the second factor may have come after sign-in: then it is asked for now.
  if (needsSecondFactor(account) && !account.secondFactor) return { kind: 'pending', step: 'enrol', account };
  if (row.level === 'password') return { kind: 'pending', step: 'enter', account };
  return { kind: 'signed-in', account };
}

/**
 * The proof for one municipality; undefined for strangers. A system administrator stands in every municipality as
 * its administrator, since somebody must appoint the first one; the caller checks that the municipality exists.
 */
export function gateInMunicipality(account: Account, municipalityId: string): Gate | undefined {
  if (!isId(municipalityId)) return undefined;
  const held = account.roles.filter((held) => held.municipalityId === municipalityId).map(({ role }) => role);
  if (account.systemAdministrator && !held.includes('administrator')) held.push('administrator');
  if (held.length === 0) return undefined;
  return proveGate({
    accountId: account.id,
    municipalityId,
    roles: held,
    name: account.name,
    systemAdministrator: account.systemAdministrator,
  });
}

/** The proof for the system's own work; undefined for all but system administrators. */
export function gateOfSystem(account: Account): Gate | undefined {
  if (!account.systemAdministrator) return undefined;
  return proveGate({
    accountId: account.id,
    municipalityId: null,
    roles: [],
    name: account.name,
    systemAdministrator: true,
  });
}

/** The proof for work that goes on after the request (jobs): with the roles the account has now. */
export async function gateOfAccount(
  db: Database,
  accountId: string,
  municipalityId: string,
  now: Date,
): Promise<Gate | undefined> {
  if (!isId(accountId)) return undefined;
  const found = await db.app.query<Pick<Row, 'name' | 'system_administrator' | 'roles'>>(
    `select u.name, exists (select from system_administrator a where a.account_id = u.id) as system_administrator,
            ${rolesAt}
       from auth_user u where u.id = $1 and u.disabled_at is null`,
    [accountId, now],
  );
  const row = found.rows[0];
  if (!row) return undefined;
  const held = row.roles.filter((held) => held.municipalityId === municipalityId).map(({ role }) => role);
  if (row.system_administrator && !held.includes('administrator')) held.push('administrator');
  if (held.length === 0) return undefined;
  return proveGate({ accountId, municipalityId, roles: held, name: row.name });
}
