import { expect, test } from 'vitest';
import { drawingSvg } from '../platform/documents/drawing.ts';
import { mapPicture, textWidth, type PictureObject, type PictureWords } from './map-picture.ts';
import { ResourceMap } from './resource-map.tsx';
import { renderView } from '../platform/ui/testing.tsx';
import { mapConditions, mapKinds, mapUsers } from './words.ts';

const same = <T extends string>(names: readonly T[]) =>
  Object.fromEntries(names.map((name) => [name, `<${name}>`])) as Record<T, string>;
const words: PictureWords = {
  kind: same(mapKinds),
  condition: same(mapConditions),
  user: same(mapUsers),
  userMark: same(mapUsers),
  wished: '<wished>',
  usedMost: '<used>',
};

const object = (over: Partial<PictureObject>): PictureObject => ({
  name: 'Мектеп',
  kind: 'service',
  condition: 'repair',
  users: ['women', 'everyone'],
  wished: false,
  shape: 'point',
  crs: 'sheet',
  points: [[5000, 5000]],
  ...over,
});

const texts = (objects: readonly PictureObject[], base: 'sheet' | 'photo' | 'tiles' = 'sheet') =>
  mapPicture({ objects, words, base, title: 'Арал' }).shapes.flatMap((shape) =>
    shape.kind === 'text' ? [shape.text] : [],
  );

test('every object on the base stands on the picture by name; the others are not put somewhere', () => {
  const objects = [
    object({}),
    object({
      name: 'Арык',
      kind: 'water',
      shape: 'line',
      wished: true,
      points: [
        [0, 0],
        [9000, 9000],
      ],
    }),
    object({
      name: 'Жайыт',
      kind: 'pasture',
      shape: 'area',
      points: [
        [0, 0],
        [9000, 0],
        [0, 9000],
      ],
    }),
    object({ name: 'Тизмеде гана', shape: 'none', points: [] }),
    object({ name: 'Картада', crs: 'wgs84', points: [[74, 42]] }),
  ];
  const shown = texts(objects);
  expect(shown).toEqual(
    expect.arrayContaining(['Арал', 'Мектеп', 'Арык', 'Жайыт', '<service>: 1', '<repair>', '<wished>']),
  );
  expect(shown).not.toContain('Тизмеде гана');
  expect(shown).not.toContain('Картада');
  expect(texts(objects, 'tiles')).toContain('Картада');
  // «Everyone» is no mark; women are.
  expect(shown).toContain('<women>');
  expect(shown).not.toContain('<everyone>');
});

test('everything is inside the picture, whatever was drawn', () => {
  const wild = [
    object({ points: [[-90_000, 100_000]] }),
    object({ points: [[100_000, -90_000]], name: 'Ө'.repeat(200) }),
    object({
      shape: 'line',
      points: [
        [5, 5],
        [5, 5],
      ],
    }),
  ];
  const picture = mapPicture({ objects: wild, words, base: 'sheet' });
  for (const shape of picture.shapes) {
    if (shape.kind === 'circle') {
      expect(shape.cx).toBeGreaterThanOrEqual(0);
      expect(shape.cx).toBeLessThanOrEqual(picture.width);
      expect(shape.cy).toBeLessThanOrEqual(picture.height);
    }
    if (shape.kind === 'text') expect(textWidth(shape.text, shape.size)).toBeLessThan(picture.width);
    expect(JSON.stringify(shape)).not.toMatch(/NaN|null|Infinity/);
  }
});

test('an empty map is a picture too, and a photo keeps its sides', () => {
  expect(mapPicture({ objects: [], words, base: 'sheet' }).height).toBeGreaterThan(100);
  const photo = mapPicture({
    objects: [],
    words,
    base: 'photo',
    photo: { width: 1200, height: 1600 },
  }).photo!;
  expect((photo.bottom - photo.top) / (photo.right - photo.left)).toBeCloseTo(1600 / 1200, 2);
});

test('what was drawn beside the photo stays in the map, not over the legend', () => {
  const beside = object({ points: [[5000, 9800]] });
  const picture = mapPicture({
    objects: [beside],
    words,
    base: 'photo',
    photo: { width: 1600, height: 1200 },
  });
  const { photo, map } = picture;
  expect((photo!.right - photo!.left) / (photo!.bottom - photo!.top)).toBeCloseTo(4 / 3, 2);
  expect(map.bottom).toBeGreaterThan(photo!.bottom);
  const [sign] = picture.shapes.filter((shape) => shape.kind === 'circle');
  expect(sign && sign.cy + sign.r).toBeLessThan(map.bottom);
});

test('names cannot break out of the picture', () => {
  const evil = '"><script>alert(1)</script>';
  const html = renderView(
    <ResourceMap label={evil} title={evil} objects={[object({ name: evil })]} words={words} base="sheet" />,
  );
  expect(html).not.toContain('<script>');
  expect(
    drawingSvg(mapPicture({ objects: [object({ name: evil })], words, base: 'sheet' }), evil),
  ).not.toContain('<script>');
  expect(html).not.toMatch(/ style=/);
});
