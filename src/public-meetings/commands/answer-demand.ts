import { z } from 'zod';
import { holdMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';

/**
 * Answers the signed demand of residents for a meeting. Refused, it is not held and stands among those asked for and
 * not held, with the reason; an answer stands once it was given.
 */
export const answerDemand = defineCommand({
  name: 'public-meetings.answer-demand',
  input: z.strictObject({
    id: id(),
    answer: choice(['accepted', 'refused'], 'public-meetings.answer'),
    answeredOn: day(),
    answerReason: optional(text(1000), ''),
  }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, ...given } }) => {
    const row = await holdMeeting(scope, publicKind, meetingId, 'update');
    if (!row) return refuse('meeting-not-found');
    if (row.initiator !== 'residents') return refuse('demand-of-nobody');
    if (row.answer !== null) return refuse('demand-answered');
    if (row.state === 'cancelled') return refuse('meeting-cancelled');
    if (row.state === 'closed') return refuse('meeting-closed');
    // What is being held is not refused any more.
    if (row.state === 'open' && given.answer === 'refused') return refuse('public-meeting-has-record');
    if (given.answeredOn > todayInBishkek(scope.now) || given.answeredOn < row.initiatedOn)
      return refuse('answer-day-wrong', { field: 'answeredOn' });
    if (given.answer === 'refused' && given.answerReason === '')
      return refuse('answer-without-reason', { field: 'answerReason' });
    const state = given.answer === 'refused' ? 'cancelled' : row.state;
    await touchMeeting(scope, publicKind, row, { ...given, state });
    await keepClocks(scope, meetingId, given.answerReason);
    return ok({ id: meetingId }, { subjectKind: 'public-meeting', details: { answer: given.answer } });
  },
});
