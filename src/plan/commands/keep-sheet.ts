import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { day, id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { heldCommitment } from '../data/hold.ts';
import { publishPlan } from '../data/publish-plan.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { commitment } from '../schema.ts';

/** The id of a stored file: its SHA-256. */
const stored = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Keeps the photographed sheet on which somebody signed what they give: from then on it is promised. It may come after
 * the plan was approved; the words of the commitment do not change by it.
 */
export const keepSheet = defineCommand({
  name: 'plan.keep-sheet',
  input: z.strictObject({ commitmentId: id(), promisedOn: day(), sheetFileId: stored }),
  policy: mayWritePlan,
  run: async ({ scope, input: { commitmentId, promisedOn, sheetFileId }, now }) => {
    const held = await heldCommitment(scope, commitmentId);
    if (!held) return refuse('commitment-not-found');
    const { found, plan } = held;
    if (found.withdrawnOn !== null) return refuse('commitment-withdrawn');
    if (promisedOn > todayInBishkek(now)) return refuse('promised-in-future', { field: 'promisedOn' });
    await changeRow(scope, commitment, commitmentId, { promisedOn, sheetFileId });
    if (plan.state !== 'draft') await publishPlan(scope, plan.id);
    return ok(
      { itemId: found.itemId },
      { subjectKind: 'commitment', subjectId: commitmentId, details: { file: sheetFileId } },
    );
  },
});
