import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const meetingsRefusals = {
  'cycle-not-found': 404,
  'village-unknown': 422,
  'more-women-than-people': 422,
  'facilitator-busy': 422,
  'facilitator-busy-somewhere': 422,
  'facilitator-twice': 422,
  'too-few-facilitators': 422,
  'nobody-chosen': 422,
  'person-too-young': 422,
  'participant-not-found': 404,
  'participant-too-young': 422,
  'participant-without-sex': 422,
  'too-many-participants': 422,
  // What stands against an act in any kind of meeting; a kind may have words of its own (`MeetingKind.refuse`).
  'meeting-not-found': 404,
  'meeting-closed': 422,
  'meeting-cancelled': 422,
  'meeting-not-closed': 422,
  'meeting-not-cancelled': 422,
  'meeting-without-date': 422,
  'meeting-in-future': 422,
  'meeting-day-far': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals, ...meetingsRefusals });
