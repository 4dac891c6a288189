import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { commitment } from '../schema.ts';

/**
 * Somebody cannot give what they promised. It stays to be seen with day and reason, is worth nothing from now on, and
 * the item shows what is missing; giving is voluntary, so nothing more is asked. It may happen after the approval.
 */
export const withdrawCommitment = defineCommand({
  name: 'plan.withdraw-commitment',
  input: z.object({ commitmentId: id(), withdrawnOn: day(), withdrawnReason: text(500) }),
  policy: mayWritePlan,
  run: async ({ scope, input: { commitmentId, ...facts }, now }) => {
    const [found] = await scope.tx
      .select()
      .from(commitment)
      .where(own(scope, commitment, eq(commitment.id, commitmentId)))
      .for('update');
    if (!found) return refuse('commitment-not-found');
    if (found.withdrawnOn !== null) return refuse('commitment-withdrawn');
    if (facts.withdrawnOn > todayInBishkek(now))
      return refuse('promised-in-future', { field: 'withdrawnOn' });
    await changeRow(scope, commitment, commitmentId, facts);
    return ok({ itemId: found.itemId }, { subjectKind: 'commitment', subjectId: commitmentId });
  },
});
