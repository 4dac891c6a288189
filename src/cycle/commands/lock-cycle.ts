import { and, eq } from 'drizzle-orm';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import type { CycleRow } from '../data.ts';
import { cycle } from '../schema.ts';

/** The cycle, kept from others until the end of the command; undefined when it is not of this municipality. */
export async function lockCycle(
  tx: Tx,
  scope: MunicipalityScope,
  cycleId: string,
): Promise<CycleRow | undefined> {
  const rows = await tx
    .select()
    .from(cycle)
    .where(and(eq(cycle.municipalityId, scope.municipalityId), eq(cycle.id, cycleId)))
    .for('update');
  return rows[0];
}
