import { meetingSteps } from '../../meetings/commands/meeting-steps.ts';
import { planningKind } from '../data/planning.ts';

// What is done with a planning meeting as with any meeting.

export const planningSteps = meetingSteps(planningKind, {});
export const { changeSchedule, assignLeaders, invitePeople, markInvited, cancel, restore } = planningSteps;
export const { saveRecord, savePeople, close, reopen } = planningSteps;
