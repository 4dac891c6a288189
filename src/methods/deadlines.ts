/**
 * Deadlines as rules over days (house.md): "within 14 calendar days after", "at least 10 working days before". Dates
 * are `YYYY-MM-DD` in the municipality's time zone, without hours, so no clock can shift them. Which days are holidays,
 * and which laws set which deadline, is data with a validity period and never stands in code.
 */

export interface WorkCalendar {
  /** Non-working days beside the weekend. */
  readonly holidays: ReadonlySet<string>;
  /** Weekend days that are worked (moved by the government). */
  readonly workedWeekends?: ReadonlySet<string>;
  /** Days of the week without work; 0 is Sunday. Saturday and Sunday by default. */
  readonly weekend?: readonly number[];
}

export const noHolidays: WorkCalendar = { holidays: new Set() };

export interface DeadlineRule {
  /**
   * - `within`: not later than `days` after the event;
   * - `after`: not earlier than `days` after the event;
   * - `before`: not later than `days` before the event.
   */
  readonly kind: 'within' | 'after' | 'before';
  readonly days: number;
  readonly unit: 'calendar' | 'working';
  /**
   * For calendar days: when the last day is not a working day, the deadline moves: `next` working day (usual for "not
   * later than … after"), `previous` (careful for "before"), or stays.
   */
  readonly ifNotWorking?: 'stay' | 'next' | 'previous';
}

const dayLength = 86_400_000;

/** Day number since 1970. @throws RangeError unless the text is a real date `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`not a date: ${date}`);
  }
  return time / dayLength;
}

function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The date `days` calendar days later (earlier when negative). */
export function addCalendarDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
  if (calendar.holidays.has(date)) return false;
  if (calendar.workedWeekends?.has(date)) return true;
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7;
  return !(calendar.weekend ?? [0, 6]).includes(weekday);
}

/** A calendar without working days would never end a count. */
const longestSearch = 366;

/** The date itself when it is a working day, otherwise the nearest one after (`1`) or before (`-1`) it. */
export function nearestWorkingDay(date: string, direction: 1 | -1, calendar: WorkCalendar): string {
  let day = dayNumber(date);
  for (let step = 0; step < longestSearch; step++) {
    if (isWorkingDay(dateOf(day), calendar)) return dateOf(day);
    day += direction;
  }
  throw new RangeError('the calendar has no working days');
}

/**
 * The date `days` working days later (earlier when negative). The event's own day is not counted; with 0 days the date
 * stays as it is.
 */
export function addWorkingDays(date: string, days: number, calendar: WorkCalendar): string {
  const direction = days < 0 ? -1 : 1;
  let current = date;
  for (let left = Math.abs(days); left > 0; left--) {
    current = nearestWorkingDay(addCalendarDays(current, direction), direction, calendar);
  }
  return current;
}

/** The last day allowed (`within`, `before`) or the first one (`after`). */
export function deadlineOf(rule: DeadlineRule, event: string, calendar: WorkCalendar = noHolidays): string {
  const days = rule.kind === 'before' ? -rule.days : rule.days;
  if (rule.unit === 'working') return addWorkingDays(event, days, calendar);
  const date = addCalendarDays(event, days);
  if (rule.ifNotWorking === 'next') return nearestWorkingDay(date, 1, calendar);
  if (rule.ifNotWorking === 'previous') return nearestWorkingDay(date, -1, calendar);
  return date;
}

export interface DeadlineCheck {
  readonly deadline: string;
  readonly kept: boolean;
  /** Calendar days to spare; negative when missed by so many. */
  readonly spare: number;
}

/** Was it done in time? For something not yet done pass today. */
export function checkDeadline(
  rule: DeadlineRule,
  event: string,
  done: string,
  calendar: WorkCalendar = noHolidays,
): DeadlineCheck {
  const deadline = deadlineOf(rule, event, calendar);
  const distance = dayNumber(deadline) - dayNumber(done);
  const spare = rule.kind === 'after' ? (distance === 0 ? 0 : -distance) : distance;
  return { deadline, kept: spare >= 0, spare };
}

/** Working days between two dates, both included. */
export function workingDaysBetween(from: string, to: string, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = dayNumber(from); day <= dayNumber(to); day++)
    if (isWorkingDay(dateOf(day), calendar)) count += 1;
  return count;
}
