import { betaQuantile, z95 } from './special.ts';

/**
 * Intervals for shares and sizes of samples (methods 5.1, 5.2). They belong to surveys drawn by lot. People at a
 * gathering are no sample: there an interval only says "could a fair lottery have produced this share?".
 * All levels are 95 %. The textbook interval p ± z·√(p(1−p)/n) is left out on purpose: for 0 of 10 it is (0, 0).
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError unless 0 ≤ count ≤ n are whole and n > 0. */
function checkCounts(count: number, n: number): void {
  if (!Number.isInteger(count) || !Number.isInteger(n) || n <= 0 || count < 0 || count > n) {
    throw new RangeError(`no share of ${count} among ${n}`);
  }
}

/** Wilson's interval for a share: good for small samples, never leaves 0 … 1. */
export function wilson(count: number, n: number, z = z95): Interval {
  checkCounts(count, n);
  const p = count / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    low: count === 0 ? 0 : Math.max(0, centre - half),
    high: count === n ? 1 : Math.min(1, centre + half),
  };
}

/** Clopper and Pearson's interval: never too short, for when being wrong is worse than being wide. */
export function clopperPearson(count: number, n: number, alpha = 0.05): Interval {
  checkCounts(count, n);
  return {
    low: count === 0 ? 0 : betaQuantile(alpha / 2, count, n - count + 1),
    high: count === n ? 1 : betaQuantile(1 - alpha / 2, count + 1, n - count),
  };
}

/** Difference of two independent shares, `first − second`, with Newcombe's interval (built from Wilson's). */
export function differenceOfShares(
  first: { count: number; n: number },
  second: { count: number; n: number },
): Interval & { readonly difference: number } {
  const p = first.count / first.n;
  const q = second.count / second.n;
  const a = wilson(first.count, first.n);
  const b = wilson(second.count, second.n);
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}

/**
 * People to ask for an error of at most `error` (0.05 is five points) at any true share, in a population of
 * `population`: `n0 = z²·0.25/e²`, `n = ⌈n0 / (1 + (n0 − 1)/N)⌉`. n0 is not rounded in between. For cluster samples
 * multiply by {@link designEffect}.
 */
export function sampleSize(error: number, population = Infinity, z = z95): number {
  if (!(error > 0)) throw new RangeError('the error of a sample must be above zero');
  const unlimited = (z * z * 0.25) / (error * error);
  const size = Number.isFinite(population) ? unlimited / (1 + (unlimited - 1) / population) : unlimited;
  return Math.min(population, Math.ceil(size));
}

/** Design effect of asking in clusters of `clusterSize` people who answer alike (intra-class correlation `icc`). */
export function designEffect(clusterSize: number, icc: number): number {
  return 1 + (clusterSize - 1) * icc;
}

/** Kish's effective number of answers when they are weighted: (Σw)² / Σw². */
export function effectiveSize(weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  return squares === 0 ? 0 : (total * total) / squares;
}
