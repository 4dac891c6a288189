import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { replaceStatement } from '../data/statement-corrections.ts';
import { refuse } from '../../refusals.ts';
import { stickerText } from '../rules/sticker-text.ts';
import { optional } from '../../../platform/forms/field.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';

/**
 * Mends what was typed wrong from a sticker. The first row stays; a new one names it, keeps its writer and stands
 * under the same problem.
 */
export const correctStatement = defineCommand({
  name: 'needs.correct-statement',
  input: z.strictObject({
    id: id(),
    text: stickerText(),
    reason: optional(text(500), ''),
  }),
  policy: mayRecordMeetings,
  constraints: {
    statement_corrected_once: refuse('edited-meanwhile'),
    grouping_seq_key: refuse('edited-meanwhile'),
  },
  run: async ({ scope, input, now }) => {
    const replaced = await replaceStatement(scope, {
      id: input.id,
      text: input.text,
      reason: input.reason,
      withdrawn: false,
      at: now,
    });
    if (!replaced.ok) return replaced;
    return ok(
      { id: replaced.id, sessionId: replaced.sessionId },
      {
        subjectKind: 'statement',
        subjectId: input.id,
        details: { correctedBy: replaced.id },
      },
    );
  },
});
