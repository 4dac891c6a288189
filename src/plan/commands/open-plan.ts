import { z } from 'zod';
import { cycleById } from '../../cycle/data.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { choice, id, year } from '../../platform/forms/fields.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planLangs } from '../rules/words.ts';
import { jointPlan } from '../schema.ts';

export const yearsShape = { fromYear: year(2005, 2100), toYear: year(2005, 2100) };

/** A plan is for one to three years. */
export const yearsWrong = ({ fromYear, toYear }: { readonly fromYear: number; readonly toYear: number }) =>
  toYear < fromYear || toYear > fromYear + 2 ? refuse('plan-years-wrong', { field: 'toYear' }) : undefined;

/** Begins the joint plan of a cycle; it has one. */
export const openPlan = defineCommand({
  name: 'plan.open-plan',
  input: z.object({
    cycleId: called('plan.field.cycle', id()),
    ...yearsShape,
    lang: called('plan.field.lang', choice(planLangs, 'ui.language')),
  }),
  policy: mayLeadPlan,
  constraints: { joint_plan_cycle_key: refuse('plan-exists') },
  run: async ({ scope, input }) => {
    if (!(await cycleById(scope, input.cycleId))) return refuse('plan-cycle-unknown');
    const wrong = yearsWrong(input);
    if (wrong) return wrong;
    const planId = await addRow(scope, jointPlan, input);
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { cycleId: input.cycleId } });
  },
});
