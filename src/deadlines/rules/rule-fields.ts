import { optional } from '../../platform/forms/field.ts';
import { choice, count, day, text, tick } from '../../platform/forms/fields.ts';
import { refuse } from '../refusals.ts';
import type { Refused } from '../../platform/refusals.ts';
import { ruleNames } from './known-rules.ts';
import { movings, units } from './time-rule.ts';

export const bases = ['law', 'localAct'] as const;

/** What a municipality says of a rule that an act of its own, or a law, gives it. */
export const ruleFields = {
  rule: choice(ruleNames, 'deadlines.rule'),
  basis: choice(bases, 'deadlines.basis'),
  title: text(300),
  article: text(100),
  atLeast: optional(count(0, 3660)),
  atMost: optional(count(0, 3660)),
  unit: choice(units, 'deadlines.unit'),
  ifNotWorking: choice(movings, 'deadlines.moved'),
  validFrom: day(),
  validTo: optional(day()),
  appliesToRunning: tick(),
};

/** What is wrong with the days of a rule as it was filled in. */
export function ruleFault(rule: {
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}): Refused | undefined {
  const { atLeast, atMost, validFrom, validTo } = rule;
  if (atLeast === null && atMost === null) return refuse('deadline-rule-without-days', { field: 'atMost' });
  if (atLeast !== null && atMost !== null && atLeast > atMost)
    return refuse('deadline-rule-window', { field: 'atMost' });
  return validTo !== null && validTo < validFrom
    ? refuse('ends-before-start', { field: 'validTo' })
    : undefined;
}
