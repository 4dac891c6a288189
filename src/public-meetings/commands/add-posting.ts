import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { storedId } from '../../platform/files/stored-id.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { movesOf } from '../data/moves.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { calledOn } from '../rules/told.ts';
import { postingFields } from '../rules/public-meeting-fields.ts';
import { noticePosting } from '../schema.ts';

/** Notes where and when residents were told; `fileId` is the picture that proves it. */
export const addPosting = defineCommand({
  name: 'public-meetings.add-posting',
  input: z.strictObject({ id: id(), ...postingFields, fileId: storedId().nullable().default(null) }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, ...posting } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId });
    if (!found.ok) return found;
    const { plannedOn, state, initiatedOn } = found.row;
    if (plannedOn === null) return refuse('meeting-without-date');
    if (posting.postedOn > todayInBishkek(scope.now) || posting.postedOn < initiatedOn)
      return refuse('posting-day-wrong', { field: 'postedOn' });
    const byName = scope.actor.name;
    // Written down late, it named what the meeting was called for on its own day.
    const named = calledOn(await movesOf(scope, meetingId), posting.postedOn);
    await addRow(scope, noticePosting, {
      ...{ ...posting, meetingId, byName },
      ...{
        forDay: named?.plannedOn ?? plannedOn,
        forHour: named?.startsAt ?? null,
        forVenue: named?.venue ?? null,
      },
    });
    await touchMeeting(scope, publicKind, found.row, { state });
    await keepClocks(scope, meetingId);
    const { channel } = posting;
    return ok({ id: meetingId }, { subjectKind: 'public-meeting', details: { channel } });
  },
});
