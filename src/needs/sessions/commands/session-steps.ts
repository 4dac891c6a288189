import { meetingSteps } from '../../../meetings/commands/meeting-steps.ts';
import { finishMeeting } from '../../../meetings/commands/finish-meeting.ts';
import { ifSent } from '../../../platform/forms/field.ts';
import { count } from '../../../platform/forms/fields.ts';
import { sessionKind } from '../data/session-kind.ts';

// What is done with a session as with any meeting.

export const sessionSteps = meetingSteps(sessionKind, { stickersPerPerson: ifSent(count(1, 20)) });
export const finishSession = finishMeeting(sessionKind);
export const { changeSchedule, invitePeople, markInvited } = sessionSteps;
export const {
  assignLeaders: assignFacilitators,
  saveRecord: saveSessionRecord,
  savePeople: saveParticipants,
  close: closeSession,
  reopen: reopenSession,
  cancel: cancelSession,
  restore: restoreSession,
} = sessionSteps;
