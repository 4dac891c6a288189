import { describe, expect, test } from 'vitest';
import { bandOfAge, checkAgeGroups, parseAgeBand, populationSums, profileBands } from './age-bands.ts';
import {
  planAbolish,
  planCreate,
  planMerge,
  planMove,
  planRename,
  planSplit,
  territoryOf,
  type ChangeResult,
} from './changes.ts';
import { checkImport } from './unit-import.ts';
import { templateRows } from './unit-template.ts';
import { flatten, namedVersion, treeAt, unitAt, type UnitVersion } from './versions.ts';

function version(unitId: string, facts: Partial<UnitVersion> = {}): UnitVersion {
  return {
    unitId,
    level: 'village',
    code: null,
    parentId: 'kok-irim',
    nameKy: unitId,
    nameRu: unitId,
    kind: null,
    validFrom: '2020-01-01',
    validTo: null,
    ...facts,
  };
}

const country: UnitVersion[] = [
  version('jalal-abad', { level: 'oblast', parentId: null }),
  version('toktogul', { level: 'district', parentId: 'jalal-abad' }),
  version('kok-irim', { level: 'municipality', parentId: 'toktogul', kind: 'aiylAimak' }),
  version('ak-jar', { level: 'municipality', parentId: 'toktogul', kind: 'aiylAimak' }),
  version('aral'),
  version('birdik'),
  version('kum', { parentId: 'ak-jar' }),
];
const territory = territoryOf(country);
const refusal = (result: ChangeResult): string => (result.ok ? 'done' : result.code);
const byId = (a: UnitVersion, b: UnitVersion): number => (a.unitId < b.unitId ? -1 : 1);

describe('versions', () => {
  const renamed = [
    version('aral', { nameKy: 'Эски Арал', validFrom: '2010-01-01', validTo: '2020-01-01' }),
    version('aral', { nameKy: 'Арал', validTo: '2025-03-01' }),
  ];

  test('a version holds from its first day until the day before the next one', () => {
    expect(unitAt(renamed, '2009-12-31')).toBeUndefined();
    expect(unitAt(renamed, '2019-12-31')?.nameKy).toBe('Эски Арал');
    expect(unitAt(renamed, '2020-01-01')?.nameKy).toBe('Арал');
    expect(unitAt(renamed, '2025-03-01')).toBeUndefined();
  });

  test('a paper carries the name of its day, also when the unit has ended since', () => {
    expect(namedVersion(renamed, '2015-06-01')?.nameKy).toBe('Эски Арал');
    expect(namedVersion(renamed, '2030-01-01')?.nameKy).toBe('Арал');
    expect(namedVersion(renamed, '2000-01-01')?.nameKy).toBe('Эски Арал');
    expect(namedVersion([], '2000-01-01')).toBeUndefined();
  });

  test('the tree of a day holds the units of that day, each once', () => {
    const later = version('janyl', { validFrom: '2026-01-01' });
    const ended = version('gone', { validTo: '2022-01-01' });
    const names = (date: string) =>
      flatten(treeAt([...country, later, ended], date, byId)).map(
        ({ unit, above }) => `${above.length}${unit.unitId}`,
      );
    expect(names('2021-01-01')).toEqual([
      '0jalal-abad',
      '1toktogul',
      '2ak-jar',
      '3kum',
      '2kok-irim',
      '3aral',
      '3birdik',
      '3gone',
    ]);
    expect(names('2026-01-01')).toContain('3janyl');
    expect(names('2026-01-01')).not.toContain('3gone');
    expect(names('2019-01-01')).toEqual([]);
  });
});

