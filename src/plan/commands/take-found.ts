import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { nameKey } from '../../methods/names.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, changeRow, own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, ids, tick } from '../../platform/forms/fields.ts';
import { foundOf } from '../data/found.ts';
import { solutionsOf } from '../rules/found.ts';
import { writablePlan } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planProblem, planTask } from '../schema.ts';
import { mostTasks } from './save-problem.ts';

/**
 * Takes what focus groups and planning meetings found into the plan: ways of solving a problem become its tasks, and
 * why it cannot be solved soon becomes the reason for planning nothing. A task of the same words is not made twice.
 */
export const takeFound = defineCommand({
  name: 'plan.take-found',
  input: z.object({
    problemId: id(),
    solutions: called('plan.found.solutions', ids(50)),
    why: called('plan.found.why', tick()),
  }),
  policy: mayLeadPlan,
  run: async ({ scope, input: { problemId, solutions, why } }) => {
    const mine = own(scope, planProblem, eq(planProblem.id, problemId));
    const [known] = await scope.tx.select({ planId: planProblem.planId }).from(planProblem).where(mine);
    if (!known) return refuse('plan-problem-not-found');
    const held = await writablePlan(scope, known.planId, 'update');
    if (!held.ok) return held;
    const [problem] = await scope.tx.select().from(planProblem).where(mine);
    const found = problem && (await foundOf(scope, held.row.cycleId, problem));
    if (!found) return refuse('plan-nothing-to-take');
    const chosen = solutionsOf(found).filter((one) => solutions.includes(one.id));
    if (chosen.length < new Set(solutions).size) return refuse('plan-row-gone', { field: 'solutions' });
    const standing = await scope.tx
      .select({ text: planTask.text, position: planTask.position })
      .from(planTask)
      .where(own(scope, planTask, eq(planTask.planProblemId, problemId)))
      .orderBy(asc(planTask.position));
    const said = new Set(standing.map((one) => nameKey(one.text)));
    const added = chosen.filter((one) => !said.has(nameKey(one.text)));
    const reason = why ? (found.synthesis.verdict?.reason ?? '') : '';
    if (added.length === 0 && reason === '') return refuse('plan-nothing-to-take', { field: 'solutions' });
    if (standing.length + added.length > mostTasks)
      return refuse('plan-tasks-too-many', { field: 'solutions', params: { most: mostTasks } });
    const after = (standing.at(-1)?.position ?? -1) + 1;
    for (const [index, { text }] of added.entries())
      await addRow(scope, planTask, {
        planId: known.planId,
        planProblemId: problemId,
        position: after + index,
        text,
      });
    if (reason !== '') await changeRow(scope, planProblem, problemId, { withoutItems: reason });
    return ok(
      { id: known.planId, problemId },
      { subjectKind: 'joint_plan', details: { tasks: added.length, reason: reason !== '' } },
    );
  },
});
