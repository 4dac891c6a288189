import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames } from './kyrgyz-order.ts';
import { Fraction, sum } from './rational.ts';

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([num, den]) => Fraction.of(num, den));

describe('fractions', () => {
  it('obey arithmetic', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(a.plus(b).minus(b).equals(a)).toBe(true);
        expect(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)))).toBe(true);
        if (!b.isZero()) expect(a.over(b).times(b).equals(a)).toBe(true);
        expect(Math.sign(a.compare(b))).toBe(-Math.sign(b.compare(a)) + 0);
        expect(a.floor() <= a.ceil()).toBe(true);
        expect(Fraction.parse(a.toString())?.equals(a)).toBe(true);
      }),
    );
  });

  it('become the nearest double', () => {
    expect(Fraction.of(1, 3).toNumber()).toBe(1 / 3);
    expect(Fraction.of(2n * 10n ** 400n, 10n ** 401n).toNumber()).toBe(0.2);
    expect(Fraction.of(-(10n ** 40n), 3n).toNumber() / (-1e40 / 3)).toBeCloseTo(1, 14);
    expect(Fraction.zero.toNumber()).toBe(0);
  });

  it('are shown rounded half up', () => {
    expect(Fraction.of(1, 8).toDecimal(2)).toBe('0.13');
    expect(Fraction.of(-1, 8).toDecimal(2)).toBe('-0.13');
    expect(Fraction.of(-1, 1000).toDecimal(2)).toBe('0');
    expect(Fraction.of(5, 2).toDecimal(2)).toBe('2.5');
    expect(Fraction.of(1999, 1000).toDecimal(0)).toBe('2');
  });

  it('are read from texts', () => {
    const read = (text: string) => Fraction.parse(text)?.toString();
    expect(['12', '-3', '12.50', '12,5', '.5', '5/10', ' 7 '].map(read)).toEqual([
      '12',
      '-3',
      '25/2',
      '25/2',
      '1/2',
      '1/2',
      '7',
    ]);
    expect(['', '.', 'x', '1e3', '1/0', '1 000', '--1', '1.2.3'].map(read)).toEqual(Array(8).fill(undefined));
    expect(() => Fraction.of(1, 0)).toThrow(RangeError);
    expect(sum([]).toString()).toBe('0');
  });
});

describe('Kyrgyz order', () => {
  it('puts ң after н, ө after о, ү after у', () => {
    expect(['жул', 'жүн', 'жол', 'жөн', 'Жол', 'ңа', 'на', 'оа'].sort(compareNames)).toEqual(
      ['жол', 'Жол', 'жөн', 'жул', 'жүн', 'на', 'ңа', 'оа'].sort(compareNames),
    );
    expect(['ңа', 'на'].sort(compareNames)).toEqual(['на', 'ңа']);
    expect(['өа', 'оа', 'пa'].sort(compareNames)).toEqual(['оа', 'өа', 'пa']);
    expect(compareNames('суу', 'суу')).toBe(0);
  });
});

describe('small and long integers', () => {
  it('give the same fractions', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (num, den) => {
        expect(Fraction.of(num, den).toString()).toBe(Fraction.of(BigInt(num), BigInt(den)).toString());
      }),
    );
    expect(() => Fraction.of(0.5, 2)).toThrow(RangeError);
    expect(() => Fraction.of(1, 0)).toThrow(RangeError);
    expect(Fraction.of(3, -6).toString()).toBe('-1/2');
  });
});