describe('changes', () => {
  const on = '2026-05-01';
  const village = {
    unitId: 'new',
    level: 'village' as const,
    code: null,
    nameKy: 'Жаңы',
    nameRu: 'Жаны',
    kind: null,
  };

  test.each([
    ['a village under a municipality', { parentId: 'kok-irim' }, 'done'],
    ['a village under a district', { parentId: 'toktogul' }, 'unit-parent-level'],
    ['a village under nothing', { parentId: null }, 'unit-parent-missing'],
    ['a village under what never was', { parentId: 'nowhere' }, 'unit-parent-ended'],
    ['a second village of that name', { parentId: 'kok-irim', nameKy: 'ARAL' }, 'unit-name-taken'],
    ['the same name elsewhere', { parentId: 'ak-jar', nameKy: 'aral' }, 'done'],
    ['before the municipality', { parentId: 'kok-irim', on: '2019-12-31' }, 'unit-parent-not-yet'],
    ['a village with a kind', { parentId: 'kok-irim', kind: 'town' as const }, 'unit-kind-not-here'],
  ])('creating %s: %s', (_, facts, expected) => {
    expect(refusal(planCreate(territory, { ...village, on, ...facts }))).toBe(expected);
  });

  test('an oblast stands under nothing, a municipality needs a kind', () => {
    const oblast = { ...village, level: 'oblast' as const, on };
    expect(refusal(planCreate(territory, { ...oblast, parentId: null }))).toBe('done');
    expect(refusal(planCreate(territory, { ...oblast, parentId: 'jalal-abad' }))).toBe('unit-parent-level');
    const municipality = { ...village, level: 'municipality' as const, on, parentId: 'toktogul' };
    expect(refusal(planCreate(territory, municipality))).toBe('required');
  });

  test('renaming: not before the last change, not to the same, not to the neighbour’s name', () => {
    const rename = (nameKy: string, date: string) =>
      refusal(planRename(territory, { unitId: 'aral', nameKy, nameRu: nameKy, on: date }));
    expect(rename('Жаңы Арал', on)).toBe('done');
    expect(rename('Жаңы Арал', '2019-01-01')).toBe('unit-date-too-early');
    expect(rename('aral', on)).toBe('unit-nothing-changed');
    expect(rename('Birdik', on)).toBe('unit-name-taken');
  });

  test('moving: only under a parent of the same level', () => {
    expect(refusal(planMove(territory, { unitId: 'aral', parentId: 'ak-jar', on }))).toBe('done');
    expect(refusal(planMove(territory, { unitId: 'aral', parentId: 'kok-irim', on }))).toBe(
      'unit-nothing-changed',
    );
    expect(refusal(planMove(territory, { unitId: 'aral', parentId: 'toktogul', on }))).toBe(
      'unit-parent-level',
    );
  });

  const merge = {
    unitIds: ['kok-irim', 'ak-jar'],
    continueAs: null as string | null,
    newUnitId: 'new',
    code: null,
    parentId: 'toktogul',
    nameKy: 'Бирлик',
    nameRu: 'Бирлик',
    kind: 'aiylAimak' as const,
    on,
  };

  test('merging into a new municipality: the old ones end, all villages come under the new one', () => {
    const result = planMerge(territory, merge);
    expect(result.ok && result.plan.end).toEqual(['kok-irim', 'ak-jar']);
    expect(result.ok && result.plan.begin.map((begun) => begun.unitId)).toEqual(['new']);
    expect(
      result.ok && result.plan.open.filter((opened) => opened.parentId === 'new').map((v) => v.unitId),
    ).toEqual(['aral', 'birdik', 'kum']);
  });

  test('merging into one that goes on: it may keep its name, only the other ends', () => {
    const result = planMerge(territory, { ...merge, continueAs: 'kok-irim', nameKy: 'kok-irim' });
    expect(result.ok && result.plan.end).toEqual(['ak-jar']);
    expect(result.ok && result.plan.begin).toEqual([]);
    expect(result.ok && result.plan.open.map((opened) => opened.unitId)).toEqual(['kok-irim', 'kum']);
  });

  test('merging is refused for one unit, mixed levels, a stranger as the result, equal village names', () => {
    expect(refusal(planMerge(territory, { ...merge, unitIds: ['ak-jar', 'ak-jar'] }))).toBe('unit-merge-two');
    expect(refusal(planMerge(territory, { ...merge, unitIds: ['ak-jar', 'aral'] }))).toBe(
      'unit-merge-levels',
    );
    expect(refusal(planMerge(territory, { ...merge, continueAs: 'aral' }))).toBe('unit-merge-continue');
    const twins = territoryOf([...country, version('aral-2', { nameKy: 'Aral', parentId: 'ak-jar' })]);
    expect(refusal(planMerge(twins, merge))).toBe('unit-merge-same-names');
  });

  test('names alike that come together are asked about, whatever brings them together', () => {
    const alike = (name: string, parentId: string) => version(name, { nameKy: name, parentId });
    const [hill, peak] = [alike('Кара-Тоо', 'kok-irim'), alike('Кара-Төө', 'ak-jar')];
    const both = territoryOf([...country, hill, peak]);
    expect(planMerge(both, merge)).toMatchObject({
      code: 'unit-names-alike',
      params: { name: 'Кара-Тоо', other: 'Кара-Төө' },
    });
    expect(refusal(planMerge(both, { ...merge, another: true }))).toBe('done');
    expect(refusal(planMerge(both, { ...merge, continueAs: 'kok-irim', nameKy: 'kok-irim' }))).toBe(
      'unit-names-alike',
    );
    const move = { unitId: 'Кара-Төө', parentId: 'kok-irim', on };
    expect(planMove(both, move)).toMatchObject({ code: 'unit-name-alike', field: 'parentId' });
    expect(refusal(planMove(both, { ...move, another: true }))).toBe('done');
    // Two that stood under one parent before were asked about then.
    const before = territoryOf([...country, hill, alike('Кара-Төө', 'kok-irim')]);
    expect(refusal(planMerge(before, merge))).toBe('done');
    // The result itself, beside a neighbour.
    const beside = {
      ...merge,
      unitIds: ['aral', 'birdik'],
      parentId: 'kok-irim',
      nameKy: 'Кара-Төө',
      kind: null,
    };
    const near = territoryOf([...country, hill]);
    expect(planMerge(near, beside)).toMatchObject({ code: 'unit-name-alike', params: { name: 'Кара-Тоо' } });
    expect(refusal(planMerge(near, { ...beside, another: true }))).toBe('done');
    const split = (names: readonly string[], keep: boolean, another = false) =>
      planSplit(near, {
        ...{ unitId: 'birdik', keep, children: {}, on, another },
        parts: names.map((nameKy) => ({ unitId: nameKy, nameKy, nameRu: nameKy, kind: null })),
      });
    expect(split(['Суу', 'Кара-Төө'], false)).toMatchObject({
      code: 'unit-name-alike',
      field: 'parts.1.nameKy',
      params: { name: 'Кара-Тоо' },
    });
    expect(refusal(split(['Суу', 'Кара-Төө'], false, true))).toBe('done');
    expect(split(['Көл', 'Кол'], false)).toMatchObject({ code: 'unit-name-alike', field: 'parts.1.nameKy' });
    expect(split(['Биpдик айылы', 'birdik айылы'], true)).toMatchObject({ code: 'unit-name-alike' });
  });

  test('splitting: each village is placed, and stays only when the old unit goes on', () => {
    const parts = [
      { unitId: 'p1', nameKy: 'Түндүк', nameRu: 'Север', kind: 'aiylAimak' as const },
      { unitId: 'p2', nameKy: 'Түштүк', nameRu: 'Юг', kind: 'aiylAimak' as const },
    ];
    const split = { unitId: 'kok-irim', keep: false, parts, children: { aral: 'p1', birdik: 'p2' }, on };
    const result = planSplit(territory, split);
    expect(result.ok && result.plan.end).toEqual(['kok-irim']);
    expect(result.ok && result.plan.open.map((v) => `${v.unitId}<${v.parentId ?? ''}`)).toEqual([
      'p1<toktogul',
      'p2<toktogul',
      'aral<p1',
      'birdik<p2',
    ]);
    expect(refusal(planSplit(territory, { ...split, children: { aral: 'p1' } }))).toBe('unit-split-child');
    expect(refusal(planSplit(territory, { ...split, keep: true, children: { aral: 'p1' } }))).toBe('done');
    expect(refusal(planSplit(territory, { ...split, parts: parts.slice(0, 1) }))).toBe('unit-split-parts');
    expect(
      refusal(planSplit(territory, { ...split, parts: [parts[0]!, { ...parts[1]!, nameKy: 'түндүк' }] })),
    ).toBe('unit-split-same-names');
  });

  test('abolishing waits until nothing belongs to the unit', () => {
    expect(refusal(planAbolish(territory, { unitId: 'aral', on }))).toBe('done');
    expect(refusal(planAbolish(territory, { unitId: 'kok-irim', on }))).toBe('unit-has-children');
    expect(refusal(planAbolish(territory, { unitId: 'aral', on: '2020-01-01' }))).toBe('unit-date-too-early');
    const gone = territoryOf([...country, version('gone', { validTo: '2022-01-01' })]);
    expect(refusal(planAbolish(gone, { unitId: 'gone', on }))).toBe('unit-ended');
  });
});

