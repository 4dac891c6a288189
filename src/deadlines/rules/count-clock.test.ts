import { describe, expect, test } from 'vitest';
import { calendarOf, offeredDays } from './calendar-days.ts';
import { countClock, outcomeOf, type RunningClock, type Times } from './count-clock.ts';
import { knownRules, ruleNames, ruleOn, type OwnRules } from './known-rules.ts';
import { windowOf, type TimeRule } from './time-rule.ts';

const nothing = calendarOf([], []);
const at = (today: string, more: Partial<Times> = {}): Times => ({
  own: {},
  calendar: nothing,
  today,
  ...more,
});
const running = (rule: RunningClock['rule'], from: string, doneOn: string | null = null) => ({
  rule,
  from,
  doneOn,
});

/** The days of the holidays that fall on the same day each year, of these years. */
const entered = (...years: number[]) => calendarOf(years.flatMap(offeredDays), years);

const act = (over: Partial<TimeRule>): TimeRule => ({
  ...knownRules['hearing-decisions-sent'],
  ...{
    ourReading: false,
    source: { kind: 'localAct', title: 'Уставдын жаңы редакциясы', article: '12-берене' },
  },
  ...over,
});

describe('the hearing of 31 January 2024', () => {
  test('its decisions are sent by Saturday 10 February, and by Friday to be safe', () => {
    const counted = countClock(at('2024-02-01'), running('hearing-decisions-sent', '2024-01-31'));
    expect(counted).toMatchObject({
      due: '2024-02-10',
      adviseBy: '2024-02-09',
      standing: 'running',
      daysLeft: 9,
    });
    expect(counted.rule).toMatchObject({ unit: 'calendar', ifNotWorking: 'stay', ourReading: true });
  });
  test.each([
    ['2024-02-06', 'running'],
    ['2024-02-07', 'due-soon'],
    ['2024-02-10', 'due-soon'],
    ['2024-02-11', 'late'],
  ])('on %s it is %s', (today, standing) => {
    expect(countClock(at(today), running('hearing-decisions-sent', '2024-01-31')).standing).toBe(standing);
  });
  test('what was done on the last day was done in time, a day later it was late', () => {
    const done = (on: string) =>
      countClock(at('2024-05-01'), running('hearing-decisions-sent', '2024-01-31', on));
    expect(done('2024-02-10')).toMatchObject({ standing: 'done', daysLeft: null });
    expect(done('2024-02-11').standing).toBe('done-late');
  });
});

describe('days that are not like others', () => {
  test('29 February is counted, and a year without it is not', () => {
    const due = (from: string) => countClock(at(from), running('planning-meeting', from)).due;
    expect([due('2028-02-24'), due('2027-02-24')]).toEqual(['2028-03-02', '2027-03-03']);
    expect(countClock(at('2028-02-29'), running('focus-group', '2028-02-29'))).toMatchObject({
      earliest: '2028-03-07',
      due: '2028-03-14',
    });
  });
  test('over New Year working days leave the holidays out', () => {
    const rule = act({ atMost: 5, unit: 'working' });
    expect(windowOf(rule, '2026-12-30', entered(2026, 2027))).toMatchObject({
      // 31 December, 4 to 6 and 8 January; the 1st and the 7th are holidays, 2 and 3 a weekend.
      due: '2027-01-08',
      missingYears: [],
    });
    expect(windowOf(rule, '2026-12-30', entered(2026))).toMatchObject({
      due: '2027-01-06',
      missingYears: [2027],
    });
  });
  test('a last day on a holiday moves where the rule says so, and is advised against where it stays', () => {
    const calendar = entered(2026);
    const on = (ifNotWorking: TimeRule['ifNotWorking']) =>
      windowOf(act({ atMost: 7, ifNotWorking }), '2026-08-24', calendar);
    // 31 August 2026 is Independence day, a Monday.
    expect(on('stay')).toMatchObject({ due: '2026-08-31', adviseBy: '2026-08-28' });
    expect(on('next')).toMatchObject({ due: '2026-09-01', adviseBy: null });
    expect(on('previous')).toMatchObject({ due: '2026-08-28', adviseBy: null });
  });
  test('a weekend that is worked is a working day, and a workday that was moved is not', () => {
    const calendar = calendarOf(
      [
        { on: '2026-03-20', kind: 'orozoAit' },
        { on: '2026-03-23', kind: 'movedFree' },
        { on: '2026-03-28', kind: 'movedWorked' },
      ],
      [2026],
    );
    const rule = act({ atMost: 6, unit: 'working' });
    // 24 to 27 March, Saturday the 28th, Monday the 30th.
    expect(windowOf(rule, '2026-03-19', calendar).due).toBe('2026-03-30');
  });
  test('a year that nobody entered is said, where it matters', () => {
    const counted = countClock(at('2027-05-01'), running('focus-group', '2027-05-01'));
    expect(counted).toMatchObject({ yearEntered: false, missingYears: [2027], due: '2027-05-15' });
    expect(
      countClock(at('2027-05-01', { calendar: entered(2027) }), running('focus-group', '2027-05-01')),
    ).toMatchObject({
      yearEntered: true,
      missingYears: [],
    });
    // Calendar days pass through a year that is not entered all the same.
    expect(windowOf(act({ atMost: 10 }), '2026-12-28', entered(2027)).missingYears).toEqual([]);
  });
});

