import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow, own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { mayCommentPlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planComment, planItem } from '../schema.ts';

/** Says something of an item to those who write it; residents do not read it. */
export const addComment = defineCommand({
  name: 'plan.add-comment',
  input: z.object({ itemId: id(), text: called('plan.field.comment', text(2000)) }),
  policy: mayCommentPlan,
  run: async ({ scope, input: { itemId, text: said }, now }) => {
    const [item] = await scope.tx
      .select({ planId: planItem.planId })
      .from(planItem)
      .where(own(scope, planItem, eq(planItem.id, itemId)));
    if (!item) return refuse('plan-item-not-found');
    const { accountId, name } = scope.actor;
    await addRow(scope, planComment, { itemId, text: said, byAccountId: accountId, byName: name, at: now });
    return ok({ id: item.planId, itemId }, { subjectKind: 'plan_item', subjectId: itemId });
  },
});
