import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { publicKind } from '../data/public-kind.ts';
import { noticeFields } from '../rules/public-meeting-fields.ts';

/** What residents are told beforehand, beside topic, day, hour and place. */
export const saveNotice = defineCommand({
  name: 'public-meetings.save-notice',
  input: z.strictObject({ id: id(), revision: revision(), ...noticeFields }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, revision: seen, ...sent } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId, revision: seen });
    if (!found.ok) return found;
    const { state } = found.row;
    const revision = await touchMeeting(scope, publicKind, found.row, { ...sent, state });
    return ok({ id: meetingId, revision }, { subjectKind: 'public-meeting' });
  },
});
