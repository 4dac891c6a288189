import { eq } from 'drizzle-orm';
import { dropClocks, finishClock, restartClock } from '../../deadlines/data/clocks.ts';
import { meeting } from '../../meetings/schema.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { formRules } from '../rules/forms.ts';
import { tellsOf } from '../rules/told.ts';
import { publicMeeting } from '../schema.ts';
import { postingsOf } from './postings.ts';

/** The word under which the program knows pages of public meetings. */
export const meetingSubject = 'public-meeting';

/**
 * Brings the clocks of a meeting to where its record stands: the first meeting of the working group and the notice run
 * from the planned day (anew when it is moved), sending the decisions from the day on which it was held.
 * @param reason why it was moved
 */
export async function keepClocks(scope: MunicipalityScope, meetingId: string, reason = ''): Promise<void> {
  const [row] = await scope.tx
    .select({
      state: meeting.state,
      plannedOn: meeting.plannedOn,
      startsAt: meeting.startsAt,
      venue: meeting.venue,
      heldOn: meeting.heldOn,
      form: publicMeeting.form,
      firstMetOn: publicMeeting.firstMetOn,
      sentOn: publicMeeting.sentOn,
    })
    .from(meeting)
    .innerJoin(publicMeeting, sameRow(publicMeeting, 'id', meeting, 'id'))
    .where(own(scope, meeting, eq(meeting.id, meetingId)));
  if (!row) return;
  if (row.state === 'cancelled') return await dropClocks(scope, meetingId, reason);
  const { noticed, sent } = formRules[row.form];
  const { plannedOn, heldOn, firstMetOn, sentOn } = row;
  // Times come with seconds from the database.
  const startsAt = row.startsAt?.slice(0, 5) ?? null;
  // Taken out of the plan without another day, nothing is due before it.
  if (plannedOn === null && row.state === 'planned') return await dropClocks(scope, meetingId, reason);
  const on = { subjectKind: meetingSubject, subjectId: meetingId };
  if (noticed && plannedOn !== null) {
    await restartClock(scope, { ...on, rule: 'hearing-checklist', from: plannedOn, reason });
    await restartClock(scope, { ...on, rule: 'meeting-notice', from: plannedOn, reason });
    await finishClock(scope, { ...on, rule: 'hearing-checklist', on: firstMetOn });
    // The first posting that tells of this day, hour and place; what named another, or came when it was over, told nobody of it.
    // None any more, and it was not told after all.
    const told = (await postingsOf(scope, meetingId)).find(
      (one) => tellsOf(one, { plannedOn, startsAt, venue: row.venue }) && one.postedOn < plannedOn,
    );
    await finishClock(scope, { ...on, rule: 'meeting-notice', on: told?.postedOn ?? null });
  }
  if (sent && row.state === 'closed' && heldOn !== null) {
    // Opened again, the day on which it was held may have been mended.
    await restartClock(scope, { ...on, rule: 'hearing-decisions-sent', from: heldOn, reason });
    await finishClock(scope, { ...on, rule: 'hearing-decisions-sent', on: sentOn });
  }
}

/**
 * Opened again, a meeting may decide otherwise: what was sent of it has to be sent anew. That it was sent once stays in
 * the journal.
 */
export async function takeBackSending(scope: MunicipalityScope, meetingId: string): Promise<void> {
  const [row] = await scope.tx
    .select({ state: meeting.state })
    .from(meeting)
    .where(own(scope, meeting, eq(meeting.id, meetingId)));
  if (row?.state !== 'open') return;
  await scope.tx
    .update(publicMeeting)
    .set({ sentOn: null, sentTo: '' })
    .where(own(scope, publicMeeting, eq(publicMeeting.id, meetingId)));
}
