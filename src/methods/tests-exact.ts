import { Fraction } from './rational.ts';

/**
 * Exact tests for small numbers (methods 5.3, 5.5, 5.6), counted with whole numbers of any length: no approximation
 * to a normal curve, which is wrong for the dozen people a village group has.
 */

function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let index = 1; index <= Math.min(k, n - k); index++)
    result = (result * BigInt(n - index + 1)) / BigInt(index);
  return result;
}

/**
 * Binomial test of `count` among `n` against the share `p` (a fraction, by default a half).
 * `lower` is P(X ≤ count), `upper` P(X ≥ count); `twoSided` sums all outcomes that are not likelier than the one found.
 */
export function binomialTest(
  count: number,
  n: number,
  p: Fraction = Fraction.of(1, 2),
): { readonly lower: Fraction; readonly upper: Fraction; readonly twoSided: Fraction } {
  const yes = p.num;
  const no = p.den - p.num;
  const weights: bigint[] = [];
  // C(n, k)·yes^k·no^(n−k), each from the one before.
  let choose = 1n;
  const noPowers = powers(no, n);
  let yesPower = 1n;
  for (let k = 0; k <= n; k++) {
    weights.push(choose * yesPower * (noPowers[n - k] ?? 1n));
    choose = (choose * BigInt(n - k)) / BigInt(k + 1);
    yesPower *= yes;
  }
  const all = p.den ** BigInt(n);
  const found = weights[count] ?? 0n;
  const part = (taken: readonly bigint[]) =>
    Fraction.of(
      taken.reduce((sum, weight) => sum + weight, 0n),
      all,
    );
  return {
    lower: part(weights.slice(0, count + 1)),
    upper: part(weights.slice(count)),
    twoSided: part(weights.filter((weight) => weight <= found)),
  };
}

function powers(base: bigint, last: number): bigint[] {
  const result = [1n];
  for (let index = 1; index <= last; index++) result.push((result[index - 1] ?? 1n) * base);
  return result;
}

/**
 * Drawing `drawn` people out of `all`, of whom `special` are women (say): P(X = count) and P(X ≤ count). Tells whether a
 * group drawn from an attendance list is plausible.
 */
export function hypergeometric(
  count: number,
  { all, special, drawn }: { readonly all: number; readonly special: number; readonly drawn: number },
): { readonly exactly: Fraction; readonly atMost: Fraction } {
  const ways = (k: number) => binomial(special, k) * binomial(all - special, drawn - k);
  const total = binomial(all, drawn);
  let below = 0n;
  for (let k = 0; k <= count; k++) below += ways(k);
  return { exactly: Fraction.of(ways(count), total), atMost: Fraction.of(below, total) };
}

/** Fisher's exact test of a table [[a, b], [c, d]], two-sided; `oddsRatio` is a·d/(b·c), null when b·c is zero. */
export function fisherTest(table: readonly [readonly [number, number], readonly [number, number]]): {
  readonly oddsRatio: Fraction | null;
  readonly p: Fraction;
} {
  const [[a, b], [c, d]] = table;
  const row = a + b;
  const column = a + c;
  const all = a + b + c + d;
  const ways = (k: number) => binomial(row, k) * binomial(all - row, column - k);
  const found = ways(a);
  let sum = 0n;
  for (let k = Math.max(0, column - (all - row)); k <= Math.min(row, column); k++) {
    const weight = ways(k);
    if (weight <= found) sum += weight;
  }
  return {
    oddsRatio: b * c === 0 ? null : Fraction.of(a * d, b * c),
    p: Fraction.of(sum, binomial(all, column)),
  };
}

export interface PairedTest {
  readonly up: number;
  readonly down: number;
  readonly equal: number;
  /** Two-sided sign test over the pairs that differ. */
  readonly signP: Fraction;
  /** Smaller rank sum and exact two-sided p of Wilcoxon's signed-rank test; equal pairs dropped, equal ranks shared. */
  readonly wilcoxonStatistic: number;
  readonly wilcoxonP: Fraction;
}

