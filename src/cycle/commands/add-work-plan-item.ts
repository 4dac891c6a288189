import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { workPlan } from '../data.ts';
import { mayOrganise } from '../policy.ts';
import { workPlanItem } from '../schema.ts';
import { workPlanItemConstraints, workPlanItemShape } from './work-plan-item.ts';

/** Adds a line of the working group's own to the end of its plan; two added at once stand in the order of their ids. */
export const addWorkPlanItem = defineCommand({
  // As it stands in audit rows.
  name: 'cycle.add-plan-item',
  input: z.object({ cycleId: id(), ...workPlanItemShape }),
  policy: mayOrganise,
  constraints: workPlanItemConstraints,
  run: async ({ scope, input }) => {
    const unknown = await unknownPerson(scope, input, 'responsiblePersonId');
    if (unknown) return unknown;
    const seq = ((await workPlan(scope, input.cycleId)).at(-1)?.seq ?? 0) + 1;
    const itemId = await addRow(scope, workPlanItem, { ...input, seq });
    return ok({ id: itemId }, { subjectKind: 'workPlanItem', details: { cycleId: input.cycleId } });
  },
});
