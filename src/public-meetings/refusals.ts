import { meetingsRefusals } from '../meetings/refusals.ts';
import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const publicMeetingsRefusals = {
  'planning-entry-gone': 404,
  'planning-has-entries': 422,
  'planning-problem-unknown': 422,
  'planning-without-entries': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({
  ...platformRefusals,
  ...peopleRefusals,
  ...meetingsRefusals,
  ...publicMeetingsRefusals,
});
