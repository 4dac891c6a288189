import { jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';

/**
 * One row for each command that was given an operation id and was done. A repeat (double click, retry of the
 * phone's outbox) finds the row and answers with the stored result. Municipality is empty for commands of the
 * system; `nulls not distinct` keeps these single as well.
 */
export const operation = pgTable(
  'operation',
  {
    id: id().primaryKey(),
    municipalityId: uuid(),
    key: text().notNull(),
    action: text().notNull(),
    accountId: text().notNull(),
    /** SHA-256 of the canonical input: the same id with another input is a mistake of the sender. */
    inputHash: text().notNull(),
    result: jsonb(),
    createdAt: createdAt(),
  },
  (table) => [unique('operation_key').on(table.municipalityId, table.key).nullsNotDistinct()],
);
