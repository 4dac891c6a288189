import { todayInBishkek } from '../../platform/i18n/calendar.ts';

/** When and where the meeting was called from a moment on; one for the first plan and for each move. */
export type Called = {
  readonly plannedOn: string | null;
  /** `HH:MM`; null also in what was written before hours were kept. */
  readonly startsAt: string | null;
  readonly venue: string;
  readonly at: Date;
};

/**
 * What a posting of a day named: the plan that stood on that day, whenever the posting is written down. What was hung
 * before the meeting stood in Ashar named the first plan.
 */
export const calledOn = <T extends Called>(moves: readonly T[], postedOn: string): T | undefined =>
  moves.findLast(({ at }) => todayInBishkek(at) <= postedOn) ?? moves[0];

type Named = {
  readonly forDay: string | null;
  readonly forHour: string | null;
  readonly forVenue: string | null;
};

/**
 * Whether a posting tells of the meeting as it is called now. A notice holds when and where (seed-002 P3 point 4), so
 * one that named another day, another hour or another place tells nobody of it. Hour and place of what was written down
 * before they were kept are taken as they stand.
 */
export const tellsOf = (
  { forDay, forHour, forVenue }: Named,
  now: { readonly plannedOn: string | null; readonly startsAt: string | null; readonly venue: string },
): boolean =>
  forDay === now.plannedOn &&
  (forHour === null || forHour === now.startsAt) &&
  (forVenue === null || forVenue === now.venue);
