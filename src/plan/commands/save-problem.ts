import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own, saveRows } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, rows, text } from '../../platform/forms/fields.ts';
import { writablePlan } from '../data/hold.ts';
import { mayLeadPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planDirection, planProblem, planTask } from '../schema.ts';
import { changeIn, changeShape } from './change-fields.ts';

/** Tasks of one problem. */
export const mostTasks = 20;

const taskRows = () =>
  called(
    '',
    rows(
      {
        id: optional(id()),
        text: called('plan.field.task', text(500)),
        textOther: called('plan.field.other', optional(text(500), '')),
      },
      mostTasks,
      (filled) => filled('text'),
    ),
  );

/** Which change is wanted for a problem, by which tasks, or why nothing is planned for it. */
export const saveProblem = defineCommand({
  name: 'plan.save-problem',
  input: z.object({
    problemId: id(),
    directionId: called('plan.field.direction', id()),
    goal: optional(text(1000), ''),
    goalOther: called('plan.field.other', optional(text(1000), '')),
    withoutItems: optional(text(1000), ''),
    rows: taskRows(),
    ...changeShape,
  }),
  policy: mayLeadPlan,
  constraints: { plan_item_task_key: refuse('plan-task-has-items') },
  run: async ({ scope, input: { problemId, rows: tasks, ...typed } }) => {
    const { change, facts } = changeIn(typed);
    const [known] = await scope.tx
      .select({ planId: planProblem.planId })
      .from(planProblem)
      .where(own(scope, planProblem, eq(planProblem.id, problemId)));
    if (!known) return refuse('plan-problem-not-found');
    const { planId } = known;
    const held = await writablePlan(scope, planId, 'update', change);
    if (!held.ok) return held;
    const [direction] = await scope.tx
      .select({ id: planDirection.id })
      .from(planDirection)
      .where(
        own(scope, planDirection, eq(planDirection.planId, planId), eq(planDirection.id, facts.directionId)),
      );
    if (!direction) return refuse('plan-direction-unknown', { field: 'directionId' });
    await changeRow(scope, planProblem, problemId, facts);
    const mine = eq(planTask.planProblemId, problemId);
    const saved = await saveRows(scope, planTask, mine, tasks, { planId, planProblemId: problemId });
    if (!saved) return refuse('plan-row-gone');
    const refused = await held.finish(null);
    if (refused) return refused;
    return ok({ id: planId, problemId }, { subjectKind: 'joint_plan', details: { tasks: tasks.length } });
  },
});
