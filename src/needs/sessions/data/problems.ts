import { sql } from 'drizzle-orm';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { russianNamesOf, type RussianNames } from '../../rules/catalogue.ts';
import type { KnownProblem } from '../../rules/problem.ts';

/** All problems of a cycle, by id. */
export async function problemsOfCycle(
  scope: MunicipalityScope,
  cycleId: string,
): Promise<ReadonlyMap<string, KnownProblem & { readonly description: string }>> {
  const found = await scope.tx.execute<KnownProblem & { description: string }>(sql`
    select id, name, name_ru as "nameRu", description, category, competence, local_matter as "localMatter" from problem
     where municipality_id = ${scope.municipalityId} and cycle_id = ${cycleId}`);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** The Russian names of a cycle's problems, for papers. */
export async function russianNames(scope: MunicipalityScope, cycleId: string): Promise<RussianNames> {
  const found = await scope.tx.execute<{ name: string; nameRu: string }>(sql`
    select name, name_ru as "nameRu" from problem
     where municipality_id = ${scope.municipalityId} and cycle_id = ${cycleId} and name_ru <> ''`);
  return russianNamesOf(found.rows);
}
