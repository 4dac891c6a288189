import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('order of keys does not matter, undefined is left out, dates and bigints are text', () => {
  expect(canonicalJson({ b: 1, a: { d: 2n, c: new Date(0) }, u: undefined })).toBe(
    '{"a":{"c":"1970-01-01T00:00:00.000Z","d":"2"},"b":1}',
  );
  expect(canonicalJson({ x: -0, y: Number.NaN, z: '\u0000\ud800' })).toBe(
    '{"x":0,"y":null,"z":"\uFFFD\uFFFD"}',
  );
});

test('a map may have any key', () => {
  expect(
    canonicalJson(
      new Map<unknown, unknown>([
        [{ toString: '' }, 1],
        [Object.create(null), 2],
        [7, 3],
      ]),
    ),
  ).toBe('{"7":3,"{\\"toString\\":\\"\\"}":1,"{}":2}');
});

test('what was read back gives the same text', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withBigInt: true, withMap: true }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});
