import { Fraction } from './rational.ts';
import { chiSquaredTail } from './special.ts';

/** Is a body or a meeting composed fairly? (methods 5.3, 5.4) */

export interface CellRatio {
  readonly participants: number;
  readonly population: number;
  /** (share among participants) / (share in the population); null when the population has nobody in the cell. */
  readonly ratio: Fraction | null;
  /** `few` below 0.8, `many` above 1.25. */
  readonly flag: 'few' | 'many' | null;
}

/** Ratio per cell (sex and age, village …). Both lists are in the same order. */
export function cellRatios(participants: readonly number[], population: readonly number[]): CellRatio[] {
  const all = total(participants);
  const everybody = total(population);
  return population.map((people, index) => {
    const present = participants[index] ?? 0;
    if (people === 0 || all === 0)
      return { participants: present, population: people, ratio: null, flag: null };
    const ratio = Fraction.of(present * everybody, all * people);
    const flag =
      ratio.compare(Fraction.of(4, 5)) < 0 ? 'few' : ratio.compare(Fraction.of(5, 4)) > 0 ? 'many' : null;
    return { participants: present, population: people, ratio, flag };
  });
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Index of dissimilarity ½ Σ |a_i − p_i|: the part of the participants that would have to be other people. */
export function dissimilarity(
  participants: readonly number[],
  population: readonly number[],
): Fraction | null {
  const all = total(participants);
  const everybody = total(population);
  if (all === 0 || everybody === 0) return null;
  let sum = 0n;
  for (const [index, people] of population.entries()) {
    const difference = BigInt(participants[index] ?? 0) * BigInt(everybody) - BigInt(people) * BigInt(all);
    sum += difference < 0n ? -difference : difference;
  }
  return Fraction.of(sum, 2n * BigInt(all) * BigInt(everybody));
}

/** Chi-squared test of the composition; `reliable` only when every expected count is at least five. */
export function goodnessOfFit(
  participants: readonly number[],
  population: readonly number[],
): { readonly statistic: number; readonly p: number; readonly reliable: boolean } {
  const all = total(participants);
  const everybody = total(population);
  const cells = population
    .map((people, index) => ({ found: participants[index] ?? 0, expected: (all * people) / everybody }))
    .filter(({ expected }) => expected > 0);
  const statistic = cells.reduce((sum, { found, expected }) => sum + (found - expected) ** 2 / expected, 0);
  return {
    statistic,
    p: chiSquaredTail(statistic, cells.length - 1),
    reliable: cells.every(({ expected }) => expected >= 5),
  };
}

export interface MinorityCheck {
  readonly smaller: 'women' | 'men' | 'equal';
  readonly count: number;
  /** People of the smaller sex that are needed. */
  readonly needed: number;
  readonly missing: number;
  readonly holds: boolean;
}

/**
 * The rule that neither sex may be under a share, 30 % by default. Compares whole numbers (`10·count ≥ 3·n`), because
 * 1,526 of 5,100 prints as 30 % and is four people short. `numerator / denominator` is the share.
 */
export function minorityRule(women: number, men: number, numerator = 3, denominator = 10): MinorityCheck {
  const count = Math.min(women, men);
  const all = women + men;
  const needed = Math.ceil((numerator * all) / denominator);
  return {
    smaller: women === men ? 'equal' : women < men ? 'women' : 'men',
    count,
    needed,
    missing: Math.max(0, needed - count),
    holds: denominator * count >= numerator * all,
  };
}

/** How one and the same share may be averaged over events: never name one and mean the other. */
export function sharesOverEvents(events: readonly { readonly part: number; readonly all: number }[]): {
  readonly pooled: Fraction | null;
  readonly meanOfShares: Fraction | null;
} {
  const held = events.filter((event) => event.all > 0);
  if (held.length === 0) return { pooled: null, meanOfShares: null };
  const all = held.reduce((sum, event) => sum + event.all, 0);
  const part = held.reduce((sum, event) => sum + event.part, 0);
  const shares = held.reduce((sum, event) => sum.plus(Fraction.of(event.part, event.all)), Fraction.zero);
  return { pooled: Fraction.of(part, all), meanOfShares: shares.over(Fraction.of(held.length)) };
}

/**
 * Seats by largest remainder (Hamilton): the whole part of every quota, then one each by the largest remainder; equal
 * remainders by the larger population, then by order. `floor` seats are given to everybody first (a hamlet may get
 * none otherwise); with fewer seats than that, seats go by population order.
 */
export function hamilton(populations: readonly number[], seats: number, floor = 0): number[] {
  const { result, rest } = withFloor(populations, seats, floor);
  const everybody = BigInt(total(populations));
  if (everybody === 0n || rest === 0) return result;
  const quotas = populations.map((people, index) => {
    const product = BigInt(people) * BigInt(rest);
    return { index, people, whole: Number(product / everybody), remainder: product % everybody };
  });
  for (const { index, whole } of quotas) result[index] = (result[index] ?? 0) + whole;
  const left = rest - quotas.reduce((sum, { whole }) => sum + whole, 0);
  quotas.sort((a, b) =>
    a.remainder === b.remainder
      ? b.people - a.people || a.index - b.index
      : a.remainder > b.remainder
        ? -1
        : 1,
  );
  for (const { index } of quotas.slice(0, left)) result[index] = (result[index] ?? 0) + 1;
  return result;
}

/** Seats by Webster: one after the other to the largest population / (2·seats + 1); equal ones as in {@link hamilton}. */
export function webster(populations: readonly number[], seats: number, floor = 0): number[] {
  const { result, rest } = withFloor(populations, seats, floor);
  const given = populations.map(() => 0);
  for (let seat = 0; seat < rest; seat++) {
    let best = -1;
    for (const [index, people] of populations.entries()) {
      if (people === 0) continue;
      if (best < 0) {
        best = index;
        continue;
      }
      const left = BigInt(people) * BigInt(2 * (given[best] ?? 0) + 1);
      const right = BigInt(populations[best] ?? 0) * BigInt(2 * (given[index] ?? 0) + 1);
      if (left > right || (left === right && people > (populations[best] ?? 0))) best = index;
    }
    if (best < 0) break;
    given[best] = (given[best] ?? 0) + 1;
  }
  return result.map((value, index) => value + (given[index] ?? 0));
}

function withFloor(
  populations: readonly number[],
  seats: number,
  floor: number,
): { result: number[]; rest: number } {
  const result = populations.map(() => 0);
  let rest = seats;
  const order = populations
    .map((_, index) => index)
    .sort((a, b) => (populations[b] ?? 0) - (populations[a] ?? 0));
  for (let round = 0; round < floor; round++) {
    for (const index of order) {
      if (rest === 0) return { result, rest };
      result[index] = (result[index] ?? 0) + 1;
      rest -= 1;
    }
  }
  return { result, rest };
}
