import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundingBox,
  mercator,
  middleOf,
  middleOfArea,
  middleOfLine,
  placeLabels,
  type Box,
} from './map-layout.ts';

const touches = (a: Box, b: Box) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.02 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.02;

test('middles and boxes', () => {
  expect(boundingBox([])).toBeNull();
  expect(
    boundingBox([
      [3, 9],
      [-1, 4],
    ]),
  ).toEqual({ left: -1, top: 4, right: 3, bottom: 9 });
  expect(
    middleOfLine([
      [0, 0],
      [10, 0],
      [10, 10],
    ]),
  ).toEqual([10, 0]);
  expect(middleOfLine([[5, 5]])).toEqual([5, 5]);
  const [x, y] = middleOfArea([
    [100, 100],
    [104, 100],
    [104, 102],
    [100, 102],
  ]);
  expect([x, y]).toEqual([102, 101]);
  // A flat area has no surface; its middle is still somewhere on it.
  expect(
    middleOfArea([
      [0, 0],
      [2, 2],
      [4, 4],
    ]),
  ).toEqual([2, 2]);
  expect(middleOf('none', [[1, 1]])).toBeNull();
  expect(middleOf('point', [])).toBeNull();
});

test('north is up', () => {
  expect(mercator([74, 43])[1]).toBeLessThan(mercator([74, 42])[1]);
  expect(mercator([0, 0])[1]).toBeCloseTo(0);
  expect(Number.isFinite(mercator([0, 90])[1])).toBe(true);
});

test('names cover no sign, no other name and stay inside; what has no room is left out', () => {
  const bounds = { left: 0, top: 0, right: 400, bottom: 300 };
  const label = fc.record({
    at: fc.tuple(fc.integer({ min: 20, max: 380 }), fc.integer({ min: 20, max: 280 })),
    radius: fc.constant(14),
    width: fc.integer({ min: 0, max: 160 }),
    height: fc.constant(20),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 60 }), (labels) => {
      const placed = placeLabels(labels, bounds);
      const boxes = placed.flatMap((one) => (one ? [one.box] : []));
      for (const [index, box] of boxes.entries()) {
        expect(box.left >= -0.1 && box.right <= 400.1 && box.top >= -0.1 && box.bottom <= 300.1).toBe(true);
        for (const other of boxes.slice(index + 1)) expect(touches(box, other)).toBe(false);
        for (const { at, radius } of labels) {
          const sign = {
            left: at[0] - radius,
            right: at[0] + radius,
            top: at[1] - radius,
            bottom: at[1] + radius,
          };
          expect(touches(box, sign)).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('on paper every name is printed, also where it is crowded', () => {
  const labels = Array.from({ length: 12 }, () => ({
    at: [50, 50] as const,
    radius: 14,
    width: 60,
    height: 20,
  }));
  expect(placeLabels(labels, null, 'least').every((one) => one !== null)).toBe(true);
  expect(placeLabels(labels, null).filter((one) => one !== null).length).toBeLessThan(12);
});
