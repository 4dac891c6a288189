import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translator } from '../../platform/i18n/catalogues.ts';
import { stages } from '../../drawings/words.ts';
import {
  activities,
  dayAfter,
  movedPlan,
  parties,
  planFrom,
  firstWorkingDay,
  happenedBy,
  planWarnings,
  workingDay,
} from '../../cycle/rules/activities.ts';
import { materialsFor, mostAtOnce } from './materials.ts';
import { typicalMistakes } from './mistakes.ts';
import { activityDone, cycleSteps, nextStep, stepsDone, stepsLeft, type StepFacts } from './next-step.ts';
import { focusGroupProgramme, minutesOf, sessionProgramme, timetable } from './programme.ts';
import { readinessNote } from '../views/readiness-note.ts';
import { readinessOf, yesCount, type ReadinessFacts } from '../../cycle/rules/readiness.ts';

describe('the plan', () => {
  test('has the twenty activities over the eight stages, in their order', () => {
    expect(activities).toHaveLength(20);
    expect([...new Set(activities.map((one) => one.stage))]).toEqual([...stages]);
    expect(activities.map((one) => one.code).join(' ')).toBe(
      'S1.1 S1.2 S1.3 S1.4 S1.5 S1.6 S2.1 S2.2 S3.1 S3.2 S4.1 S4.2 S5.1 S5.2 S5.3 S6.1 S6.2 S7.1 S7.2 S8.1',
    );
  });
  test('every activity and party has its words in three languages', () => {
    for (const lang of ['ky', 'ru', 'en'] as const) {
      const t = translator(lang);
      for (const { code } of activities) expect(t(`cycle.activity.${code}`).length).toBeGreaterThan(5);
      for (const party of parties) expect(t(`cycle.party.${party}`)).not.toBe('');
    }
  });
  test('keeps stage 1 within four to six weeks whatever the first day, and the focus groups in their fortnight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const plan = planFrom(dayAfter('2024-01-01', days));
        expect(planWarnings(plan)).toEqual([]);
        for (const item of plan) {
          expect(item.dueOn >= item.startsOn).toBe(true);
          expect(workingDay(item.dueOn)).toBe(item.dueOn);
        }
        const sessions = plan.find((one) => one.code === 'S1.4')!;
        const focus = plan.find((one) => one.code === 'S1.5')!;
        const gap = (Date.parse(focus.dueOn) - Date.parse(sessions.dueOn)) / 86_400_000;
        expect(gap).toBeGreaterThanOrEqual(7);
        expect(gap).toBeLessThanOrEqual(16);
      }),
    );
  });
  test('warns of a stage 1 that is too long or too short', () => {
    const line = (startsOn: string, dueOn: string) => ({ stage: 'needs' as const, startsOn, dueOn });
    expect(planWarnings([line('2026-05-01', '2026-05-10')])).toEqual([{ code: 'needs-short', weeks: 2 }]);
    expect(planWarnings([line('2026-05-01', '2026-06-30')])).toEqual([{ code: 'needs-long', weeks: 9 }]);
    expect(planWarnings([{ stage: 'needs', startsOn: null, dueOn: null }])).toEqual([]);
    // A decision taken half a year before makes the work neither long nor short.
    const decided = { ...line('2025-11-20', '2025-11-20'), done: true };
    expect(planWarnings([decided, line('2026-05-01', '2026-06-05')])).toEqual([]);
    expect(planWarnings([decided])).toEqual([]);
    expect(
      planWarnings([{ ...line('2026-04-20', '2026-04-20'), done: true }, line('2026-05-11', '2026-05-20')]),
    ).toEqual([]);
  });
  test('moves as a whole: by as many days for each line, to weekdays, never ending before it begins', () => {
    const line = (startsOn: string | null, dueOn: string | null) => ({ startsOn, dueOn });
    const plan = [line('2026-05-06', '2026-05-08'), line('2026-05-04', null), line(null, null)];
    expect(movedPlan(plan, '2026-05-11')).toEqual([
      line('2026-05-13', '2026-05-15'),
      line('2026-05-11', null),
      line(null, null),
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: -400, max: 400 }), (start, shift) => {
        const made = planFrom(dayAfter('2024-01-01', start));
        const moved = movedPlan(made, dayAfter(made[0]!.startsOn, shift));
        expect(moved).toHaveLength(made.length);
        for (const item of moved) {
          expect(item.dueOn >= item.startsOn).toBe(true);
          expect(workingDay(item.dueOn)).toBe(item.dueOn);
        }
        // The order of the lines stays.
        for (const [index, item] of moved.entries())
          if (index > 0 && made[index]!.startsOn >= made[index - 1]!.startsOn)
            expect(item.startsOn >= moved[index - 1]!.startsOn).toBe(true);
      }),
    );
  });
  test('moves weekends to Monday', () => {
    expect(workingDay('2026-05-09')).toBe('2026-05-11');
    expect(workingDay('2026-05-10')).toBe('2026-05-11');
    expect(workingDay('2026-05-08')).toBe('2026-05-08');
  });
});

