import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { count, id } from '../../platform/forms/fields.ts';
import { ofNumber } from '../data/sheets.ts';
import { mayWritePlan } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { planSheet } from '../schema.ts';

/** Keeps the photograph of a sheet that came back filled in; another one takes its place. */
export const keepSheetPhoto = defineCommand({
  name: 'plan.keep-sheet-photo',
  input: z.strictObject({
    id: id(),
    number: count(1, 999_999),
    photoId: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  policy: mayWritePlan,
  run: async ({ scope, input: { id: planId, number, photoId } }) => {
    const kept = await scope.tx
      .update(planSheet)
      .set({ photoId })
      .where(ofNumber(scope, planId, number))
      .returning({ number: planSheet.number });
    if (kept.length === 0) return refuse('sheet-not-found');
    return ok(
      { id: planId, number },
      { subjectKind: 'joint_plan', details: { sheet: number, file: photoId } },
    );
  },
});
