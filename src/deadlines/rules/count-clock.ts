import { daysBetween, type IsoDate } from '../../platform/i18n/calendar.ts';
import { ruleOn, type OwnRules, type RuleName } from './known-rules.ts';
import { windowOf, type Calendar, type TimeRule, type Window } from './time-rule.ts';

/** What clocks of a municipality are counted by on a day. */
export type Times = { readonly own: OwnRules; readonly calendar: Calendar; readonly today: IsoDate };

/** How a clock stands; `soon` is the last `soonDays`. */
export type Standing = 'running' | 'due-soon' | 'late' | 'done' | 'done-late';

/** Days before the last one from which a clock is soon due, and is reminded of. */
export const soonDays = 3;

export type RunningClock = {
  readonly rule: RuleName;
  /** The day of the event. */
  readonly from: IsoDate;
  readonly doneOn: IsoDate | null;
  /** The rule of the day it began; the one in force then when nothing was kept. */
  readonly kept?: TimeRule | undefined;
  /** By what it was judged when it was done: that stays, whatever was entered since. */
  readonly outcome?: Outcome | null | undefined;
};

/** The rule and the days by which a clock was judged when it was done. */
export type Outcome = Window & { readonly rule: TimeRule };

export type Counted = Window & {
  /** The rule of the day it began. */
  readonly rule: TimeRule;
  /** Another rule that has come into force since; `applies` when the clock goes by it. */
  readonly ruleNow: (Window & { readonly rule: TimeRule; readonly applies: boolean }) | undefined;
  readonly standing: Standing;
  /** Days to the last one, negative when it has passed; null without a last day, and when it is done. */
  readonly daysLeft: number | null;
  readonly yearEntered: boolean;
};

/**
 * The day whose rule a clock keeps: that of its event, or today when the event is still to come (a notice is called
 * before its meeting).
 */
export function beganOn(from: IsoDate, today: IsoDate): IsoDate {
  return from < today ? from : today;
}

/** How a clock stands today. What was done is judged by the rule of the day on which it was done. */
export function countClock(times: Times, clock: RunningClock): Counted {
  const { own, calendar, today } = times;
  const { rule: name, from, doneOn, outcome } = clock;
  const rule = clock.kept ?? ruleOn(name, beganOn(from, today), own);
  const now = outcome?.rule ?? ruleOn(name, doneOn ?? today, own);
  const later = outcome ?? { ...windowOf(now, from, calendar), rule: now };
  const ruleNow = sameRule(rule, now)
    ? undefined
    : { ...later, applies: outcome ? true : now.appliesToRunning };
  const window = outcome ?? (ruleNow?.applies ? ruleNow : windowOf(rule, from, calendar));
  const { earliest, due, adviseBy, missingYears } = window;
  return {
    ...{ earliest, due, adviseBy, missingYears, rule, ruleNow },
    standing: standingOf(due ?? lastWithoutDays(rule, from), doneOn, today),
    daysLeft: due === null || doneOn !== null ? null : daysBetween(today, due),
    yearEntered: missingYears.length === 0,
  };
}

/** By which rule and days it is judged when it is done on `doneOn`. */
export function outcomeOf(times: Times, clock: Omit<RunningClock, 'outcome'>): Outcome {
  const { rule, ruleNow, earliest, due, adviseBy, missingYears } = countClock(times, clock);
  return { earliest, due, adviseBy, missingYears, rule: ruleNow?.applies ? ruleNow.rule : rule };
}

/** Without a number of days, what is to be done before an event is late once the event is past. */
const lastWithoutDays = ({ side }: TimeRule, from: IsoDate) => (side === 'before' ? from : null);

function standingOf(last: IsoDate | null, doneOn: IsoDate | null, today: IsoDate): Standing {
  if (doneOn !== null) return last !== null && doneOn > last ? 'done-late' : 'done';
  if (last === null) return 'running';
  if (today > last) return 'late';
  return daysBetween(today, last) <= soonDays ? 'due-soon' : 'running';
}

/** Whether two rules ask the same for the same reason. */
function sameRule(one: TimeRule, other: TimeRule): boolean {
  const said = ({ side, atLeast, atMost, unit, ifNotWorking, source }: TimeRule) =>
    JSON.stringify([side, atLeast, atMost, unit, ifNotWorking, Object.entries(source).sort()]);
  return said(one) === said(other);
}
