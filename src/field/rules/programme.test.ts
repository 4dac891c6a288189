import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedMinutes,
  clockText,
  clockView,
  currentStep,
  focusMinutes,
  noteOfStep,
  plannedMinutes,
  programmeSteps,
  realMinutes,
  startClock,
  stepOfNote,
  stopClock,
  totalMinutes,
  walkBegins,
} from './programme.ts';
import { noteParts } from '../../needs/sessions/rules/session-record.ts';
import { sessionMinutes } from '../../needs/sessions/rules/session.ts';

const at = (time: string) => new Date(`2026-05-12T${time}Z`);
const clock = (startedAt: string | null, endedAt: string | null = null, minutes: number | null = null) => ({
  startedAt: startedAt && at(startedAt).toISOString(),
  endedAt: endedAt && at(endedAt).toISOString(),
  minutes,
});

test('the sample programmes last 150 and 170 minutes (Annex 5)', () => {
  expect(totalMinutes(programmeSteps, {}, {})).toBe(sessionMinutes);
  expect(totalMinutes(Object.keys(focusMinutes), {}, {})).toBe(170);
});

test('minutes come from the room, then from the office, then from Annex 5', () => {
  expect(plannedMinutes('gallery', {})).toBe(20);
  expect(plannedMinutes('gallery', { gallery: 35 })).toBe(35);
  expect(plannedMinutes('gallery', { gallery: 35 }, clock('10:00', null, 40))).toBe(40);
  expect(plannedMinutes('gallery', { gallery: -3 })).toBe(20);
  expect(plannedMinutes('whatever', {})).toBe(0);
});

test('every part of the minutes belongs to a step and back', () => {
  for (const part of noteParts) expect(noteOfStep[stepOfNote[part]]).toBe(part);
});

test('a running clock shows what is left, then what is over', () => {
  const view = clockView('gallery', {}, clock('10:00'), at('10:07:20'));
  expect(view).toMatchObject({ state: 'running', over: 0 });
  expect(clockText(view.left!)).toBe('12:40');
  const late = clockView('gallery', {}, clock('10:00'), at('10:25'));
  expect(late).toMatchObject({ left: 0, over: 5 * 60_000 });
  expect(realMinutes(late)).toBe(25);
});

test('a step without a limit counts up and is never over', () => {
  expect(clockView('closing', {}, clock('10:00'), at('10:30'))).toMatchObject({
    left: null,
    over: 0,
    elapsed: 30 * 60_000,
  });
});

test('a stopped clock goes on where it stood', () => {
  const running = clock('10:00');
  const stopped = { ...running, ...stopClock(at('10:04')) };
  const view = clockView('map', {}, stopped, at('10:30'));
  expect(view).toMatchObject({ state: 'stopped', elapsed: 4 * 60_000 });
  const again = { ...stopped, ...startClock(view, at('10:30')) };
  expect(clockView('map', {}, again, at('10:31'))).toMatchObject({ state: 'running', elapsed: 5 * 60_000 });
});

test('a clock of a device that jumped is doubted and never negative', () => {
  expect(clockView('map', {}, clock('10:00'), new Date('2025-05-12T10:00Z')).state).toBe('doubtful');
  expect(clockView('map', {}, clock('10:00'), new Date('2027-05-12T10:00Z')).state).toBe('doubtful');
  // Two devices whose clocks stand a minute apart are in agreement.
  expect(clockView('map', {}, clock('10:00'), at('09:59'))).toMatchObject({ state: 'running', elapsed: 0 });
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (began, now) => {
      const view = clockView(
        'map',
        {},
        { startedAt: began.toISOString(), endedAt: null, minutes: null },
        now,
      );
      expect(view.elapsed).toBeGreaterThanOrEqual(0);
      expect(view.left ?? 0).toBeGreaterThanOrEqual(0);
      expect(view.over).toBeGreaterThanOrEqual(0);
    }),
  );
  // Written by a damaged device.
  expect(clockView('map', {}, { startedAt: 'x', endedAt: null, minutes: null }, at('10:00')).state).toBe(
    'waiting',
  );
});

test('five minutes more or less stay within what the document holds', () => {
  expect(changedMinutes(20, 5)).toBe(25);
  expect(changedMinutes(3, -5)).toBe(1);
  expect(changedMinutes(0, 5)).toBe(5);
  expect(changedMinutes(600, 5)).toBe(600);
});

test('the meeting goes on at the step that runs, else behind the last one begun', () => {
  expect(currentStep(programmeSteps, {})).toBe('opening');
  expect(currentStep(programmeSteps, { opening: clock('10:00', '10:15'), aims: clock('10:15') })).toBe(
    'aims',
  );
  expect(
    currentStep(programmeSteps, { opening: clock('10:00', '10:15'), map: clock('10:20', '11:00') }),
  ).toBe('venn');
  expect(currentStep(programmeSteps, { closing: clock('12:00', '12:10') })).toBe('closing');
});

test('work that no clock knows of is where the meeting stands', () => {
  const clocks = {
    opening: clock('10:00', '10:15'),
    aims: clock('10:15', '10:20'),
    map: clock('10:20', '10:50'),
  };
  const holds = (step: string) => ['opening', 'map', 'gallery'].includes(step);
  expect(currentStep(programmeSteps, clocks, holds)).toBe('gallery');
  expect(currentStep(programmeSteps, { ...clocks, closing: clock('12:00', '12:05') }, holds)).toBe('closing');
  expect(currentStep(programmeSteps, { ...clocks, venn: clock('10:50') }, holds)).toBe('venn');
});

test('going on into a step begins it, whatever way one came; looking does not', () => {
  const begins = (from: string, to: string, clocks = {}) => walkBegins(programmeSteps, clocks, from, to);
  // Before the meeting everything may be looked at.
  expect(begins('opening', 'aims')).toBe(false);
  const stopped = { opening: clock('10:00', '10:15'), map: clock('10:20', '10:50') };
  expect(begins('map', 'venn', stopped)).toBe(true);
  // From a step whose clock never ran, after a look at an earlier one or from an address.
  expect(begins('aims', 'venn', stopped)).toBe(true);
  expect(begins('venn', 'aims', stopped)).toBe(false);
  // One that was begun and paused goes on when somebody says so.
  expect(begins('aims', 'map', stopped)).toBe(false);
  expect(begins('minutes', 'closing', stopped)).toBe(false);
});
