import { describe, expect, it } from 'vitest';
import { mercator, type Point } from '../../../drawings/map-layout.ts';
import {
  bounded,
  degreesOf,
  earth,
  fitted,
  pinched,
  pushed,
  pushInto,
  scaledAt,
  scaleOfZoom,
  tileAddress,
  tilesInSight,
  toPlane,
  toScreen,
  zoomOfScale,
  type Look,
} from './transform.ts';

const size = { width: 360, height: 400 };
const look: Look = { centre: [5000, 4000], scale: 0.04 };
const limits = { least: 0.01, most: 1 };
const sheet = { left: 0, top: 0, right: 10_000, bottom: 10_000 };
const close = (found: Point, wanted: Point, digits = 6) => {
  expect(found[0]).toBeCloseTo(wanted[0], digits);
  expect(found[1]).toBeCloseTo(wanted[1], digits);
};

describe('a look at the plane', () => {
  it('puts its centre in the middle of the screen', () => {
    expect(toScreen(look, size, [5000, 4000])).toEqual([180, 200]);
    close(toScreen(look, size, [5100, 3900]), [184, 196]);
  });
  it('goes there and back', () => {
    for (const at of [
      [0, 0],
      [360, 400],
      [17, 333],
    ] as const)
      close(toScreen(look, size, toPlane(look, size, at)), at);
  });
  it('follows a push of one finger', () => {
    const place = toPlane(look, size, [100, 100]);
    close(toScreen(pushed(look, [30, -12]), size, place), [130, 88]);
  });
  it('keeps the place under the pointer when the wheel turns', () => {
    const place = toPlane(look, size, [50, 350]);
    const nearer = scaledAt(look, size, 0.16, [50, 350]);
    expect(nearer.scale).toBe(0.16);
    close(toScreen(nearer, size, place), [50, 350]);
  });
});

describe('two fingers', () => {
  it('keep what lies under them, moved and spread', () => {
    const before: [Point, Point] = [
      [100, 200],
      [200, 200],
    ];
    const after: [Point, Point] = [
      [80, 260],
      [280, 260],
    ];
    const next = pinched(look, size, before, after, limits);
    expect(next.scale).toBeCloseTo(0.08);
    close(toScreen(next, size, toPlane(look, size, before[0])), after[0]);
    close(toScreen(next, size, toPlane(look, size, before[1])), after[1]);
  });
  it('stop at the limits, also when both stand on one pixel', () => {
    const together: [Point, Point] = [
      [100, 100],
      [100, 100],
    ];
    const apart: [Point, Point] = [
      [0, 100],
      [360, 100],
    ];
    expect(pinched(look, size, together, apart, limits).scale).toBe(1);
    const least = pinched(look, size, apart, together, limits);
    expect(least.scale).toBe(0.01);
    expect(least.centre.every(Number.isFinite)).toBe(true);
  });
});

describe('showing all', () => {
  it('fits the box by its tighter side', () => {
    const found = fitted(sheet, size, 8, limits);
    expect(found.centre).toEqual([5000, 5000]);
    expect(found.scale).toBeCloseTo(344 / 10_000);
    expect(toScreen(found, size, [0, 5000])[0]).toBeCloseTo(8);
  });
  it('takes the limit for a single point and for a place without room', () => {
    expect(fitted({ left: 5, top: 5, right: 5, bottom: 5 }, size, 50, limits).scale).toBe(1);
    expect(fitted(sheet, { width: 0, height: 0 }, 50, limits).scale).toBe(0.01);
  });
  it('never loses the sheet', () => {
    const lost = bounded({ centre: [99_999, -99_999], scale: 0.04 }, size, sheet);
    const [x, y] = toScreen(lost, size, [10_000, 0]);
    expect(x).toBeCloseTo(36);
    expect(y).toBeCloseTo(360);
    expect(bounded(look, size, sheet)).toEqual(look);
  });
  it('pushes a sign from under a panel', () => {
    const free = { left: 50, top: 50, right: 310, bottom: 150 };
    expect(pushInto([100, 100], free)).toEqual([0, 0]);
    expect(pushInto([20, 380], free)).toEqual([30, -230]);
    // The panel covers all: the sign comes to the upper edge.
    expect(pushInto([100, 380], { ...free, bottom: -40 })).toEqual([0, -330]);
  });
});

describe('tiles', () => {
  const village: Point = [74.5698, 42.8746];
  it('turns degrees to the plane and back', () => {
    close(degreesOf(mercator(village)), village, 9);
    close(degreesOf([0, 0]), [0, 0]);
    expect(mercator([0, 85])[1]).toBeGreaterThan(-180);
  });
  it('names zooms as tiles do', () => {
    expect(scaleOfZoom(0) * 360).toBe(256);
    expect(zoomOfScale(scaleOfZoom(14))).toBeCloseTo(14);
  });
  it('finds the tile of a village', () => {
    // Known from the usual formula of tile names: zoom 14, Bishkek.
    const found = tilesInSight(
      { centre: mercator(village), scale: scaleOfZoom(14) },
      { width: 1, height: 1 },
      19,
    );
    expect(found).toEqual({ zoom: 14, left: 11585, right: 11585, top: 6028, bottom: 6028 });
  });
  it('shows no tile above the Earth, and runs round it sideways', () => {
    const all = tilesInSight({ centre: [0, 0], scale: scaleOfZoom(1) }, { width: 2000, height: 2000 }, 19);
    expect(all).toMatchObject({ top: 0, bottom: 1 });
    expect(all.left).toBeLessThan(0);
    expect(tileAddress('https://t.example/{z}/{x}/{y}.png', 1, -1, 0)).toBe('https://t.example/1/1/0.png');
    expect(earth.right - earth.left).toBe(360);
  });
});
