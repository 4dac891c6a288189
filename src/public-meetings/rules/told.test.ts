import { expect, test } from 'vitest';
import { calledOn, tellsOf } from './told.ts';

const plan = (at: string, plannedOn: string, startsAt = '14:00', venue = 'Клуб') => ({
  ...{ plannedOn, startsAt, venue, at: new Date(at) },
});
const moves = [
  plan('2026-05-01T06:00:00Z', '2026-06-10'),
  plan('2026-05-20T06:00:00Z', '2026-06-12'),
  plan('2026-05-25T06:00:00Z', '2026-06-12', '09:00'),
];
const now = moves[2]!;
const named = (postedOn: string) => {
  const one = calledOn(moves, postedOn)!;
  return { forDay: one.plannedOn, forHour: one.startsAt, forVenue: one.venue };
};

test('a posting named the plan that stood on its own day, however late it is written down', () => {
  expect(named('2026-05-10')).toMatchObject({ forDay: '2026-06-10', forHour: '14:00' });
  expect(named('2026-05-20')).toMatchObject({ forDay: '2026-06-12', forHour: '14:00' });
  expect(named('2026-06-01')).toMatchObject({ forDay: '2026-06-12', forHour: '09:00' });
  // Hung before the meeting was entered here: it named the first plan.
  expect(named('2026-04-20')).toMatchObject({ forDay: '2026-06-10' });
  expect(calledOn([], '2026-05-10')).toBeUndefined();
});

test('another day, hour or place: the posting tells nobody of the meeting as it is called now', () => {
  expect(tellsOf(named('2026-05-10'), now)).toBe(false);
  expect(tellsOf(named('2026-05-22'), now)).toBe(false);
  expect(tellsOf(named('2026-06-01'), now)).toBe(true);
  expect(tellsOf(named('2026-06-01'), { ...now, venue: 'Мектеп' })).toBe(false);
  // Written before hours and places were kept: only the day is known.
  expect(tellsOf({ forDay: '2026-06-12', forHour: null, forVenue: null }, now)).toBe(true);
});
