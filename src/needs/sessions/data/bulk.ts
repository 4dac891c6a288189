import { sql } from 'drizzle-orm';
import type { Tx } from '../../../platform/db/scope.ts';

/**
 * Call before thousands of rows are added in one transaction. PostgreSQL keeps the plans of its foreign-key checks
 * for as long as a connection lives; made while a table held a handful of rows they read the whole table, and each
 * of two thousand new rows then costs more than the one before (measured: 7 s instead of 1 s). Here they are made
 * anew, by index.
 */
export async function planForManyRows(tx: Tx): Promise<void> {
  await tx.execute(sql`set local enable_seqscan = off`);
  await tx.execute(sql`discard plans`);
}
