import { and, eq, isNull, max } from 'drizzle-orm';
import { addRow, own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { publication } from '../schema.ts';

export type Snapshot = {
  readonly kind: string;
  /** The village or municipality it is about. */
  readonly unitId: string;
  readonly year: number;
  readonly cycleId: string | null;
  /** Without personal data. */
  readonly snapshot: unknown;
};

/**
 * Shows residents something as it stands; what stood before is withdrawn in the same step, so that at no moment there
 * are two of it and at no moment none. Part of another room's command, which holds the thing that is published.
 */
export async function publishSnapshot(
  scope: MunicipalityScope,
  { kind, unitId, year, cycleId, snapshot }: Snapshot,
): Promise<{ readonly id: string; readonly version: number }> {
  const { now } = scope;
  const mine = own(
    scope,
    publication,
    eq(publication.kind, kind),
    eq(publication.unitId, unitId),
    eq(publication.year, year),
  );
  const [last] = await scope.tx
    .select({ version: max(publication.version) })
    .from(publication)
    .where(mine);
  await scope.tx
    .update(publication)
    .set({ withdrawnAt: now, withdrawnReason: 'replaced' })
    .where(and(mine, isNull(publication.withdrawnAt)));
  const version = (last?.version ?? 0) + 1;
  const facts = { kind, unitId, year, cycleId, snapshot, version };
  const id = await addRow(scope, publication, { ...facts, publishedAt: now, publishedBy: scope.actor.name });
  return { id, version };
}
