import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planComment } from '../schema.ts';

/** Marks a comment as settled; it stays to be read. */
export const settleComment = defineCommand({
  name: 'plan.settle-comment',
  input: z.object({ commentId: id() }),
  policy: mayWritePlan,
  run: async ({ scope, input: { commentId }, now }) => {
    const [found] = await scope.tx
      .select()
      .from(planComment)
      .where(own(scope, planComment, eq(planComment.id, commentId)))
      .for('update');
    if (!found || found.settledAt !== null) return refuse('comment-gone');
    await changeRow(scope, planComment, commentId, { settledAt: now, settledBy: scope.actor.name });
    return ok({ itemId: found.itemId }, { subjectKind: 'plan_comment', subjectId: commentId });
  },
});
