import { Fraction, sum } from './rational.ts';

/**
 * Community scorecards (methods 3.1, 3.2): groups score a service on a scale, the scores are kept per group beside the
 * consolidated one. Everything is exact; round only when showing.
 */

export interface Scale {
  readonly min: number;
  readonly max: number;
}

export const fiveSteps: Scale = { min: 1, max: 5 };

/** Hands raised per step of the scale; "do not know" is counted apart and never averaged in as a zero. */
export interface Histogram {
  readonly hands: ReadonlyMap<number, number>;
  readonly doNotKnow?: number;
}

export interface HistogramSummary {
  /** People who gave a score. */
  readonly n: number;
  readonly doNotKnow: number;
  /** Part of all asked who do not know; null when nobody was asked. */
  readonly doNotKnowShare: Fraction | null;
  readonly mean: Fraction | null;
  readonly median: Fraction | null;
  /** The most chosen steps; several when tied. */
  readonly modes: readonly number[];
}

export function summariseHistogram(histogram: Histogram): HistogramSummary {
  const steps = [...histogram.hands].filter(([, hands]) => hands > 0).sort(([a], [b]) => a - b);
  const n = steps.reduce((total, [, hands]) => total + hands, 0);
  const doNotKnow = histogram.doNotKnow ?? 0;
  const asked = n + doNotKnow;
  const points = steps.reduce((total, [step, hands]) => total + step * hands, 0);
  const most = Math.max(0, ...steps.map(([, hands]) => hands));
  const stepAt = (position: number): number => {
    let seen = 0;
    for (const [step, hands] of steps) {
      seen += hands;
      if (seen > position) return step;
    }
    return 0;
  };
  return {
    n,
    doNotKnow,
    doNotKnowShare: asked === 0 ? null : Fraction.of(doNotKnow, asked),
    mean: n === 0 ? null : Fraction.of(points, n),
    median: n === 0 ? null : Fraction.of(stepAt(Math.floor((n - 1) / 2)) + stepAt(Math.floor(n / 2)), 2),
    modes: steps.filter(([, hands]) => hands === most).map(([step]) => step),
  };
}

/** One group's score of one indicator. */
export interface GroupScore {
  readonly n: number;
  readonly score: Fraction;
}

export interface Consolidated {
  /** Mean of the groups' scores: every group weighs the same. */
  readonly equal: Fraction | null;
  /** Mean weighted by the size of the groups. */
  readonly weighted: Fraction | null;
}

/** Both consolidations side by side; a report must say which one it prints. Groups without a score are left out. */
export function consolidate(groups: readonly GroupScore[]): Consolidated {
  const people = groups.reduce((total, group) => total + group.n, 0);
  return {
    equal:
      groups.length === 0 ? null : sum(groups.map((group) => group.score)).over(Fraction.of(groups.length)),
    weighted:
      people === 0
        ? null
        : sum(groups.map((group) => group.score.times(Fraction.of(group.n)))).over(Fraction.of(people)),
  };
}

/** Percent of the range, 100·(S − min)/(max − min): 3 of 1…5 is 50 %. */
export function percentOfRange(score: Fraction, scale: Scale = fiveSteps): Fraction {
  return score.minus(Fraction.of(scale.min)).times(Fraction.of(100, scale.max - scale.min));
}

/** Percent of the maximum, 100·S/max: 3 of 5 is 60 %, which looks better than it is. Never mix with the other one. */
export function percentOfMaximum(score: Fraction, scale: Scale = fiveSteps): Fraction {
  return score.times(Fraction.of(100, scale.max));
}

/** Community score less the provider's own; `notable` from one step of a five-step scale. */
export function scoreGap(
  community: Fraction,
  provider: Fraction,
  scale: Scale = fiveSteps,
): { readonly gap: Fraction; readonly notable: boolean } {
  const gap = community.minus(provider);
  const step = Fraction.of(scale.max - scale.min, 4);
  const size = gap.num < 0n ? gap.negated() : gap;
  return { gap, notable: size.compare(step) >= 0 };
}
