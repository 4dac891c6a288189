import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const groupsRefusals = {
  'group-not-found': 404,
  'group-cycle-unknown': 404,
  'group-topic-unknown': 422,
  'group-topic-taken': 422,
  'group-without-consent': 422,
  'group-member-unknown': 404,
  'group-nobody-chosen': 422,
  'group-day-wrong': 422,
  'group-confirmed-without-paper': 422,
  'group-none': 422,
  'group-note-gone': 404,
  'group-task-only': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals, ...groupsRefusals });
