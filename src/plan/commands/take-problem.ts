import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { rankedProblems } from '../data/priorities.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planDirection, planProblem } from '../schema.ts';

/** A problem in a list, as a form names it: the list's village (or `all`) and the problem. */
export const placedKey = (one: {
  readonly villageId: string | null;
  readonly problem: { readonly id: string };
}) => `${one.villageId ?? 'all'}.${one.problem.id}`;

/** Takes one more problem into the plan, from the list of a village or of the municipality. */
export const takeProblem = defineCommand({
  name: 'plan.take-problem',
  input: z.object({
    id: id(),
    directionId: called('plan.field.direction', id()),
    placed: called('ui.field.problem', text(80)),
  }),
  policy: mayLeadPlan,
  constraints: { plan_problem_once: refuse('plan-problem-twice', { field: 'placed' }) },
  run: async ({ scope, input: { id: planId, directionId, placed } }) => {
    const held = await writablePlan(scope, planId, 'update');
    if (!held.ok) return held;
    const [direction] = await scope.tx
      .select({ id: planDirection.id })
      .from(planDirection)
      .where(own(scope, planDirection, eq(planDirection.planId, planId), eq(planDirection.id, directionId)));
    if (!direction) return refuse('plan-direction-unknown', { field: 'directionId' });
    const found = (await rankedProblems(scope, held.row.cycleId)).find((one) => placedKey(one) === placed);
    if (!found) return refuse('plan-problem-unknown', { field: 'placed' });
    const { problem, villageId, rank, votes } = found;
    const taken = await addRow(scope, planProblem, {
      planId,
      directionId,
      problemId: problem.id,
      villageId,
      rank,
      votes,
    });
    return ok(
      { id: planId, problemId: taken },
      { subjectKind: 'joint_plan', details: { problem: problem.id } },
    );
  },
});
