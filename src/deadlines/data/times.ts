import { asc } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope, SystemScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { calendarOf } from '../rules/calendar-days.ts';
import type { Times } from '../rules/count-clock.ts';
import { isRuleName, type OwnRules, type RuleName } from '../rules/known-rules.ts';
import type { Calendar, TimeRule } from '../rules/time-rule.ts';
import { calendarDay, deadlineRule, workingCalendarYear } from '../schema.ts';

/** The working days of the country. Some twenty rows a year: all that were entered. */
export async function readCalendar(scope: MunicipalityScope | SystemScope): Promise<Calendar> {
  const years = await scope.tx.select({ year: workingCalendarYear.year }).from(workingCalendarYear);
  const days = await scope.tx.select({ on: calendarDay.on, kind: calendarDay.kind }).from(calendarDay);
  return calendarOf(
    days,
    years.map(({ year }) => year),
  );
}

export type OwnRuleRow = typeof deadlineRule.$inferSelect;

/** Rules that the municipality entered, by name and day. */
export async function ownRuleRows(scope: MunicipalityScope): Promise<OwnRuleRow[]> {
  return await scope.tx
    .select()
    .from(deadlineRule)
    .where(own(scope, deadlineRule))
    .orderBy(asc(deadlineRule.rule), asc(deadlineRule.validFrom));
}

/** A row as a rule. */
export function ruleOfRow(row: OwnRuleRow): TimeRule {
  const { side, atLeast, atMost, unit, ifNotWorking, validFrom, validTo, appliesToRunning } = row;
  return {
    ...{ side, atLeast, atMost, unit, ifNotWorking, validFrom, validTo, appliesToRunning },
    ourReading: false,
    source: { kind: row.basis, title: row.title, article: row.article },
  };
}

/** What clocks are counted by today: read once for a page, then `countClock` is plain arithmetic. */
export async function readTimes(scope: MunicipalityScope): Promise<Times> {
  const rules: Partial<Record<RuleName, TimeRule[]>> = {};
  for (const row of await ownRuleRows(scope)) {
    // A row of a rule that a later version no longer knows is kept and says nothing.
    if (isRuleName(row.rule)) (rules[row.rule] ??= []).push(ruleOfRow(row));
  }
  return {
    own: rules satisfies OwnRules,
    calendar: await readCalendar(scope),
    today: todayInBishkek(scope.now),
  };
}