describe('age bands', () => {
  test('limits of FX-8: 17 belongs to none, 35/36 and 55/56 are in different ones', () => {
    const groups = ['18-35', '36-55', '56+'];
    expect([17, 18, 35, 36, 55, 56, 99].map((age) => bandOfAge(groups, age))).toEqual([
      undefined,
      '18-35',
      '18-35',
      '36-55',
      '36-55',
      '56+',
      '56+',
    ]);
    expect(profileBands(groups)).toEqual(['0-17', ...groups]);
  });

  test.each([
    [['18-35', '36-55', '56+'], null],
    [['18-30', '41+'], null],
    [[], 'age-bands-none'],
    [['18-35', '35-55'], 'age-bands-overlap'],
    [['18+', '36-55'], 'age-bands-overlap'],
    [['36-55', '18-35'], 'age-bands-overlap'],
    [['16-35'], 'age-bands-minor'],
    [['35-18'], 'age-bands-malformed'],
    [['жаштар'], 'age-bands-malformed'],
  ])('%j: %s', (groups, problem) => {
    expect(checkAgeGroups(groups)).toBe(problem);
  });

  test('sums of a profile', () => {
    const sums = populationSums([
      { sex: 'female', ageBand: '0-17', people: 10 },
      { sex: 'female', ageBand: '18-35', people: 5 },
      { sex: 'male', ageBand: '18-35', people: 7 },
    ]);
    expect([sums.female, sums.male, sums.all, sums.adults, sums.byBand.get('18-35')]).toEqual([
      15, 7, 22, 12, 12,
    ]);
    expect(parseAgeBand('18-200')).toBeNull();
  });
});

