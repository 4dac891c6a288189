import { eq } from 'drizzle-orm';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { commitment, jointPlan, planItem } from '../schema.ts';
import { beginChange, type ChangeInput, type Finish } from './change.ts';

type PlanRow = typeof jointPlan.$inferSelect;
type ItemRow = typeof planItem.$inferSelect;

type Held = {
  readonly ok: true;
  readonly row: PlanRow;
  /** Called when all is written: keeps a change of an approved plan, or refuses it. */
  readonly finish: Finish;
};

/**
 * A plan held for a change: `share` for adding to it, so that it is not approved while somebody writes; `update` for
 * what changes its own row or its order. An approved one changes by its own way alone (`change`), and is held for that
 * by one at a time.
 */
export async function writablePlan(
  scope: MunicipalityScope,
  planId: string,
  hold: 'share' | 'update' = 'share',
  change?: ChangeInput,
): Promise<Held | Refused> {
  const known = hold === 'share' ? await heldPlan(scope, planId) : undefined;
  // Whoever holds a row shared with others cannot hold it alone afterwards: both would wait for each other.
  const alone = hold === 'update' || known?.state === 'approved';
  const row = await heldPlan(scope, planId, alone ? 'update' : 'share');
  if (!row) return refuse('plan-not-found');
  // Approved in this very moment.
  if (row.state === 'approved' && !alone) return refuse('plan-approved');
  if (row.state !== 'approved')
    return { ok: true, row, finish: async () => await Promise.resolve(undefined) };
  const begun = await beginChange(scope, row, change);
  return begun.ok ? { ok: true, row, finish: begun.finish } : begun;
}

/** A plan held whatever its state. */
export async function heldPlan(
  scope: MunicipalityScope,
  planId: string,
  hold?: 'share' | 'update',
): Promise<PlanRow | undefined> {
  const query = scope.tx
    .select()
    .from(jointPlan)
    .where(own(scope, jointPlan, eq(jointPlan.id, planId)));
  const [row] = await (hold === undefined ? query : query.for(hold));
  return row;
}

/**
 * An item held for a change, as the form knew it. The plan is held before the item, by everybody in this order.
 * Refuses `plan-item-not-found`, `plan-approved`, `edited-meanwhile`.
 */
export async function writableItem(
  scope: MunicipalityScope,
  { id, revision }: { readonly id: string; readonly revision?: number },
  change?: ChangeInput,
): Promise<
  { readonly ok: true; readonly item: ItemRow; readonly plan: PlanRow; readonly finish: Finish } | Refused
> {
  const mine = own(scope, planItem, eq(planItem.id, id));
  const [known] = await scope.tx.select({ planId: planItem.planId }).from(planItem).where(mine);
  if (!known) return refuse('plan-item-not-found');
  const plan = await writablePlan(scope, known.planId, 'share', change);
  if (!plan.ok) return plan;
  const [item] = await scope.tx.select().from(planItem).where(mine).for('update');
  if (!item) return refuse('plan-item-not-found');
  return (
    editedMeanwhile(revision, item.revision) ?? {
      ok: true,
      item,
      plan: plan.row,
      finish: plan.finish,
    }
  );
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

/** A commitment with its plan, both held for a change, the plan first; undefined when there is none of this id. */
export async function heldCommitment(
  scope: MunicipalityScope,
  id: string,
): Promise<{ readonly found: typeof commitment.$inferSelect; readonly plan: PlanRow } | undefined> {
  const mine = own(scope, commitment, eq(commitment.id, id));
  const [known] = await scope.tx
    .select({ planId: planItem.planId })
    .from(commitment)
    .innerJoin(planItem, sameRow(planItem, 'id', commitment, 'itemId'))
    .where(mine);
  const plan = known && (await heldPlan(scope, known.planId, 'update'));
  const [found] = plan ? await scope.tx.select().from(commitment).where(mine).for('update') : [];
  return plan && found && { found, plan };
}

/** An item with its plan, both held whatever the plan's state, the plan first; undefined when there is none of this id. */
export async function heldItem(
  scope: MunicipalityScope,
  id: string,
): Promise<{ readonly item: ItemRow; readonly plan: PlanRow } | undefined> {
  const mine = own(scope, planItem, eq(planItem.id, id));
  const [known] = await scope.tx.select({ planId: planItem.planId }).from(planItem).where(mine);
  const plan = known && (await heldPlan(scope, known.planId, 'share'));
  const [item] = plan ? await scope.tx.select().from(planItem).where(mine).for('update') : [];
  return plan && item && { item, plan };
}
