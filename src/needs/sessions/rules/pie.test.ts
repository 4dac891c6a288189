import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePies, pointsText, shareOut, sharesOf, sliceAmounts, usualExpenses } from './pie.ts';

const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), { minLength: 1, maxLength: 40 });

describe('sharing out', () => {
  it('gives away all of it and never more than a unit too much to one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), amounts, (whole, weights) => {
        const parts = shareOut(whole, weights);
        expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(whole);
        const of = weights.reduce((sum, one) => sum + one, 0n);
        if (of > 0n)
          for (const [index, part] of parts.entries()) {
            const exact = (whole * weights[index]!) / of;
            expect(part === exact || part === exact + 1n).toBe(true);
          }
      }),
    );
  });
  it('makes the shares of a budget a whole', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const sum = sharesOf(all).reduce((total, one) => total + one, 0);
        expect(sum).toBe(all.every((one) => one === 0n) ? 0 : 10_000);
      }),
    );
    expect(sharesOf([1n, 1n, 1n])).toEqual([3334, 3333, 3333]);
  });
  it('gives amounts that sum to the total of a whole pie, to the tyiyn', () => {
    expect(sliceAmounts([3333, 3333, 3334], 100n)).toEqual([33n, 33n, 34n]);
    expect(sliceAmounts([3000, 2000], 1_000_000n)).toEqual([300_000n, 200_000n]);
    expect(sliceAmounts([0, 0], 1_000_000n)).toEqual([0n, 0n]);
  });
});

describe('the guess beside the real budget', () => {
  const guess = [
    { key: 'staffPay', name: 'АӨ аппараты', share: 6000 },
    { key: 'schools', name: 'Мектептер', share: 1000 },
    { key: null, name: 'Коноктор', share: 3000 },
  ];
  const real = [
    { key: 'staffPay', name: 'Айыл өкмөтүнүн аппараты', amount: 30_000_00n },
    { key: 'schools', name: 'Мектептерди күтүү', amount: 50_000_00n },
    { key: 'roads', name: 'Жолдор', amount: 10_000_00n },
  ];
  const rows = comparePies(guess, real, 100_000_00n, 'Башка');
  it('stands sorted by gap and sums to nothing', () => {
    expect(rows.map((row) => [row.key ?? row.name, row.guess, row.real, row.gap])).toEqual([
      ['schools', 1000, 5000, -4000],
      ['staffPay', 6000, 3000, 3000],
      ['Коноктор', 3000, null, 3000],
      ['roads', null, 1000, -1000],
      ['other', null, 1000, -1000],
    ]);
    expect(rows.reduce((sum, row) => sum + row.gap, 0)).toBe(0);
    expect(rows[0]).toMatchObject({ guessAmount: 10_000_00n, realAmount: 50_000_00n });
  });
  it('meets lines of nobody’s list by name, and adds slices of one key', () => {
    const met = comparePies(
      [
        { key: null, name: ' жолдор ', share: 4000 },
        { key: 'schools', name: 'а', share: 3000 },
        { key: 'schools', name: 'б', share: 3000 },
      ],
      real,
      0n,
      'Башка',
    );
    expect(met.find((row) => row.key === 'roads')?.guess).toBe(4000);
    expect(met.find((row) => row.key === 'schools')?.guess).toBe(6000);
    expect(met).toHaveLength(3);
  });
  it('is whole for any budget and any pie', () => {
    const line = fc.record({
      key: fc.option(fc.constantFrom(...usualExpenses)),
      name: fc.constantFrom('а', 'б', 'в', 'г'),
      amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        (lines, total) => {
          const all = comparePies([], lines, total, 'д');
          const told = lines.reduce((sum, one) => sum + one.amount, 0n);
          expect(all.reduce((sum, one) => sum + (one.real ?? 0), 0)).toBe(10_000);
          expect(all.reduce((sum, one) => sum + one.realAmount, 0n)).toBe(total > told ? total : told);
        },
      ),
    );
  });
});

it('points of per cent carry their sign', () => {
  expect([1250, -300, 0, 5, -2050].map((gap) => pointsText(gap))).toEqual([
    '+12,5',
    '−3',
    '0',
    '+0,05',
    '−20,5',
  ]);
  expect(pointsText(1250, '.')).toBe('+12.5');
});
