import { finishMeeting } from '../../../meetings/commands/finish-meeting.ts';
import { meetingSteps } from '../../../meetings/commands/meeting-steps.ts';
import { called, ifSent } from '../../../platform/forms/field.ts';
import { text } from '../../../platform/forms/fields.ts';
import { focusKind } from '../data/focus-kind.ts';
import { focusLimits } from '../rules/focus-record.ts';

// What is done with a focus group as with any meeting; its plan is changed with its problems (`changeFocusGroup`).

export const focusSteps = meetingSteps(focusKind, {
  criteria: called('needs.focus.criteria', ifSent(text(focusLimits.criteria, 0))),
});
export const finishFocusGroup = finishMeeting(focusKind);
export const {
  saveRecord: saveFocusRecord,
  savePeople: saveFocusPeople,
  close: closeFocusGroup,
  reopen: reopenFocusGroup,
  cancel: cancelFocusGroup,
  restore: restoreFocusGroup,
} = focusSteps;