describe('import', () => {
  const known = country.filter((unit) => unit.validTo === null);
  const problems = (rows: string[][], units = known) =>
    checkImport(rows, units).problems.map(({ row, code }) => `${row} ${code}`);
  const heading = ['level', 'name_ky', 'parent', 'code', 'households', 'female_18_35'];

  test('the template itself can be imported into an empty system', () => {
    const { units, problems: found } = checkImport(
      templateRows().map((row) => row.map(String)),
      [],
    );
    expect(found).toEqual([]);
    const levels = ['oblast', 'district', 'municipality', 'village', 'municipality'];
    expect(units.map((unit) => unit.level)).toEqual(levels);
    expect(units[3]!.population).toContainEqual({ sex: 'female', ageBand: '56+', people: 140 });
    expect(units[3]!.parent).toEqual({ row: 4 });
  });

  test('rows may stand in any order, under units of the file or of the database', () => {
    const { units, problems: found } = checkImport(
      [
        heading,
        ['айыл', 'Тал-Булак', 'Жаңы-Жол', '', '1 200', '30'],
        ['village', 'Чоң-Арык', 'jalal-abad / toktogul / KOK-IRIM', '', '', ''],
        ['айыл аймагы', 'Жаңы-Жол', 'toktogul', '417', '', ''],
        ['village', 'aral', 'kok-irim', '', '90', ''],
      ],
      known,
    );
    expect(found).toEqual([]);
    expect(units.map((unit) => unit.parent)).toEqual([
      { row: 4 },
      { unitId: 'kok-irim' },
      { unitId: 'toktogul' },
      { unitId: 'kok-irim' },
    ]);
    expect(units[0]!.households).toBe(1200);
    expect(units[3]!.existing).toBe('aral');
  });

  test('every mistake is named with its row', () => {
    expect(
      problems([
        heading,
        ['', 'Бир', 'kok-irim', '', '', ''],
        ['планета', 'Эки', 'kok-irim', '', '', ''],
        ['village', '', 'kok-irim', '', '', ''],
        ['village', 'Төрт', 'жок жер', '', '', ''],
        ['village', 'Беш', '', '', '-5', ''],
        ['village', 'Алты', 'kok-irim', '', 'көп', '12,5'],
        ['village', 'Жети', 'kok-irim', 'A1', '', '9999999'],
        ['village', 'жети', 'kok-irim', 'A1', '', ''],
        ['district', 'Сегиз', 'jalal-abad', '', '10', ''],
        ['oblast', 'Тогуз', 'jalal-abad', '', '', ''],
      ]),
    ).toEqual([
      '2 level-missing',
      '3 level-unknown',
      '4 name-missing',
      '5 parent-not-found',
      '6 count-negative',
      '6 parent-missing',
      '7 count-malformed',
      '7 count-fraction',
      '8 count-too-big',
      '9 twice',
      '9 code-twice',
      '10 profile-not-village',
      '11 parent-of-oblast',
    ]);
  });

  test('wrong columns are named before any row', () => {
    expect(
      problems([
        ['name', 'level', 'level'],
        ['x', 'y', 'z'],
      ]),
    ).toEqual(['1 column-unknown', '1 column-twice', '1 column-missing']);
    expect(problems([heading])).toEqual(['0 no-rows']);
    expect(problems([])).toEqual(['1 column-missing', '1 column-missing']);
  });

  test('two parents of one name must be told apart by code or path', () => {
    const twins = [
      ...known,
      version('aral-aimak', { level: 'municipality', nameKy: 'ak-jar', parentId: 'other' }),
    ];
    expect(problems([heading, ['village', 'Жаңы', 'ak-jar', '', '', '']], twins)).toEqual([
      '2 parent-ambiguous',
    ]);
    expect(problems([heading, ['village', 'Жаңы', 'jalal-abad/toktogul/ak-jar', '', '', '']], twins)).toEqual(
      [],
    );
  });

  const place = (over: Partial<UnitVersion>): UnitVersion => version(over.unitId!, over);
  const rivers = [
    place({
      unitId: 'naryn',
      level: 'oblast',
      parentId: null,
      nameKy: 'Нарын облусу',
      nameRu: 'Нарынская область',
    }),
    place({ unitId: 'naryn-d', level: 'district', parentId: 'naryn', nameKy: 'Нарын', nameRu: 'Нарынский' }),
    place({ unitId: 'osh', level: 'oblast', parentId: null, nameKy: 'Ош', nameRu: 'Ошская' }),
    place({
      unitId: 'ki',
      level: 'municipality',
      parentId: 'naryn-d',
      nameKy: 'Көк-Ирим',
      nameRu: 'Кок-Ирим',
      kind: 'aiylAimak',
    }),
    place({ unitId: 'suu', level: 'village', parentId: 'ki', nameKy: 'Кара-Суу', nameRu: 'Кара-Суу' }),
    place({ unitId: 'too', level: 'village', parentId: 'ki', nameKy: 'Кара-Төө', nameRu: 'Кара-Тео' }),
  ];
  const plain = ['level', 'name_ky', 'name_ru', 'parent', 'kind', 'code'];
  const check = (...rows: string[][]) => checkImport([plain, ...rows], rivers);

  test('twins of a village that stands are the village, or refused with the letter named', () => {
    for (const name of [
      'Кара\u2011Суу',
      'Кара–Суу',
      'Кара\u00adСуу',
      'Кара\u200bСуу',
      'Кара Суу',
      'КАРА - СУУ',
    ])
      expect(check(['village', name, '', 'Көк-Ирим']).units[0], name).toMatchObject({ existing: 'suu' });
    expect(check(['village', 'Кaра-Суу', '', 'Көк-Ирим']).problems).toMatchObject([
      { code: 'alphabets-mixed-in-name', params: { letters: 'a' } },
    ]);
    expect(check(['municipality', 'Кок-Ирим', 'Кок-Ирим', 'Нарын']).units[0]).toMatchObject({
      existing: 'ki',
      differences: [{ field: 'nameKy', was: 'Көк-Ирим', now: 'Кок-Ирим', take: 'nameKy' }],
    });
    const osh = check(['oblast', 'Ош облусу', '', '']);
    expect(osh.units[0]?.existing).toBe('osh');
    expect(osh.notes).toMatchObject([{ code: 'unit-possible', params: { name: 'Ош' } }]);
  });

  test('a village alike is taken and said; beside the one that stands it is another', () => {
    const one = check(['village', 'Кара-Тоо', '', 'Көк-Ирим']);
    expect(one.units[0]?.existing).toBe('too');
    expect(one.notes.map(({ code }) => code)).toEqual(['unit-possible']);
    const two = check(['village', 'Кара-Тоо', '', 'Көк-Ирим'], ['village', 'Кара-Төө', '', 'Көк-Ирим']);
    expect(two.problems).toEqual([]);
    expect(two.units.map((unit) => unit.existing)).toEqual([null, 'too']);
  });

  test('parents are found with the word of their level, an unlucky letter, as a path', () => {
    for (const parent of [
      'Көк-Ирим айыл аймагы',
      'Көк-Ирим а/а',
      'айылный аймак Кок-Ирим',
      'Кок Ирим',
      'Нарын облусу / Нарын району / Көк-Ирим',
    ])
      expect(check(['village', 'Жаңы', '', parent]).units[0], parent).toMatchObject({
        parent: { unitId: 'ki' },
      });
    expect(check(['айыл өкмөтү', 'Жергетал', '', 'Нарын району']).units[0]).toMatchObject({
      level: 'municipality',
      kind: 'aiylAimak',
      parent: { unitId: 'naryn-d' },
    });
  });

  test('towns under an oblast and under the republic', () => {
    expect(check(['шаар', 'Нарын шаары', '', 'Нарын облусу']).units[0]).toMatchObject({
      kind: 'town',
      parent: { unitId: 'naryn' },
    });
    // A district and an oblast of one name: the word of the level says which.
    expect(check(['town', 'Нарын', '', 'Нарын району']).units[0]).toMatchObject({
      parent: { unitId: 'naryn-d' },
    });
    const capital = check(['город', 'Бишкек', 'Бишкек', 'Кыргыз Республикасы']);
    expect(capital.problems).toEqual([]);
    expect(capital.units[0]).toMatchObject({ kind: 'town', parent: null });
    expect(check(['город', 'Бишкек', '', '']).problems.map(({ code }) => code)).toEqual([
      'parent-missing-town',
    ]);
    expect(check(['айыл аймагы', 'Жаңы', '', 'Кыргызстан']).problems.map(({ code }) => code)).toEqual([
      'parent-not-found',
    ]);
    expect(check(['municipality', 'Мин-Куш', '', 'Нарын облусу', 'пгт']).units[0]).toMatchObject({
      kind: 'town',
    });
    expect(check(['пгт', 'Мин-Куш', '', 'Нарын']).problems.map(({ code }) => code)).toEqual([
      'level-settlement',
    ]);
    expect(check(['аил', 'Жаңы-Жер', '', 'Көк-Ирим']).units[0]).toMatchObject({ level: 'village' });
  });

  test('what is no name is no unit', () => {
    for (const [name, code] of [
      ['2026-05-01', 'date-for-name'],
      ['01.май', 'date-for-name'],
      ['46143', 'date-for-name'],
      ['123', 'number-for-name'],
      ['.', 'no-letter-in-name'],
      ['<b>x</b>', 'markup-in-name'],
      ['😀', 'no-letter-in-name'],
      ['?зг?р?ш', 'letters-lost-in-name'],
    ] as const)
      expect(check(['village', name, '', 'Көк-Ирим']).problems.map((one) => one.code)).toEqual([code]);
    expect(check(['village', '1-Май', '', 'Көк-Ирим']).problems).toEqual([]);
  });

  test('codes: shortened ones are refused, long ones kept, a figure short is said', () => {
    expect(
      check(['village', 'А', '', 'Көк-Ирим', '', '4,17042E+13']).problems.map(({ code }) => code),
    ).toEqual(['code-scientific']);
    expect(check(['village', 'А', '', 'Көк-Ирим', '', '417 0420 0000 000 17']).units[0]?.code).toBe(
      '4170420000000017',
    );
    const codes = ['05123', '15124', '25125', '5126'].map((code, index) => [
      'village',
      `Айыл ${index}`,
      '',
      'Көк-Ирим',
      '',
      code.padStart(index === 3 ? 4 : 5, '0'),
    ]);
    expect(check(...codes).notes).toMatchObject([
      { code: 'code-short', params: { value: '5126', length: 5 } },
    ]);
  });

  test('what a row says otherwise than it is stored is listed, field by field', () => {
    const [unit] = check(['municipality', 'Көк-Ирим', 'Кёк-Ирим', 'Нарын', 'town', '41704200000000']).units;
    expect(unit).toMatchObject({
      existing: 'ki',
      differences: [
        { field: 'nameRu', take: 'nameRu', was: 'Кок-Ирим', now: 'Кёк-Ирим' },
        { field: 'kind', take: 'kind', was: 'aiylAimak', now: 'town' },
        { field: 'code', take: 'code-empty', was: '', now: '41704200000000' },
      ],
    });
    expect(check(['municipality', 'Көк-Ирим', '', 'Нарын', '', '']).units[0]?.differences).toEqual([]);
  });

  test('a code of another unit is refused', () => {
    const coded = known.map((unit) => (unit.unitId === 'aral' ? { ...unit, code: '417' } : unit));
    expect(problems([heading, ['village', 'Жаңы', 'kok-irim', '417', '', '']], coded)).toEqual([
      '2 code-taken',
    ]);
    expect(problems([heading, ['village', 'aral', 'kok-irim', '417', '', '']], coded)).toEqual([]);
  });
});
