import { listCycles } from '../../cycle/data.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { placesOfItems, type Plan } from '../rules/plan.ts';
import { listPlans, planOf } from './plan.ts';

/** The plan of the newest cycle before this one that has any. */
export async function formerPlan(
  scope: MunicipalityScope,
  plan: Pick<Plan, 'cycleId'>,
): Promise<Plan | undefined> {
  const years = new Map((await listCycles(scope)).map((one) => [one.id, one.year]));
  const own = years.get(plan.cycleId) ?? 0;
  const former = (await listPlans(scope)).find((one) => one.year < own);
  return former && (await planOf(scope, former.id));
}

export type Unfinished = ReturnType<typeof placesOfItems>[number];

/**
 * Items of the approved plan before that nobody has called done or stopped, were not dropped, and do not go on in this
 * plan yet.
 */
export async function unfinished(scope: MunicipalityScope, plan: Plan): Promise<Unfinished[]> {
  return unfinishedOf(await formerPlan(scope, plan), plan);
}

/** The same, where the plan before was read already. */
export function unfinishedOf(former: Plan | undefined, plan: Plan): Unfinished[] {
  if (former?.state !== 'approved') return [];
  const here = new Set(placesOfItems(plan).map(({ item }) => item.carriedFromId));
  return placesOfItems(former).filter(
    ({ item }) =>
      item.state === 'planned' && (item.outcome === null || item.outcome === 'goesOn') && !here.has(item.id),
  );
}
