import { eq } from 'drizzle-orm';
import { cycle } from '../../../cycle/schema.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';

/** Whether the cycle's session phase has been opened (readiness questions, or a recorded reason). */
export async function phaseIsOpen(scope: MunicipalityScope, cycleId: string): Promise<boolean> {
  const rows = await scope.tx
    .select({ openedAt: cycle.sessionsOpenedAt })
    .from(cycle)
    .where(own(scope, cycle, eq(cycle.id, cycleId)));
  return rows[0]?.openedAt !== null && rows[0] !== undefined;
}
