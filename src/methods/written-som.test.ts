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
])('%j reads as %s', (text, tyiyn) => {
  expect(readSom(text)).toBe(tyiyn);
});
