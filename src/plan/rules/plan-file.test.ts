import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { i18nFor } from '../../platform/i18n/i18n.ts';
import { readingLimits } from '../../platform/tables/in-worker.ts';
import { writeCsv, writeXlsx, type TableValue } from '../../platform/tables/write.ts';
import { defineWorker } from '../../platform/workers/worker.ts';
import { fileRows } from '../../platform/ui/list.tsx';
import { itemColumns } from '../views/columns.ts';
import { planFileNoteCodes, planFileErrors, type PlanFileFacts } from './plan-file-outcome.ts';
import { indicatorsOf, linesOf, resourcesOf, stepsOf, termOf } from './plan-file-cells.ts';
import { planOfSize, som } from './plan-tree.fixture.ts';
import { placesOfItems } from './plan.ts';
import readPlan from './read-plan.worker.ts';
import type work from './read-plan.worker.ts';

const facts: PlanFileFacts = {
  villages: [
    { id: 'aral', nameKy: 'Арал', nameRu: 'Арал' },
    { id: 'birdik', nameKy: 'Бирдик', nameRu: 'Бирдик' },
  ],
  problems: [{ id: 'water', name: 'Таза суу жетишсиз', nameRu: 'Нехватка чистой воды' }],
  fromYear: 2026,
  toYear: 2027,
};

function read(
  rows: readonly (readonly TableValue[])[],
  of: Partial<PlanFileFacts> = {},
  leavePersonal = false,
) {
  const bytes = Buffer.from(writeCsv(rows));
  return readPlan({ bytes, name: 'plan.csv', facts: { ...facts, ...of }, leavePersonal });
}
function items(rows: readonly (readonly TableValue[])[]) {
  const got = read(rows);
  if (got.kind !== 'read') throw new Error(JSON.stringify(got));
  return got.items;
}
function errors(rows: readonly (readonly TableValue[])[]) {
  const got = read(rows);
  return got.kind === 'wrong' ? got.errors.map(({ code, row, column }) => [code, row, column]) : got.kind;
}

describe('a plan of our own', () => {
  it.each(['ky', 'ru', 'en'] as const)('that was exported in %s is read back as it stands', async (lang) => {
    const plan = planOfSize(12);
    const i18n = i18nFor(lang);
    const list = { rows: placesOfItems(plan), columns: itemColumns(i18n, () => 'Арал'), words: 'plan.field' };
    const bytes = await writeXlsx([{ name: 'plan', rows: fileRows(list, i18n) }]);
    const got = readPlan({ bytes, name: 'plan.xlsx', facts, leavePersonal: false });
    if (got.kind !== 'read') throw new Error(JSON.stringify(got).slice(0, 2000));
    expect(got.items).toHaveLength(12);
    const passed = got.headings.filter((one) => one.column === null).map((one) => one.heading);
    expect(passed).toEqual([i18n.t('ui.field.rank'), i18n.t('plan.field.no-money')]);
    for (const [at, { item, problem, task, direction }] of placesOfItems(plan).entries()) {
      const one = got.items[at]!;
      expect(one).toMatchObject({
        name: item.name,
        kind: item.kind,
        doer: item.doer,
        startsOn: item.startsOn,
        endsOn: item.endsOn,
        responsibleText: item.responsible,
        beneficiaries: item.beneficiaries,
        beneficiaryCount: item.beneficiaryCount,
        cost: item.cost,
        direction: direction.title,
        problem: problem.name,
        goal: problem.goal,
        task: task.text,
        villageId: null,
        steps: item.steps.map(({ text, result }) => ({ text, result })),
        indicators: item.indicators.map(({ text, unit, baseline, target }) => ({
          text,
          unit,
          baseline,
          target,
        })),
      });
      expect(one.sources).toEqual(item.commitments.map(({ source, amount }) => ({ source, amount })));
    }
  });
});

