import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, revision, rows, text, year } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { mayEnterCalendar } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { calendarKinds } from '../rules/calendar-days.ts';
import { calendarDay, workingCalendarYear } from '../schema.ts';

/** More days than a year's holidays and moved days have ever been. */
export const mostDays = 60;

/**
 * Enters the days of a year that are otherwise than their weekday says; from then on the year counts as entered, and
 * clocks are counted by it. Refuses a day of another year, and one that stands twice.
 */
export const saveCalendarYear = defineSystemCommand({
  name: 'deadlines.save-calendar-year',
  input: z.object({
    year: called('', year(2000, 2200)),
    revision: revision(),
    basis: optional(text(1000), ''),
    days: rows(
      { on: day(), kind: choice(calendarKinds, 'deadlines.day'), note: optional(text(200), '') },
      mostDays,
      (filled) => filled('on') || filled('kind') || filled('note'),
    ),
    confirmed: choice(['yes'], 'ui'),
  }),
  policy: mayEnterCalendar,
  run: async ({ scope, input }) => {
    const { year: entered, basis, days } = input;
    const [row] = await scope.tx
      .select()
      .from(workingCalendarYear)
      .where(eq(workingCalendarYear.year, entered))
      .for('update');
    const refused = editedMeanwhile(input.revision, row?.revision ?? 0);
    if (refused) return refused;
    for (const [index, { on }] of days.entries()) {
      const field = `days.${index}.on`;
      if (Number(on.slice(0, 4)) !== entered) return refuse('calendar-other-year', { field });
      if (days.findIndex((other) => other.on === on) < index) return refuse('calendar-day-twice', { field });
    }
    const said = { basis, byAccountId: scope.actor.accountId, revision: (row?.revision ?? 0) + 1 };
    const written = row
      ? await scope.tx.update(workingCalendarYear).set(said).where(eq(workingCalendarYear.year, entered))
      : await scope.tx
          .insert(workingCalendarYear)
          .values({ year: entered, ...said })
          .onConflictDoNothing();
    // Somebody else entered the same year at the same moment.
    if (written.rowCount !== 1) return refuse('edited-meanwhile');
    await scope.tx.delete(calendarDay).where(eq(calendarDay.year, entered));
    if (days.length > 0)
      await scope.tx.insert(calendarDay).values(days.map((one) => ({ ...one, year: entered })));
    return ok(
      { year: entered },
      { subjectKind: 'calendarYear', details: { year: entered, days: days.length } },
    );
  },
});
