import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
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
export const authSession = pgTable(
  'auth_session',
  {
    id: id().primaryKey(),
    tokenHash: text().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    /** `password`: the second factor is still to come, and nothing else may be done. */
    level: text({ enum: ['password', 'full'] }).notNull(),
    /** What the browser says it is, shortened; shown to its owner in the list of sessions. */
    browser: text().notNull().default(''),
    createdAt: createdAt(),
    seenAt: moment().notNull().defaultNow(),
    /** 30 days after sign-in, whatever happens. */
    expiresAt: moment().notNull(),
    endedAt: moment(),
  },
  (t) => [
    unique('auth_session_token_key').on(t.tokenHash),
    index('auth_session_account').on(t.accountId),
    index('auth_session_expiry').on(t.expiresAt),
  ],
);

/** One-time links: reset of the password, invitation, first administrator. */
export const authVerification = pgTable(
  'auth_verification',
  {
    id: id().primaryKey(),
    kind: text({ enum: ['reset', 'invitation', 'setup'] }).notNull(),
    tokenHash: text().notNull(),
    accountId: uuid().references(() => authUser.id, { onDelete: 'cascade' }),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('auth_verification_token_key').on(t.tokenHash),
    index('auth_verification_account').on(t.accountId, t.kind),
  ],
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
