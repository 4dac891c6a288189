import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { replaceStatement } from '../data/statement-corrections.ts';
import { refuse } from '../../refusals.ts';
import { optional } from '../../../platform/forms/field.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';

/**
 * Takes back a sticker that was typed twice or by mistake: a new row names it and neither counts. Its text stays in
 * the record of changes, and its writer has the place free again.
 */
export const withdrawStatement = defineCommand({
  name: 'needs.withdraw-statement',
  input: z.strictObject({ id: id(), reason: optional(text(500), '') }),
  policy: mayRecordMeetings,
  constraints: {
    statement_corrected_once: refuse('edited-meanwhile'),
    grouping_seq_key: refuse('edited-meanwhile'),
  },
  run: async ({ scope, input, now }) => {
    const replaced = await replaceStatement(scope, {
      id: input.id,
      reason: input.reason,
      withdrawn: true,
      at: now,
    });
    if (!replaced.ok) return replaced;
    return ok(
      { id: replaced.id, sessionId: replaced.sessionId },
      {
        subjectKind: 'statement',
        subjectId: input.id,
        details: { withdrawnBy: replaced.id },
      },
    );
  },
});