describe('programmes (Annex 5)', () => {
  test('a session takes 150 minutes, a focus group 170', () => {
    expect(minutesOf(sessionProgramme)).toBe(150);
    expect(minutesOf(focusGroupProgramme)).toBe(170);
  });
  test('the hours of the sample', () => {
    expect(timetable(sessionProgramme, '10:00').map((part) => `${part.from}-${part.to}`)).toEqual([
      '10:00-10:15',
      '10:15-10:20',
      '10:20-11:20',
      '11:20-12:10',
      '12:10-12:30',
    ]);
    expect(timetable(sessionProgramme, '14:00').at(-1)?.to).toBe('16:30');
    expect(timetable(focusGroupProgramme, '10:00').at(-1)?.to).toBe('12:50');
  });
});

describe('materials', () => {
  const one = (plannedOn: string, startsAt: string, plannedPeople: number | null = 25) => ({
    plannedPeople,
    stickersPerPerson: 5,
    plannedOn,
    startsAt,
    endsAt: startsAt === '10:00' ? '12:30' : '16:30',
  });
  test('five stickers a person: 375 for three full sessions', () => {
    const found = materialsFor(['12', '13', '14'].map((day) => one(`2026-05-${day}`, '10:00')));
    expect(found).toMatchObject({ people: 75, stickers: 375, pens: 75, parallel: 1, facilitators: 2 });
  });
  test('three at once need six facilitators', () => {
    const at = ['10:00', '10:00', '10:00', '14:00'].map((hour) => one('2026-05-12', hour));
    expect(materialsFor(at)).toMatchObject({ parallel: 3, facilitators: 6 });
    expect(mostAtOnce([])).toBe(0);
  });
});

const facts: ReadinessFacts = {
  members: 10,
  women: 4,
  untrained: 0,
  hasChair: true,
  hasSecretary: true,
  groupOrderSigned: true,
  planOrderSigned: true,
  sessions: [{ hasTime: true, hasVenue: true, facilitators: 2, hasRecorder: true, invited: 23 }],
};

