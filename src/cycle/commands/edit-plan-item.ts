import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';
import { planItemFields } from './plan-item-input.ts';

/** Changes a line of the plan: its words, days, who is responsible, whether it is done. */
export const editPlanItem = defineCommand({
  name: 'cycle.edit-plan-item',
  input: z.object({ itemId: z.uuid(), ...planItemFields }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    if (input.startsOn && input.dueOn && input.dueOn < input.startsOn) {
      return refuse('ends-before-start', { field: 'dueOn' });
    }
    if (input.responsiblePersonId) {
      const known = await scope.tx
        .select({ id: person.id })
        .from(person)
        .where(own(scope, person, eq(person.id, input.responsiblePersonId)));
      if (!known[0]) return refuse('person-unknown', { field: 'responsiblePersonId' });
    }
    const { itemId, ...fields } = input;
    const changed = await scope.tx
      .update(workPlanItem)
      .set(fields)
      .where(own(scope, workPlanItem, eq(workPlanItem.id, itemId)))
      .returning({ id: workPlanItem.id });
    if (!changed[0]) return refuse('not-found');
    return ok({ id: itemId }, { subjectKind: 'workPlanItem' });
  },
});
