import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { heldQuestion } from '../data/questions.ts';
import { voteQuestion } from '../schema.ts';

/** Takes away a question that was never put to the vote. One that was is annulled and keeps its place. */
export const removeQuestion = defineCommand({
  name: 'decisions.remove-question',
  input: z.strictObject({ id: id(), questionId: id() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await heldQuestion(scope, input, 'draft');
    if (!found.ok) return found;
    await scope.tx
      .delete(voteQuestion)
      .where(own(scope, voteQuestion, eq(voteQuestion.id, input.questionId)));
    return ok({ id: input.questionId }, { subjectKind: 'question', details: { number: found.row.number } });
  },
});
