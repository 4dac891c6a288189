import { expect, test } from 'vitest';
import { codeFrom, codeLength, codeSigns, readCode, showCode } from './device-code.ts';

test('a code is read back whatever keyboard, case and spaces it was typed with', () => {
  expect(readCode('KM7P3XHT')).toBe('KM7P3XHT');
  expect(readCode(' km7p-3xht ')).toBe('KM7P3XHT');
  // The same signs from a Kyrgyz keyboard.
  expect(readCode('КМ7Р 3ХНТ')).toBe('KM7P3XHT');
  expect(readCode(showCode('KM7P3XHT'))).toBe('KM7P3XHT');
});

test('what cannot be a code is none', () => {
  for (const typed of ['', 'KM7P3XH', 'KM7P3XHTT', 'KM7P3XH0', 'KM7P3XHO', 'KM7P3XH\u0000', '😀'.repeat(8)])
    expect(readCode(typed)).toBeUndefined();
});

test('every sign is as likely as another, and too few bytes give no code', () => {
  const all = Uint8Array.from({ length: 252 }, (_, byte) => byte);
  const counts = new Map<string, number>();
  for (let at = 0; at + codeLength <= 252; at += codeLength)
    for (const sign of codeFrom(all.slice(at)) ?? '') counts.set(sign, (counts.get(sign) ?? 0) + 1);
  expect(counts.size).toBe(codeSigns.length);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
  expect(codeFrom(new Uint8Array(codeLength - 1))).toBeUndefined();
  expect(codeFrom(new Uint8Array(64).fill(255))).toBeUndefined();
});

test('signs stand in both alphabets or are digits, and none looks like another', () => {
  expect(codeSigns).not.toMatch(/[01OILBSZ]/);
  expect(new Set(codeSigns).size).toBe(codeSigns.length);
});
