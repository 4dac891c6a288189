import { daysBetween } from '../../platform/i18n/calendar.ts';
import type { Counted } from './count-clock.ts';

/** The parts of an agenda in their order. */
export const agendaParts = ['late', 'week', 'later'] as const;
export type AgendaPart = (typeof agendaParts)[number];

/** What was due before an event cannot be done once the event is past: its own page still says that it is late. */
export function mayStillBeDone(
  clock: { readonly from: string; readonly counted: Counted },
  today: string,
): boolean {
  return clock.counted.rule.side === 'after' || clock.from >= today;
}

/** Where a clock that runs stands in the agenda; without a last day it goes by the day of its event. */
export function partOf(
  clock: { readonly from: string; readonly counted: Counted },
  today: string,
): AgendaPart {
  if (clock.counted.standing === 'late') return 'late';
  const day = clock.counted.due ?? clock.from;
  return daysBetween(today, day) < 7 ? 'week' : 'later';
}