describe('readiness', () => {
  const answers = (over: Partial<ReadinessFacts>, given: Parameters<typeof readinessOf>[1] = []) =>
    readinessOf({ ...facts, ...over }, given).map((one) => one.answer);
  test('what the data can say', () => {
    expect(answers({})).toEqual([true, true, true, null, true, true, true, null]);
    expect(answers({ members: 5 })[0]).toBe(false);
    expect(answers({ groupOrderSigned: false })[0]).toBe(false);
    expect(answers({ untrained: 1 })[1]).toBe(false);
    expect(answers({ hasSecretary: false })[4]).toBe(false);
    expect(answers({ sessions: [] })).toEqual([true, true, false, null, false, false, false, false]);
    expect(
      answers({ planOrderSigned: false, sessions: [{ ...facts.sessions[0]!, hasVenue: false }] })[5],
    ).toBe(false);
    expect(answers({ sessions: [{ ...facts.sessions[0]!, invited: 19 }] })[6]).toBe(false);
    expect(answers({ sessions: [{ ...facts.sessions[0]!, facilitators: 1 }] })[4]).toBe(false);
  });
  test('a person answers three questions only, also with no', () => {
    const said = Array.from({ length: 8 }, (_, i) => ({ question: i + 1, answer: true, note: '' }));
    expect(answers({ sessions: [], members: 0 }, said)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(answers({}, [{ question: 7, answer: false, note: '' }])[6]).toBe(false);
    expect(yesCount(readinessOf(facts, said))).toBe(8);
  });
  test('every answer has its words', () => {
    const t = translator('ky');
    fc.assert(
      fc.property(
        fc.record({
          members: fc.nat(12),
          untrained: fc.nat(2),
          hasChair: fc.boolean(),
          groupOrderSigned: fc.boolean(),
          planOrderSigned: fc.boolean(),
          sessions: fc.array(
            fc.record({
              hasTime: fc.boolean(),
              hasVenue: fc.boolean(),
              facilitators: fc.nat(2),
              hasRecorder: fc.boolean(),
              invited: fc.nat(30),
            }),
            { maxLength: 2 },
          ),
        }),
        (over) => {
          for (const one of readinessOf({ ...facts, ...over }, [])) {
            expect(readinessNote(t, one)).not.toMatch(/\{|^cycle\./);
          }
        },
      ),
    );
  });
});

const start: StepFacts = {
  decided: false,
  hasGroup: false,
  groupComplete: false,
  hasSpecialist: false,
  groupOrderSigned: false,
  workPlanItems: 0,
  planOrderSigned: false,
  sessions: 0,
  untimed: 0,
  readyCount: 0,
  opened: false,
  closed: 0,
  unfinished: 0,
};

describe('what is next', () => {
  test('the steps come in their order', () => {
    const done: Partial<StepFacts>[] = [
      { decided: true },
      { hasGroup: true, groupComplete: true },
      { hasSpecialist: true },
      { groupOrderSigned: true },
      { workPlanItems: 20 },
      { sessions: 6 },
      { planOrderSigned: true },
      { readyCount: 8 },
      { opened: true },
    ];
    const seen = [nextStep(start)];
    let now = start;
    for (const step of done) {
      now = { ...now, ...step };
      seen.push(nextStep(now));
    }
    expect(seen).toEqual([
      'decision',
      'workingGroup',
      'specialist',
      'groupOrder',
      'workPlan',
      'schedule',
      'planOrder',
      'readiness',
      'open',
      'sessions',
    ]);
    expect(Object.keys(stepsDone(now))).toEqual([...cycleSteps]);
    expect(nextStep({ ...now, unfinished: 1 })).toBe('closeSessions');
    expect(nextStep({ ...now, closed: 6 })).toBe('priorities');
  });
  test('all is ready only when every step before the opening is done', () => {
    expect(stepsLeft(start)).toEqual(cycleSteps.filter((step) => step !== 'open'));
    const ready = {
      ...start,
      ...{ decided: true, hasGroup: true, groupComplete: true, hasSpecialist: true, groupOrderSigned: true },
      ...{ workPlanItems: 20, sessions: 6, planOrderSigned: true, readyCount: 7 },
    };
    expect(stepsLeft(ready)).toEqual(['readiness']);
    expect(stepsLeft({ ...ready, readyCount: 8 })).toEqual([]);
    // Orders signed before this was a step are not asked about any more.
    expect(stepsLeft({ ...ready, hasSpecialist: false })).toEqual(['readiness']);
  });
  test('opened with a reason, the steps before are not asked again', () => {
    expect(nextStep({ ...start, opened: true })).toBe('schedule');
    expect(nextStep({ ...start, opened: true, sessions: 3 })).toBe('sessions');
  });
  test('activities that the data show as done', () => {
    expect(activityDone('S1.1', { ...start, decided: true })).toBe(true);
    expect(activityDone('S1.4', { ...start, sessions: 2, closed: 1 })).toBe(false);
    expect(activityDone(null, start)).toBe(false);
  });
});

test('typical mistakes are marked where the data show them', () => {
  const none = {
    stationery: null,
    chairOfExecutive: null,
    smallSessions: 0,
    uninvitedSoon: 0,
    yearsSince: null,
  };
  expect(typicalMistakes(none).filter((one) => one.found)).toEqual([]);
  const all = {
    stationery: false,
    chairOfExecutive: false,
    smallSessions: 2,
    uninvitedSoon: 1,
    yearsSince: 3,
  };
  expect(typicalMistakes(all).flatMap((one) => (one.found ? [one.number] : []))).toEqual([3, 4, 5, 6, 7]);
  expect(typicalMistakes({ ...none, yearsSince: 1 })[6]?.found).toBe(false);
});

test('a plan begins on a weekday, today or after the decision; what is done keeps its own day', () => {
  expect(firstWorkingDay('2026-11-30', '2026-11-20')).toBe('2026-11-30');
  expect(firstWorkingDay('2026-11-20', '2026-11-20')).toBe('2026-11-23');
  expect(firstWorkingDay('2026-11-28', null)).toBe('2026-11-30');
  const made = planFrom('2026-11-30', happenedBy({ decidedOn: '2026-11-20', groupOrderOn: null }));
  expect(made[0]).toMatchObject({ startsOn: '2026-11-20', dueOn: '2026-11-20' });
  expect(made[1]).toMatchObject({ startsOn: '2026-12-01', dueOn: '2026-12-07' });
});
