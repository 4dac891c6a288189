import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayMerge } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { problemMerge } from '../../schema.ts';

/** Takes a merge back; both problems stand in the list again with their own votes. */
export const undoMerge = defineCommand({
  name: 'needs.undo-merge',
  input: z.object({ mergeId: id(), reason: text(500) }),
  policy: mayMerge,
  run: async ({ scope, input, now }) => {
    const mine = own(scope, problemMerge, eq(problemMerge.id, input.mergeId));
    const done = await scope.tx
      .update(problemMerge)
      .set({ undoneAt: now, undoneBy: scope.actor.name, undoneReason: input.reason })
      .where(and(mine, isNull(problemMerge.undoneAt)))
      .returning({ id: problemMerge.id });
    if (done.length === 0) {
      const there = await scope.tx.select({ id: problemMerge.id }).from(problemMerge).where(mine);
      return refuse(there.length === 0 ? 'merge-not-found' : 'merge-undone-already');
    }
    return ok(
      { id: input.mergeId },
      { subjectKind: 'problem_merge', subjectId: input.mergeId, details: { reason: input.reason } },
    );
  },
});
