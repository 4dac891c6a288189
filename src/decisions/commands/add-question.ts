import { z } from 'zod';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { meetingAtVote } from '../data/at-meeting.ts';
import { addAsked, askedQuestion } from '../data/asked-question.ts';
import { questionFields } from '../rules/question-fields.ts';

/** Writes down what a meeting will vote on; nobody votes until it is opened. */
export const addQuestion = defineCommand({
  name: 'decisions.add-question',
  input: z.strictObject({ id: id(), ...questionFields }),
  policy: mayRecordMeetings,
  run: async ({ scope, input: { id: meetingId, ...typed } }) => {
    // The meeting alone numbers its questions: two that are added at once wait for each other.
    const found = await meetingAtVote(scope, meetingId, 'update');
    if (!found.ok) return found;
    const asked = askedQuestion(typed);
    if (!asked.ok) return asked;
    const { id: questionId, number } = await addAsked(scope, meetingId, asked.values);
    return ok({ id: questionId, number }, { subjectKind: 'question', details: { meetingId, number } });
  },
});
