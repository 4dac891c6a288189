import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partLook, ringLooks } from './part-looks.ts';

test('neighbours on a ring never look alike, the last and the first too', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 40 }), (values) => {
      const looks = ringLooks(values);
      const ring = looks.filter((_, index) => values[index]! > 0);
      for (const [at, look] of ring.entries())
        if (ring.length > 1) expect(look).not.toBe(ring[(at + 1) % ring.length]);
    }),
  );
});

test('a part keeps the look of its place where nothing speaks against it', () => {
  expect(ringLooks(Array.from({ length: 12 }, () => 1))).toEqual(
    Array.from({ length: 12 }, (_, index) => partLook(index)),
  );
  // Thirteen: the last would be like the first.
  expect(ringLooks(Array.from({ length: 13 }, () => 1)).slice(-2)).toEqual([6, 4]);
});
