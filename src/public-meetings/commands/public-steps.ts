import { meetingSteps } from '../../meetings/commands/meeting-steps.ts';
import { publicKind } from '../data/public-kind.ts';
import { moveMeeting } from './move-meeting.ts';

// What is done with a public meeting as with any meeting; moving it keeps the days for which it was called.

export const publicSteps = { ...meetingSteps(publicKind, {}), changeSchedule: moveMeeting };
