import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import type { KnownProblem } from '../../rules/problem.ts';

/** All problems of a cycle, by id. */
export async function problemsOfCycle(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<ReadonlyMap<string, KnownProblem & { readonly description: string }>> {
  const found = await scope.tx.execute<KnownProblem & { description: string }>(sql`
    select id, name, description, category, competence, local_matter as "localMatter" from problem
     where municipality_id = ${scope.municipalityId} and cycle_id = ${cycleId}`);
  return new Map(found.rows.map((row) => [row.id, row]));
}
