import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';
import { mayOpenCycle } from '../../cycle/policy.ts';
import { refuse } from '../../cycle/refusals.ts';
import { stagesLeft } from '../../cycle/rules/stages.ts';
import { cycle } from '../../cycle/schema.ts';
import { meeting } from '../../meetings/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { cycleNumbers, stagesOf } from '../data/stages.ts';

/**
 * Freezes a cycle: what was counted stays as it is (the database refuses to change it), and the numbers of the day are
 * kept beside it. What is found out afterwards, what became of an item, comments stay open. Meetings of the
 * assessment are closed before; stages that are left need a reason.
 */
export const freezeCycle = defineCommand({
  name: 'cycle.freeze-cycle',
  input: z.object({
    cycleId: id(),
    reason: called('cycle.stages.freeze-reason', optional(text(500), '')),
  }),
  policy: mayOpenCycle,
  run: async ({ scope, input: { cycleId, reason }, now }) => {
    const found = await lockCycle(scope, cycleId);
    if (!found) return refuse('not-found');
    if (found.finishedAt !== null) return refuse('cycle-finished');
    const open = await scope.tx
      .select({ id: meeting.id })
      .from(meeting)
      .where(
        own(
          scope,
          meeting,
          and(
            eq(meeting.cycleId, cycleId),
            inArray(meeting.kind, ['session', 'focusGroup', 'planning']),
            notInArray(meeting.state, ['closed', 'cancelled']),
          ),
        ),
      );
    if (open.length > 0) return refuse('freeze-open-meetings', { params: { meetings: open.length } });
    const left = stagesLeft(new Map((await stagesOf(scope, found)).map((one) => [one.stage, one.state])));
    if (left.length > 0 && reason === '') return refuse('freeze-without-reason', { field: 'reason' });
    const numbers = await cycleNumbers(scope, found);
    await scope.tx
      .update(cycle)
      .set({
        finishedAt: now,
        finishedBy: scope.actor.name,
        finishedReason: left.length > 0 ? reason : null,
        finishedNumbers: numbers,
      })
      .where(own(scope, cycle, eq(cycle.id, cycleId)));
    return ok({ id: cycleId, year: found.year }, { subjectKind: 'cycle', details: { left: left.length } });
  },
});
