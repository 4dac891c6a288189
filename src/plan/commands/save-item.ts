import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { touchItem, writableItem } from '../data/hold.ts';
import { mayWritePlan } from '../policy.ts';
import { itemConstraints, itemShape } from './item-fields.ts';

/** Changes what an item says of itself. Whoever saved meanwhile is shown beside what was typed. */
export const saveItem = defineCommand({
  name: 'plan.save-item',
  input: z.object({ itemId: id(), revision: revision(), ...itemShape }),
  policy: mayWritePlan,
  constraints: itemConstraints,
  run: async ({ scope, input: { itemId, revision: seen, ...facts } }) => {
    const held = await writableItem(scope, { id: itemId, revision: seen });
    if (!held.ok) return held;
    const unknown = await unknownPerson(scope, facts, 'responsiblePersonId');
    if (unknown) return unknown;
    await touchItem(scope, held.item, facts);
    return ok({ id: held.plan.id, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
