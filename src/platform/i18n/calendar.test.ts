import { expect, test } from 'vitest';
import { random } from '../../../test/generated.ts';
import { bishkekClock, startOfDayInBishkek } from './calendar.ts';

// eslint-disable-next-line no-restricted-syntax -- what is counted here is compared with what it says
const intl = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Bishkek',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

function asIntlSays(instant: Date): ReturnType<typeof bishkekClock> {
  const part = Object.fromEntries(intl.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

test('the wall clock of Bishkek is what the time zones of the system say', () => {
  const number = random(1);
  const [from, to] = [Date.UTC(2006, 0, 1), Date.UTC(2060, 0, 1)];
  const edges = Array.from({ length: 54 }, (_, year) => [
    Date.UTC(2006 + year, 11, 31, 17, 59, 59, 999),
    Date.UTC(2006 + year, 11, 31, 18),
    // When other countries move their clocks.
    Date.UTC(2006 + year, 2, 27, 2),
    Date.UTC(2006 + year, 9, 30, 2),
  ]).flat();
  const some = Array.from({ length: 2000 }, () => Math.floor(from + number() * (to - from)));
  for (const at of [...edges, ...some])
    expect(bishkekClock(new Date(at)), new Date(at).toISOString()).toEqual(asIntlSays(new Date(at)));
});

test('a day begins at midnight of Bishkek', () => {
  for (const date of ['2026-01-01', '2026-03-29', '2028-02-29', '2026-12-31'])
    expect(bishkekClock(startOfDayInBishkek(date))).toEqual({ date, time: '00:00' });
});

test('a moment that is none has no wall clock', () => {
  expect(() => bishkekClock(new Date(NaN))).toThrow(RangeError);
});
