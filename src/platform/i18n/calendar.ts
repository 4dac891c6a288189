/** A day of the calendar without a time, `YYYY-MM-DD`, always meant in Asia/Bishkek. */
export type IsoDate = string;

/**
 * Hours that Bishkek is ahead of UTC, without summer time since 12 August 2005. Counted here and not asked of `Intl`:
 * there its first use alone takes an old phone a fifth of a second.
 */
const bishkekHours = 6;

/** The day and the wall clock in Bishkek at an instant: `{ date: '2026-05-12', time: '10:00' }`. Right since 2006. */
export function bishkekClock(instant: Date): { date: IsoDate; time: string } {
  // Moved by its hours, the text of UTC is the wall clock of Bishkek.
  const text = new Date(instant.getTime() + bishkekHours * 3_600_000).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** Which day it is in Bishkek at this instant, `YYYY-MM-DD`. Takes the instant so that tests can choose it. */
export function todayInBishkek(now: Date): IsoDate {
  return bishkekClock(now).date;
}

/** The instant at which a day begins in Bishkek. NaN in it when it is not a day. */
export function startOfDayInBishkek(date: IsoDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - bishkekHours * 3_600_000);
}

/**
 * The day of a date that stands for a whole day and was made at midnight UTC (`new Date('2026-05-12T00:00:00Z')`), as
 * sums of days are. An instant is no such date: its day is `todayInBishkek`.
 */
export function dayOfDate(midnight: Date): IsoDate {
  // eslint-disable-next-line no-restricted-syntax -- the home of the rule: midnight UTC is nobody's wall clock
  return midnight.toISOString().slice(0, 10);
}

export interface DayParts {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
  /** 0 (Sunday) to 6 (Saturday). */
  weekday: number;
}

/** Reads `YYYY-MM-DD`; null when it is not a day that exists (`2026-02-30`, `12.05.2026`). */
export function parseDay(date: IsoDate): DayParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return { year, month, day, weekday: at.getUTCDay() };
}

/** Whole days from one day to another; negative when `to` is earlier. NaN when either is not a day. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  if (!parseDay(from) || !parseDay(to)) return NaN;
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
