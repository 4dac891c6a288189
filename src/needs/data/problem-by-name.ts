import { and, eq } from 'drizzle-orm';
import { nameKey } from '../../methods/names.ts';
import { newId } from '../../platform/db/id.ts';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { problem } from '../schema.ts';

/**
 * Ids of the cycle's problems of these names, by the names asked for; those that do not exist yet are made. Another
 * spelling of the same name (dashes, spaces, look-alike letters) is the same problem. Two people naming one new
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
  const standing = await problemFinder(tx, scope, cycleId);
  const fresh = new Map<string, string>();
  for (const name of wanted) {
    const key = nameKey(name);
    if (standing(name) === undefined && !fresh.has(key)) fresh.set(key, name);
  }
  if (fresh.size === 0) return found(wanted, standing);
  // In one order everywhere, so that two imports of the same names cannot wait for each other in a ring.
  await tx
    .insert(problem)
    .values(
      [...fresh.values()].sort().map((name) => ({
        id: newId(),
        municipalityId: scope.municipalityId,
        cycleId,
        name,
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
      })),
    )
    .onConflictDoNothing();
  return found(wanted, await problemFinder(tx, scope, cycleId));
}

function found(names: readonly string[], finder: (name: string) => string | undefined): Map<string, string> {
  return new Map(
    names.flatMap((name) => {
      const id = finder(name);
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}

/** Finds a problem of the cycle by its name: the one written exactly so before the one that is the same. */
export async function problemFinder(
  tx: Tx,
  scope: MunicipalityScope,
  cycleId: string,
): Promise<(name: string) => string | undefined> {
  const rows = await tx
    .select({ id: problem.id, name: problem.name })
    .from(problem)
    .where(and(eq(problem.municipalityId, scope.municipalityId), eq(problem.cycleId, cycleId)))
    .orderBy(problem.createdAt, problem.id);
  const exact = new Map(rows.map((row) => [row.name, row.id]));
  const same = new Map<string, string>();
  for (const row of rows) if (!same.has(nameKey(row.name))) same.set(nameKey(row.name), row.id);
  return (name) => exact.get(name) ?? same.get(nameKey(name));
}
