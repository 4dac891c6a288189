import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
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
import { bytes, createdAt, id, moment } from '../platform/db/columns.ts';

// The hall: one meeting's devices in one room, joined by a local network. Nothing of it is the record: the host's
// device takes everything over and sends it to the office.

/** A meeting open to other devices on the network. */
export const hall = pgTable('hall', {
  id: id().primaryKey(),
  meetingId: uuid().notNull(),
  /** What phones and the wall show: village, age group, day. */
  title: text().notNull(),
  lang: text({ enum: ['ky', 'ru', 'en'] }).notNull(),
  stickersPerPerson: smallint().notNull(),
  /** Whether phones are asked if a woman or a man writes: only where both sit in the room. */
  askSex: boolean().notNull().default(false),
  /** The package of the meeting for a second recorder: names of those invited are in it. */
  meeting: jsonb().$type<unknown>(),
  /** SHA-256 of the secrets of the host, of a second recorder, and of the wall. */
  hostHash: text().notNull(),
  recorderHash: text().notNull(),
  wallHash: text().notNull(),
  /** On the office's server: the device that opened it; with its access the hall ends. Null on a hub. */
  deviceId: uuid(),
  /** Where that device belongs. Not the row's own municipality: a hall stands outside the wall between them. */
  deviceMunicipality: uuid(),
  /** What participants type or scan: six letters and digits. */
  code: text().notNull().unique('hall_code_key'),
  /** Whether stickers are taken now. */
  gallery: text({ enum: ['closed', 'open'] })
    .notNull()
    .default('closed'),
  /** What the wall shows, made by the host: columns, stickers, sums. */
  wall: jsonb().$type<unknown>(),
  wallSeq: integer().notNull().default(0),
  endedAt: moment(),
  createdAt: createdAt(),
});

/** Changes of the shared document, in the order they came. */
export const hallUpdate = pgTable(
  'hall_update',
  {
    hallId: uuid()
      .notNull()
      .references(() => hall.id, { onDelete: 'cascade' }),
    seq: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    data: bytes().notNull(),
    /** Of how many pieces and writers `data` is: what reading it costs. */
    structs: integer().notNull().default(0),
    clients: integer().notNull().default(0),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hallId, t.seq] })],
);

/** A picture that devices of the hall pass to each other. */
export const hallPhoto = pgTable(
  'hall_photo',
  {
    hallId: uuid()
      .notNull()
      .references(() => hall.id, { onDelete: 'cascade' }),
    photoId: uuid().notNull(),
    data: bytes().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hallId, t.photoId] })],
);

/** A participant's phone. */
export const hallPhone = pgTable(
  'hall_phone',
  {
    id: id().primaryKey(),
    hallId: uuid()
      .notNull()
      .references(() => hall.id, { onDelete: 'cascade' }),
    /** Shown on the phone and to the host: «17». */
    number: smallint().notNull(),
    /** SHA-256 of its cookie. */
    cookieHash: text().notNull(),
    /** Keyed hash of its address and browser, to notice that a phone has come again; the address is not kept. */
    traceHash: text().notNull(),
    /** Keyed hash of its address alone, so that one address cannot fill the hall; null in rows of before. */
    addressHash: text(),
    /** The phone that seems to be the same, when one came before. */
    againOf: uuid(),
    sex: text({ enum: ['female', 'male'] }),
    state: text({ enum: ['waiting', 'admitted', 'refused'] })
      .notNull()
      .default('waiting'),
    /** The participant of the session whom the host tied it to. */
    personId: uuid(),
    admittedAt: moment(),
    sentAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('hall_phone_number').on(t.hallId, t.number),
    unique('hall_phone_cookie').on(t.hallId, t.cookieHash),
    foreignKey({ name: 'hall_phone_again', columns: [t.againOf], foreignColumns: [t.id] }).onDelete(
      'set null',
    ),
  ],
);

/** A sticker sent from a phone; the host takes it over under the same id. */
export const hallSticker = pgTable(
  'hall_sticker',
  {
    id: id().primaryKey(),
    hallId: uuid()
      .notNull()
      .references(() => hall.id, { onDelete: 'cascade' }),
    phoneId: uuid()
      .notNull()
      .references(() => hallPhone.id, { onDelete: 'cascade' }),
    /** 1 … stickers each: the database refuses the sixth. */
    slot: smallint().notNull(),
    text: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    unique('hall_sticker_slot').on(t.phoneId, t.slot),
    index('hall_sticker_hall').on(t.hallId, t.at),
    check('hall_sticker_slot_sane', sql`${t.slot} between 1 and 20`),
    check('hall_sticker_text_given', sql`length(${t.text}) between 1 and 500`),
  ],
);
