import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { catalogueEntryNamed } from '../../needs/rules/catalogue.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { directionsByMatter } from '../data/directions.ts';
import { writablePlan } from '../data/hold.ts';
import { topProblems } from '../data/priorities.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planProblem } from '../schema.ts';

/**
 * Takes the first five problems of every village into the plan, each under the direction of its local matter; a
 * direction that is not there yet is made. What stands already stays as it is.
 */
export const takePriorities = defineCommand({
  name: 'plan.take-priorities',
  input: z.object({ id: id() }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { id: planId } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const top = (await topProblems(scope, held.row.cycleId)).filter((one) => one.villageId !== null);
    const standing = await scope.tx
      .select({ problemId: planProblem.problemId, villageId: planProblem.villageId })
      .from(planProblem)
      .where(own(scope, planProblem, eq(planProblem.planId, planId)));
    const known = new Set(standing.map((one) => `${one.problemId} ${one.villageId}`));
    const fresh = top.filter((one) => !known.has(`${one.problem.id} ${one.villageId}`));
    if (fresh.length === 0) return refuse('plan-nothing-to-take');
    const directionOf = await directionsByMatter(scope, held.row);
    for (const { problem, villageId, rank, votes } of fresh) {
      // Nobody said who settles it: a typical problem is known by its name.
      const { localMatter, competence } = problem;
      const known = competence === null ? catalogueEntryNamed(problem.name) : undefined;
      const directionId = await directionOf(localMatter ?? known?.localMatter ?? null);
      await addRow(scope, planProblem, {
        planId,
        directionId,
        problemId: problem.id,
        villageId,
        rank,
        votes,
      });
    }
    return ok({ id: planId }, { subjectKind: 'joint_plan', details: { problems: fresh.length } });
  },
});
