import { eq, inArray, ne, or, sql } from 'drizzle-orm';
import { statement } from '../../needs/schema.ts';
import { installation } from '../../platform/auth/schema.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { fieldReceipt } from '../schema.ts';

export type Receipt = typeof fieldReceipt.$inferInsert;

/** Rows a statement carries: far below the 65,535 parameters of the protocol. */
const batch = 2000;

/** Which of these items were taken before, each with the hash of what it said (null: it was not kept then). */
export async function itemsDone(
  scope: MunicipalityScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const done = new Map<string, string | null>();
  for (let start = 0; start < ids.length; start += batch) {
    const rows = await scope.tx
      .select({ id: fieldReceipt.itemId, hash: fieldReceipt.contentHash })
      .from(fieldReceipt)
      .where(
        own(
          scope,
          fieldReceipt,
          inArray(fieldReceipt.itemId, ids.slice(start, start + batch)),
          eq(fieldReceipt.state, 'done'),
        ),
      );
    for (const { id, hash } of rows) done.set(id, hash);
  }
  return done;
}

/** Items of a meeting that the office holds, by id; of changes of the document those that this device has sent. */
export async function itemsHeld(
  scope: MunicipalityScope,
  meetingId: string,
  deviceId: string,
): Promise<string[]> {
  const { tx } = scope;
  const receipts = await tx
    .select({ id: fieldReceipt.itemId })
    .from(fieldReceipt)
    .where(
      own(
        scope,
        fieldReceipt,
        eq(fieldReceipt.meetingId, meetingId),
        eq(fieldReceipt.state, 'done'),
        or(ne(fieldReceipt.kind, 'document'), eq(fieldReceipt.deviceId, deviceId)),
      ),
    );
  // Written at the office's own desk, or taken over by way of another device.
  const statements = await tx
    .select({ id: statement.id })
    .from(statement)
    .where(own(scope, statement, eq(statement.sessionId, meetingId)));
  return [...new Set([...receipts, ...statements].map(({ id }) => id))];
}

/** What names this store; a restore of a backup gives it another name. Empty: it was never restored. */
export async function storeName({ tx }: MunicipalityScope): Promise<string> {
  const [row] = await tx
    .select({ value: installation.value })
    .from(installation)
    .where(eq(installation.key, 'store'));
  return row?.value ?? '';
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
          contentHash: sql`excluded.content_hash`,
          byName: sql`excluded.by_name`,
          receivedAt: sql`excluded.received_at`,
        },
        setWhere: eq(fieldReceipt.state, 'refused'),
      });
  }
}
