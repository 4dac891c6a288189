import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { act } from '../../acts/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayOpenCycle } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle, readinessAnswer } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';

const notEmpty = refuse('cycle-not-empty');

/** Takes away a cycle that was opened by a slip, as long as no work hangs on it. */
export const removeCycle = defineCommand({
  name: 'cycle.remove-cycle',
  input: z.object({ cycleId: id() }),
  policy: mayOpenCycle,
  constraints: {
    work_plan_item_cycle: notEmpty,
    meeting_cycle: notEmpty,
    known_expense_cycle_key: notEmpty,
    problem_cycle: notEmpty,
  },
  run: async ({ scope, input }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const acts = await scope.tx
      .select({ id: act.id })
      .from(act)
      .where(own(scope, act, eq(act.cycleId, found.id)))
      .limit(1);
    if (found.workingGroupId !== null || found.sessionsOpenedAt !== null || acts[0]) return notEmpty;
    await scope.tx
      .delete(readinessAnswer)
      .where(own(scope, readinessAnswer, eq(readinessAnswer.cycleId, found.id)));
    await scope.tx.delete(cycle).where(own(scope, cycle, eq(cycle.id, found.id)));
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { year: found.year } });
  },
});
