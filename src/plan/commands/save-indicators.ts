import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { saveRows } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planIndicator } from '../schema.ts';
import { changeShape } from './change-fields.ts';
import { indicatorRows } from './item-fields.ts';

/** By what people will see that an item was done and what it changed. */
export const saveIndicators = defineCommand({
  name: 'plan.save-indicators',
  input: z.object({ itemId: id(), revision: revision(), rows: indicatorRows(), ...changeShape }),
  policy: mayWritePlan,
  run: async ({ scope, input: { itemId, revision: seen, rows, ...change } }) => {
    const held = await writableItem(scope, { id: itemId, revision: seen }, change);
    if (!held.ok) return held;
    const saved = await saveRows(scope, planIndicator, eq(planIndicator.itemId, itemId), rows, { itemId });
    if (!saved) return refuse('plan-row-gone');
    await touchItem(scope, held.item);
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