describe('a plan as offices keep it', () => {
  const head = [
    '№',
    'Айыл',
    'Көйгөй',
    'Иш-чаралар',
    'Мазмуну/кадамдар',
    'Натыйжасы',
    'Индикаторлор',
    'Мөөнөттөр',
    'Ресурстар',
  ];

  it('in the six columns of the official form', () => {
    const [one] = items([
      head,
      [
        '1',
        'Арал айылы',
        'Таза суу жетишсиз',
        '1.1 Суу түтүгүн алмаштыруу',
        '1. Смета түзүү\n2. Тендер өткөрүү\n3. Алмаштыруу',
        '1. Смета бекитилди\n3. Түтүк алмашты',
        '– Алмашкан түтүк',
        '01.03.2026 – 30.11.2026',
        'Баары: 1,2 млн\nЖергиликтүү бюджет: 1 100 000\nДемөөрчү: 12 миң\nАзырынча каражат жок: 88 000',
      ],
    ]);
    expect(one).toMatchObject({
      name: 'Суу түтүгүн алмаштыруу',
      villageId: 'aral',
      problemId: 'water',
      startsOn: '2026-03-01',
      endsOn: '2026-11-30',
      cost: som(1_200_000),
      sources: [
        { source: 'localBudget', amount: som(1_100_000) },
        { source: 'sponsor', amount: som(12_000) },
      ],
      steps: [
        { text: 'Смета түзүү', result: 'Смета бекитилди' },
        { text: 'Тендер өткөрүү', result: '' },
        { text: 'Алмаштыруу', result: 'Түтүк алмашты' },
      ],
      indicators: [{ text: 'Алмашкан түтүк', unit: '', baseline: null, target: null }],
    });
  });

  it('with village, problem and task written once and left empty below', () => {
    const got = items([
      ['Айыл', 'Тапшырма', 'Иш-чара', 'Наркы'],
      ['Бирдик', 'Жолдорду оңдоо', 'Шагыл төгүү', '1 234,50'],
      ['', '', 'Арык казуу', '12 миң'],
      ['Арал', 'Жарык', 'Шам илүү', ''],
    ]);
    expect(got.map(({ villageId, task, cost }) => [villageId, task, cost])).toEqual([
      ['birdik', 'Жолдорду оңдоо', 123_450n],
      ['birdik', 'Жолдорду оңдоо', som(12_000)],
      ['aral', 'Жарык', null],
    ]);
  });

  it('with headings that somebody tells the meaning of', () => {
    const rows = [
      ['Эмне кылабыз', 'Канча'],
      ['Көпүрө салуу', '700 000'],
    ];
    expect(read(rows).kind).toBe('wrong');
    const told = read(rows, { mapping: { 'Эмне кылабыз': 'item', Канча: 'cost' } });
    expect(told.kind === 'read' && told.items.map(({ name, cost }) => [name, cost])).toEqual([
      ['Көпүрө салуу', som(700_000)],
    ]);
    const passed = read(
      [
        ['Иш-чара', 'Наркы'],
        ['Көпүрө', 'көп'],
      ],
      { mapping: { Наркы: null } },
    );
    expect(passed.kind === 'read' && passed.headings.map((one) => one.column)).toEqual(['item', null]);
  });

  it('says what it does not know instead of guessing', () => {
    const got = read([
      ['Көйгөй', 'Иш-чара', 'Айыл'],
      ['Башка көйгөй', 'Шам илүү', 'Арал'],
    ]);
    expect(got.kind === 'read' && got.notes.map((one) => one.code)).toEqual([
      'problem-unknown',
      'kind-assumed',
      'doer-assumed',
    ]);
  });

  it('leaves out what was dropped, and says so', () => {
    const got = read([
      ['Иш-чара', 'Иш-чаранын абалы'],
      ['Шам илүү', 'Пландан алынды'],
      ['Көпүрө', 'Пландалган'],
    ]);
    expect(got.kind === 'read' && got.items.map((one) => one.name)).toEqual(['Көпүрө']);
    expect(got.kind === 'read' && got.notes[0]).toMatchObject({ code: 'dropped-passed', row: 2 });
  });
});

