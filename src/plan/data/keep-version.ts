import { eq, max, sql } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { keep } from '../rules/versions.ts';
import { planVersion } from '../schema.ts';
import { planOf } from './plan.ts';

type VersionFacts = Omit<
  typeof planVersion.$inferInsert,
  'id' | 'municipalityId' | 'planId' | 'number' | 'plan' | 'byName' | 'at'
>;

/** Keeps the plan as it stands now; its row is held for update. Gives the number of the version. */
export async function keepVersion(
  scope: MunicipalityScope,
  planId: string,
  facts: VersionFacts,
): Promise<number> {
  const plan = await planOf(scope, planId);
  if (!plan) throw new Error('a version of a plan that is not there');
  const [last] = await scope.tx
    .select({ number: max(planVersion.number) })
    .from(planVersion)
    .where(own(scope, planVersion, eq(planVersion.planId, planId)));
  const number = (last?.number ?? 0) + 1;
  await scope.tx.insert(planVersion).values({
    ...facts,
    municipalityId: scope.municipalityId,
    planId,
    number,
    plan: keep(plan),
    byName: scope.actor.name,
    at: sql`now()`,
  });
  return number;
}
