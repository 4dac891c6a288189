import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';

/** Takes a line out of the plan. The audit row keeps what it said, so that it can be entered again. */
export const removeWorkPlanItem = defineCommand({
  // As it stands in audit rows.
  name: 'cycle.remove-plan-item',
  input: z.object({ itemId: id() }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const gone = await scope.tx
      .delete(workPlanItem)
      .where(own(scope, workPlanItem, eq(workPlanItem.id, input.itemId)))
      .returning();
    const item = gone[0];
    if (!item) return refuse('not-found');
    const { cycleId, seq, activity, textKy, textRu, startsOn, dueOn } = item;
    return ok(
      { id: item.id },
      { subjectKind: 'workPlanItem', details: { cycleId, seq, activity, textKy, textRu, startsOn, dueOn } },
    );
  },
});
