import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingIn, whileWritten } from '../../test/acting.ts';
import {
  createTestDatabase,
  makeMunicipality,
  systemGate,
  type TestDatabase,
  type TestMunicipality,
} from '../../test/database.ts';
import { runCommand, type Command, type Result } from '../platform/db/command.ts';
import type { Gate } from '../platform/db/gate.ts';
import {
  openMunicipality,
  openPublic,
  openSystem,
  type MunicipalityScope,
  type SystemScope,
} from '../platform/db/scope.ts';
import type { z } from 'zod';
import { abolishUnit } from './commands/abolish-unit.ts';
import { createUnit } from './commands/create-unit.ts';
import { dropImport, importUnits } from './commands/import-units.ts';
import { mergeUnits } from './commands/merge-units.ts';
import { moveUnit } from './commands/move-unit.ts';
import { renameUnit } from './commands/rename-unit.ts';
import { saveSettings } from './commands/save-settings.ts';
import { saveVillageProfile } from './commands/save-village-profile.ts';
import { removeUnit } from './commands/remove-unit.ts';
import { splitUnit } from './commands/split-unit.ts';
import { stageImport } from './commands/stage-import.ts';
import { municipalityHead, profileOf, unitHistory, unitName, unitTreeAt, villagesOf } from './data.ts';
import { searchUnits, unitsToCome } from './data/search-units.ts';
import { keepUnits } from './rules/kept-units.ts';
import { templateRows } from './rules/unit-template.ts';
import { flatten } from './rules/versions.ts';
import { todayInBishkek } from '../platform/i18n/calendar.ts';

let test_: TestDatabase;
let home: TestMunicipality;
let other: TestMunicipality;
beforeAll(async () => {
  test_ = await createTestDatabase();
  home = await makeMunicipality(test_.db);
  other = await makeMunicipality(test_.db, { name: 'Ак-Жар', villages: ['Кум', 'Таш'] });
});
afterAll(async () => await test_.drop());

const administrator = systemGate();
const system = async <T>(work: (scope: SystemScope) => Promise<T>): Promise<T> =>
  await openSystem(test_.db, administrator, work);
const inHome = async <T>(gate: Gate, work: (scope: MunicipalityScope) => Promise<T>): Promise<T> =>
  await openMunicipality(test_.db, gate, work);
