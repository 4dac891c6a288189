import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const deadlinesRefusals = {
  /** A rule that says no number of days is no rule. */
  'deadline-rule-without-days': 422,
  /** At least more days than at most. */
  'deadline-rule-window': 422,
  /** Two rules of one name on the same day. */
  'deadline-rule-overlaps': 422,
  'deadline-rule-not-found': 404,
  'clock-not-found': 404,
  /** A day of another year than the one that is entered. */
  'calendar-other-year': 422,
  'calendar-day-twice': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals, ...deadlinesRefusals });
