import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { countClock } from '../rules/count-clock.ts';
import { ruleOn, type RuleName } from '../rules/known-rules.ts';
import type { TimeRule, Window } from '../rules/time-rule.ts';
import { readTimes } from './times.ts';

/** Which days a rule leaves open after an event, or by which rule it will when the event is still to come. */
export type Term = {
  readonly name: RuleName;
  /** The day of the event. */
  readonly last: IsoDate | null;
  readonly rule: TimeRule;
} & Pick<Window, 'earliest' | 'due'>;

/** The days that follow from an event for pages that plan what comes after it; no clock is started. */
export async function termAfter(
  scope: MunicipalityScope,
  name: RuleName,
  last: IsoDate | null,
): Promise<Term> {
  const times = await readTimes(scope);
  if (last === null)
    return { name, last, rule: ruleOn(name, times.today, times.own), earliest: null, due: null };
  const { rule, earliest, due } = countClock(times, { rule: name, from: last, doneOn: null });
  return { name, last, rule, earliest, due };
}
