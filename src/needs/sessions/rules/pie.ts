import { nameKey } from '../../../methods/names.ts';
import { wholePie } from '../../../methods/written-share.ts';

/**
 * Usual expenses of a local budget, the ones people and offices name most (method «Токоч», sample minutes). A slice
 * of the guess and a line of the real budget with the same key are laid beside each other.
 */
export const usualExpenses = [
  'staffPay',
  'schools',
  'kindergartens',
  'culture',
  'health',
  'roads',
  'waste',
  'water',
  'light',
  'sport',
  'youth',
  'library',
  'holidays',
  'socialHelp',
  'other',
] as const;
export type UsualExpense = (typeof usualExpenses)[number];

export function isUsualExpense(key: string | null): key is UsualExpense {
  return usualExpenses.includes(key as UsualExpense);
}

/**
 * Shares a whole among parts by largest remainder, so that the parts sum to it exactly.
 * @param weights not negative; when all are zero every part gets the same.
 */
export function shareOut(whole: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((all, one) => all + one, 0n);
  const parts = sum === 0n ? weights.map(() => 1n) : weights;
  const of = sum === 0n ? BigInt(weights.length) : sum;
  const shared = parts.map((part) => (whole * part) / of);
  let left = whole - shared.reduce((all, one) => all + one, 0n);
  const byRemainder = parts
    .map((part, index) => ({ index, rest: (whole * part) % of }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left <= 0n) break;
    shared[index]! += 1n;
    left -= 1n;
  }
  return shared;
}

/** Amounts of the slices in tyiyn. A whole pie gives exactly the total; a part of one gives its part. */
export function sliceAmounts(shares: readonly number[], total: bigint): bigint[] {
  const sum = shares.reduce((all, one) => all + one, 0);
  return shareOut(
    (total * BigInt(sum)) / BigInt(wholePie),
    sum === 0 ? shares.map(() => 0n) : shares.map(BigInt),
  ).map((amount) => (sum === 0 ? 0n : amount));
}

/** Shares of lines of a budget in hundredths of a per cent, summing to 10 000. */
export function sharesOf(amounts: readonly bigint[]): number[] {
  if (amounts.every((amount) => amount === 0n)) return amounts.map(() => 0);
  return shareOut(BigInt(wholePie), amounts).map(Number);
}

export type GuessLine = { readonly key: string | null; readonly name: string; readonly share: number };
export type RealLine = { readonly key: string | null; readonly name: string; readonly amount: bigint };

/** One line of the comparison. Shares and gap in hundredths of a per cent, amounts in tyiyn. */
export type PieDifference = {
  readonly key: string | null;
  readonly name: string;
  /** Null when the group did not name it. */
  readonly guess: number | null;
  /** Null when the real budget has no such line. */
  readonly real: number | null;
  /** Guess less reality: positive when people thought it is more than it is. */
  readonly gap: number;
  readonly guessAmount: bigint;
  readonly realAmount: bigint;
};

/**
 * The guess beside the real budget, largest gap first (R-PIE-03, R-PIE-04). Lines meet by key, lines of nobody's list
 * by name. What the real lines leave of the total joins the line `other`.
 * @param total of the real budget in tyiyn; when the lines are more, their sum is the total.
 */
export function comparePies(
  guess: readonly GuessLine[],
  real: readonly RealLine[],
  total: bigint,
  otherName: string,
): PieDifference[] {
  type Line = { key: string | null; name: string; guess: number | null; amount: bigint | null };
  const lines = new Map<string, Line>();
  const at = (key: string | null, name: string): Line => {
    const id = key === null ? `name:${nameKey(name)}` : `key:${key}`;
    let line = lines.get(id);
    if (!line) lines.set(id, (line = { key, name, guess: null, amount: null }));
    return line;
  };
  for (const one of real) {
    const line = at(one.key, one.name);
    line.amount = (line.amount ?? 0n) + one.amount;
  }
  const told = real.reduce((sum, one) => sum + one.amount, 0n);
  if (total > told) {
    const line = at('other', otherName);
    line.amount = (line.amount ?? 0n) + total - told;
  }
  for (const one of guess) {
    // A slice of the group's own words still meets the office's line of the same name, whatever key that has.
    const byName =
      one.key === null
        ? [...lines.values()].find((line) => nameKey(line.name) === nameKey(one.name))
        : undefined;
    const line = byName ?? at(one.key, one.name);
    line.guess = (line.guess ?? 0) + one.share;
  }
  const found = [...lines.values()];
  const whole = total > told ? total : told;
  const realShares = sharesOf(found.map((line) => line.amount ?? 0n));
  const guessAmounts = sliceAmounts(
    found.map((line) => line.guess ?? 0),
    whole,
  );
  return found
    .map((line, index) => ({
      key: line.key,
      name: line.name,
      guess: line.guess,
      real: line.amount === null ? null : realShares[index]!,
      gap: (line.guess ?? 0) - realShares[index]!,
      guessAmount: guessAmounts[index]!,
      realAmount: line.amount ?? 0n,
    }))
    .sort(
      (a, b) =>
        Math.abs(b.gap) - Math.abs(a.gap) ||
        (b.guess ?? 0) - (a.guess ?? 0) ||
        Number(a.key === 'other') - Number(b.key === 'other') ||
        (a.name < b.name ? -1 : 1),
    );
}

/** Hundredths of a per cent as points of per cent with a sign: «+12,5», «−3», «0». */
export function pointsText(gap: number, separator: ',' | '.' = ','): string {
  const size = Math.abs(gap);
  const rest = size % 100;
  const text = `${Math.trunc(size / 100)}${rest === 0 ? '' : `${separator}${String(rest).padStart(2, '0').replace(/0$/, '')}`}`;
  return gap > 0 ? `+${text}` : gap < 0 ? `\u2212${text}` : text;
}
