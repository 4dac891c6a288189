import { peopleRefusals } from '../people/refusals.ts';
import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const planRefusals = {
  'plan-exists': 422,
  'plan-not-found': 404,
  'plan-cycle-unknown': 404,
  'plan-years-wrong': 422,
  'plan-approved': 422,
  'plan-not-approved': 422,
  'plan-item-dropped': 422,
  'change-without-way': 422,
  'change-without-reason': 422,
  'change-without-paper': 422,
  'change-needs-chain': 422,
  'change-of-nothing': 422,
  'plan-empty': 422,
  'plan-nothing-to-take': 422,
  'plan-problem-unknown': 422,
  'plan-problem-not-found': 404,
  'plan-problem-twice': 422,
  'plan-problem-has-items': 422,
  'plan-direction-unknown': 422,
  'plan-direction-has-problems': 422,
  'plan-task-unknown': 404,
  'plan-task-has-items': 422,
  'plan-row-gone': 409,
  'plan-item-not-found': 404,
  'plan-items-too-many': 422,
  'commitment-not-found': 404,
  'commitment-stands': 422,
  'commitment-withdrawn': 422,
  'promised-in-future': 422,
  'year-outside-plan': 422,
  'valuation-missing': 422,
  'discussion-day-past': 422,
  'approval-order-wrong': 422,
  'approval-day-wrong': 422,
  'discussion-open': 422,
  'comment-gone': 404,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...peopleRefusals, ...planRefusals });
