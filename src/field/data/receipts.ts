import { and, eq, inArray, sql } from 'drizzle-orm';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { fieldReceipt } from '../schema.ts';

export type Receipt = typeof fieldReceipt.$inferInsert;

/** Rows a statement carries: far below the 65,535 parameters of the protocol. */
const batch = 2000;

/** Which of these items were taken before. */
export async function itemsDone(
  tx: Tx,
  scope: MunicipalityScope,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  for (let start = 0; start < ids.length; start += batch) {
    const rows = await tx
      .select({ id: fieldReceipt.itemId })
      .from(fieldReceipt)
      .where(
        and(
          eq(fieldReceipt.municipalityId, scope.municipalityId),
          inArray(fieldReceipt.itemId, ids.slice(start, start + batch)),
          eq(fieldReceipt.state, 'done'),
        ),
      );
    for (const { id } of rows) done.add(id);
  }
  return done;
}

/** Writes what became of items. One that is done stays done; one that was refused may have been taken now. */
export async function keepReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<void> {
  for (let start = 0; start < receipts.length; start += batch) {
    await tx
      .insert(fieldReceipt)
      .values(receipts.slice(start, start + batch))
      .onConflictDoUpdate({
        target: [fieldReceipt.municipalityId, fieldReceipt.itemId],
        set: {
          meetingId: sql`excluded.meeting_id`,
          deviceId: sql`excluded.device_id`,
          kind: sql`excluded.kind`,
          schema: sql`excluded.schema`,
          madeAt: sql`excluded.made_at`,
          via: sql`excluded.via`,
          state: sql`excluded.state`,
          code: sql`excluded.code`,
          byName: sql`excluded.by_name`,
          receivedAt: sql`excluded.received_at`,
        },
        setWhere: eq(fieldReceipt.state, 'refused'),
      });
  }
}
