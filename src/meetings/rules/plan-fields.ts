import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, day, text, tick, time } from '../../platform/forms/fields.ts';

/** When and where a meeting is planned. */
export const planFields = {
  plannedOn: called('ui.field.plannedOn', optional(day())),
  startsAt: called('ui.field.startsAt', optional(time())),
  endsAt: called('ui.field.endsAt', optional(time())),
  /** Nobody touched the end: it goes along when the start is moved. */
  endMoves: called('', tick()),
  venue: called('ui.field.place', optional(text(200), '')),
};

/** As whom somebody is asked to a meeting of the whole municipality (R-PM-02). */
export const invitedAs = ['deputy', 'specialist', 'expert', 'active', 'leader', 'budget'] as const;

export const invitedAsField = called('meetings.invite.as', optional(choice(invitedAs, 'meetings.invite.as')));

/** For how many. */
export const plannedPeople = {
  plannedPeople: called('meetings.field.planned-people', optional(count(0, 999))),
  plannedWomen: called('ui.field.plannedWomen', optional(count(0, 999))),
};
