import { expect, test } from 'vitest';
import { planAddresses, publicPath, wordOn, type Address } from './addresses.ts';
import type { UnitVersion } from './versions.ts';

const today = '2026-05-01';

const version = (
  unitId: string,
  level: UnitVersion['level'],
  nameKy: string,
  parentId: string | null,
  validFrom = '2020-01-01',
  validTo: string | null = null,
): UnitVersion => ({
  unitId,
  level,
  nameKy,
  nameRu: nameKy,
  parentId,
  validFrom,
  validTo,
  code: null,
  kind: null,
});

const districts = [
  version('d1', 'district', 'Токтогул району', null),
  version('d2', 'district', 'Кочкор району', null),
];

/** What stands after a plan was written, a moment later than what stood before. */
function written(known: readonly Address[], versions: readonly UnitVersion[], at: number): Address[] {
  const { add, again } = planAddresses(versions, known, today);
  const kept = known.map((one) => {
    const later = again.find(({ withinId, word }) => withinId === one.withinId && word === one.word);
    return later ? { ...one, validFrom: later.validFrom, setAt: at } : one;
  });
  return [...kept, ...add.map((one) => ({ ...one, setAt: at }))];
}

const wordOf = (book: readonly Address[], unitId: string, withinId: string | null = null, day = today) =>
  wordOn(
    book.filter((one) => one.unitId === unitId && one.withinId === withinId),
    day,
  )?.word;

test('the older unit has the bare word, the next its district’s behind it, then numbers; words of the program are nobody’s', () => {
  const versions = [
    ...districts,
    version('m1', 'municipality', 'Ак-Суу айыл аймагы', 'd1'),
    version('m2', 'municipality', 'Ак-Суу', 'd2'),
    version('m3', 'municipality', 'Ак Суу', 'd2'),
    version('m4', 'municipality', 'План', 'd1'),
    version('m5', 'municipality', 'Ош', 'd1'),
    version('m6', 'municipality', 'Юг', 'd1'),
    version('v1', 'village', 'Арал', 'm1'),
    version('v2', 'village', 'Арал', 'm2'),
    version('v3', 'village', 'Ак', 'm2'),
    version('v4', 'village', '№ 7', 'm2'),
    version('v5', 'village', '«…»', 'm2'),
  ];
  const book = written([], versions, 1);
  expect(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => wordOf(book, id))).toEqual([
    'ak-suu',
    'ak-suu-kochkor',
    'ak-suu-2',
    'plan-toktogul',
    'osh',
    'yug',
  ]);
  expect([wordOf(book, 'v1', 'm1'), wordOf(book, 'v2', 'm2')]).toEqual(['aral', 'aral']);
  expect(['v3', 'v4', 'v5'].map((id) => wordOf(book, id, 'm2'))).toEqual(['ak', 'aiyl-7', 'aiyl']);
  // What is given stays: a second look finds nothing to do.
  expect(planAddresses(versions, book, today)).toEqual({ add: [], again: [] });
});

test('a new name has a new word from its day, the old one stays with the unit, and comes back with the old name', () => {
  const first = version('m1', 'municipality', 'Көк-Ирим', 'd1');
  let book = written([], [...districts, first], 1);
  const ended = { ...first, validTo: '2026-01-01' };
  const second = version('m1', 'municipality', 'Жаңы-Жол', 'd1', '2026-01-01');
  book = written(book, [...districts, ended, second], 2);
  expect(wordOf(book, 'm1')).toBe('jangy-jol');
  expect(wordOf(book, 'm1', null, '2025-12-31')).toBe('kok-irim');
  // Another unit does not get the word of the past.
  const other = version('m2', 'municipality', 'Көк-Ирим', 'd2');
  expect(wordOf(written(book, [...districts, ended, second, other], 3), 'm2')).toBe('kok-irim-kochkor');
  // Corrected on the very day: the version bears the old name again.
  const back = { ...second, nameKy: 'Көк-Ирим' };
  book = written(book, [...districts, ended, back], 4);
  expect(wordOf(book, 'm1')).toBe('kok-irim');
  expect(planAddresses([...districts, ended, back], book, today)).toEqual({ add: [], again: [] });
  // A name to come is the unit's own from its day on.
  const coming = version('m1', 'municipality', 'Жаңы-Жол', 'd1', '2027-01-01');
  book = written(book, [...districts, ended, { ...back, validTo: '2027-01-01' }, coming], 5);
  expect([wordOf(book, 'm1'), wordOf(book, 'm1', null, '2027-01-01')]).toEqual(['kok-irim', 'jangy-jol']);
});

test('a village that moves has its word in both municipalities; names of the past take no word from units of today', () => {
  const versions = [
    ...districts,
    version('m1', 'municipality', 'Арал', 'd1', '2010-01-01', '2015-01-01'),
    version('m1', 'municipality', 'Бирдик', 'd1', '2015-01-01'),
    version('m2', 'municipality', 'Арал', 'd2'),
    version('m0', 'municipality', 'Бирдик', 'd2', '2010-01-01', '2012-01-01'),
    version('v1', 'village', 'Кең-Суу', 'm1', '2020-01-01', '2024-01-01'),
    version('v1', 'village', 'Кең-Суу', 'm2', '2024-01-01'),
  ];
  const book = written([], versions, 1);
  expect(['m1', 'm2', 'm0'].map((id) => wordOf(book, id))).toEqual(['birdik', 'aral', 'birdik-kochkor']);
  expect([wordOf(book, 'v1', 'm1'), wordOf(book, 'v1', 'm2')]).toEqual(['keng-suu', 'keng-suu']);
});

test('a path is made of words, or of lasting ids where one is missing', () => {
  const home = { id: 'M', word: 'kok-irim' };
  expect(publicPath(home)).toBe('/kok-irim');
  expect(publicPath(home, 2026, { id: 'V', word: 'aral' })).toBe('/kok-irim/2026/aral');
  expect(publicPath(home, 2026, { id: 'V' })).toBe('/p/M/2026/villages/V');
  expect(publicPath({ id: 'M' }, 2026)).toBe('/p/M/2026');
});
