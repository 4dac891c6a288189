import type { RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const hallRefusals = {
  'office-unreachable': 503,
} as const satisfies RefusalList;
