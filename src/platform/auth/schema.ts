import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from '../db/columns.ts';
import { roles } from '../db/gate.ts';

// These tables stand outside the wall between municipalities (table-rules.ts says why for each): who somebody is must
// be known before the municipality is. Only platform/auth reads the secrets among them.

/** Somebody who may sign in. Without a credential: invited, and the password not yet chosen. */
export const authUser = pgTable(
  'auth_user',
  {
    id: id().primaryKey(),
    name: text().notNull(),
    /** Lower case. */
    email: text(),
    /** With the country code: `+996700123456`. */
    phone: text(),
    /** Language of mails. */
    lang: text({ enum: ['ky', 'ru', 'en'] })
      .notNull()
      .default('ky'),
    /** An invented person of the demo: signs in by one button, without second factor, only in a demo store. */
    demo: boolean().notNull().default(false),
    disabledAt: moment(),
    /** The municipality that invited this person first; only its administrators may ever make a link to get in. */
    createdIn: uuid(),
    /** When a link that went to the e-mail alone was followed: from then on the address is known to be its owner's. */
    emailProvenAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('auth_user_email_key').on(t.email),
    uniqueIndex('auth_user_phone_key').on(t.phone),
    check('auth_user_reachable', sql`${t.email} is not null or ${t.phone} is not null`),
    check('auth_user_name_given', sql`length(${t.name}) between 1 and 200`),
    check('auth_user_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
);

/** The password, as Argon2id. */
export const authCredential = pgTable('auth_credential', {
  accountId: uuid()
    .primaryKey()
    .references(() => authUser.id, { onDelete: 'cascade' }),
  passwordHash: text().notNull(),
  changedAt: moment().notNull().defaultNow(),
});

/** A signed-in browser. The cookie's value is nowhere in the database, only its hash. */
export const signIn = pgTable(
  'auth_session',
  {
    id: id().primaryKey(),
    tokenHash: text().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    /** `password`: the second factor is still to come, and nothing else may be done. */
    level: text({ enum: ['password', 'full'] }).notNull(),
    /** What the browser says it is, shortened; shown to its owner in the list of sign-ins. */
    browser: text().notNull().default(''),
    createdAt: createdAt(),
    seenAt: moment().notNull().defaultNow(),
    /** 30 days after sign-in, whatever happens. */
    expiresAt: moment().notNull(),
    endedAt: moment(),
    /** The second factor that is being set up in this sign-in, sealed; another sign-in gets another one. */
    enrolSecret: text(),
    /** New recovery codes, sealed, until their owner says that they are kept, or for a day. */
    shownCodes: text(),
    shownCodesAt: moment(),
  },
  (t) => [
    unique('auth_session_token_key').on(t.tokenHash),
    index('auth_session_account').on(t.accountId),
    index('auth_session_expiry').on(t.expiresAt),
  ],
);

/** One-time links: reset of the password, first administrator. */
export const authVerification = pgTable(
  'auth_verification',
  {
    id: id().primaryKey(),
    kind: text({ enum: ['reset', 'invitation', 'setup'] }).notNull(),
    tokenHash: text().notNull(),
    accountId: uuid().references(() => authUser.id, { onDelete: 'cascade' }),
    /** The municipality whose administrator made the link; empty when its owner or the operator asked for it. */
    madeIn: uuid(),
    /** Whether using it takes the second factor away (the phone was lost). */
    clearsFactor: boolean().notNull().default(false),
    /** Shown to whoever made it instead of being mailed: using it proves nothing of the e-mail address. */
    byHand: boolean().notNull().default(false),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('auth_verification_token_key').on(t.tokenHash),
    index('auth_verification_account').on(t.accountId, t.kind),
  ],
);

/**
 * What somebody sent when their sign-in had just ended: kept sealed for a day, for this account alone, until it is shown
 * in its form again. Nothing of it is ever carried out by itself.
 */
export const keptForm = pgTable(
  'kept_form',
  {
    id: id().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    sealed: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (t) => [index('kept_form_account').on(t.accountId, t.createdAt)],
);

/** The second factor by time code (TOTP). The secret is encrypted with the installation's secret. */
export const authTwoFactor = pgTable('auth_two_factor', {
  accountId: uuid()
    .primaryKey()
    .references(() => authUser.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  /** Empty until the first code was right. */
  confirmedAt: moment(),
  /** The 30-second step of the last code that was taken: it and earlier ones are refused. */
  lastStep: bigint({ mode: 'number' }),
  createdAt: createdAt(),
});

/**
 * A browser in which somebody signed in before, known by a cookie of its own: strangers' guesses do not brake it. The
 * same browser may be known to several accounts. The cookie's value is kept as a hash.
 */
export const authBrowser = pgTable(
  'auth_browser',
  {
    tokenHash: text().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tokenHash, t.accountId] }), index('auth_browser_account').on(t.accountId)],
);

/** What the owner of an account must hear at the next sign-in: a reset, another password, a new role. */
export const accountNotice = pgTable(
  'account_notice',
  {
    id: id().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    /** The event's name: the message is `auth.notice.<kind>`. */
    kind: text().notNull(),
    /** What the message says: names, never secrets. */
    params: jsonb().$type<Record<string, string | Readonly<Record<'ky' | 'ru' | 'en', string>>>>().notNull(),
    seenAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [index('account_notice_account').on(t.accountId, t.createdAt)],
);

/** Codes for the day the phone is lost; each works once. */
export const authRecoveryCode = pgTable(
  'auth_recovery_code',
  {
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    codeHash: text().notNull(),
    usedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.codeHash] })],
);

