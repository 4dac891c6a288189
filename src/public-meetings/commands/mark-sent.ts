import { z } from 'zod';
import { holdMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayLockMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';

/** Notes when and to whom the decisions of a closed meeting were sent (seed-002 P3 point 10). */
export const markSent = defineCommand({
  name: 'public-meetings.mark-sent',
  input: z.strictObject({ id: id(), sentOn: day(), sentTo: text(300) }),
  policy: mayLockMeetings,
  run: async ({ scope, input: { id: meetingId, ...sent } }) => {
    const row = await holdMeeting(scope, publicKind, meetingId, 'update');
    if (!row) return refuse('meeting-not-found');
    if (row.state !== 'closed') return refuse('meeting-not-closed');
    if (sent.sentOn > todayInBishkek(scope.now) || (row.heldOn !== null && sent.sentOn < row.heldOn))
      return refuse('sent-day-wrong', { field: 'sentOn' });
    await touchMeeting(scope, publicKind, row, { ...sent, state: row.state });
    await keepClocks(scope, meetingId);
    return ok({ id: meetingId }, { subjectKind: 'public-meeting', details: { sentOn: sent.sentOn } });
  },
});
