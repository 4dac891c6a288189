import { asc, eq, inArray, max } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { choice, count, id, ids } from '../../platform/forms/fields.ts';
import { heldPlan } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { mostSheets } from '../rules/sheets.ts';
import { sheetKinds } from '../rules/words.ts';
import { planItem, planSheet } from '../schema.ts';

/**
 * Gives numbers to sheets that are printed to be filled in by hand: empty ones for new items, or one for each item
 * named. A number is never given twice in a plan, so that what comes back on paper is known by it.
 */
export const printSheets = defineCommand({
  name: 'plan.print-sheets',
  input: z.object({
    id: id(),
    kind: called('plan.sheets.kind', choice(sheetKinds, 'plan.sheets.kind')),
    count: called('plan.sheets.count', count(1, mostSheets)),
    itemIds: called('plan.field.item', ids(mostSheets)),
  }),
  policy: mayWritePlan,
  run: async ({ scope, input: { id: planId, kind, count: wanted, itemIds }, now }) => {
    // One at a time: each takes the numbers after those that are there.
    const plan = await heldPlan(scope, planId, 'update');
    if (!plan) return refuse('plan-not-found');
    const items =
      kind === 'item' || itemIds.length === 0
        ? []
        : await scope.tx
            .select({ id: planItem.id })
            .from(planItem)
            .where(own(scope, planItem, eq(planItem.planId, planId), inArray(planItem.id, itemIds)))
            .orderBy(asc(planItem.position), asc(planItem.id));
    if (kind === 'comment' && items.length === 0) return refuse('plan-item-not-found');
    const [last] = await scope.tx
      .select({ number: max(planSheet.number) })
      .from(planSheet)
      .where(own(scope, planSheet, eq(planSheet.planId, planId)));
    const from = (last?.number ?? 0) + 1;
    const ofItems: (string | null)[] =
      kind === 'item' ? Array.from({ length: wanted }, () => null) : items.map((one) => one.id);
    await scope.tx.insert(planSheet).values(
      ofItems.map((itemId, at) => ({
        municipalityId: scope.municipalityId,
        ...{ planId, number: from + at, kind, itemId },
        printedBy: scope.actor.name,
        printedAt: now,
      })),
    );
    return ok(
      { id: planId, kind, from, to: from + ofItems.length - 1 },
      { subjectKind: 'joint_plan', details: { kind, sheets: ofItems.length } },
    );
  },
});