async function change<Schema extends z.ZodType, T>(
  command: Command<Schema, T, SystemScope>,
  input: unknown,
  operationId?: string,
): Promise<Result<T>> {
  return await system(async (scope) => await runCommand(scope, command, input, { operationId }));
}
const names = async (municipalityId: string, date: string): Promise<string[]> =>
  await openPublic(test_.db, async (scope) =>
    (await villagesOf(scope, municipalityId, date)).map((village) => village.nameKy),
  );
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.fields)}`);
  return result.value;
};
const count = async (table: string): Promise<number> =>
  Number((await test_.db.owner.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);

test('a renamed village keeps its old name at old dates, for the public too', async () => {
  const village = home.villages[0]!.id;
  const input = {
    unitId: village,
    nameKy: 'Жаңы Арал',
    nameRu: 'Новый Арал',
    on: '2024-06-01',
    basis: 'Токтом № 7',
  };
  valueOf(await change(renameUnit, input));
  await openPublic(test_.db, async (scope) => {
    expect(await unitName(scope, village, '2024-05-31')).toBe('Арал');
    expect(await unitName(scope, village, '2024-06-01', 'ru')).toBe('Новый Арал');
  });
  expect(await change(renameUnit, { ...input, nameKy: 'Эски', on: '2024-01-01' })).toMatchObject({
    code: 'unit-date-too-early',
    params: { date: '01.06.2024' },
  });
  const history = await system(async (scope) => await unitHistory(scope, village));
  expect(history?.changes.map(({ kind, basis }) => [kind, basis])).toEqual([['rename', 'Токтом № 7']]);
  // On the day a version began, it is corrected instead of leaving one that held on no day.
  valueOf(await change(renameUnit, { ...input, nameKy: 'Арал', nameRu: 'Арал' }));
  expect((await system(async (scope) => await unitHistory(scope, village)))?.versions).toHaveLength(2);
});

test('a village moves, municipalities merge and split; each day shows its own tree', async () => {
  const a = await makeMunicipality(test_.db, { name: 'Биринчи', villages: ['А1', 'А2'] });
  const b = await makeMunicipality(test_.db, { name: 'Экинчи', villages: ['Б1'] });
  valueOf(await change(moveUnit, { unitId: a.villages[1]!.id, parentId: b.id, on: '2022-01-01' }));
  expect([await names(a.id, '2021-12-31'), await names(a.id, '2022-01-01')]).toEqual([['А1', 'А2'], ['А1']]);
  expect(await names(b.id, '2022-01-01')).toEqual(['А2', 'Б1']);

  const merged = valueOf(
    await change(mergeUnits, {
      unitIds: [a.id, b.id],
      nameKy: 'Бирге',
      nameRu: 'Вместе',
      on: '2023-01-01',
    }),
  );
  expect(await names(merged.id, '2023-01-01')).toEqual(['А1', 'А2', 'Б1']);
  expect([await names(a.id, '2022-12-31'), await names(a.id, '2023-01-01')]).toEqual([['А1'], []]);
  await system(async (scope) => {
    const shown = (date: string) =>
      unitTreeAt(scope, date).then((tree) =>
        flatten(tree)
          .map(({ unit }) => unit.nameKy)
          .filter((name) => ['Биринчи', 'Экинчи', 'Бирге'].includes(name)),
      );
    expect((await shown('2022-12-31')).sort()).toEqual(['Биринчи', 'Экинчи']);
    expect(await shown('2023-01-01')).toEqual(['Бирге']);
  });

  const split = valueOf(
    await change(splitUnit, {
      unitId: merged.id,
      keep: true,
      parts: [{ nameKy: 'Бөлүнгөн', nameRu: 'Отделённый' }],
      children: { [b.villages[0]!.id]: 0 },
      on: '2024-01-01',
    }),
  );
  expect(split.id).toBe(merged.id);
  expect(await names(merged.id, '2024-01-01')).toEqual(['А1', 'А2']);
  const history = await system(async (scope) => await unitHistory(scope, merged.id));
  expect(history?.changes.map(({ kind }) => kind)).toEqual(['merge', 'split']);
  expect(await change(abolishUnit, { unitId: merged.id, on: '2025-01-01' })).toMatchObject({
    code: 'unit-has-children',
  });
  valueOf(await change(abolishUnit, { unitId: b.villages[0]!.id, on: '2025-01-01' }));
});

test('two administrators who add the same unit at once: one is refused', async () => {
  const unit = {
    level: 'village',
    nameKy: 'Кош-Дөбө',
    nameRu: 'Кош-Дёбё',
    parentId: other.id,
    on: '2024-01-01',
  };
  const results = await Promise.all([1, 2, 3].map(async () => await change(createUnit, unit)));
  expect(results.map((result) => (result.ok ? 'done' : result.code)).sort()).toEqual([
    'done',
    'unit-name-taken',
    'unit-name-taken',
  ]);
});

test('a version that somebody else begins on the same day meanwhile is not written over', async () => {
  const place = await makeMunicipality(test_.db, { name: 'Мезгил', villages: ['Чынар'] });
  const unitId = place.villages[0]!.id;
  const input = { unitId, nameKy: 'Чынаркент', nameRu: 'Чинаркент', on: '2024-06-01' };
  const other_ = `insert into unit_version (id, unit_id, parent_id, name_ky, name_ru, valid_from, valid_to)
    values (gen_random_uuid(), $1, $2, 'Терек', 'Терек', '2024-06-01', '2024-06-02')`;
  const said = await whileWritten(
    test_.db,
    [other_, [unitId, place.id]],
    async () => await change(renameUnit, input),
  );
  expect(said).toMatchObject({ ok: false, code: 'unit-changed-meanwhile' });
});

test('a slip in the day and a code that another unit has are refused', async () => {
  const unit = { level: 'village', nameRu: 'Бел', parentId: other.id, on: '2024-01-01', code: '417 000 1' };
  const created = async (over: object) => await change(createUnit, { ...unit, nameKy: 'Бел', ...over });
  expect(await created({ on: '2124-01-01' })).toMatchObject({
    code: 'unit-date-far',
    fields: { on: { code: 'unit-date-far' } },
  });
  valueOf(await created({}));
  expect(await created({ nameKy: 'Сары-Бел', nameRu: 'Сары-Бель' })).toMatchObject({
    code: 'unit-code-taken',
  });
});

/** A day as many days from today as given. */
const dayFromNow = (days: number): string => todayInBishkek(new Date(Date.now() + days * 86_400_000));

test('a day more than a year ahead is asked about; the unit is listed as coming and found by search', async () => {
  const on = dayFromNow(500);
  const unit = { level: 'village', nameKy: 'Келечек', nameRu: 'Будущее', parentId: other.id, on };
  expect(await change(createUnit, unit)).toMatchObject({
    code: 'unit-date-ahead',
    fields: { confirmed: { code: 'unit-date-ahead' } },
    params: { date: on.split('-').reverse().join('.') },
  });
  const { id } = valueOf(await change(createUnit, { ...unit, confirmed: 'yes' }));
  const today = dayFromNow(0);
  await system(async (scope) => {
    const coming = await unitsToCome(scope, today);
    expect(coming).toMatchObject([
      { unit: { unitId: id }, above: [{ nameKy: expect.anything() }, {}, {}], begins: on },
    ]);
    expect(await unitsToCome(scope, on)).toEqual([]);
    expect(await searchUnits(scope, 'келечек', today)).toMatchObject([{ unit: { unitId: id }, begins: on }]);
    expect((await searchUnits(scope, 'келечек', on))[0]).not.toHaveProperty('begins');
  });
  // A file with such a day is asked about where it is confirmed: the file itself is kept.
  const staged = valueOf(
    await stage(
      'y.csv',
      [
        ['level', 'name_ky'],
        ['oblast', 'Алыскы облусу'],
      ],
      on,
    ),
  );
  expect(await change(importUnits, { importId: staged.id })).toMatchObject({ code: 'unit-date-ahead' });
  valueOf(await change(importUnits, { importId: staged.id, confirmed: 'yes' }));
  valueOf(await change(removeUnit, { unitId: id }));
  expect(await system(async (scope) => await searchUnits(scope, 'келечек', on))).toEqual([]);
});

test('a unit entered by a slip can be removed as long as nothing hangs on it', async () => {
  const on = '2024-01-01';
  const municipality = { nameKy: 'Жаңылыш', nameRu: 'Ошибка', kind: 'town', level: 'municipality', on };
  const { id } = valueOf(await change(createUnit, municipality));
  const village = { level: 'village', nameKy: 'Жаңы-Айыл', nameRu: 'Жаңы-Айыл', parentId: id, on };
  const under = valueOf(await change(createUnit, village));
  const refused = { code: 'unit-not-empty', params: { name: 'Жаңылыш' } };
  expect(await change(removeUnit, { unitId: id })).toMatchObject(refused);
  const audited = await count(`audit_entry where action = 'territory.remove-unit'`);
  valueOf(await change(removeUnit, { unitId: under.id }));
  expect(await count(`audit_entry where action = 'territory.remove-unit'`)).toBe(audited + 1);
  expect(await count(`unit_change where to_unit_ids = array['${under.id}'::uuid]`)).toBe(0);
  // Somebody of the municipality, and a change of its name, are more than its beginning.
  const owner = test_.db.owner;
  await owner.query(
    `insert into person (municipality_id, id, full_name) values ($1, gen_random_uuid(), 'А')`,
    [id],
  );
  expect(await change(removeUnit, { unitId: id })).toMatchObject(refused);
  await owner.query('delete from person where municipality_id = $1', [id]);
  const second = valueOf(await change(createUnit, { ...municipality, nameKy: 'Тескери', nameRu: 'Тескери' }));
  valueOf(
    await change(renameUnit, {
      unitId: second.id,
      nameKy: 'Оң',
      nameRu: 'Он',
      kind: 'town',
      on: '2025-01-01',
    }),
  );
  expect(await change(removeUnit, { unitId: second.id })).toMatchObject({ code: 'unit-not-empty' });
  // What stood for years and has people, cycles or figures stays.
  for (const unitId of [home.id, home.villages[0]!.id])
    expect(await change(removeUnit, { unitId })).toMatchObject({ code: 'unit-not-empty' });
  // The word of its address goes with it.
  expect(await count(`unit_address where word = 'jangylysh'`)).toBe(1);
  valueOf(await change(removeUnit, { unitId: id }));
  expect(await count(`unit_address where word = 'jangylysh'`)).toBe(0);
  expect(await change(removeUnit, { unitId: id })).toMatchObject({ code: 'not-found' });
});

test('a name alike is asked about, and a tick says that it is another unit', async () => {
  const unit = { level: 'village', nameRu: 'Кара-Тоо', parentId: other.id, on: '2024-01-01' };
  valueOf(await change(createUnit, { ...unit, nameKy: 'Кара-Төө' }));
  const alike = { ...unit, nameKy: 'Кара-Тоо' };
  expect(await change(createUnit, alike)).toMatchObject({
    code: 'unit-name-alike',
    params: { name: 'Кара-Төө' },
  });
  valueOf(await change(createUnit, { ...alike, another: 'yes' }));
  expect(await change(createUnit, { ...alike, nameKy: 'кара – тоо', another: 'yes' })).toMatchObject({
    code: 'unit-name-taken',
  });
  for (const nameKy of ['2026-05-01', 'Aрал', '😀'])
    expect(await change(createUnit, { ...unit, nameKy })).toMatchObject({ code: 'invalid-input' });
  for (const on of ['1890-01-01', '2099-01-01'])
    expect(await change(createUnit, { ...unit, nameKy: 'Алыс', on })).toMatchObject({ ok: false });
});

test('a town may stand under an oblast or the republic; what it holds is its own', async () => {
  const oblast = valueOf(
    await change(createUnit, { level: 'oblast', nameKy: 'Шаарлар', nameRu: 'Города', on: '2024-01-01' }),
  );
  const town = { level: 'municipality', kind: 'town', on: '2024-01-01' };
  valueOf(await change(createUnit, { ...town, nameKy: 'Борбор', nameRu: 'Столица', parentId: '' }));
  const under = valueOf(
    await change(createUnit, { ...town, nameKy: 'Чет', nameRu: 'Край', parentId: oblast.id }),
  );
  expect(await change(createUnit, { ...town, kind: 'aiylAimak', nameKy: 'Э', nameRu: 'Э' })).toMatchObject({
    code: 'unit-parent-missing',
  });
  expect(
    await change(renameUnit, {
      unitId: under.id,
      nameKy: 'Чет',
      nameRu: 'Край',
      kind: 'aiylAimak',
      on: '2024-02-01',
    }),
  ).toMatchObject({ code: 'unit-parent-level' });
  const tree = await system(async (scope) => await unitTreeAt(scope, '2024-06-01'));
  expect(tree.map(({ nameKy }) => nameKy)).toEqual(expect.arrayContaining(['Борбор', 'Шаарлар']));
});

test('a double click adds one unit', async () => {
  const unit = {
    level: 'village',
    nameKy: 'Эки-Чат',
    nameRu: 'Эки-Чат',
    parentId: other.id,
    on: '2024-01-01',
  };
  const results = await Promise.all([1, 2].map(async () => await change(createUnit, unit, 'click')));
  expect(new Set(results.map((result) => valueOf(result).id)).size).toBe(1);
});

test('search finds by either language and takes % literally', async () => {
  const found = async (words: string) =>
    await system(async (scope) =>
      (await searchUnits(scope, words, '2026-01-01')).map(({ unit }) => unit.nameKy),
    );
  expect(await found('кош-дёб')).toEqual(['Кош-Дөбө']);
  expect(await found('кош доб')).toEqual(['Кош-Дөбө']);
  expect(await found('КОШ–ДӨБӨ')).toEqual(['Кош-Дөбө']);
  expect(await found('%')).toEqual([]);
});

const stage = async (fileName: string, rows: readonly (readonly string[])[], on: string) => {
  const kept = keepUnits(rows);
  return await change(stageImport(kept), { fileName, digest: kept.digest, on });
};

test('an import is all or nothing, and can be confirmed once', async () => {
  const rows = templateRows().map((row) => row.map(String));
  const before = await count('unit');
  const staged = valueOf(await stage('бирдиктер.csv', rows, '2020-01-01'));
  expect(await count('unit')).toBe(before);
  const confirm = async () => await change(importUnits, { importId: staged.id });
  const results = await Promise.all([confirm(), confirm()]);
  expect(results.map((result) => (result.ok ? 'done' : result.code)).sort()).toEqual([
    'done',
    'import-not-staged',
  ]);
  expect(await count('unit')).toBe(before + 5);
  const [village] = await system(async (scope) => await searchUnits(scope, 'Ак-Булак', '2026-01-01'));
  const municipalityId = village!.unit.parentId!;
  expect(await count(`unit_address where within_id = '${municipalityId}' and word = 'ak-bulak'`)).toBe(1);
  const { rows: cells } = await test_.db.owner.query(
    `select sum(people)::int as people from village_population where municipality_id = $1`,
    [municipalityId],
  );
  expect(cells[0]).toEqual({ people: 2406 });

  // One wrong row of many: nothing of the file stands.
  const wrong = [
    ...rows.map((row) => row.map((cell) => cell.replace('Мисал', 'Башка').replace('Булак айыл', 'Суу айыл'))),
    ['village', 'Х', 'жок'],
  ];
  const second = valueOf(await stage('x.csv', wrong, '2020-01-01'));
  expect(await change(importUnits, { importId: second.id })).toMatchObject({
    code: 'import-has-problems',
    params: { count: 1 },
  });
  expect(await count('unit')).toBe(before + 5);
  valueOf(await change(dropImport, { importId: second.id }));
  expect(await change(importUnits, { importId: second.id })).toMatchObject({ code: 'import-not-staged' });
  // The same file again: the units are known, nothing is doubled.
  const third = valueOf(await stage('again.csv', rows, '2021-01-01'));
  expect(valueOf(await change(importUnits, { importId: third.id }))).toMatchObject({
    created: 0,
    existing: 5,
  });
  expect(await count('unit')).toBe(before + 5);
});

test('households and residents of a village that stands are taken only where somebody ticks them', async () => {
  const village = valueOf(
    await change(createUnit, {
      ...{ level: 'village', nameKy: 'Сан-Таш', nameRu: 'Сан-Таш', parentId: home.id, on: '2023-01-01' },
    }),
  );
  const stored = { female: 100, male: 90 };
  const population = Object.entries(stored).map(([sex, people]) => ({ sex, ageBand: '18-35', people }));
  const profile = { villageId: village.id, asOf: '2024-01-01', households: 50, population };
  valueOf(
    await inHome(home.gate('staff'), async (scope) => await runCommand(scope, saveVillageProfile, profile)),
  );
  const rows = [
    ['level', 'name_ky', 'parent', 'households', 'female_18_35', 'female_56_plus'],
    ['village', 'Сан-Таш', 'Көк-Ирим', '55', '104', '30'],
  ];
  const enter = async (on: string, take: readonly string[]) => {
    const { id } = valueOf(await stage('сан.csv', rows, on));
    return valueOf(await change(importUnits, { importId: id, take }));
  };
  const at = async (day: string) =>
    await inHome(home.gate('staff'), async (scope) => {
      const found = await profileOf(scope, village.id, day);
      const people = Object.fromEntries(
        (found?.population ?? []).map((cell) => [`${cell.sex} ${cell.ageBand}`, cell.people]),
      );
      return { asOf: found?.asOf, households: found?.households, people };
    });
  const before = { households: 50, people: { 'female 18-35': 100, 'male 18-35': 90 } };

  expect(await enter('2025-01-01', [])).toMatchObject({ changed: 0, left: 1, profiles: 0 });
  expect(await at('2025-06-01')).toEqual({ asOf: '2024-01-01', ...before });
  // Of a new day, beside the earlier one, with what the row leaves empty.
  expect(await enter('2025-01-01', ['households'])).toMatchObject({ changed: 1, left: 0, profiles: 1 });
  expect(await at('2025-06-01')).toEqual({ asOf: '2025-01-01', ...before, households: 55 });
  expect(await at('2024-06-01')).toEqual({ asOf: '2024-01-01', ...before });
  // Of a day that has one already: it becomes what is taken.
  expect(await enter('2025-01-01', ['people'])).toMatchObject({ changed: 1, profiles: 1 });
  const people = { 'female 18-35': 104, 'female 56+': 30, 'male 18-35': 90 };
  expect(await at('2025-06-01')).toEqual({ asOf: '2025-01-01', households: 55, people });
  expect(await enter('2025-01-01', ['people', 'households'])).toMatchObject({ changed: 0, left: 0 });
});

test('a file of 2,000 villages is imported in one go', async () => {
  const rows = [
    ['level', 'name_ky', 'parent', 'households', 'female_18_35'],
    ...Array.from({ length: 2000 }, (_, i) => ['village', `Айыл ${i}`, 'Ак-Жар', '10', String(i)]),
  ];
  const staged = valueOf(await stage('big.csv', rows, '2024-02-01'));
  expect(valueOf(await change(importUnits, { importId: staged.id }))).toMatchObject({
    created: 2000,
    profiles: 2000,
  });
  expect(await names(other.id, '2024-01-31')).not.toContain('Айыл 7');
  expect(await names(other.id, '2024-02-01')).toContain('Айыл 7');
});

test('a profile is saved per day; the latest one before a date counts', async () => {
  const villageId = home.villages[0]!.id;
  const save = async (asOf: string, people: number) =>
    await inHome(
      home.gate('staff'),
      async (scope) =>
        await runCommand(scope, saveVillageProfile, {
          villageId,
          asOf,
          households: 300,
          population: [{ sex: 'female', ageBand: '18-35', people }],
        }),
    );
  valueOf(await save('2024-01-01', 100));
  valueOf(await save('2025-01-01', 120));
  valueOf(await save('2025-01-01', 121));
  expect(await save('2199-01-01', 1)).toMatchObject({ code: 'profile-in-future' });
  expect(await save('2025-01-01', -1)).toMatchObject({ code: 'invalid-input' });
  const cell = { sex: 'female', ageBand: '18-35', people: 5 };
  const twice = { villageId, asOf: '2025-01-01', households: 300, population: [cell, cell] };
  expect(await actingIn(test_.db).code(home.gate('staff'), saveVillageProfile, twice)).toBe(
    'profile-cell-twice',
  );
  await inHome(home.gate('auditor'), async (scope) => {
    expect((await profileOf(scope, villageId, '2024-12-31'))?.population).toEqual([
      { sex: 'female', ageBand: '18-35', people: 100 },
    ]);
    expect((await profileOf(scope, villageId, '2025-06-01'))?.population[0]?.people).toBe(121);
    expect(await profileOf(scope, villageId, '2023-01-01')).toBeUndefined();
  });
});

const settings = {
  ageGroups: ['18-30', '31+'],
  stickersPerPerson: 4,
  headActName: 'буйрук',
  headPostKy: 'Мэр',
  headPostRu: 'Мэр',
};

test('settings are kept; overlapping age groups are refused', async () => {
  await inHome(home.gate('head'), async (scope) => {
    valueOf(await runCommand(scope, saveSettings, settings));
    expect(await municipalityHead(scope)).toMatchObject({
      ageGroups: ['18-30', '31+'],
      stickersPerPerson: 4,
    });
    expect(await runCommand(scope, saveSettings, { ...settings, ageGroups: ['18-35', '30+'] })).toMatchObject(
      {
        fields: { ageGroups: { code: 'age-bands-overlap' } },
      },
    );
  });
});
