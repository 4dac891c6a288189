import { eq } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { CycleRow } from '../data.ts';
import { cycle } from '../schema.ts';

/** The cycle, kept from others until the end of the command; undefined when it is not of this municipality. */
export async function lockCycle(scope: MunicipalityScope, cycleId: string): Promise<CycleRow | undefined> {
  const rows = await scope.tx
    .select()
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, cycleId)))
    .for('update');
  return rows[0];
}
