import { describe, expect, test } from 'vitest';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { addCalendarDays, dayNumber, isWorkingDay, workingDaysBetween } from '../../methods/deadlines.ts';
import { calendarOf, calendarKinds, offeredDays, type CalendarDay } from './calendar-days.ts';
import { countClock, type Standing } from './count-clock.ts';
import { knownRules, ruleNames } from './known-rules.ts';
import { movings, sides, units, windowOf, type Calendar, type TimeRule } from './time-rule.ts';

const next = random(seed);
const whole = (max: number) => Math.floor(next() * (max + 1));
const one = <T>(list: readonly T[]): T => list[whole(list.length - 1)]!;

const someDay = () => addCalendarDays('2023-12-01', whole(2300));

/** Years with their fixed holidays, festivals on any day, and days moved to and fro; some of them not entered. */
function someCalendar(): { calendar: Calendar; days: CalendarDay[]; years: number[] } {
  const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030].filter(() => next() < 0.8);
  const days = years.flatMap(offeredDays);
  for (let more = whole(30); more > 0; more -= 1)
    days.push({ on: someDay(), kind: one(calendarKinds), note: '' });
  return { calendar: calendarOf(days, years), days, years };
}

function someRule(): TimeRule {
  const least = next() < 0.7 ? whole(40) : null;
  const most = next() < 0.7 || least === null ? (least ?? 0) + whole(40) : null;
  return {
    ...knownRules[one(ruleNames)],
    ...{ side: one(sides), atLeast: least, atMost: most, unit: one(units), ifNotWorking: one(movings) },
  };
}

const count = cases({ sample: 400, long: 10_000 });

describe('a window of days, whatever the rule and the calendar', () => {
  test('stands on its side of the event, begins before it ends, and keeps its number of days', () => {
    for (let turn = 0; turn < count; turn += 1) {
      const rule = someRule();
      const event = someDay();
      const { calendar } = someCalendar();
      const { earliest, due, adviseBy } = windowOf(rule, event, calendar);
      const said = JSON.stringify({ rule, event, earliest, due, adviseBy });
      const [first, last] = rule.side === 'after' ? [rule.atLeast, rule.atMost] : [rule.atMost, rule.atLeast];
      expect(earliest === null, said).toBe(first === null);
      expect(due === null, said).toBe(last === null);
      if (earliest !== null && due !== null) expect(earliest <= due, said).toBe(true);
      if (due === null || last === null) continue;
      const works = isWorkingDay(due, calendar.days);
      const away = Math.abs(dayNumber(due) - dayNumber(event));
      if (rule.unit === 'working' && last > 0) {
        expect(works, said).toBe(true);
        const [from, to] = rule.side === 'after' ? [event, due] : [due, event];
        const passed =
          workingDaysBetween(from, to, calendar.days) - Number(isWorkingDay(event, calendar.days));
        expect(passed, said).toBe(last);
      }
      if (rule.unit === 'calendar') {
        if (rule.ifNotWorking === 'stay') expect(away, said).toBe(last);
        else expect(works, said).toBe(true);
      }
      if (adviseBy !== null) {
        expect(works || adviseBy >= due, said).toBe(false);
        expect(isWorkingDay(adviseBy, calendar.days), said).toBe(true);
        // Between the advice and the last day nobody works: it asks for no day more than it must.
        expect(workingDaysBetween(adviseBy, due, calendar.days), said).toBe(1);
      }
    }
  });

  test('a later event never has an earlier last day', () => {
    for (let turn = 0; turn < count; turn += 1) {
      const rule = someRule();
      const { calendar } = someCalendar();
      const event = someDay();
      const later = addCalendarDays(event, whole(20));
      const due = windowOf(rule, event, calendar).due;
      const dueLater = windowOf(rule, later, calendar).due;
      if (due !== null) expect(dueLater! >= due, JSON.stringify({ rule, event, later })).toBe(true);
    }
  });

  test('a holiday more takes no day away from who has working days', () => {
    for (let turn = 0; turn < count; turn += 1) {
      const rule: TimeRule = { ...someRule(), unit: 'working' };
      const event = someDay();
      const { calendar, days, years } = someCalendar();
      const more = calendarOf([...days, { on: someDay(), kind: 'other' }], years);
      const [before, after] = [windowOf(rule, event, calendar).due, windowOf(rule, event, more).due];
      if (before === null || after === null) continue;
      const said = JSON.stringify({ rule, event, before, after });
      // After an event the last day moves on; before one it moves away from the event.
      expect(rule.side === 'after' ? after >= before : after <= before, said).toBe(true);
    }
  });
});

test(
  'as days pass a clock runs, is soon due, is late, and never the other way',
  () => {
    const order: readonly Standing[] = ['running', 'due-soon', 'late'];
    for (let turn = 0; turn < cases({ sample: 20, long: 400 }); turn += 1) {
      const rule = someRule();
      const { calendar } = someCalendar();
      const from = someDay();
      let reached = 0;
      for (let day = -90; day <= 150; day += 1) {
        const today = addCalendarDays(from, day);
        const clock = { rule: 'meeting-notice', from, doneOn: null, kept: rule } as const;
        const { standing, due, daysLeft } = countClock(
          { own: { 'meeting-notice': [rule] }, calendar, today },
          clock,
        );
        const place = order.indexOf(standing);
        expect(place >= reached, JSON.stringify({ rule, from, today, standing })).toBe(true);
        reached = place;
        if (due !== null) expect([daysLeft! < 0, standing === 'late']).toEqual([today > due, today > due]);
        // Done today it is in time exactly when it is not late today.
        const done = countClock({ own: {}, calendar, today }, { ...clock, doneOn: today });
        expect(done.standing).toBe(standing === 'late' ? 'done-late' : 'done');
      }
    }
  },
  patience({ sample: 10_000, long: 240_000 }),
);
