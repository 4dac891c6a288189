import { bigint, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.ts';

/**
 * What was done, by whom, when. Rows are only added (the server's role may neither change nor remove them), and
 * each carries the hash of the one before in its chain. A chain is a municipality, or `system`.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The municipality's id, or `system`. */
    chain: text().notNull(),
    municipalityId: uuid(),
    /** 1, 2, 3, … within the chain, without gaps. */
    seq: bigint({ mode: 'number' }).notNull(),
    at: moment().notNull(),
    accountId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    subjectKind: text(),
    subjectId: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Hex; 64 zeros for the first row of a chain. */
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [unique('audit_entry_chain_seq').on(table.chain, table.seq)],
);

/** The last row of each chain; writers take its lock, so that a chain never forks, and a cut end shows. */
export const auditHead = pgTable('audit_head', {
  chain: text().primaryKey(),
  municipalityId: uuid(),
  seq: bigint({ mode: 'number' }).notNull(),
  prevHash: text().notNull(),
  hash: text().notNull(),
});
