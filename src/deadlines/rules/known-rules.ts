import type { Source, TimeRule } from './time-rule.ts';

const textbook = { kind: 'custom', book: 'textbook', year: 2015 } as const satisfies Source;
const councils = { kind: 'custom', book: 'councils', year: 2018 } as const satisfies Source;

/** Calendar days after the event, not moved, as long as anybody knows: each rule below says what it has otherwise. */
const usual: Omit<TimeRule, 'source'> = {
  ...{ side: 'after', atLeast: null, atMost: null, unit: 'calendar', ifNotWorking: 'stay' },
  ...{ validFrom: null, validTo: null, ourReading: false, appliesToRunning: false },
};

/**
 * Rules of time that the method's books name. None of them is law: until a municipality enters the article of an act,
 * they are shown as customs of the method. Their words are `deadlines.rule.<name>` and `deadlines.event.<name>`.
 */
export const knownRules = {
  /** R-FG-01: one to two weeks after the last session of the village. */
  'focus-group': { ...usual, atLeast: 7, atMost: 14, source: textbook },
  /** R-PM-01: within a week after the last focus group. */
  'planning-meeting': { ...usual, atMost: 7, source: textbook },
  /** R-TIM-01: the whole assessment takes four to six weeks, from the opening of the sessions. */
  assessment: { ...usual, atLeast: 28, atMost: 42, source: textbook },
  /** R-JAP-01: the draft of the joint plan takes two to four weeks, on a clock of its own. */
  'joint-plan': { ...usual, atLeast: 14, atMost: 28, source: textbook },
  /** seed-002 P4, P22, F12: the working group of a gathering or hearing first meets 15 to 20 days before it. */
  'hearing-checklist': {
    ...usual,
    side: 'before',
    atLeast: 15,
    atMost: 20,
    source: councils,
    ourReading: true,
  },
  /** seed-002 P3, P22: several times before the meeting; no number of days is named. */
  'meeting-notice': { ...usual, side: 'before', source: councils },
  /** seed-002 P3 point 10, F11: no later than 10 days after the hearing. Which days are meant is not said (section 9). */
  'hearing-decisions-sent': { ...usual, atMost: 10, source: councils, ourReading: true },
} satisfies Record<string, TimeRule>;

export type RuleName = keyof typeof knownRules;

export const ruleNames = Object.keys(knownRules) as RuleName[];

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(knownRules, name);
}

/** Rules that a municipality entered, by the name of the one they stand for. */
export type OwnRules = Readonly<Partial<Record<RuleName, readonly TimeRule[]>>>;

/** The rule in force on a day: the municipality's own where it has one for that day, else the one of the books. */
export function ruleOn(name: RuleName, day: string, own: OwnRules): TimeRule {
  const holds = ({ validFrom, validTo }: TimeRule) =>
    (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);
  return own[name]?.find(holds) ?? knownRules[name];
}
