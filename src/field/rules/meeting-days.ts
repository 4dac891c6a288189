import type { IsoDate } from '../../platform/i18n/calendar.ts';

/** Where the day of a meeting stands to today; without a day it is still to come. */
export type MeetingDay = 'today' | 'coming' | 'past';

export function meetingDay(plannedOn: string | null, today: IsoDate): MeetingDay {
  if (plannedOn === null || plannedOn > today) return 'coming';
  return plannedOn === today ? 'today' : 'past';
}

const order: readonly MeetingDay[] = ['today', 'coming', 'past'];

type Planned = { readonly plannedOn: string | null; readonly startsAt: string | null };

/** Today's meetings first, then those to come, the nearest first and those without a day last; then those that were. */
export function byMeetingDay(today: IsoDate): (a: Planned, b: Planned) => number {
  const part = (one: Planned) => order.indexOf(meetingDay(one.plannedOn, today));
  const at = (one: Planned) => `${one.plannedOn ?? '9999'} ${one.startsAt ?? ''}`;
  return (a, b) => {
    if (part(a) !== part(b)) return part(a) - part(b);
    const later = at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0;
    // Of those that were the last one is asked about most.
    return meetingDay(a.plannedOn, today) === 'past' ? -later : later;
  };
}
