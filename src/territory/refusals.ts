import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const territoryRefusals = {
  'unit-name-alike': 422,
  'unit-names-alike': 422,
  'unit-date-far': 422,
  'unit-date-ahead': 422,
  'unit-not-empty': 422,
  'unit-parent-level': 422,
  'unit-parent-missing': 422,
  'unit-parent-ended': 422,
  'unit-parent-not-yet': 422,
  'unit-name-taken': 422,
  'unit-ended': 422,
  'unit-date-too-early': 422,
  'unit-nothing-changed': 422,
  'unit-kind-not-here': 422,
  'unit-merge-two': 422,
  'unit-merge-levels': 422,
  'unit-merge-continue': 422,
  'unit-merge-same-names': 422,
  'unit-split-parts': 422,
  'unit-split-same-names': 422,
  'unit-split-child': 422,
  'unit-has-children': 422,
  'unit-code-taken': 422,
  'unit-changed-meanwhile': 409,
  'import-not-checked': 422,
  'import-not-staged': 422,
  'import-has-problems': 422,
  'profile-in-future': 422,
  'profile-cell-twice': 422,
  'age-bands-none': 422,
  'age-bands-malformed': 422,
  'age-bands-overlap': 422,
  'age-bands-minor': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...territoryRefusals });
