import { expect, test } from 'vitest';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { countObjects, mapGeoJson, mapWords, type MapFile } from './resource-map.ts';
import { type MapObject } from './session-record.ts';

const words = mapWords(i18nFor('ky').t);

const object = (over: Partial<MapObject>): MapObject => ({
  id: '0197a000-0000-7000-8000-000000000001',
  order: 1,
  kind: 'service',
  name: 'Мектеп',
  condition: 'old',
  users: ['children'],
  wished: false,
  note: '',
  shape: 'point',
  crs: 'wgs84',
  points: [[74.5, 42.8]],
  ...over,
});

const samples: MapObject[] = [
  object({}),
  object({
    id: '0197a000-0000-7000-8000-000000000002',
    order: 2,
    kind: 'water',
    name: 'Канал «Ынтымак»',
    condition: 'repair',
    users: [],
    shape: 'line',
    points: [
      [74.5, 42.8],
      [74.51, 42.81],
      [74.52, 42.8],
    ],
  }),
  object({
    id: '0197a000-0000-7000-8000-000000000003',
    order: 3,
    kind: 'pasture',
    name: 'Жайыт',
    condition: null,
    users: ['men', 'youth'],
    shape: 'area',
    // With the clock, so that the file has to turn it.
    points: [
      [74.5, 42.9],
      [74.6, 42.9],
      [74.6, 42.8],
      [74.5, 42.8],
    ],
  }),
  object({
    id: '0197a000-0000-7000-8000-000000000004',
    order: 4,
    name: 'Бала бакча',
    condition: null,
    users: ['women'],
    wished: true,
    note: 'Жайыттын жанында',
    crs: 'sheet',
    points: [[5000, 2500]],
  }),
  object({
    id: '0197a000-0000-7000-8000-000000000005',
    order: 5,
    kind: 'trade',
    name: 'Дүкөн',
    crs: 'sheet',
    shape: 'none',
    points: [],
  }),
];

/** What a reader of the file gets back; rings of areas may begin elsewhere and run the other way. */
function objectsOf(file: MapFile): MapObject[] {
  return file.features.map(({ id, geometry, properties }) => {
    const { order, kind, name, condition, users, wished, note, sheet } = properties;
    const facts = { id, order, kind, name, condition, users, wished, note };
    if (sheet) return { ...facts, crs: 'sheet', shape: sheet.type, points: sheet.points };
    if (!geometry) return { ...facts, crs: 'sheet', shape: 'none', points: [] };
    if (geometry.type === 'Point')
      return { ...facts, crs: 'wgs84', shape: 'point', points: [geometry.coordinates] };
    if (geometry.type === 'LineString')
      return { ...facts, crs: 'wgs84', shape: 'line', points: geometry.coordinates };
    return {
      ...facts,
      crs: 'wgs84',
      shape: 'area',
      points: (geometry.coordinates[0] ?? []).slice(0, -1),
    };
  });
}

/** Points that the same ring has whichever corner it begins with and whichever way it runs. */
const ringKey = (points: readonly (readonly [number, number])[]) =>
  points
    .map((point) => point.join(' '))
    .sort()
    .join('|');

test('GeoJSON and back: nothing is lost or moved', () => {
  const file = JSON.parse(JSON.stringify(mapGeoJson(samples, words))) as MapFile;
  const back = objectsOf(file);
  expect(back).toHaveLength(samples.length);
  for (const [index, one] of samples.entries()) {
    const other = back[index]!;
    if (one.shape === 'area') {
      expect(ringKey(other.points)).toBe(ringKey(one.points));
      expect({ ...other, points: [] }).toEqual({ ...one, points: [] });
    } else expect(other).toEqual(one);
  }
});

test('the file is valid: closed rings against the clock, WGS 84 only, a bounding box of what has a place', () => {
  const file = mapGeoJson(samples, words);
  expect(file.type).toBe('FeatureCollection');
  expect(file.bbox).toEqual([74.5, 42.8, 74.6, 42.9]);
  expect(new Set(file.features.map((one) => one.id)).size).toBe(file.features.length);
  for (const { type, geometry, properties } of file.features) {
    expect(type).toBe('Feature');
    expect(properties.kindName).toBe(words.kind[properties.kind]);
    if (!geometry) continue;
    const positions =
      geometry.type === 'Point'
        ? [geometry.coordinates]
        : geometry.type === 'LineString'
          ? geometry.coordinates
          : geometry.coordinates.flat();
    for (const [longitude, latitude] of positions) {
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
    }
    if (geometry.type === 'LineString') expect(positions.length).toBeGreaterThanOrEqual(2);
    if (geometry.type === 'Polygon') {
      expect(positions.length).toBeGreaterThanOrEqual(4);
      expect(positions[0]).toEqual(positions.at(-1));
      const twice = positions.slice(1).reduce((sum, [x, y], index) => {
        const [px, py] = positions[index]!;
        return sum + px * y - x * py;
      }, 0);
      expect(twice).toBeGreaterThan(0);
    }
  }
  // Drawn on a sheet: no place on Earth is made up.
  expect(file.features[3]).toMatchObject({
    geometry: null,
    properties: { sheet: { type: 'point', points: [[5000, 2500]] }, wished: true, userNames: ['аялдар'] },
  });
  expect(file.features[4]).toMatchObject({ geometry: null, properties: { sheet: null } });
  expect(mapGeoJson([samples[3]!], words)).not.toHaveProperty('bbox');
});

test('counts: a condition of something wished for does not count as a state of the village', () => {
  const counts = countObjects([...samples, object({ wished: true, condition: 'new' })]);
  expect(counts).toMatchObject({ all: 6, drawn: 5, wished: 2 });
  expect(counts.byKind).toMatchObject({ service: 3, water: 1, pasture: 1, trade: 1, forest: 0 });
  expect(counts.byCondition).toEqual({ new: 0, building: 0, repair: 1, old: 2, collapsing: 0 });
  expect(counts.byUser).toMatchObject({ women: 1, youth: 1, men: 1, children: 3 });
});
