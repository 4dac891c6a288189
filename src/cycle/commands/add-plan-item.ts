import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { person } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';
import { planItemFields } from './plan-item-input.ts';

/** Adds a line of the working group's own to the end of its plan. */
export const addPlanItem = defineCommand({
  name: 'cycle.add-plan-item',
  input: z.object({ cycleId: z.uuid(), ...planItemFields }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
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
    const last = await scope.tx
      .select({ seq: max(workPlanItem.seq) })
      .from(workPlanItem)
      .where(own(scope, workPlanItem, eq(workPlanItem.cycleId, found.id)));
    const id = newId();
    const seq = (last[0]?.seq ?? 0) + 1;
    await scope.tx.insert(workPlanItem).values({ ...input, municipalityId: scope.municipalityId, id, seq });
    return ok({ id }, { subjectKind: 'workPlanItem', details: { cycleId: found.id } });
  },
});