/** Failed attempts and until when the next one waits; the key is a hash of the account and the address. */
export const authAttempt = pgTable('auth_attempt', {
  key: text().primaryKey(),
  failures: bigint({ mode: 'number' }).notNull(),
  waitUntil: moment(),
  updatedAt: moment().notNull().defaultNow(),
});

/** Who is what in which municipality, from when to when. Ended roles stay, so that it is known who was. */
export const roleAssignment = pgTable(
  'role_assignment',
  {
    id: id().primaryKey(),
    municipalityId: uuid().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id),
    role: text({ enum: roles as [(typeof roles)[number], ...(typeof roles)[number][]] }).notNull(),
    validFrom: moment().notNull().defaultNow(),
    validTo: moment(),
    grantedBy: text().notNull(),
    endedBy: text(),
  },
  (t) => [
    uniqueIndex('role_assignment_open_key')
      .on(t.municipalityId, t.accountId, t.role)
      .where(sql`${t.validTo} is null`),
    index('role_assignment_account').on(t.accountId),
    check('role_assignment_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
  ],
);

export const invitationAnswers = ['accepted', 'declined', 'withdrawn'] as const;

/**
 * Roles that somebody is asked to take. Holds what the inviter typed and nothing of an account: whether there is one is
 * looked at when the owner answers.
 */
export const roleInvitation = pgTable(
  'role_invitation',
  {
    id: id().primaryKey(),
    municipalityId: uuid().notNull(),
    name: text().notNull(),
    email: text(),
    phone: text(),
    roles: text().array().notNull().$type<(typeof roles)[number][]>(),
    lang: text({ enum: ['ky', 'ru', 'en'] })
      .notNull()
      .default('ky'),
    /** The person on the municipality's list who is meant. */
    personId: uuid(),
    tokenHash: text().notNull(),
    /** The link was shown to whoever invites, although there is an e-mail: following it proves nothing of the address. */
    byHand: boolean().notNull().default(false),
    expiresAt: moment().notNull(),
    invitedBy: text().notNull(),
    inviterName: text().notNull(),
    answer: text({ enum: invitationAnswers }),
    answeredAt: moment(),
    /** Who accepted it. */
    accountId: uuid().references(() => authUser.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique('role_invitation_token_key').on(t.tokenHash),
    index('role_invitation_place').on(t.municipalityId, t.createdAt),
    index('role_invitation_email').on(t.email),
    index('role_invitation_phone').on(t.phone),
    check('role_invitation_reachable', sql`${t.email} is not null or ${t.phone} is not null`),
    check('role_invitation_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check('role_invitation_roles', sql`cardinality(${t.roles}) > 0`),
  ],
);

/** Who may make units, municipalities and their first administrators. */
export const systemAdministrator = pgTable('system_administrator', {
  accountId: uuid()
    .primaryKey()
    .references(() => authUser.id),
  grantedAt: moment().notNull().defaultNow(),
});

/** Facts about this installation: `demo` = `yes` when it holds the textbook municipality. */
export const installation = pgTable('installation', {
  key: text().primaryKey(),
  value: text().notNull(),
});
