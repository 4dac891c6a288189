import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { farStart } from '../../cycle/commands/far-start.ts';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';
import { mayOrganise } from '../../cycle/policy.ts';
import { refuse } from '../../cycle/refusals.ts';
import { firstDay, movedPlan } from '../../cycle/rules/activities.ts';
import { workPlanItem } from '../../cycle/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { day, id } from '../../platform/forms/fields.ts';
import { readCycle } from '../data.ts';
import { movable, settled } from '../rules/plan-move.ts';

/**
 * Moves all lines of the plan that are not done yet, so that the first of them begins on `startsOn`; lines that the data
 * show as done get the days on which it happened.
 * @param from the first day that whoever asks has seen: a plan that was moved meanwhile is not moved twice
 */
export const moveWorkPlan = defineCommand({
  name: 'cycle.move-work-plan',
  input: z.object({
    cycleId: id(),
    startsOn: called('planStartsOn', day()),
    from: called('planStartsOn', day()),
  }),
  policy: mayOrganise,
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const far = farStart(found.year, input.startsOn);
    if (far) return far;
    const { plan, steps, sessions, groupOrderInForce, planOrderInForce } = await readCycle(scope, found);
    const lines = movable(plan, steps);
    if (lines.length === 0) return refuse('work-plan-missing');
    if (firstDay(lines) !== input.from) return refuse('changed-meanwhile');
    const papers = {
      decidedOn: found.decidedOn,
      groupOrderOn: groupOrderInForce?.issuedOn ?? null,
      planOrderOn: planOrderInForce?.issuedOn ?? null,
    };
    const days = [...movedPlan(lines, input.startsOn), ...settled(plan, steps, papers, sessions)];
    for (const { id: itemId, startsOn, dueOn } of days)
      await scope.tx
        .update(workPlanItem)
        .set({ startsOn, dueOn })
        .where(own(scope, workPlanItem, eq(workPlanItem.id, itemId)));
    return ok(
      { id: found.id, moved: lines.length },
      {
        subjectKind: 'cycle',
        subjectId: found.id,
        details: { from: input.from, to: input.startsOn, items: lines.length },
      },
    );
  },
});
