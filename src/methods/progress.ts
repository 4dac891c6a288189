import { Fraction, sum } from './rational.ts';

/** Progress toward targets and its roll-up (methods 7.2 to 7.4). */

/**
 * `(actual − baseline) / (target − baseline)`: works for indicators that should fall as well. More than 1 when the
 * target is exceeded (cap bars, never data), negative when things got worse. Null when target and baseline are equal
 * ("keep it as it is"): there only met or not met makes sense, see {@link isMet}.
 */
export function progress(indicator: {
  readonly baseline: Fraction;
  readonly target: Fraction;
  readonly actual: Fraction;
}): Fraction | null {
  const distance = indicator.target.minus(indicator.baseline);
  return distance.isZero() ? null : indicator.actual.minus(indicator.baseline).over(distance);
}

/** Is the target reached? `better` says which way is good when target and baseline are equal. */
export function isMet(
  indicator: { readonly baseline: Fraction; readonly target: Fraction; readonly actual: Fraction },
  better: 'higher' | 'lower',
): boolean {
  const direction = indicator.target.compare(indicator.baseline) || (better === 'higher' ? 1 : -1);
  return indicator.actual.compare(indicator.target) * direction >= 0;
}

/**
 * Mean progress weighted by money (or by work): a plan is not half done because the cheapest of two measures is. Null
 * when the weights add up to nothing. Leave dropped measures out before.
 */
export function weightedProgress(
  items: readonly { readonly weight: Fraction; readonly progress: Fraction }[],
): Fraction | null {
  const weights = sum(items.map((item) => item.weight));
  return weights.isZero() ? null : sum(items.map((item) => item.weight.times(item.progress))).over(weights);
}

/** Sum of the parts over sum of the wholes: percentages of villages are never averaged. Null for no whole. */
export function ratioOfSums(
  items: readonly { readonly part: Fraction; readonly whole: Fraction }[],
): Fraction | null {
  const whole = sum(items.map((item) => item.whole));
  return whole.isZero() ? null : sum(items.map((item) => item.part)).over(whole);
}

export type MeasureState = 'done' | 'late' | 'at-risk' | 'on-track' | 'not-started' | 'dropped';

/**
 * Traffic light of a measure of the joint plan on a day. Dates are `YYYY-MM-DD`, which compare as texts.
 * `accepted` means that evidence was accepted by the monitoring group; `at-risk` when the elapsed part of the time is
 * more than 0.20 ahead of the progress.
 */
export function measureState(measure: {
  readonly start: string;
  readonly end: string;
  readonly today: string;
  readonly progress: Fraction;
  readonly accepted?: boolean;
  readonly dropped?: boolean;
}): MeasureState {
  const { start, end, today } = measure;
  if (measure.dropped) return 'dropped';
  if (measure.accepted) return 'done';
  if (today > end) return 'late';
  if (today < start) return 'not-started';
  const day = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  const length = day(end) - day(start) + 1;
  const elapsed = Fraction.of(day(today) - day(start), Math.max(1, length));
  return elapsed.minus(measure.progress).compare(Fraction.of(1, 5)) > 0 ? 'at-risk' : 'on-track';
}
