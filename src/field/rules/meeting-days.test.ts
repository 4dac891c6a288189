import { expect, test } from 'vitest';
import { byMeetingDay, meetingDay } from './meeting-days.ts';

const on = (plannedOn: string | null, startsAt: string | null = null) => ({ plannedOn, startsAt });

test('today stands first, then what comes, then what was with the last one before the others', () => {
  const list = [
    on('2026-11-28'),
    on('2026-12-03'),
    on(null),
    on('2026-12-01', '14:00'),
    on('2026-11-20'),
    on('2026-12-01', '10:00'),
    on('2026-12-02'),
  ];
  expect([...list].sort(byMeetingDay('2026-12-01'))).toEqual([
    on('2026-12-01', '10:00'),
    on('2026-12-01', '14:00'),
    on('2026-12-02'),
    on('2026-12-03'),
    on(null),
    on('2026-11-28'),
    on('2026-11-20'),
  ]);
  expect([null, '2026-11-30', '2026-12-01'].map((day) => meetingDay(day, '2026-12-01'))).toEqual([
    'coming',
    'past',
    'today',
  ]);
});
