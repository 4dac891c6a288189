import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { askedQuestion } from '../data/asked-question.ts';
import { heldQuestion } from '../data/questions.ts';
import { refuse } from '../refusals.ts';
import { questionFields } from '../rules/question-fields.ts';
import { voteQuestion } from '../schema.ts';

/** Mends a question that was not opened yet. */
export const changeQuestion = defineCommand({
  name: 'decisions.change-question',
  input: z.strictObject({ id: id(), questionId: id(), revision: revision(), ...questionFields }),
  policy: mayRecordMeetings,
  run: async ({ scope, input: { id: meetingId, questionId, revision: seen, ...typed } }) => {
    const found = await heldQuestion(scope, { id: meetingId, questionId }, 'draft');
    if (!found.ok) return found;
    // Who stands for election agreed to this very question: another is put instead.
    if (found.row.seats !== null) return refuse('question-of-election');
    const stale = editedMeanwhile(seen, found.row.revision);
    if (stale) return stale;
    const asked = askedQuestion(typed);
    if (!asked.ok) return asked;
    await changeRow(scope, voteQuestion, questionId, { ...asked.values, revision: seen + 1 });
    return ok({ id: questionId }, { subjectKind: 'question', details: { number: found.row.number } });
  },
});
