import { Fraction } from './rational.ts';

/**
 * Amounts of money as people and spreadsheets write them. What can be read in two ways is not read at all: `900,000` is
 * nine hundred thousand to one office and nine hundred to another, and a budget a thousand times too small chooses
 * other projects without a word.
 */
export type AmountFault = 'not-a-number' | 'negative-number' | 'grouped-thousands';

/** Reads `900000`, `900000.50` or `900000,50`; refuses {@link hasGroups}, signs of debt and ratios. */
export function readAmount(text: string): { ok: true; value: Fraction } | { ok: false; code: AmountFault } {
  const trimmed = text.trim();
  if (hasGroups(trimmed)) return { ok: false, code: 'grouped-thousands' };
  const value = trimmed.includes('/') ? undefined : Fraction.parse(trimmed);
  if (!value) return { ok: false, code: 'not-a-number' };
  return value.num < 0n ? { ok: false, code: 'negative-number' } : { ok: true, value };
}

/**
 * Whether a number is written with its thousands apart, or could be: `1 234`, `1'234,50`, `1,900,000.00`, and also
 * `900,000` and `900.000`, which are a decimal to others. `0.500` and `1234.567` can only be decimals.
 */
export function hasGroups(text: string): boolean {
  const trimmed = text.trim();
  return (
    /^[+-]?\d{1,3}(?:[\s'’_]\d{3})+(?:[.,]\d*)?$/.test(trimmed) ||
    /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/.test(trimmed) ||
    /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/.test(trimmed)
  );
}
