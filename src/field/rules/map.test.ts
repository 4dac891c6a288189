import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordLimits, sheetSide, type MapObject } from '../../needs/sessions/rules/session-record.ts';
import {
  draftOf,
  draftText,
  groupsByKind,
  isComplete,
  keptPoint,
  movedBy,
  newDraft,
  newObject,
  passes,
  wholeMap,
  withoutLastPoint,
  withPoint,
  withShape,
} from './map.ts';
import { newDocument, SessionEdits } from './document.ts';
import { recordOf } from './record-of.ts';

const object = (over: Partial<MapObject>): MapObject => ({
  id: '0197a000-0000-7000-8000-000000000001',
  order: 1,
  kind: 'service',
  name: 'Мектеп',
  condition: null,
  users: [],
  wished: false,
  note: '',
  shape: 'point',
  crs: 'sheet',
  points: [[1, 1]],
  ...over,
});

test('a point is done with one tap, a line with two, an area with three', () => {
  let draft = newDraft('water', 'sheet');
  expect(draft.shape).toBe('line');
  draft = withPoint(draft, [10, 10]);
  expect(isComplete(draft)).toBe(false);
  // A trembling finger makes no second point.
  draft = withPoint(draft, [10.2, 9.8]);
  expect(draft.points).toHaveLength(1);
  draft = withPoint(draft, [500, 10]);
  expect(isComplete(draft)).toBe(true);
  expect(isComplete(withShape(draft, 'area'))).toBe(false);
  expect(withShape(draft, 'point').points).toEqual([[500, 10]]);
  expect(withoutLastPoint(draft).points).toEqual([[10, 10]]);
  expect(withPoint(withPoint(newDraft('trade', 'sheet'), [1, 1]), [2, 2]).points).toEqual([[2, 2]]);
});

test('every drawn object is read back from the document as it was drawn', () => {
  const point = fc.tuple(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 3, maxLength: 12 }),
      fc.constantFrom('sheet', 'tiles'),
      (taps, base) => {
        const draft = taps.reduce(withPoint, withShape(newDraft('pasture', base), 'line'));
        fc.pre(isComplete(draft));
        const doc = newDocument('0197a000-0000-7000-8000-00000000000a');
        new SessionEdits(doc).put('mapObjects', '0197a000-0000-7000-8000-000000000001', {
          ...object({ kind: draft.kind, shape: draft.shape, crs: draft.crs }),
          points: draft.points,
        });
        const [read] = recordOf(doc).mapObjects;
        expect(read?.points).toEqual(draft.points);
        expect(read?.shape).toBe('line');
      },
    ),
  );
});

test('points stay on the sheet and on Earth', () => {
  expect(keptPoint([-5, 12_345.6], 'sheet')).toEqual([0, sheetSide]);
  expect(keptPoint([434.5, 91], 'wgs84')).toEqual([74.5, 85]);
  let long = withShape(newDraft('water', 'sheet'), 'line');
  for (let index = 0; index < recordLimits.points + 50; index += 1) long = withPoint(long, [index, 0]);
  expect(long.points).toHaveLength(recordLimits.points);
});

test('a shape pushed over the edge keeps its form', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: sheetSide }), fc.integer({ min: 0, max: sheetSide })), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 })),
      (points, by) => {
        const moved = movedBy(points, by, 'sheet');
        for (const [index, [x, y]] of moved.entries()) {
          expect(x >= 0 && x <= sheetSide && y >= 0 && y <= sheetSide).toBe(true);
          expect(x - moved[0]![0]).toBe(points[index]![0] - points[0]![0]);
          expect(y - moved[0]![1]).toBe(points[index]![1] - points[0]![1]);
        }
      },
    ),
  );
});

test('what is being drawn survives as a text, and damage is no drawing', () => {
  const draft = withPoint(newDraft('forest', 'tiles'), [74.5, 42.8]);
  expect(draftOf(draftText(draft), 'tiles')).toEqual(draft);
  // On another base its points would mean another place.
  expect(draftOf(draftText(draft), 'sheet')).toBeNull();
  for (const text of [
    '',
    '{',
    'null',
    '{"kind":"x"}',
    '{"kind":"forest","shape":"area","crs":"sheet","points":[[1]]}',
  ])
    expect(draftOf(text, 'sheet')).toBeNull();
});

test('filters and the list', () => {
  const club = object({ name: 'Клуб', users: ['youth'], note: 'Чатыры тешик' });
  const road = object({ name: 'Жол', kind: 'infrastructure', order: 7, wished: true });
  expect(passes(club, wholeMap)).toBe(true);
  expect(passes(club, { ...wholeMap, hidden: ['service'] })).toBe(false);
  expect(passes(club, { ...wholeMap, wishedOnly: true })).toBe(false);
  expect(passes(road, { ...wholeMap, wishedOnly: true })).toBe(true);
  expect(passes(club, { ...wholeMap, usedBy: 'youth' })).toBe(true);
  expect(passes(road, { ...wholeMap, usedBy: 'youth' })).toBe(false);
  expect(newObject([], { kind: 'service', crs: 'sheet' }).order).toBe(1);
  expect(newObject([club, road], { kind: 'service', crs: 'sheet', name: 'Суу' })).toMatchObject({
    order: 8,
    name: 'Суу',
    shape: 'none',
  });
  expect(groupsByKind([club, road]).map((one) => one.kind)).toEqual(['infrastructure', 'service']);
  expect(groupsByKind([club, road], 'ЧАТЫР').flatMap((one) => one.objects)).toEqual([club]);
  expect(groupsByKind([club, road], 'базар')).toEqual([]);
});
