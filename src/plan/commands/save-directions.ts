import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { saveRows } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { count, id, rows, text } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planDirection } from '../schema.ts';

const directionRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        title: called('plan.field.direction', text(300)),
        titleOther: called('plan.field.other', optional(text(300), '')),
        localMatter: optional(count(1, 23)),
        ownMeans: optional(text(1000), ''),
        petitionTo: optional(text(1000), ''),
      },
      40,
      (filled) => filled('title'),
    ),
  );

/** The directions of the plan as they should stand, each tied to a local matter or to none. */
export const saveDirections = defineCommand({
  name: 'plan.save-directions',
  input: z.object({ id: id(), rows: directionRows() }),
  policy: mayLeadPlan,
  constraints: { plan_problem_direction: refuse('plan-direction-has-problems') },
  run: async ({ scope, input: { id: planId, rows: typed } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const saved = await saveRows(scope, planDirection, eq(planDirection.planId, planId), typed, { planId });
    if (!saved) return refuse('plan-row-gone');
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { directions: typed.length } });
  },
});
