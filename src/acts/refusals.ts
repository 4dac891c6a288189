import { platformRefusals, refuseBy, type RefusalList } from '../platform/refusals.ts';

/** Codes that this room refuses with; each has its sentence `error.<code>`. */
export const actRefusals = {
  'act-not-draft': 422,
  'act-has-number': 422,
  'act-date-future': 422,
  'act-date-missing': 422,
  'act-paper-missing': 422,
  'act-without-number': 422,
  'act-annulled-already': 422,
  'act-number-taken': 422,
  'act-not-signed': 422,
  'act-not-publishable': 422,
  'act-published-already': 422,
  'act-not-published': 422,
  'act-doubtful': 422,
  'act-not-renewable': 422,
  'act-renewed-already': 422,
  'act-draft-needed': 422,
  'event-day-wrong': 422,
  'event-without-file': 422,
  'event-without-text': 422,
} as const satisfies RefusalList;

/** The refusals of this room. */
export const refuse = refuseBy({ ...platformRefusals, ...actRefusals });
