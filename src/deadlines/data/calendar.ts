import { asc, desc, eq } from 'drizzle-orm';
import type { SystemScope } from '../../platform/db/scope.ts';
import type { CalendarDay } from '../rules/calendar-days.ts';
import { calendarDay, workingCalendarYear } from '../schema.ts';

export type CalendarYear = {
  readonly year: number;
  readonly basis: string;
  readonly revision: number;
  readonly updatedAt: Date;
  readonly days: readonly CalendarDay[];
};

/** The years that were entered, newest first, with their days. */
export async function calendarYears(scope: SystemScope): Promise<CalendarYear[]> {
  const years = await scope.tx.select().from(workingCalendarYear).orderBy(desc(workingCalendarYear.year));
  const days = await scope.tx.select().from(calendarDay).orderBy(asc(calendarDay.on));
  return years.map(({ year, basis, revision, updatedAt }) => ({
    ...{ year, basis, revision, updatedAt },
    days: days.filter((one) => one.year === year),
  }));
}

/** One year; undefined when nobody entered it. */
export async function calendarYear(scope: SystemScope, year: number): Promise<CalendarYear | undefined> {
  const [row] = await scope.tx.select().from(workingCalendarYear).where(eq(workingCalendarYear.year, year));
  if (!row) return undefined;
  const days = await scope.tx
    .select()
    .from(calendarDay)
    .where(eq(calendarDay.year, year))
    .orderBy(asc(calendarDay.on));
  return { ...row, days };
}
