import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const peopleRefusals = {
  'birth-year-ahead': 422,
  'village-not-ours': 422,
  'person-not-found': 404,
  'person-unknown': 422,
  'person-signs-in': 422,
  'person-name-differs': 422,
  'member-already': 422,
  'member-role-taken': 422,
  'member-left': 422,
  'member-who': 422,
  'member-both': 422,
  'member-not-chosen': 422,
  'member-ends-before-start': 422,
  'member-ends-ahead': 422,
  'body-dissolved': 422,
  'body-ends-before-start': 422,
  'body-ends-ahead': 422,
  'organisation-not-found': 404,
  'organisation-name-taken': 422,
  'organisation-ends-before-start': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals });
