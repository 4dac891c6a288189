import type { z } from 'zod';
import type { MeetingKind, OwnTable } from '../data/kind.ts';
import { assignLeaders } from './assign-leaders.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeSchedule } from './change-schedule.ts';
import { closeMeeting } from './close-meeting.ts';
import { invitePeople } from './invite-people.ts';
import { markInvited } from './mark-invited.ts';
import { reopenMeeting } from './reopen-meeting.ts';
import { restoreMeeting } from './restore-meeting.ts';
import { savePeople } from './save-people.ts';
import { saveRecord } from './save-record.ts';

/** What is done with any meeting, as commands of this kind; `ownFields` are what only its record has. */
export const meetingSteps = <Part extends string, Own extends z.ZodRawShape>(
  kind: MeetingKind<OwnTable, Part>,
  ownFields: Own,
) => ({
  changeSchedule: changeSchedule(kind),
  assignLeaders: assignLeaders(kind),
  invitePeople: invitePeople(kind),
  markInvited: markInvited(kind),
  cancel: cancelMeeting(kind),
  restore: restoreMeeting(kind),
  saveRecord: saveRecord(kind, ownFields),
  savePeople: savePeople(kind),
  close: closeMeeting(kind),
  reopen: reopenMeeting(kind),
});

/** As they are for a kind of which nothing special is known. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- its record has nothing of its own
type AnySteps = ReturnType<typeof meetingSteps<never, Record<never, never>>>;

/** Those of them that the page of a meeting's plan does. */
export type PlanSteps = Pick<
  AnySteps,
  'changeSchedule' | 'assignLeaders' | 'invitePeople' | 'markInvited' | 'cancel' | 'restore'
>;

/** Those that the pages of its record do. */
export type RecordSteps = Pick<AnySteps, 'saveRecord' | 'savePeople' | 'close' | 'reopen'>;
