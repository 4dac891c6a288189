import { and, eq, inArray } from 'drizzle-orm';
import { newId } from '../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { problem } from '../schema.ts';

/**
 * Ids of the cycle's problems of these names; those that do not exist yet are made. Two people naming one new
 * problem at the same moment get the same row.
 */
export async function problemsByName(
  tx: Tx,
  scope: MunicipalityScope,
  cycleId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  // In one order everywhere, so that two imports of the same names cannot wait for each other in a ring.
  await tx
    .insert(problem)
    .values(
      [...wanted].sort().map((name) => ({
        id: newId(),
        municipalityId: scope.municipalityId,
        cycleId,
        name,
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
      })),
    )
    .onConflictDoNothing();
  const rows = await tx
    .select({ id: problem.id, name: problem.name })
    .from(problem)
    .where(
      and(
        eq(problem.municipalityId, scope.municipalityId),
        eq(problem.cycleId, cycleId),
        inArray(problem.name, wanted),
      ),
    );
  return new Map(rows.map((row) => [row.name, row.id]));
}
