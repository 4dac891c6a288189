import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { createdAt, id, moment } from '../db/columns.ts';

/**
 * Letters that have not gone yet although it was tried, with their text so that they can be sent again. A row goes
 * when its letter does, and after 30 days. The text may hold a one-time link: nobody but the worker reads it.
 */
export const unsentLetter = pgTable(
  'unsent_letter',
  {
    id: id().primaryKey(),
    /** Where it was written; null for what a person asked for without being signed in. */
    municipalityId: uuid(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** What hindered it, see failure.ts. */
    cause: text({
      enum: ['certificate', 'connection', 'sign-in', 'address', 'later', 'sink', 'other'],
    }).notNull(),
    attempts: integer().notNull().default(1),
    /** When it is not tried again by itself any more. */
    givenUpAt: moment(),
    failedAt: moment().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('unsent_letter_place').on(t.municipalityId, t.toAddress),
    check('unsent_letter_attempts', sql`${t.attempts} > 0`),
  ],
);
