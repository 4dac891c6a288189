import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Calendar } from './time-rule.ts';

/** Why a day of the calendar is otherwise than its weekday says; the words are `deadlines.day.<kind>`. */
export const calendarKinds = [
  'newYear',
  'christmas',
  'defender',
  'women',
  'nooruz',
  'aprilRevolution',
  'labour',
  'constitution',
  'victory',
  'independence',
  'ancestors',
  'orozoAit',
  'kurmanAit',
  'movedFree',
  'movedWorked',
  'other',
] as const;
export type CalendarKind = (typeof calendarKinds)[number];

/**
 * Holidays whose day is the same every year, offered to whoever enters a year: to be checked against the Labour Code in
 * force. The days of Orozo ait and Kurman ait are announced each year, and the government moves days of rest: of those
 * the program knows nothing.
 */
const fixedHolidays: readonly (readonly [monthDay: string, kind: CalendarKind])[] = [
  ['01-01', 'newYear'],
  ['01-07', 'christmas'],
  ['02-23', 'defender'],
  ['03-08', 'women'],
  ['03-21', 'nooruz'],
  ['04-07', 'aprilRevolution'],
  ['05-01', 'labour'],
  ['05-05', 'constitution'],
  ['05-09', 'victory'],
  ['08-31', 'independence'],
  ['11-07', 'ancestors'],
  ['11-08', 'ancestors'],
];

export type CalendarDay = { readonly on: IsoDate; readonly kind: CalendarKind; readonly note: string };

export function offeredDays(year: number): CalendarDay[] {
  return fixedHolidays.map(([monthDay, kind]) => ({ on: `${year}-${monthDay}`, kind, note: '' }));
}

/** The calendar of working days, of what was entered. */
export function calendarOf(
  days: readonly Pick<CalendarDay, 'on' | 'kind'>[],
  years: readonly number[],
): Calendar {
  const on = (worked: boolean) =>
    new Set(days.filter(({ kind }) => (kind === 'movedWorked') === worked).map((day) => day.on));
  return { days: { holidays: on(false), workedWeekends: on(true) }, years: new Set(years) };
}
