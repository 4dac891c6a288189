import { expect, test } from 'vitest';
import { readSom } from './written-som.ts';

test.each([
  ['6 725 000', 672_500_000n],
  ['6\u00a0725\u00a0000 сом', 672_500_000n],
  ['1500,50', 150_050n],
  ['1500.5', 150_050n],
  ['0', 0n],
  ['', null],
  ['  ', null],
  ['−5', undefined],
  ['1e9', undefined],
  ['12,345', undefined],
  ['99999999999999', undefined],
  ['1,2 млн', 120_000_000n],
  ['1,2345 млн сом', 123_450_000n],
  ['12 миң', 1_200_000n],
  ['450 тыс.', 45_000_000n],
  ['1 млрд', 100_000_000_000n],
  ['0,5', 50n],
  ['9999999999999', 999_999_999_999_900n],
  ['99 999 999 млн', undefined],
  ['1,2 метр', undefined],
  ['млн', undefined],
])('%j reads as %s', (text, tyiyn) => {
  expect(readSom(text)).toBe(tyiyn);
});
