import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { saveRows } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planStep } from '../schema.ts';
import { changeShape } from './change-fields.ts';
import { stepRows } from './item-fields.ts';

/** The steps of an item as they should stand, each with what it gives. */
export const saveSteps = defineCommand({
  name: 'plan.save-steps',
  input: z.object({ itemId: id(), revision: revision(), rows: stepRows(), ...changeShape }),
  policy: mayWritePlan,
  run: async ({ scope, input: { itemId, revision: seen, rows, ...change } }) => {
    const held = await writableItem(scope, { id: itemId, revision: seen }, change);
    if (!held.ok) return held;
    const saved = await saveRows(scope, planStep, eq(planStep.itemId, itemId), rows, { itemId });
    if (!saved) return refuse('plan-row-gone');
    await touchItem(scope, held.item);
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
