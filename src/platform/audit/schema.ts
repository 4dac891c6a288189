import { sql } from 'drizzle-orm';
import { bigint, check, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.ts';

/**
 * What was done, by whom, when. Rows are only added (the server's role may neither change nor remove them), and
 * each carries the hash of the one before in its chain. A chain is a municipality, or `system`.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
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
    /** Which way the hash was made: 1 in stores of before (without the municipality), 2 from then on. */
    form: smallint().notNull().default(1),
    /** Hex; 64 zeros for the first row of a chain. */
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_entry_chain_seq', columns: [t.chain, t.seq] }),
    check('audit_entry_membership', sql`${t.chain} = coalesce(${t.municipalityId}::text, 'system')`),
  ],
);

/** The last row of each chain; writers take its lock, so that a chain never forks, and a cut end shows. */
export const auditHead = pgTable(
  'audit_head',
  {
    chain: text().primaryKey(),
    municipalityId: uuid(),
    seq: bigint({ mode: 'number' }).notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [check('audit_head_membership', sql`${t.chain} = coalesce(${t.municipalityId}::text, 'system')`)],
);
