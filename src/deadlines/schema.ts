import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from '../people/schema.ts';
import { day, id, moment, municipalityId, rowKey, timestamps, under } from '../platform/db/columns.ts';
import { unit } from '../territory/schema.ts';
import { calendarKinds } from './rules/calendar-days.ts';
import type { Outcome } from './rules/count-clock.ts';
import type { RuleName } from './rules/known-rules.ts';
import { movings, sides, units, type TimeRule } from './rules/time-rule.ts';

/** A year of the country's calendar of working days; it counts as entered once somebody has confirmed it. */
export const workingCalendarYear = pgTable(
  'working_calendar_year',
  {
    year: integer().primaryKey(),
    /** The decisions by which days were announced and moved, in words. */
    basis: text().notNull().default(''),
    revision: integer().notNull().default(0),
    byAccountId: text().notNull(),
    ...timestamps,
  },
  (t) => [check('working_calendar_year_sane', sql`${t.year} between 2000 and 2200`)],
);

/** A day that is otherwise than its weekday says. */
export const calendarDay = pgTable(
  'calendar_day',
  {
    on: day().primaryKey(),
    year: integer()
      .notNull()
      .references(() => workingCalendarYear.year),
    kind: text({ enum: calendarKinds }).notNull(),
    note: text().notNull().default(''),
  },
  (t) => [
    index('calendar_day_year').on(t.year),
    check('calendar_day_in_year', sql`extract(year from ${t.on}) = ${t.year}`),
  ],
);

/**
 * A rule of time that a municipality has by a law or an act of its own, in place of the one of the books. Two of one
 * name never hold on the same day (`deadline_rule_one_at_a_time`, written into its migration).
 */
export const deadlineRule = pgTable(
  'deadline_rule',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    /** The rule of the books it stands for. */
    rule: text().$type<RuleName>().notNull(),
    basis: text({ enum: ['law', 'localAct'] }).notNull(),
    title: text().notNull(),
    article: text().notNull(),
    side: text({ enum: sides }).notNull(),
    atLeast: smallint(),
    atMost: smallint(),
    unit: text({ enum: units }).notNull(),
    ifNotWorking: text({ enum: movings }).notNull(),
    validFrom: day().notNull(),
    /** The last day on which it holds; empty while it holds. */
    validTo: day(),
    appliesToRunning: boolean().notNull().default(false),
    revision: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    check('deadline_rule_span', sql`${t.validTo} is null or ${t.validTo} >= ${t.validFrom}`),
    check('deadline_rule_says_days', sql`${t.atLeast} is not null or ${t.atMost} is not null`),
    check('deadline_rule_window', sql`coalesce(${t.atLeast}, 0) between 0 and coalesce(${t.atMost}, 3660)`),
    check('deadline_rule_at_most', sql`coalesce(${t.atMost}, 0) between 0 and 3660`),
  ],
);

/**
 * A rule of time that runs on a thing. One row runs or is done; those before it were stopped when their event was moved,
 * or when the thing fell away.
 */
export const clock = pgTable(
  'clock',
  {
    id: id(),
    municipalityId: municipalityId().references(() => unit.id),
    /** A word of the room whose thing it is, which says in app.ts where its page stands. */
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    rule: text().$type<RuleName>().notNull(),
    /** The rule as it was on the day the clock began. */
    kept: jsonb().$type<TimeRule>().notNull(),
    /** The day of the event from which it counts. */
    from: day().notNull(),
    responsibleId: uuid(),
    doneOn: day(),
    /** By what it was judged when it was done. */
    outcome: jsonb().$type<Outcome>(),
    stoppedAt: moment(),
    /** Its event was moved and it runs anew, or the thing fell away. */
    stoppedBy: text({ enum: ['restart', 'drop'] }),
    stoppedReason: text(),
    ...timestamps,
  },
  (t) => [
    rowKey(t),
    under('clock_responsible', t, t.responsibleId, person),
    // Two that start the same clock at once start one.
    uniqueIndex('clock_one')
      .on(t.municipalityId, t.subjectId, t.rule)
      .where(sql`${t.stoppedAt} is null`),
    index('clock_subject').on(t.municipalityId, t.subjectId),
    index('clock_running')
      .on(t.municipalityId)
      .where(sql`${t.stoppedAt} is null and ${t.doneOn} is null`),
    check('clock_stopped', sql`(${t.stoppedAt} is null) = (${t.stoppedBy} is null)`),
    check('clock_outcome', sql`(${t.doneOn} is null) = (${t.outcome} is null)`),
  ],
);

/** The last digest of deadlines sent to an account, so that a day has one at most. */
export const deadlineReminder = pgTable(
  'deadline_reminder',
  {
    municipalityId: municipalityId(),
    accountId: text().notNull(),
    sentOn: day().notNull(),
  },
  (t) => [primaryKey({ columns: [t.municipalityId, t.accountId] })],
);