describe('mistakes are named by their row, and nothing is taken in', () => {
  // prettier-ignore
  const cases: [string, (readonly string[])[], unknown][] = [
    ['a village of nobody', [['Иш-чара', 'Айыл'], ['Көпүрө', 'Москва']], [['village-unknown', 2, 'village']]],
    ['an amount that is none', [['Иш-чара', 'Наркы'], ['Көпүрө', 'көп акча']], [['amount-wrong', 2, 'cost']]],
    ['a kind of nothing', [['Иш-чара', 'Түрү'], ['Көпүрө', 'сонун']], [['kind-unknown', 2, 'kind']]],
    ['who does it', [['Иш-чара', 'Ким аткарат'], ['Көпүрө', 'мен']], [['doer-unknown', 2, 'doer']]],
    ['money without an item', [['Иш-чара', 'Наркы'], ['Көпүрө', '1'], ['', '500']], [['item-missing', 3, 'item']]],
    ['a day that is not there', [['Иш-чара', 'Мөөнөтү'], ['Көпүрө', '31.02.2026']], [['day-not-there', 2, 'days']]],
    ['an end before its beginning', [['Иш-чара', 'Мөөнөтү'], ['Көпүрө', '01.05.2026 – 01.04.2026']], [['ends-before-start', 2, 'endsOn']]],
    ['two terms', [['Иш-чара', 'Мөөнөтү', 'Аягы'], ['Көпүрө', '2026', '01.04.2026']], [['term-twice', 2, 'days']]],
    ['a result of no step', [['Иш-чара', 'Кадамдар', 'Натыйжасы'], ['Көпүрө', '1. Смета', '1. бар\n2. дагы']], [['result-without-step', 2, 'results']]],
    ['sources told twice', [['Иш-чара', 'Демөөрчү', 'Ресурстар'], ['Көпүрө', '5', 'Донор: 6']], [['source-twice', 2, 'resources']]],
    ['two costs', [['Иш-чара', 'Наркы', 'Ресурстар'], ['Көпүрө', '5', 'Баары: 6']], [['cost-twice', 2, 'resources']]],
    ['a source of nothing', [['Иш-чара', 'Ресурстар'], ['Көпүрө', 'Кайдандыр: 6']], [['resource-unclear', 2, 'resources']]],
    ['half a person', [['Иш-чара', 'Пайда алчулардын саны'], ['Көпүрө', '12,5']], [['count-fraction', 2, 'beneficiaryCount']]],
    ['the same column twice', [['Иш-чара', 'Мероприятие'], ['Көпүрө', 'Мост']], [['column-twice', 1, 'item']]],
    ['a name too long', [['Иш-чара', 'Наркы'], ['ө'.repeat(501), '5']], [['text-too-long', 2, 'item']]],
    ['headings alone', [['Иш-чара', 'Наркы']], [['nothing', 0, undefined]]],
    ['no item column', [['Айыл', 'Наркы'], ['Арал', '5']], [['no-item-column', 1, undefined]]],
  ];
  it.each(cases)('%s', (_, rows, expected) => {
    expect(errors(rows)).toEqual(expected);
  });

  it('whatever is written in it, a file never throws', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'Арал',
        '1,2 млн',
        '01.05.2026',
        '1. а\n2. б',
        'Баары: 5',
        '___',
        '2026–2027',
        '\u0000',
        '=1+1',
      ),
    );
    const headings = [
      'Иш-чара',
      'Айыл',
      'Кадамдар',
      'Натыйжасы',
      'Мөөнөтү',
      'Ресурстар',
      'Наркы',
      'Индикатор',
    ];
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 5 }), (rows) => {
        const got = read([headings, ...rows]);
        expect(['read', 'wrong', 'refused', 'personal']).toContain(got.kind);
        if (got.kind === 'wrong') expect(got.items).toEqual([]);
      }),
    );
  });
});

