import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { optional } from '../../platform/forms/field.ts';
import { id, share, text } from '../../platform/forms/fields.ts';
import { heldPlan } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { jointPlan } from '../schema.ts';
import { yearsShape, yearsWrong } from './open-plan.ts';

/** The plan's years, from which share on moved money goes by the whole chain, and where else the plan was put. */
export const savePlan = defineCommand({
  name: 'plan.save-plan',
  input: z.object({ id: id(), ...yearsShape, movedShare: share(), standsIn: optional(text(1000), '') }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId, ...facts } }) => {
    const held = await heldPlan(scope, planId, 'update');
    if (!held) return refuse('plan-not-found');
    const wrong = yearsWrong(facts);
    if (wrong) return wrong;
    // What was approved for these years stays for them; where else it was put is said afterwards.
    const moved = facts.fromYear !== held.fromYear || facts.toYear !== held.toYear;
    if (held.state === 'approved' && (moved || facts.movedShare !== held.movedShare))
      return refuse('plan-approved');
    await changeRow(scope, jointPlan, planId, facts);
    return ok({ id: planId }, { subjectKind: 'joint_plan' });
  },
});
