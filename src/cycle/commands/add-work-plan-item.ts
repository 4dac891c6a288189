import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';
import { workPlanItemFault, workPlanItemShape } from './work-plan-item.ts';

/** Adds a line of the working group's own to the end of its plan. */
export const addWorkPlanItem = defineCommand({
  // As it stands in audit rows.
  name: 'cycle.add-plan-item',
  input: z.object({ cycleId: id(), ...workPlanItemShape }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const fault = await workPlanItemFault(scope, input);
    if (fault) return fault;
    const last = await scope.tx
      .select({ seq: max(workPlanItem.seq) })
      .from(workPlanItem)
      .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, found.id)));
    const itemId = newId();
    const seq = (last[0]?.seq ?? 0) + 1;
    await scope.tx
      .insert(workPlanItem)
      .values({ ...input, municipalityId: scope.municipalityId, id: itemId, seq });
    return ok({ id: itemId }, { subjectKind: 'workPlanItem', details: { cycleId: found.id } });
  },
});
