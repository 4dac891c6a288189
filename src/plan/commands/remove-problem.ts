import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { planOf } from '../data/plan.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planProblem, planTask } from '../schema.ts';

/** Takes a problem out of the plan. One that has items stays: the refusal names them. */
export const removeProblem = defineCommand({
  name: 'plan.remove-problem',
  input: z.object({ problemId: id() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { problemId } }) => {
    const mine = own(scope, planProblem, eq(planProblem.id, problemId));
    const [known] = await scope.tx.select({ planId: planProblem.planId }).from(planProblem).where(mine);
    if (!known) return refuse('plan-problem-not-found');
    const held = await writablePlan(scope, known.planId, 'update');
    if (!held.ok) return held;
    const plan = await planOf(scope, known.planId);
    const found = plan?.directions.flatMap((one) => one.problems).find((one) => one.id === problemId);
    const items = found?.tasks.flatMap((task) => task.items) ?? [];
    if (items.length > 0)
      return refuse('plan-problem-has-items', {
        params: {
          items: items
            .map((item) => `${item.code} ${item.name}`)
            .join('; ')
            .slice(0, 1000),
        },
      });
    await scope.tx.delete(planTask).where(own(scope, planTask, eq(planTask.planProblemId, problemId)));
    await scope.tx.delete(planProblem).where(mine);
    return ok({ id: known.planId }, { subjectKind: 'joint_plan', details: { problem: found?.problemId } });
  },
});
