import { describe, expect, it } from 'vitest';
import { hasGroups, readAmount } from './amount.ts';

describe('an amount', () => {
  it.each(['900000', '900000.5', '900000,50', '0.500', '1234.567', '12,5', '+7', '0'])(
    'is read from %s',
    (text) => {
      expect(readAmount(text)).toMatchObject({ ok: true });
    },
  );

  it.each([
    '900,000',
    '900.000',
    '1,900,000',
    '1.900.000',
    '900,000.00',
    '900.000,00',
    '1 234',
    '1 234,50',
    '1\u00a0234.50',
    '1\u202f234\u202f567',
    "1'234",
    '12.345',
  ])('is refused when its thousands stand apart, or may: %s', (text) => {
    expect(hasGroups(text)).toBe(true);
    expect(readAmount(text)).toEqual({ ok: false, code: 'grouped-thousands' });
  });

  it.each(['', 'көп', '1e6', '5/7', '1,2,3', '.'])('is no number: %s', (text) => {
    expect(readAmount(text)).toEqual({ ok: false, code: 'not-a-number' });
  });

  it('is never below zero', () => {
    expect(readAmount('-5')).toEqual({ ok: false, code: 'negative-number' });
  });
});