/** Did the scores of the same groups change between two rounds? The lists are in the same order. */
export function pairedTest(before: readonly number[], after: readonly number[]): PairedTest {
  const differences = before.map((value, index) => (after[index] ?? value) - value);
  const up = differences.filter((value) => value > 0).length;
  const down = differences.filter((value) => value < 0).length;
  const moved = differences.filter((value) => value !== 0);
  const ranks = doubledRanks(moved.map(Math.abs));
  const positive = ranks.reduce((sum, rank, index) => sum + ((moved[index] ?? 0) > 0 ? rank : 0), 0);
  const all = ranks.reduce((sum, rank) => sum + rank, 0);
  const smaller = Math.min(positive, all - positive);
  // How many of the 2^n signs give each doubled rank sum.
  let ways = new Map<number, bigint>([[0, 1n]]);
  for (const rank of ranks) {
    const next = new Map(ways);
    for (const [sum, count] of ways) next.set(sum + rank, (next.get(sum + rank) ?? 0n) + count);
    ways = next;
  }
  let tail = 0n;
  for (const [sum, count] of ways) if (sum <= smaller) tail += count;
  const n = moved.length;
  return {
    up,
    down,
    equal: differences.length - n,
    signP: twice(binomialTest(Math.min(up, down), up + down).lower),
    wilcoxonStatistic: smaller / 2,
    wilcoxonP: twice(Fraction.of(tail, 2n ** BigInt(n))),
  };
}

function twice(p: Fraction): Fraction {
  const doubled = p.times(Fraction.of(2));
  return doubled.compare(Fraction.one) > 0 ? Fraction.one : doubled;
}

/** Ranks from the smallest, doubled; equal values share the mean rank. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const less = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return 2 * less + same + 1;
  });
}

/**
 * Kendall's τ-b of two scores of the same items, with the exact two-sided p when nothing is tied (null otherwise).
 * `undefined` when one of the lists does not vary.
 */
export function kendallTau(
  first: readonly number[],
  second: readonly number[],
): { readonly tau: number; readonly p: Fraction | null } | undefined {
  const n = first.length;
  let balance = 0;
  let freeFirst = 0;
  let freeSecond = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const a = Math.sign((first[i] ?? 0) - (first[j] ?? 0));
      const b = Math.sign((second[i] ?? 0) - (second[j] ?? 0));
      balance += a * b;
      freeFirst += Math.abs(a);
      freeSecond += Math.abs(b);
    }
  }
  if (freeFirst === 0 || freeSecond === 0) return undefined;
  const tau = balance / Math.sqrt(freeFirst * freeSecond);
  const pairs = (n * (n - 1)) / 2;
  if (freeFirst < pairs || freeSecond < pairs) return { tau, p: null };
  // Permutations by number of inversions.
  let ways = [1n];
  for (let size = 2; size <= n; size++) {
    const next = new Array<bigint>(ways.length + size - 1).fill(0n);
    for (const [inversions, count] of ways.entries()) {
      for (let more = 0; more < size; more++)
        next[inversions + more] = (next[inversions + more] ?? 0n) + count;
    }
    ways = next;
  }
  const inversions = (pairs - Math.abs(balance)) / 2;
  const tail = ways.slice(0, inversions + 1).reduce((sum, count) => sum + count, 0n);
  const all = ways.reduce((sum, count) => sum + count, 0n);
  return { tau, p: twice(Fraction.of(tail, all)) };
}

/** Spearman's ρ: the correlation of the ranks, equal values sharing the mean rank. */
export function spearman(first: readonly number[], second: readonly number[]): number | undefined {
  const a = doubledRanks(first);
  const b = doubledRanks(second);
  const n = a.length;
  const mean = n + 1;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let index = 0; index < n; index++) {
    const x = (a[index] ?? 0) - mean;
    const y = (b[index] ?? 0) - mean;
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? undefined : product / Math.sqrt(squaresA * squaresB);
}
