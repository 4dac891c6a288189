import { Fraction, sum } from './rational.ts';

/**
 * An index of answers a / b / c / d over several directions, as the Open Budget Survey scores them (methods 4.1, 4.6).
 * Texts and weights of indicators are data of whoever runs the index; nothing is rounded before it is shown.
 */

/** `e` is "not applicable": left out, but counted and shown. */
export type IndexAnswer = 'a' | 'b' | 'c' | 'd' | 'e';

/** Points of the answers: a 100, b 67, c 33, d 0. */
export const answerPoints: Readonly<Record<Exclude<IndexAnswer, 'e'>, number>> = {
  a: 100,
  b: 67,
  c: 33,
  d: 0,
};

export interface DirectionScore {
  readonly answered: number;
  readonly notApplicable: number;
  /** Sum of points. */
  readonly points: number;
  /** Mean of the answered indicators; null when none is answered. */
  readonly score: Fraction | null;
}

export function scoreDirection(answers: Iterable<IndexAnswer>): DirectionScore {
  let answered = 0;
  let notApplicable = 0;
  let points = 0;
  for (const answer of answers) {
    if (answer === 'e') notApplicable += 1;
    else {
      answered += 1;
      points += answerPoints[answer];
    }
  }
  return { answered, notApplicable, points, score: answered === 0 ? null : Fraction.of(points, answered) };
}

/** The same from counts of the answers a, b, c, d, e. */
export function scoreCounts(counts: readonly [number, number, number, number, number]): DirectionScore {
  const [a, b, c, d, e] = counts;
  const answered = a + b + c + d;
  const points = a * answerPoints.a + b * answerPoints.b + c * answerPoints.c;
  return { answered, notApplicable: e, points, score: answered === 0 ? null : Fraction.of(points, answered) };
}

export interface WeightedDirection {
  readonly weight: Fraction;
  readonly score: Fraction | null;
}

/**
 * `Σ w·D / Σ w` over the directions with at least one answer: the weights of the others are taken out, so "not
 * applicable" neither helps nor hurts. Null when no direction has an answer.
 */
export function indexOf(directions: readonly WeightedDirection[]): Fraction | null {
  const scored = directions.flatMap(({ weight, score }) => (score ? [{ weight, score }] : []));
  const weights = sum(scored.map(({ weight }) => weight));
  if (weights.isZero()) return null;
  return sum(scored.map(({ weight, score }) => weight.times(score))).over(weights);
}

/** Rounds half up (94.5 becomes 95; half to even would give 94). For showing only. */
export function roundHalfUp(value: Fraction): number {
  return Number(value.plus(Fraction.of(1, 2)).floor());
}

export const indexBands = ['scant', 'minimal', 'limited', 'substantial', 'extensive'] as const;
export type IndexBand = (typeof indexBands)[number];

/** Band of the rounded index: 0–20, 21–40, 41–60, 61–80, 81–100. */
export function bandOf(value: Fraction): IndexBand {
  const shown = roundHalfUp(value);
  const place = shown <= 20 ? 0 : shown <= 40 ? 1 : shown <= 60 ? 2 : shown <= 80 ? 3 : 4;
  return indexBands[place] ?? 'extensive';
}
