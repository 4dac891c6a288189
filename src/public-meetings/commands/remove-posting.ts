import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { keepClocks } from '../data/keep-clocks.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { noticePosting } from '../schema.ts';

/** Takes away a posting that was noted by mistake. */
export const removePosting = defineCommand({
  name: 'public-meetings.remove-posting',
  input: z.strictObject({ id: id(), postingId: id() }),
  policy: mayPlanMeetings,
  run: async ({ scope, input }) => {
    const found = await plannableMeeting(scope, publicKind, { id: input.id });
    if (!found.ok) return found;
    const mine = own(
      scope,
      noticePosting,
      eq(noticePosting.meetingId, input.id),
      eq(noticePosting.id, input.postingId),
    );
    const [gone] = await scope.tx.delete(noticePosting).where(mine).returning();
    if (!gone) return refuse('posting-gone');
    const { state } = found.row;
    await touchMeeting(scope, publicKind, found.row, { state });
    // The clock of the notice may have been told done by this posting.
    await keepClocks(scope, input.id);
    const { channel, postedOn } = gone;
    return ok({ id: input.id }, { subjectKind: 'public-meeting', details: { channel, postedOn } });
  },
});
