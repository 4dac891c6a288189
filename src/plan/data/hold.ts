import { eq, max, sql } from 'drizzle-orm';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { keep } from '../rules/versions.ts';
import { jointPlan, planItem, planVersion } from '../schema.ts';
import { planOf } from './plan.ts';

type PlanRow = typeof jointPlan.$inferSelect;
type ItemRow = typeof planItem.$inferSelect;

/**
 * A plan held for a change: `share` for adding to it, so that it is not approved while somebody writes; `update` for
 * what changes its own row or its order. An approved one is refused: it changes by its own way alone.
 */
export async function writablePlan(
  scope: MunicipalityScope,
  planId: string,
  hold: 'share' | 'update' = 'share',
): Promise<{ readonly ok: true; readonly row: PlanRow } | Refused> {
  const row = await heldPlan(scope, planId, hold);
  if (!row) return refuse('plan-not-found');
  return row.state === 'approved' ? refuse('plan-approved') : { ok: true, row };
}

/** A plan held whatever its state. */
export async function heldPlan(
  scope: MunicipalityScope,
  planId: string,
  hold: 'share' | 'update',
): Promise<PlanRow | undefined> {
  const [row] = await scope.tx
    .select()
    .from(jointPlan)
    .where(own(scope, jointPlan, eq(jointPlan.id, planId)))
    .for(hold);
  return row;
}

/**
 * An item held for a change, as the form knew it. The plan is held before the item, by everybody in this order.
 * Refuses `plan-item-not-found`, `plan-approved`, `edited-meanwhile`.
 */
export async function writableItem(
  scope: MunicipalityScope,
  { id, revision }: { readonly id: string; readonly revision?: number },
): Promise<{ readonly ok: true; readonly item: ItemRow; readonly plan: PlanRow } | Refused> {
  const mine = own(scope, planItem, eq(planItem.id, id));
  const [known] = await scope.tx.select({ planId: planItem.planId }).from(planItem).where(mine);
  if (!known) return refuse('plan-item-not-found');
  const plan = await writablePlan(scope, known.planId);
  if (!plan.ok) return plan;
  const [item] = await scope.tx.select().from(planItem).where(mine).for('update');
  if (!item) return refuse('plan-item-not-found');
  return editedMeanwhile(revision, item.revision) ?? { ok: true, item, plan: plan.row };
}

/** Writes what changed of an item; the next editor with an older revision is told. Gives the new revision. */
export async function touchItem(
  scope: MunicipalityScope,
  item: ItemRow,
  changes: Partial<typeof planItem.$inferInsert> = {},
): Promise<number> {
  const revision = item.revision + 1;
  await scope.tx
    .update(planItem)
    .set({ ...changes, revision, byName: scope.actor.name })
    .where(own(scope, planItem, eq(planItem.id, item.id)));
  return revision;
}

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
