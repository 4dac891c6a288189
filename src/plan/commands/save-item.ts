import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { changeIn, changeShape } from './change-fields.ts';
import { itemConstraints, itemShape } from './item-fields.ts';

/** Changes what an item says of itself. Whoever saved meanwhile is shown beside what was typed. */
export const saveItem = defineCommand({
  name: 'plan.save-item',
  input: z.object({ itemId: id(), revision: revision(), ...itemShape, ...changeShape }),
  policy: mayWritePlan,
  constraints: itemConstraints,
  run: async ({ scope, input }) => {
    const { itemId, revision: seen, ...typed } = input;
    const { change, facts } = changeIn(typed);
    const held = await writableItem(scope, { id: itemId, revision: seen }, change);
    if (!held.ok) return held;
    const unknown = await unknownPerson(scope, facts, 'responsiblePersonId');
    if (unknown) return unknown;
    await touchItem(scope, held.item, facts);
    const refused = await held.finish(itemId);
    if (refused) return refused;
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
