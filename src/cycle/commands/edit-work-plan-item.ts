import { z } from 'zod';
import { unknownPerson } from '../../people/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { workPlanItem } from '../schema.ts';
import { workPlanItemConstraints, workPlanItemShape } from './work-plan-item.ts';

/** Changes a line of the plan: its words, days, who is responsible, whether it is done. */
export const editWorkPlanItem = defineCommand({
  // As it stands in audit rows.
  name: 'cycle.edit-plan-item',
  input: z.object({ itemId: id(), ...workPlanItemShape }),
  policy: mayOrganise,
  constraints: workPlanItemConstraints,
  run: async ({ scope, input }) => {
    const unknown = await unknownPerson(scope, input, 'responsiblePersonId');
    if (unknown) return unknown;
    const { itemId, ...fields } = input;
    const found = await changeRow(scope, workPlanItem, itemId, fields);
    return found ? ok({ id: itemId }, { subjectKind: 'workPlanItem' }) : refuse('not-found');
  },
});
