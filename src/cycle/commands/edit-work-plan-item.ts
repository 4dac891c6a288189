import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';
import { workPlanItemFault, workPlanItemShape } from './work-plan-item.ts';

/** Changes a line of the plan: its words, days, who is responsible, whether it is done. */
export const editWorkPlanItem = defineCommand({
  // As it stands in audit rows.
  name: 'cycle.edit-plan-item',
  input: z.object({ itemId: id(), ...workPlanItemShape }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const fault = await workPlanItemFault(scope, input);
    if (fault) return fault;
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
