import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { heldCommitment } from '../data/hold.ts';
import { keepVersion } from '../data/keep-version.ts';
import { publishPlan } from '../data/publish-plan.ts';
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
    const held = await heldCommitment(scope, commitmentId);
    if (!held) return refuse('commitment-not-found');
    const { found, plan } = held;
    if (found.withdrawnOn !== null) return refuse('commitment-withdrawn');
    if (facts.withdrawnOn > todayInBishkek(now))
      return refuse('promised-in-future', { field: 'withdrawnOn' });
    await changeRow(scope, commitment, commitmentId, facts);
    if (plan.state === 'approved')
      await keepVersion(scope, plan.id, {
        kind: 'changed',
        itemId: found.itemId,
        reason: facts.withdrawnReason,
      });
    if (plan.state !== 'draft') await publishPlan(scope, plan.id);
    return ok({ itemId: found.itemId }, { subjectKind: 'commitment', subjectId: commitmentId });
  },
});
