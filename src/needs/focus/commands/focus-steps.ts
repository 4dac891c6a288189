import { cancelMeeting } from '../../../meetings/commands/cancel-meeting.ts';
import { closeMeeting } from '../../../meetings/commands/close-meeting.ts';
import { reopenMeeting } from '../../../meetings/commands/reopen-meeting.ts';
import { restoreMeeting } from '../../../meetings/commands/restore-meeting.ts';
import { savePeople } from '../../../meetings/commands/save-people.ts';
import { saveRecord } from '../../../meetings/commands/save-record.ts';
import { ifSent } from '../../../platform/forms/field.ts';
import { text } from '../../../platform/forms/fields.ts';
import { focusKind } from '../data/focus-kind.ts';
import { focusLimits } from '../rules/focus-record.ts';

// What is done with a focus group as with any meeting.

export const saveFocusRecord = saveRecord(focusKind, { criteria: ifSent(text(focusLimits.criteria, 0)) });
export const saveFocusPeople = savePeople(focusKind);
export const closeFocusGroup = closeMeeting(focusKind);
export const reopenFocusGroup = reopenMeeting(focusKind);
export const cancelFocusGroup = cancelMeeting(focusKind);
export const restoreFocusGroup = restoreMeeting(focusKind);
