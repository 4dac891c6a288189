import { knownRules } from '../../deadlines/rules/known-rules.ts';
import type { TimeRule } from '../../deadlines/rules/time-rule.ts';
import { dayOfDate, daysBetween } from '../../platform/i18n/calendar.ts';
import type { Stage } from '../../drawings/words.ts';

/** Who is answerable for an activity until a person is named; the message is `cycle.party.<name>`. */
export const parties = [
  'kenesh',
  'head',
  'workingGroup',
  'executive',
  'initiativeGroup',
  'monitoringGroup',
] as const;
export type Party = (typeof parties)[number];

export type Activity = {
  /** S1.1 … S8.1 of the model (seed-000, section 3). Texts: `cycle.activity.<code>` and `….result`. */
  readonly code: string;
  readonly stage: Stage;
  readonly party: Party;
  /**
   * First and last day after the start of the plan: a proposal, which may be moved. Stage 1 takes six weeks, the draft of
   * the joint plan four, on a clock of its own (deadlines/rules/known-rules.ts); the rest follows the budget year.
   */
  readonly from: number;
  readonly to: number;
};

/** The twenty activities of the eight stages, in their order. */
export const activities: readonly Activity[] = [
  { code: 'S1.1', stage: 'needs', party: 'kenesh', from: 0, to: 3 },
  { code: 'S1.2', stage: 'needs', party: 'head', from: 1, to: 5 },
  { code: 'S1.3', stage: 'needs', party: 'workingGroup', from: 5, to: 10 },
  { code: 'S1.4', stage: 'needs', party: 'workingGroup', from: 14, to: 24 },
  { code: 'S1.5', stage: 'needs', party: 'workingGroup', from: 31, to: 37 },
  { code: 'S1.6', stage: 'needs', party: 'workingGroup', from: 36, to: 39 },
  { code: 'S2.1', stage: 'groups', party: 'workingGroup', from: 38, to: 44 },
  { code: 'S2.2', stage: 'groups', party: 'head', from: 42, to: 49 },
  { code: 'S3.1', stage: 'plan', party: 'initiativeGroup', from: 49, to: 76 },
  { code: 'S3.2', stage: 'plan', party: 'executive', from: 77, to: 90 },
  { code: 'S4.1', stage: 'budget', party: 'kenesh', from: 91, to: 111 },
  { code: 'S4.2', stage: 'budget', party: 'executive', from: 112, to: 139 },
  { code: 'S5.1', stage: 'execution', party: 'executive', from: 140, to: 364 },
  { code: 'S5.2', stage: 'execution', party: 'executive', from: 140, to: 364 },
  { code: 'S5.3', stage: 'execution', party: 'executive', from: 140, to: 364 },
  { code: 'S6.1', stage: 'monitoring', party: 'executive', from: 140, to: 160 },
  { code: 'S6.2', stage: 'monitoring', party: 'monitoringGroup', from: 161, to: 350 },
  { code: 'S7.1', stage: 'evaluation', party: 'kenesh', from: 280, to: 300 },
  { code: 'S7.2', stage: 'evaluation', party: 'executive', from: 301, to: 343 },
  { code: 'S8.1', stage: 'report', party: 'executive', from: 344, to: 364 },
];

/** The day a number of days later. @throws RangeError when `date` is not a day. */
export function dayAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOfDate(at);
}

/** A Saturday or Sunday moves to the Monday after it: people of the office work on weekdays. */
export function workingDay(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? dayAfter(date, 2) : weekday === 0 ? dayAfter(date, 1) : date;
}

/** First and last day on which an activity happened. */
export type Happened = { readonly startsOn: string; readonly dueOn: string };

/** The days of what was done before anybody planned it, by activity: what the papers say, whatever the plan says. */
export function happenedBy(days: {
  readonly decidedOn: string | null;
  readonly groupOrderOn: string | null;
  readonly planOrderOn?: string | null;
}): ReadonlyMap<string | null, Happened> {
  const found: [string, string | null | undefined][] = [
    ['S1.1', days.decidedOn],
    ['S1.2', days.groupOrderOn],
    ['S1.3', days.planOrderOn],
  ];
  return new Map(found.flatMap(([code, on]) => (on ? [[code, { startsOn: on, dueOn: on }]] : [])));
}

