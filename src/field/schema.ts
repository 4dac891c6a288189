import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { fieldMeetings } from './rules/items.ts';
import { bytes, createdAt, id, moment, municipalityId, timestamps } from '../platform/db/columns.ts';

/** A phone, tablet or laptop on which a person works without a network. One row for each person on it. */
export const fieldDevice = pgTable(
  'field_device',
  {
    id: id().primaryKey(),
    municipalityId: municipalityId(),
    accountId: text().notNull(),
    /** What the person calls it. */
    label: text().notNull(),
    /** SHA-256 of the secret part of its token, in hex. */
    tokenHash: text().notNull(),
    /** The key that opens the device's store when the PIN is forgotten, sealed with the installation's secret. */
    recoverySealed: text().notNull(),
    /** Version of the app that last spoke, and when it did. */
    app: text().notNull().default(''),
    lastSeenAt: moment(),
    /** Minutes its clock was ahead (+) or behind (-) when it last spoke. */
    clockOff: integer(),
    revokedAt: moment(),
    revokedBy: text(),
    createdAt: createdAt(),
  },
  (t) => [index('field_device_account').on(t.municipalityId, t.accountId)],
);

/** A code typed once into a device: to prepare it, or to open its store when the PIN is forgotten. */
export const fieldCode = pgTable(
  'field_code',
  {
    id: id().primaryKey(),
    municipalityId: municipalityId(),
    accountId: text().notNull(),
    kind: text({ enum: ['prepare', 'recover'] }).notNull(),
    /** Of `recover`: the device it is for. */
    deviceId: uuid(),
    codeHash: text().notNull(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [unique('field_code_hash').on(t.codeHash)],
);

/** The pair of keys of a municipality: files of unsent data are sealed for its public half. */
export const fieldKey = pgTable('field_key', {
  municipalityId: municipalityId().primaryKey(),
  publicKey: text().notNull(),
  /** Sealed with the installation's secret. */
  privateSealed: text().notNull(),
  createdAt: createdAt(),
});

/** The shared document of a meeting as the office holds it. */
export const fieldDocument = pgTable(
  'field_document',
  {
    municipalityId: municipalityId(),
    /** A session, a focus group or a public meeting. */
    meetingId: uuid().notNull(),
    meeting: text({ enum: fieldMeetings }).notNull(),
    /** All changes so far, merged: a Yjs update. */
    state: bytes().notNull(),
    /** How far `state` goes (`howFar`); null of rows of before devices were told. */
    vector: bytes(),
    /** Counts the changes: who merged into an older one merges again. */
    version: integer().notNull().default(0),
    /** The record as it was last written into the tables: only what changed since is written again. */
    written: jsonb().$type<unknown>(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.meetingId] }),
    check('field_document_size', sql`octet_length(${t.state}) <= 8388608`),
  ],
);

/** What became of each item a device sent. */
export const fieldReceipt = pgTable(
  'field_receipt',
  {
    municipalityId: municipalityId(),
    itemId: uuid().notNull(),
    meetingId: uuid().notNull(),
    deviceId: uuid()
      .notNull()
      .references(() => fieldDevice.id),
    kind: text({ enum: ['document', 'sticker', 'photo', 'finish'] }).notNull(),
    /** Version in which the item was written. */
    schema: smallint().notNull(),
    via: text({ enum: ['network', 'file'] }).notNull(),
    state: text({ enum: ['done', 'refused'] }).notNull(),
    code: text(),
    /** SHA-256 of what it says, in hex: other words under the same id are another item. Null of earlier rows. */
    contentHash: text(),
    byName: text().notNull(),
    /** The device's clock when the item was made, and the server's when it came. */
    madeAt: moment().notNull(),
    receivedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.municipalityId, t.itemId] }),
    index('field_receipt_meeting').on(t.municipalityId, t.meetingId),
    index('field_receipt_device').on(t.municipalityId, t.deviceId),
  ],
);
