import { expect, test } from 'vitest';
import { findPlaces, meantPlace, placeKeys, type Place } from './find-places.ts';
import type { UnitVersion } from './versions.ts';

const place = (level: UnitVersion['level'], nameKy: string, nameRu: string, path?: string): Place => {
  const unit: UnitVersion = {
    ...{ unitId: nameKy, level, nameKy, nameRu, parentId: null, kind: null, code: null },
    ...{ validFrom: '2020-01-01', validTo: null },
  };
  return { unit, above: [], path, keys: placeKeys(unit) };
};
const places = [
  place('oblast', 'Ысык-Көл облусу', 'Иссык-Кульская область'),
  place('municipality', 'Көк-Ирим айыл аймагы', 'Кок-Ирим', '/kok-irim'),
  place('municipality', 'Жаңы-Жол айыл аймагы', 'Джаны-Джол', '/jangy-jol'),
  place('village', 'Арал', 'Арал', '/kok-irim'),
  place('village', 'Арал-Төбө', 'Арал-Тёбё', '/jangy-jol'),
];
const names = (words: string) => findPlaces(places, words).map(({ unit }) => unit.nameKy);

test('a reader finds the place by its Kyrgyz, Russian or Latin name, by a village, by a part, and with a slip', () => {
  for (const words of [
    'Көк-Ирим',
    'кок ирим',
    'Kok-Irim',
    'kök irim',
    'кок-ирим айыл аймагы',
    'көк',
    'kok irmi',
  ])
    expect(names(words), words).toEqual(['Көк-Ирим айыл аймагы']);
  for (const words of ['Джаны-Джол', 'jangy jol', 'zhany-zhol'])
    expect(names(words)[0], words).toBe('Жаңы-Жол айыл аймагы');
  expect(names('арал')).toEqual(['Арал', 'Арал-Төбө']);
  expect(names('Иссык-Куль')).toEqual(['Ысык-Көл облусу']);
  for (const words of ['', ' ', 'б'.repeat(500), '***']) expect(names(words), words).toEqual([]);
});

test('only the very name of one page leads straight to it', () => {
  const meant = (words: string) => meantPlace(findPlaces(places, words), words)?.path;
  expect(meant('kok irim')).toBe('/kok-irim');
  expect(meant('Арал')).toBe('/kok-irim');
  expect(meant('көк')).toBeUndefined();
  expect(meant('Ысык-Көл')).toBeUndefined();
  const twins = [...places, place('village', 'Арал', 'Арал', '/jangy-jol')];
  expect(meantPlace(findPlaces(twins, 'арал'), 'арал')).toBeUndefined();
});