/** The day on which the work of a plan begins by itself: today, or the first after the decision; never a weekend. */
export function firstWorkingDay(today: string, decidedOn: string | null): string {
  const after = decidedOn === null ? today : dayAfter(decidedOn, 1);
  return workingDay(after > today ? after : today);
}

/**
 * When the activities happen if the work begins on `start`; never ends before it begins.
 * @param happened what is done already keeps its own days
 */
export function planFrom(
  start: string,
  happened: ReadonlyMap<string | null, Happened> = new Map(),
): readonly (Activity & Happened)[] {
  return activities.map((activity) => ({
    ...activity,
    startsOn: workingDay(dayAfter(start, activity.from)),
    dueOn: workingDay(dayAfter(start, activity.to)),
    ...happened.get(activity.code),
  }));
}

type Dated = { readonly startsOn: string | null; readonly dueOn: string | null };

/** The first day of the lines that have one. */
export function firstDay(items: readonly Dated[]): string | undefined {
  return items
    .flatMap(({ startsOn, dueOn }) => startsOn ?? dueOn ?? [])
    .sort()
    .at(0);
}

/**
 * The lines as they stand when the first of them is moved to `startsOn` and all others along with it, each by as many
 * days; what would fall on a weekend comes on the Monday after it. Lines without a day stay without one.
 */
export function movedPlan<Item extends Dated>(items: readonly Item[], startsOn: string): readonly Item[] {
  const first = firstDay(items);
  if (first === undefined) return items;
  const days = daysBetween(first, startsOn);
  const moved = (day: string | null) => (day === null ? null : workingDay(dayAfter(day, days)));
  return items.map((item) => ({ ...item, startsOn: moved(item.startsOn), dueOn: moved(item.dueOn) }));
}

export type PlanWarning = { readonly code: 'needs-long' | 'needs-short'; readonly weeks: number };

/** The whole weeks of a window of days; without an end of one it may take any time. */
export function weeksOfRule({ atLeast, atMost }: Pick<TimeRule, 'atLeast' | 'atMost'>) {
  return {
    atLeast: Math.floor((atLeast ?? 0) / 7),
    atMost: atMost === null ? Infinity : Math.ceil(atMost / 7),
  };
}

/**
 * Whether stage 1 fits into the weeks of its rule (R-TIM-01: four to six). Lines without dates are not judged. It is too long by what
 * can still be planned: a decision taken long before lengthens nothing; too short by all of it.
 */
export function planWarnings(
  items: readonly {
    readonly stage: Stage;
    readonly done?: boolean;
    readonly startsOn: string | null;
    readonly dueOn: string | null;
  }[],
  rule: Pick<TimeRule, 'atLeast' | 'atMost'> = knownRules.assessment,
): PlanWarning[] {
  const { atLeast, atMost } = weeksOfRule(rule);
  const needs = items.filter((item) => item.stage === 'needs');
  const ahead = weeksOf(needs.filter((item) => item.done !== true));
  if (ahead === undefined) return [];
  if (ahead > atMost) return [{ code: 'needs-long', weeks: ahead }];
  const all = weeksOf(needs) ?? ahead;
  return all < atLeast ? [{ code: 'needs-short', weeks: all }] : [];
}

/** Weeks from the first day of the lines to the last, begun ones counted whole; undefined when they have no days. */
function weeksOf(items: readonly Dated[]): number | undefined {
  const first = items.flatMap(({ startsOn }) => startsOn ?? []).sort()[0];
  const last = items
    .flatMap(({ dueOn }) => dueOn ?? [])
    .sort()
    .at(-1);
  return first === undefined || last === undefined
    ? undefined
    : Math.ceil((daysBetween(first, last) + 1) / 7);
}
