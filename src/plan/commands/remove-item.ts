import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { commitment, planComment, planIndicator, planItem, planSheet, planStep } from '../schema.ts';

/** Takes an item out of a plan that is still written. Where somebody has signed for it, it stays. */
export const removeItem = defineCommand({
  name: 'plan.remove-item',
  input: z.object({ itemId: id() }),
  policy: mayWritePlan,
  run: async ({ scope, input: { itemId } }) => {
    const held = await writableItem(scope, { id: itemId });
    if (!held.ok) return held;
    const given = await scope.tx
      .select({ promiser: commitment.promiser, promisedOn: commitment.promisedOn })
      .from(commitment)
      .where(own(scope, commitment, eq(commitment.itemId, itemId)));
    const signed = given.find((one) => one.promisedOn !== null);
    if (signed) return refuse('commitment-stands', { params: { promiser: signed.promiser } });
    for (const table of [planStep, planIndicator, commitment, planComment] as const)
      await scope.tx.delete(table).where(own(scope, table, eq(table.itemId, itemId)));
    // Its sheets of paper keep their numbers.
    await scope.tx
      .update(planSheet)
      .set({ itemId: null })
      .where(own(scope, planSheet, eq(planSheet.itemId, itemId)));
    await scope.tx.delete(planItem).where(own(scope, planItem, eq(planItem.id, itemId)));
    return ok(
      { id: held.plan.id },
      { subjectKind: 'plan_item', subjectId: itemId, details: { name: held.item.name } },
    );
  },
});
