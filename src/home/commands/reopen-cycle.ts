import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';
import { mayOpenCycle } from '../../cycle/policy.ts';
import { refuse } from '../../cycle/refusals.ts';
import { cycle } from '../../cycle/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';

/** Takes a freezing back that was a slip, with a reason that stays in the journal. */
export const reopenCycle = defineCommand({
  name: 'cycle.reopen-cycle',
  input: z.object({ cycleId: id(), reason: called('cycle.stages.reopen-reason', text(500)) }),
  policy: mayOpenCycle,
  run: async ({ scope, input: { cycleId, reason } }) => {
    const found = await lockCycle(scope, cycleId);
    if (!found) return refuse('not-found');
    if (found.finishedAt === null) return refuse('cycle-not-finished');
    await scope.tx
      .update(cycle)
      .set({ finishedAt: null, finishedBy: null, finishedReason: null, finishedNumbers: null })
      .where(own(scope, cycle, eq(cycle.id, cycleId)));
    return ok({ id: cycleId, year: found.year }, { subjectKind: 'cycle', details: { reason } });
  },
});