describe('before a meeting', () => {
  test('the working group of a hearing first meets 15 to 20 days before it', () => {
    const counted = countClock(at('2024-01-05'), running('hearing-checklist', '2024-01-31'));
    expect(counted).toMatchObject({ earliest: '2024-01-11', due: '2024-01-16', standing: 'running' });
    expect(countClock(at('2024-01-17'), running('hearing-checklist', '2024-01-31')).standing).toBe('late');
  });
  test('a notice has no number of days until the municipality enters one', () => {
    const times = at('2026-04-01');
    const counted = countClock(times, running('meeting-notice', '2026-04-20'));
    expect(counted).toMatchObject({ earliest: null, due: null, daysLeft: null, standing: 'running' });
    expect(countClock(at('2026-04-18'), running('meeting-notice', '2026-04-20')).standing).toBe('due-soon');
    expect(countClock(at('2026-04-21'), running('meeting-notice', '2026-04-20')).standing).toBe('late');
    const own: OwnRules = {
      'meeting-notice': [act({ side: 'before', atLeast: 10, atMost: null, validFrom: '2026-01-01' })],
    };
    expect(countClock({ ...times, own }, running('meeting-notice', '2026-04-20'))).toMatchObject({
      due: '2026-04-10',
      ruleNow: undefined,
    });
  });
});

describe('a rule that a law changes while a clock runs', () => {
  const changed = (appliesToRunning: boolean): OwnRules => ({
    'hearing-decisions-sent': [act({ atMost: 5, validFrom: '2024-02-05', appliesToRunning })],
  });
  const clock = {
    ...running('hearing-decisions-sent', '2024-01-31'),
    kept: knownRules['hearing-decisions-sent'],
  };

  test('keeps the rule of the day it began, and shows both', () => {
    const before = countClock(at('2024-02-04', { own: changed(false) }), clock);
    expect(before.ruleNow).toBeUndefined();
    const after = countClock(at('2024-02-06', { own: changed(false) }), clock);
    expect(after).toMatchObject({ due: '2024-02-10', standing: 'running' });
    expect(after.ruleNow).toMatchObject({ due: '2024-02-05', applies: false, rule: { atMost: 5 } });
  });
  test('goes by the new one where it says so', () => {
    const after = countClock(at('2024-02-06', { own: changed(true) }), clock);
    expect(after).toMatchObject({ due: '2024-02-05', standing: 'late', rule: { atMost: 10 } });
    expect(after.ruleNow).toMatchObject({ applies: true });
  });
  test('what was done before it came is judged by the old one, and stays so', () => {
    const done = { ...clock, doneOn: '2024-02-04' };
    expect(countClock(at('2024-03-01', { own: changed(true) }), done)).toMatchObject({
      due: '2024-02-10',
      standing: 'done',
      ruleNow: undefined,
    });
    const late = { ...clock, doneOn: '2024-02-08' };
    expect(countClock(at('2024-03-01', { own: changed(true) }), late).standing).toBe('done-late');
    // Entered later, it changes nothing of what was judged.
    const outcome = outcomeOf(at('2024-02-08'), late);
    expect(countClock(at('2024-03-01', { own: changed(true) }), { ...late, outcome })).toMatchObject({
      due: '2024-02-10',
      standing: 'done',
    });
  });
  test('an event before it that is entered afterwards keeps the rule of its own day', () => {
    const counted = countClock(
      at('2024-02-20', { own: changed(false) }),
      running('hearing-decisions-sent', '2024-01-31'),
    );
    expect(counted).toMatchObject({ due: '2024-02-10', ruleNow: { applies: false, due: '2024-02-05' } });
  });
  test('an event after the new rule began goes by it', () => {
    const counted = countClock(
      at('2024-02-20', { own: changed(false) }),
      running('hearing-decisions-sent', '2024-02-12'),
    );
    expect(counted).toMatchObject({ due: '2024-02-17', ruleNow: undefined });
  });
});

test('an own rule holds on its days alone', () => {
  const own: OwnRules = { 'focus-group': [act({ validFrom: '2026-03-01', validTo: '2026-03-31' })] };
  const on = (day: string) => ruleOn('focus-group', day, own).source.kind;
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(on)).toEqual([
    'custom',
    'localAct',
    'localAct',
    'custom',
  ]);
});

test('the books set no law, and what they leave open is said to be our reading', () => {
  for (const name of ruleNames) expect(knownRules[name].source.kind, name).toBe('custom');
  expect(ruleNames.filter((name) => knownRules[name].ourReading)).toEqual([
    'hearing-checklist',
    'hearing-decisions-sent',
  ]);
});
