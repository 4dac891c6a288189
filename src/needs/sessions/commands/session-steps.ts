import { assignLeaders } from '../../../meetings/commands/assign-leaders.ts';
import { cancelMeeting } from '../../../meetings/commands/cancel-meeting.ts';
import { changeSchedule as changeScheduleOf } from '../../../meetings/commands/change-schedule.ts';
import { closeMeeting } from '../../../meetings/commands/close-meeting.ts';
import { invitePeople as invitePeopleTo } from '../../../meetings/commands/invite-people.ts';
import { markInvited as markInvitedTo } from '../../../meetings/commands/mark-invited.ts';
import { reopenMeeting } from '../../../meetings/commands/reopen-meeting.ts';
import { restoreMeeting } from '../../../meetings/commands/restore-meeting.ts';
import { savePeople } from '../../../meetings/commands/save-people.ts';
import { saveRecord } from '../../../meetings/commands/save-record.ts';
import { ifSent } from '../../../platform/forms/field.ts';
import { count } from '../../../platform/forms/fields.ts';
import { sessionKind } from '../data/session-kind.ts';

// What is done with a session as with any meeting.

export const changeSchedule = changeScheduleOf(sessionKind);
export const assignFacilitators = assignLeaders(sessionKind);
export const invitePeople = invitePeopleTo(sessionKind);
export const markInvited = markInvitedTo(sessionKind);
export const saveSessionRecord = saveRecord(sessionKind, { stickersPerPerson: ifSent(count(1, 20)) });
export const saveParticipants = savePeople(sessionKind);
export const closeSession = closeMeeting(sessionKind);
export const reopenSession = reopenMeeting(sessionKind);
export const cancelSession = cancelMeeting(sessionKind);
export const restoreSession = restoreMeeting(sessionKind);
