import { called, optional } from '../../platform/forms/field.ts';
import { count, day, text, time } from '../../platform/forms/fields.ts';

/** When and where a meeting is planned. */
export const planFields = {
  plannedOn: called('meetings.field.planned-on', optional(day())),
  startsAt: called('meetings.field.starts-at', optional(time())),
  endsAt: called('meetings.field.ends-at', optional(time())),
  venue: called('meetings.field.venue', optional(text(200), '')),
};

/** For how many. */
export const plannedPeople = {
  plannedPeople: called('meetings.field.planned-people', optional(count(0, 999))),
  plannedWomen: called('meetings.field.planned-women', optional(count(0, 999))),
};
