import { deadlineOf, isWorkingDay, nearestWorkingDay, type WorkCalendar } from '../../methods/deadlines.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';

/** Where a rule of time comes from. What a book says is a custom of its method, never law. */
export type Source =
  | { readonly kind: 'custom'; readonly book: 'textbook' | 'councils'; readonly year: number }
  /** A law, or an act of the municipality's own, as the municipality entered it. */
  | { readonly kind: 'law' | 'localAct'; readonly title: string; readonly article: string };

/** From which side of its event a rule counts. */
export const sides = ['after', 'before'] as const;
export const units = ['calendar', 'working'] as const;
/** What becomes of a last day, counted in calendar days, that is no working day. */
export const movings = ['stay', 'next', 'previous'] as const;

/**
 * A rule of time as data: a window of days after an event or before it. With `atMost` alone, after an event, it is
 * «within N days»; with `atLeast` alone, before one, «no later than N days before». Without either the source says no
 * number: a municipality may enter its own.
 */
export type TimeRule = {
  readonly side: (typeof sides)[number];
  /** Whole days, 0 to 3660. After an event the first day allowed, before it the last one. */
  readonly atLeast: number | null;
  /** After an event the last day allowed, before it the first one. */
  readonly atMost: number | null;
  readonly unit: (typeof units)[number];
  readonly ifNotWorking: (typeof movings)[number];
  readonly source: Source;
  /** The source names the number alone: which days are counted, and that the last one is not moved, is our reading. */
  readonly ourReading: boolean;
  /** First and last day on which it holds; empty: as long as anybody knows. */
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  /** A rule that comes while clocks run is theirs too: the act says so. Otherwise they keep the one they began with. */
  readonly appliesToRunning: boolean;
};

/** Working days of the country, and the years for which somebody entered them. */
export type Calendar = { readonly days: WorkCalendar; readonly years: ReadonlySet<number> };

export type Window = {
  /** The first and the last day allowed; null where the rule says none. */
  readonly earliest: IsoDate | null;
  readonly due: IsoDate | null;
  /** The last day is not a working one and is not moved: the working day before it, on which people are there. */
  readonly adviseBy: IsoDate | null;
  /** Years the count looks into that nobody entered: there only weekends are known. */
  readonly missingYears: readonly number[];
};

/** The days that a rule leaves open around its event. @throws RangeError when `event` is no day */
export function windowOf(rule: TimeRule, event: IsoDate, calendar: Calendar): Window {
  const { side, atLeast, atMost, unit, ifNotWorking } = rule;
  const [first, last] = side === 'after' ? [atLeast, atMost] : [atMost, atLeast];
  const bound = (days: number | null, moved: TimeRule['ifNotWorking']): IsoDate | null =>
    days === null
      ? null
      : deadlineOf(
          { kind: side === 'after' ? 'within' : 'before', days, unit, ifNotWorking: moved },
          event,
          calendar.days,
        );
  const due = bound(last, ifNotWorking);
  const opens = bound(first, 'stay');
  // A last day moved back must not end before the window begins.
  const earliest = opens !== null && due !== null && opens > due ? due : opens;
  const free = due !== null && !isWorkingDay(due, calendar.days);
  const adviseBy = free ? nearestWorkingDay(due, -1, calendar.days) : null;
  return {
    ...{ earliest, due },
    // Before its event, or before the window opens, the advice would be wrong.
    adviseBy: adviseBy !== null && adviseBy > (earliest ?? (side === 'after' ? event : '')) ? adviseBy : null,
    missingYears: yearsOf(rule, event, due ?? earliest).filter((year) => !calendar.years.has(year)),
  };
}

/** The years whose working days a count asks for. */
function yearsOf(rule: TimeRule, event: IsoDate, end: IsoDate | null): number[] {
  if (end === null) return [];
  const year = (day: IsoDate) => Number(day.slice(0, 4));
  // Calendar days are the same in every year: only whether the last of them is worked is asked.
  const from = rule.unit === 'calendar' ? year(end) : year(event);
  const [first, last] = from < year(end) ? [from, year(end)] : [year(end), from];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
