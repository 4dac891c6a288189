import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const cycleRefusals = {
  'cycle-exists': 422,
  'cycle-year-far': 422,
  'cycle-year-unusual': 422,
  'cycle-in-preparation': 422,
  'cycle-not-empty': 422,
  'decision-date-future': 422,
  'working-group-exists': 422,
  'working-group-incomplete': 422,
  'group-order-unsigned': 422,
  'work-plan-missing': 422,
  'work-plan-exists': 422,
  'work-plan-far': 422,
  'schedule-missing': 422,
  'readiness-from-data': 422,
  'sessions-opened-already': 422,
  'readiness-missing': 422,
  'stage-without-reason': 422,
  'stage-without-day': 422,
  'stage-day-past': 422,
  'stage-has-work': 422,
  'freeze-open-meetings': 422,
  'freeze-without-reason': 422,
  'cycle-not-finished': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals, ...cycleRefusals });
