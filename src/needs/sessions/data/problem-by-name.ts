import { eq } from 'drizzle-orm';
import { nameKey } from '../../../methods/names.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { parts, turn } from '../../../platform/turn.ts';
import { guessedCategory } from '../../rules/category.ts';
import { problem } from '../../schema.ts';

/** Names looked at, or rows read or written, before other requests have their turn. */
const piece = 1000;

/**
 * Ids of the cycle's problems of these names, by the names asked for; those that do not exist yet are made. Another
 * spelling of the same name (dashes, spaces, look-alike letters) is the same problem. Two people naming one new
 * problem at the same moment get the same row.
 */
export async function problemsByName(
  scope: MunicipalityScope,
  cycleId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const standing = await problemFinder(scope, cycleId);
  const fresh = new Map<string, string>();
  for (const some of parts(wanted, piece)) {
    await turn();
    for (const name of some) {
      const key = nameKey(name);
      if (standing(name) === undefined && !fresh.has(key)) fresh.set(key, name);
    }
  }
  if (fresh.size === 0) return await found(wanted, standing);
  // In one order everywhere, so that two imports of the same names cannot wait for each other in a ring.
  const categories = await categoriesOf([...fresh.values()]);
  for (const some of parts([...fresh.values()].sort(), piece)) {
    await scope.tx
      .insert(problem)
      .values(
        some.map((name) => ({
          id: newId(),
          municipalityId: scope.municipalityId,
          cycleId,
          name,
          category: categories.get(name) ?? null,
          byAccountId: scope.actor.accountId,
          byName: scope.actor.name,
        })),
      )
      .onConflictDoNothing();
  }
  return await found(wanted, await problemFinder(scope, cycleId));
}

/** The icon that each name wants. Reading a name costs more than comparing it, so fewer of them go at once. */
async function categoriesOf(names: readonly string[]): Promise<Map<string, string | null>> {
  const categories = new Map<string, string | null>();
  for (const some of parts(names, 50)) {
    await turn();
    for (const name of some) categories.set(name, guessedCategory(name));
  }
  return categories;
}

async function found(
  names: readonly string[],
  finder: (name: string) => string | undefined,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const some of parts(names, piece)) {
    await turn();
    for (const name of some) {
      const id = finder(name);
      if (id !== undefined) ids.set(name, id);
    }
  }
  return ids;
}

/** Finds a problem of the cycle by its name: the one written exactly so before the one that is the same. */
export async function problemFinder(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<(name: string) => string | undefined> {
  const exact = new Map<string, string>();
  const same = new Map<string, string>();
  for (let from = 0; ; from += piece) {
    const rows = await scope.tx
      .select({ id: problem.id, name: problem.name })
      .from(problem)
      .where(own(scope, problem, eq(problem.cycleId, cycleId)))
      .orderBy(problem.createdAt, problem.id)
      .limit(piece)
      .offset(from);
    for (const { id, name } of rows) {
      exact.set(name, id);
      const key = nameKey(name);
      if (!same.has(key)) same.set(key, id);
    }
    if (rows.length < piece) break;
  }
  return (name) => exact.get(name) ?? same.get(nameKey(name));
}
