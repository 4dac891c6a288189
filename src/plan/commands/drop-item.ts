import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { changeIn, changeShape } from './change-fields.ts';

/** Drops an item of an approved plan: it stays to be read with its reason, and is in no sum any more. */
export const dropItem = defineCommand({
  name: 'plan.drop-item',
  input: z.object({ itemId: id(), droppedReason: text(500), ...changeShape }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { itemId, ...typed } }) => {
    const { change, facts } = changeIn(typed);
    const held = await writableItem(scope, { id: itemId }, change);
    if (!held.ok) return held;
    // What is still being written is simply taken out.
    if (held.plan.state !== 'approved') return refuse('plan-not-approved');
    if (held.item.state === 'dropped') return refuse('plan-item-dropped');
    await touchItem(scope, held.item, { state: 'dropped', droppedReason: facts.droppedReason });
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
