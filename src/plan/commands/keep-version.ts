import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { keepVersion } from '../data/keep-version.ts';
import { mayLeadPlan } from '../policy.ts';

/** Keeps the plan as it stands now, with a reason: later ones can be laid beside it. */
export const keepPlanVersion = defineCommand({
  name: 'plan.keep-version',
  input: z.object({ id: id(), reason: text(500) }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId, reason } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const number = await keepVersion(scope, planId, { kind: 'kept', reason });
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { version: number } });
  },
});
