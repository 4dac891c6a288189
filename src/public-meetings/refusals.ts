import { meetingsRefusals } from '../meetings/refusals.ts';
import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const publicMeetingsRefusals = {
  'planning-entry-gone': 404,
  'planning-has-entries': 422,
  'planning-problem-unknown': 422,
  'planning-without-entries': 422,
  'public-meeting-has-record': 422,
  'meeting-level-wrong': 422,
  'village-not-chosen': 422,
  'street-not-named': 422,
  'initiated-in-future': 422,
  'signatures-not-counted': 422,
  'body-unknown': 422,
  'first-meeting-in-future': 422,
  'demand-of-nobody': 422,
  'demand-answered': 422,
  'answer-day-wrong': 422,
  'answer-without-reason': 422,
  'move-without-reason': 422,
  'office-taken': 422,
  'chair-is-secretary': 422,
  'checklist-row-twice': 422,
  'done-in-future': 422,
  'agenda-item-gone': 404,
  'agenda-item-heard': 422,
  'election-not-here': 422,
  'candidate-twice': 422,
  'candidate-not-agreed': 422,
  'candidates-lacking': 422,
  'seats-wrong': 422,
  'decision-not-taken': 422,
  'befell-day-wrong': 422,
  'subject-unknown': 422,
  'speaker-twice': 422,
  'name-not-agreed': 422,
  'slip-without-number': 422,
  'slip-typed-already': 422,
  'too-many-speeches': 422,
  'speech-gone': 404,
  'posting-day-wrong': 422,
  'posting-gone': 404,
  'sent-day-wrong': 422,
  'notice-incomplete': 422,
  'nothing-to-withdraw': 404,
  'resolution-of-nobody': 422,
  'resolution-not-adopted': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({
  ...platformRefusals,
  ...peopleRefusals,
  ...meetingsRefusals,
  ...publicMeetingsRefusals,
});
