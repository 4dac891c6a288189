import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleRadius, sheetSide } from '../../drawings/venn-sheet.ts';
import {
  changesOfMove,
  distanceFor,
  freePlace,
  onSheet,
  placeFor,
  relationOf,
  snapDrop,
  snapWithin,
  type Placed,
} from './relations.ts';
import { circleSizes, relations, type Relation } from '../../drawings/words.ts';

const size = fc.constantFrom(...circleSizes);
const coordinate = fc.integer({ min: 0, max: sheetSide });
const circle = (id: string) =>
  fc.record({ size, x: coordinate, y: coordinate }).map((one): Placed => {
    return { id, size: one.size, ...onSheet(one, one.size) };
  });
const relation = fc.constantFrom(...relations);
const apart = () => 'separate' as const;

describe('the relation two circles show', () => {
  const at = (x: number, s: Placed['size']) => ({ x, y: 500, size: s });
  it('follows the four positions', () => {
    expect(relationOf(at(100, 'big'), at(700, 'big'))).toBe('separate');
    expect(relationOf(at(100, 'big'), at(100 + 98 + 72, 'middle'))).toBe('touching');
    expect(relationOf(at(100, 'big'), at(200, 'middle'))).toBe('partial');
    expect(relationOf(at(100, 'big'), at(140, 'small'))).toBe('full');
    expect(relationOf(at(100, 'middle'), at(100, 'middle'))).toBe('full');
  });
  it('is the same from both sides', () => {
    fc.assert(
      fc.property(circle('a'), circle('b'), (a, b) => {
        expect(relationOf(a, b)).toBe(relationOf(b, a));
      }),
    );
  });
  it('comes back from the place made for it, for every pair of sizes and every place on the sheet', () => {
    fc.assert(
      fc.property(circle('a'), circle('b'), relation, (a, b, wanted) => {
        const place = placeFor(a, [b], () => wanted, 'b');
        expect(relationOf({ ...a, ...place }, b)).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });
  it('is drawn at distances that mean it', () => {
    for (const a of circleSizes)
      for (const b of circleSizes)
        for (const wanted of relations)
          expect(relationOf({ size: a, x: 0, y: 0 }, { size: b, x: distanceFor(wanted, a, b), y: 0 })).toBe(
            wanted,
          );
  });
});

describe('a drop', () => {
  const fixed: Placed = { id: 'a', size: 'big', x: 500, y: 500 };
  it('near touching touches, from either side', () => {
    for (const off of [-snapWithin + 2, 12, snapWithin - 2]) {
      const dropped: Placed = { id: 'b', size: 'small', x: 500 + 98 + 52 + off, y: 500 };
      const rest = snapDrop(dropped, [fixed]);
      expect(relationOf({ ...dropped, ...rest }, fixed)).toBe('touching');
      expect(rest.y).toBe(500);
    }
  });
  it('between two touches both', () => {
    const other: Placed = { id: 'c', size: 'middle', x: 500 + 98 + 72, y: 500 };
    const dropped: Placed = { id: 'b', size: 'small', x: 600, y: 396 };
    const rest = { ...dropped, ...snapDrop(dropped, [fixed, other]) };
    expect(relationOf(rest, fixed)).toBe('touching');
    expect(relationOf(rest, other)).toBe('touching');
  });
  it('nearly inside goes inside', () => {
    const dropped: Placed = { id: 'b', size: 'small', x: 560, y: 500 };
    const rest = snapDrop(dropped, [fixed]);
    expect(Math.hypot(rest.x - 500, rest.y - 500)).toBeLessThanOrEqual(98 - 52);
  });
  it('stays on the sheet and keeps what it means there', () => {
    fc.assert(
      fc.property(
        circle('a'),
        fc.record({ size, x: fc.integer({ min: -300, max: 1300 }), y: fc.integer({ min: -300, max: 1300 }) }),
        (a, drop) => {
          const rest = snapDrop({ id: 'b', ...drop }, [a]);
          const r = circleRadius[drop.size];
          expect(rest.x).toBeGreaterThanOrEqual(r);
          expect(rest.y).toBeLessThanOrEqual(sheetSide - r);
          const again = snapDrop({ id: 'b', size: drop.size, ...rest }, [a]);
          expect(relationOf({ size: drop.size, ...again }, a)).toBe(
            relationOf({ size: drop.size, ...rest }, a),
          );
        },
      ),
    );
  });
});

describe('what a move changed', () => {
  const a: Placed = { id: 'a', size: 'big', x: 300, y: 500 };
  const far: Placed = { id: 'f', size: 'small', x: 900, y: 900 };
  const before: Placed = { id: 'b', size: 'small', x: 700, y: 100 };
  it('is what the circles show now', () => {
    const after = { ...before, x: 300 + 98 + 52, y: 500 };
    expect(changesOfMove(before, after, [a, far, before], apart)).toEqual([
      { otherId: 'a', relation: 'touching' },
    ]);
    expect(changesOfMove(after, before, [a, far], () => 'touching')).toEqual([
      { otherId: 'a', relation: 'separate' },
    ]);
  });
  it('leaves what the table said about pairs that stood apart before and after', () => {
    expect(changesOfMove(before, { ...before, x: 720 }, [a], () => 'full')).toEqual([]);
  });
});

describe('places', () => {
  it('gives twenty institutions room without one touching another', () => {
    const placed: Placed[] = [];
    for (let index = 0; index < 20; index += 1) {
      const size = circleSizes[index % 3]!;
      placed.push({ id: String(index), size, ...freePlace(size, placed) });
    }
    for (const [index, one] of placed.entries())
      for (const other of placed.slice(index + 1)) expect(relationOf(one, other)).toBe('separate');
  });
  it('keeps the other relations of a circle while one is set', () => {
    const school: Placed = { id: 's', size: 'middle', x: 320, y: 500 };
    const executive: Placed = { id: 'e', size: 'big', x: 560, y: 500 };
    const clinic: Placed = { id: 'c', size: 'small', x: 176, y: 500 };
    const wanted = (id: string): Relation => (id === 's' ? 'touching' : id === 'e' ? 'partial' : 'separate');
    const place = { ...clinic, ...placeFor(clinic, [school, executive], wanted, 'e') };
    expect(relationOf(place, executive)).toBe('partial');
    expect(relationOf(place, school)).toBe('touching');
  });
  it('finds the first relation a place even on a crowded sheet', () => {
    const crowd: Placed[] = Array.from({ length: 60 }, (_, index) => ({
      id: String(index),
      size: 'big',
      ...onSheet({ x: (index % 8) * 130, y: Math.floor(index / 8) * 130 }, 'big'),
    }));
    const moved: Placed = { id: 'm', size: 'small', x: 500, y: 500 };
    const place = placeFor(moved, crowd, (id) => (id === '0' ? 'touching' : 'separate'), '0');
    expect(relationOf({ ...moved, ...place }, crowd[0]!)).toBe('touching');
  });
});