describe('personal numbers', () => {
  const rows = [
    ['Иш-чара', 'Жооптуу', 'ПИН'],
    ['Көпүрө', 'Асанов Т.', '21203198512345'],
    ['Жарык', 'Осмонова А.', ''],
  ];

  it('stop the reading, wherever they stand, and are not repeated', () => {
    const got = read(rows);
    expect(got).toEqual({ kind: 'personal', columns: [{ sheet: '', index: 2, column: 'C', row: 2 }] });
    for (const words of ['ИНН 2 12 0319 851 2345', '2120-3198-5123-45', 'Асанов (21203198512345)'])
      expect(
        read([
          ['Иш-чара', 'Жооптуу'],
          ['Көпүрө', words],
        ]).kind,
        words,
      ).toBe('personal');
  });

  it('are left out with their whole column when somebody says so', () => {
    const got = read(rows, {}, true);
    expect(got.kind === 'read' && got.items.map((one) => one.name)).toEqual(['Көпүрө', 'Жарык']);
    expect(got.kind === 'read' && got.left.map((one) => one.column)).toEqual(['C']);
    expect(
      JSON.stringify(got, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)),
    ).not.toContain('21203198512345');
  });

  it('are no amounts and no days', () => {
    for (const words of ['1 234 567 890 123', '01.05.2026 – 30.11.2026', '0700 123 456, 0555 654 321'])
      expect(
        read([
          ['Иш-чара', 'Кошумча'],
          ['Көпүрө', words],
        ]).kind,
        words,
      ).toBe('read');
  });
});

describe('cells', () => {
  it('terms as people write them', () => {
    // prettier-ignore
    const table: [string, string | null, string | null][] = [
      ['31.12.2026', null, '2026-12-31'],
      ['2026-жылдын 31-декабрына чейин', null, '2026-12-31'],
      ['до 31 декабря 2026 года', null, '2026-12-31'],
      ['01.03.2026-30.11.2026', '2026-03-01', '2026-11-30'],
      ['с 01.03.2026 по 30.11.2026', '2026-03-01', '2026-11-30'],
      ['2026-03-01 – 2026-11-30', '2026-03-01', '2026-11-30'],
      ['2026', '2026-01-01', '2026-12-31'],
      ['2026–2027', '2026-01-01', '2027-12-31'],
      ['2026-2027-жылдар', '2026-01-01', '2027-12-31'],
      ['2026 год', '2026-01-01', '2026-12-31'],
      ['', null, null],
    ];
    for (const [text, startsOn, endsOn] of table)
      expect(termOf(text), text).toEqual({ ok: true, startsOn, endsOn });
    for (const text of ['жакында', '05/12/2026', '1 – 2 – 3']) expect(termOf(text).ok, text).toBe(false);
  });

  it('steps, results, indicators and resources', () => {
    expect(linesOf('Смета; тендер; курулуш').map((one) => one.text)).toEqual(['Смета', 'тендер', 'курулуш']);
    expect(stepsOf('а\nб', 'x\ny').steps).toEqual([
      { text: 'а', result: 'x' },
      { text: 'б', result: 'y' },
    ]);
    expect(indicatorsOf('1. Жол: 0 – 12,5 чакырым\n2. Ыраазы: ___ – 60 %')).toEqual([
      { text: 'Жол', baseline: '0', target: '12,5', unit: 'чакырым' },
      { text: 'Ыраазы', baseline: null, target: '60', unit: '%' },
    ]);
    expect(resourcesOf('Всего: 5\nМестный бюджет: 3\nДоноры: 2')).toEqual({
      cost: 500n,
      sources: [
        { source: 'localBudget', amount: 300n },
        { source: 'donor', amount: 200n },
      ],
      wrong: [],
    });
  });
});

it('is read in a process of its own, with its amounts whole', async () => {
  const apart = defineWorker<typeof work>('plan/rules/read-plan.worker', readingLimits);
  const bytes = Buffer.from(
    writeCsv([
      ['Иш-чара', 'Наркы'],
      ['Көпүрө', '1,2 млн'],
    ]),
  );
  const got = await apart({ bytes: new Uint8Array(bytes), name: 'plan.csv', facts, leavePersonal: false });
  expect(got.kind === 'read' && got.items[0]?.cost).toBe(som(1_200_000));
});

it('every mistake and every note has its words', () => {
  for (const lang of ['ky', 'ru', 'en'] as const) {
    const { t } = i18nFor(lang);
    for (const code of planFileErrors)
      expect(t.has(`plan.file.${code}`) || t.has(`ui.written.${code}`), code).toBe(true);
    for (const code of planFileNoteCodes) expect(t.has(`plan.file.note.${code}`), code).toBe(true);
  }
});
