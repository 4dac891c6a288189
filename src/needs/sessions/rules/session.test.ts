import { minutesLater } from '../../../meetings/rules/hours.ts';
import { expect, test } from 'vitest';
import { i18nFor } from '../../../platform/i18n/i18n.ts';
import { LANGS } from '../../../platform/i18n/lang.ts';
import { templateSheets } from '../documents/session-tables.ts';
import { readParticipantLines, readSex } from '../../../meetings/rules/participant-lines.ts';
import { planSchedule, readDays } from './schedule.ts';
import { recordDifferences, takenFacts } from './import-differences.ts';
import { readAgeGroup } from './session-columns.ts';
import { readSessionFile } from './session-file.ts';
import {
  closingObstacles,
  controlSums,
  groupsNotHeard,
  sessionWarnings,
  type SessionFacts,
} from './session.ts';
import { readShare, sharePercent } from '../../../methods/written-share.ts';
import { readCountLines, readStickerLines } from './sticker-lines.ts';

const facts: SessionFacts = {
  state: 'open',
  sexMode: 'mixed',
  plannedOn: '2026-03-10',
  heldOn: '2026-03-10',
  women: 12,
  men: 10,
  stickersPerPerson: 5,
  statements: 110,
  ungrouped: 0,
  facilitators: 2,
  guesses: 3,
  guessTotal: 10_000,
  agesOutside: 0,
  sizeless: 0,
};
const codes = (over: Partial<SessionFacts>, today = '2026-03-11') =>
  sessionWarnings({ ...facts, ...over }, today).map((one) => one.code);

test('a session in order has nothing to warn of', () => {
  expect(codes({})).toEqual([]);
  expect(controlSums(facts)).toMatchObject({ people: 22, limit: 110, unused: 0 });
});

test('each warning has its own cause', () => {
  expect(codes({ women: 9, men: 10, statements: 95 })).toEqual(['few-participants']);
  expect(codes({ women: 16, statements: 130 })).toEqual(['many-participants']);
  expect(codes({ statements: 111 })).toEqual(['too-many-stickers']);
  expect(codes({ statements: 109 })).toEqual(['unused-stickers']);
  expect(codes({ women: 0, men: 22 })).toEqual(['women-missing']);
  expect(codes({ women: 22, men: 0 })).toEqual(['men-missing']);
  expect(codes({ women: 0, men: 22, sexMode: 'men' })).toEqual([]);
  expect(codes({ agesOutside: 1 })).toEqual(['ages-outside']);
  expect(codes({ sizeless: 2 })).toEqual(['institutions-sizeless']);
  expect(codes({ guessTotal: 9999 })).toEqual(['pie-not-whole']);
  expect(codes({ ungrouped: 1 })).toEqual(['statements-ungrouped']);
  expect(codes({ facilitators: 1 })).toEqual(['facilitators-missing']);
  expect(codes({}, '2026-03-13')).toEqual([]);
  expect(codes({}, '2026-03-14')).toEqual(['minutes-late']);
  expect(codes({ state: 'closed' }, '2026-05-14')).toEqual([]);
  expect(codes({ women: null, men: null, statements: 75 })).toEqual([
    'people-unknown',
    'few-participants-implied',
  ]);
});

test('closing needs a day that has come and a statement', () => {
  expect(closingObstacles(facts, '2026-03-10')).toEqual([]);
  expect(closingObstacles({ ...facts, heldOn: null, statements: 0 }, '2026-03-10')).toEqual([
    'session-without-date',
    'session-without-statements',
  ]);
  expect(closingObstacles(facts, '2026-03-09')).toEqual(['session-in-future']);
});

test('shares are hundredths of a per cent', () => {
  expect(['30', '30,5', '12.25 %', '100', '0'].map(readShare)).toEqual([3000, 3050, 1225, 10_000, 0]);
  expect(['-1', '101', '100,01', 'көп', ''].map(readShare)).toEqual([null, null, null, null, null]);
  expect([3000, 3050, 1225, 5].map(sharePercent)).toEqual(['30', '30,5', '12,25', '0,05']);
});

test('times and silent groups', () => {
  expect([minutesLater('10:00', 150), minutesLater('23:00', 150)]).toEqual(['12:30', '23:59']);
  const heard = [
    { ageGroup: '18-35', state: 'closed', statements: 5 },
    { ageGroup: '56+', state: 'cancelled', statements: 0 },
  ];
  expect(groupsNotHeard(['18-35', '36-55', '56+'], heard)).toEqual(['36-55', '56+']);
});

test('the schedule puts nobody in two places and shares the work', () => {
  const plan = planSchedule({
    villages: ['a', 'b', 'c'].map((id) => ({ id, parts: id === 'c' ? 2 : 1, venue: '' })),
    ageGroups: ['18-35', '36-55', '56+'],
    days: ['2026-04-02', '2026-04-01', '2026-04-01', '2026-04-03'],
    facilitators: ['p', 'q', 'r', 's', 't'],
    bookings: [{ personId: 'p', day: '2026-04-01', startsAt: '09:00', endsAt: '10:30' }],
    existing: [{ villageId: 'a', ageGroup: '18-35', part: 1 }],
  });
  expect(plan).toHaveLength(11);
  const seen = new Set(['p 2026-04-01 10:00']);
  const work = new Map<string, number>();
  for (const one of plan) {
    if (one.day === null) continue;
    for (const person of [one.facilitatorId, one.recorderId]) {
      const place = `${person ?? ''} ${one.day} ${one.startsAt ?? ''}`;
      expect(seen.has(place), place).toBe(false);
      seen.add(place);
      work.set(person ?? '', (work.get(person ?? '') ?? 0) + 1);
    }
    // One village's groups are never heard at the same moment.
    const village = `${one.villageId} ${one.day} ${one.startsAt ?? ''}`;
    expect(seen.has(village), village).toBe(false);
    seen.add(village);
  }
  expect(Math.max(...work.values()) - Math.min(...work.values())).toBeLessThanOrEqual(1);
});

test('days are read one by one and as ranges', () => {
  expect(readDays('12.05.2026, 2026-05-13\n14.05.2026–16.05.2026')).toEqual([
    '12.05.2026',
    '2026-05-13',
    '2026-05-14',
    '2026-05-15',
    '2026-05-16',
  ]);
});

test('a pasted list of people', () => {
  const line = (text: string) => readParticipantLines(text, '2026-05-20').people[0];
  expect(
    readParticipantLines(
      '1. Асанова Гүлнара, аял, 34, мугалим, 0700 000 101\n\n2\tУлан уулу Бек\t41\tэ\tдыйкан\t',
      '2026-05-20',
    ),
  ).toEqual({
    people: [
      { fullName: 'Асанова Гүлнара', sex: 'female', age: 34, occupation: 'мугалим', contact: '0700 000 101' },
      { fullName: 'Улан уулу Бек', sex: 'male', age: 41, occupation: 'дыйкан', contact: '' },
    ],
    unclear: [],
  });
  expect(line('Асанов А.; 45; эркек киши; 0555 12 34 56')).toEqual({
    fullName: 'Асанов А.',
    sex: 'male',
    age: 45,
    occupation: '',
    contact: '0555 12 34 56',
  });
  expect(line('Исаев У. мужчина 45')).toMatchObject({ fullName: 'Исаев У.', sex: 'male', age: 45 });
  expect(line('Асанова А. аял киши 45 жаш мугалим')).toMatchObject({
    fullName: 'Асанова А.',
    sex: 'female',
    age: 45,
    occupation: 'мугалим',
  });
  expect(line('Бекова А., женщина 1990 г.р., врач, тел. 0555123456')).toEqual({
    fullName: 'Бекова А.',
    sex: 'female',
    age: 36,
    occupation: 'врач',
    contact: '0555123456',
  });
  for (const [text, age] of [
    ['45-жаш', 45],
    ['45 жашта', 45],
    ['45 лет', 45],
    ['1990', 36],
    ['1990-ж.', 36],
    ['21.05.1990', 35],
    ['20.05.1990 г.р.', 36],
  ] as const) {
    expect(line(`Исаев У.; ${text}; м`), text).toMatchObject({ age, sex: 'male', occupation: '' });
  }
  expect(['женщины', 'Мужчины', 'эркектер', 'м.', 'Ж', 'м', 'M', 'эр', 'F'].map(readSex)).toEqual([
    'female',
    'male',
    'male',
    'male',
    'female',
    'male',
    'male',
    'male',
    'female',
  ]);
  expect(readSex('дыйкан')).toBeNull();
});

test('what a line says and nobody can understand is asked, not put into the occupation', () => {
  const unclear = (text: string) => readParticipantLines(text, '2026-05-20').unclear;
  expect(unclear('Аты-жөнү; жашы; жынысы\n\nИсаев У.; 45-50; м; 12-участок')).toEqual([
    { line: 3, value: '45-50' },
    { line: 3, value: '12-участок' },
  ]);
  expect(unclear('Исаев У.; м; ж')).toEqual([{ line: 1, value: 'ж' }]);
  expect(unclear('2026-05-01; м; 45')).toEqual([{ line: 1, value: '2026-05-01' }]);
  expect(unclear('Исаев У.; 1850; м')).toEqual([{ line: 1, value: '1850' }]);
});

test('stickers and counts by line', () => {
  expect(readStickerLines('- жол\n\n2. суу\n56 жаштан жогору')).toEqual(['жол', 'суу', '56 жаштан жогору']);
  expect(readCountLines('таза суу; 10\nжол – 12\nжарык\t6\nмектеп 7\n3-көчө 4\nклуб')).toEqual([
    { problem: 'таза суу', count: '10' },
    { problem: 'жол', count: '12' },
    { problem: 'жарык', count: '6' },
    { problem: 'мектеп', count: '7' },
    { problem: '3-көчө', count: '4' },
    { problem: 'клуб', count: '' },
  ]);
  expect(
    readCountLines('жол -10\nжол - 10\n3-4\n5\nтелефон 1234567\nжол --4\n ;,- \nсуу\u00a0\u00a07\r\n'),
  ).toEqual([
    { problem: 'жол', count: '-10' },
    { problem: 'жол', count: '10' },
    { problem: '3', count: '4' },
    { problem: '', count: '5' },
    { problem: 'телефон 1234567', count: '' },
    { problem: 'жол', count: '-4' },
    { problem: '', count: '' },
    { problem: 'суу', count: '7' },
  ]);
  // What is too long stays too long, what was only wide does not.
  expect(readStickerLines(`а${' '.repeat(5000)}б\n${'в'.repeat(5000)}`).map((line) => line.length)).toEqual([
    3, 700,
  ]);
  expect(readStickerLines('а\n'.repeat(100_000))).toHaveLength(2001);
});

const fileFacts = {
  villages: [
    { id: 'v1', nameKy: 'Арал', nameRu: 'Арал' },
    { id: 'v2', nameKy: 'Көк-Жар', nameRu: 'Кок-Жар' },
  ],
  ageGroups: ['18-35', '36-55', '56+'],
  today: '2026-05-20',
  stickersPerPerson: 5,
};
const file = (...rows: string[][]) => readSessionFile([{ name: 'Барак', rows }], fileFacts);
const head = ['Айыл', 'Жаш курагы', 'Күнү', 'Аялдар', 'Көйгөй', 'Саны'];

test('a file: headings in three languages, two sheets, rows of one session agree', () => {
  const outcome = readSessionFile(
    [
      {
        name: 'Сессии',
        rows: [
          ['Село', 'Возрастная группа', 'Дата', 'Женщин'],
          ['КОК-ЖАР', '56 лет и старше', '12.05.2026', '11'],
        ],
      },
      {
        name: 'Стикеры',
        rows: [
          [],
          ['village', 'age group', 'statement'],
          ['Көк-Жар', '56+', 'суу жок'],
          ['Көк-Жар', '56+', 'жол жок'],
        ],
      },
      { name: 'Эскертүү', rows: [['бул жөн гана текст']] },
    ],
    fileFacts,
  );
  expect(outcome.errors).toEqual([]);
  expect(outcome.statements).toBe(2);
  expect(outcome.sessions).toMatchObject([
    { villageId: 'v2', ageGroup: '56+', heldOn: '2026-05-12', women: 11 },
  ]);
});

test('villages are found as people type them, and never one for another', () => {
  const villages = ['Кара-Тоо', 'Кара-Төө', 'Ак-Жол', 'Жаңы-Жер', 'Арал'].map((nameKy) => ({
    id: nameKy,
    nameKy,
    nameRu: nameKy,
  }));
  const read = (...names: string[]) =>
    readSessionFile(
      [
        {
          name: '',
          rows: [
            ['village', 'age_group', 'held_on', 'problem', 'count'],
            ...names.map((name, index) => [name, '18-35', '12.05.2026', 'Суу', String(index + 5)]),
          ],
        },
      ],
      { ...fileFacts, villages },
    );
  expect(read('Кара-Тоо', 'Кара-Төө').sessions.map((one) => [one.villageId, one.entries[0]?.count])).toEqual([
    ['Кара-Тоо', 5],
    ['Кара-Төө', 6],
  ]);
  for (const name of [
    'Ак Жол',
    'Ак–Жол',
    'Ак\u2011Жол',
    'Ак - Жол',
    'Aк-Жoл',
    'АК-ЖОЛ',
    'с. Ак-Жол',
    'Ак-Жол айылы',
  ])
    expect(read(name), name).toMatchObject({ sessions: [{ villageId: 'Ак-Жол', notes: [] }], errors: [] });
  expect(read('Жаны-Жер')).toMatchObject({
    sessions: [
      {
        villageId: 'Жаңы-Жер',
        notes: [{ code: 'village-possible', params: { value: 'Жаны-Жер', name: 'Жаңы-Жер' } }],
      },
    ],
  });
  expect(read('Кара-Тоө').errors).toMatchObject([
    { code: 'village-ambiguous', params: { names: 'Кара-Тоо, Кара-Төө' } },
  ]);
  expect(read('2026-05-01').errors).toMatchObject([{ code: 'date-for-name', column: 'village' }]);
  expect(read('Бpтек').errors).toMatchObject([{ code: 'alphabets-mixed-in-name', params: { letters: 'p' } }]);
});

test('a file fills what the record leaves empty; what differs is left unless it is chosen', () => {
  const standing = { heldOn: '2026-05-11', place: 'Клуб', women: 10, men: null, guests: null };
  const said = { heldOn: '2026-05-12', place: 'клуб', women: 12, men: 7, guests: null };
  expect(recordDifferences(standing, said)).toEqual([
    { field: 'heldOn', was: '2026-05-11', now: '2026-05-12' },
    { field: 'women', was: 10, now: 12 },
  ]);
  expect(takenFacts(standing, said, false)).toEqual({ men: 7 });
  expect(takenFacts(standing, said, true)).toEqual({
    heldOn: '2026-05-12',
    place: 'клуб',
    women: 12,
    men: 7,
  });
  expect(takenFacts(undefined, said, false)).toEqual(takenFacts(standing, said, true));
});

test('problems: one under several spellings is one, alike ones are said, dates are not names', () => {
  const outcome = readSessionFile(
    [
      {
        name: '',
        rows: [
          ['Айыл', 'Топ', 'Күнү', 'Көйгөй', 'Саны', 'Эскертүү'],
          ['Арал', '18-35', '12 мая 2026', 'Tаза суу', '7', 'x'],
          ['Арал', '18-35', '12-май 2026', 'таза суу', '2,0'],
          ['Арал', '18-35', '', 'Кочо', '1'],
        ],
      },
    ],
    { ...fileFacts, problems: ['Таза  Суу'.replace('  ', ' '), 'Көчө'] },
  );
  expect(outcome.errors).toEqual([]);
  expect(outcome.sessions[0]?.entries.map((one) => [one.problem, one.text, one.count])).toEqual([
    ['Таза Суу', 'Таза Суу', 7],
    ['Таза Суу', 'Таза Суу', 2],
    ['Кочо', 'Кочо', 1],
  ]);
  expect(outcome.sessions[0]?.notes.map((one) => one.code)).toEqual([
    'problem-joined-letters',
    'problem-known',
    'problems-alike',
  ]);
  const wrong = (problem: string, count = '1', day = '12.05.2026') =>
    file(head, ['Арал', '18-35', day, '', problem, count]).errors.map((one) => one.code);
  expect(wrong('01.май')).toEqual(['date-for-name']);
  expect(wrong('К?ч? жарыгы')).toEqual(['letters-lost-in-name']);
  expect(wrong('Суу', '1.000')).toEqual(['count-thousands']);
  expect(wrong('Суу', '2,000')).toEqual(['count-thousands']);
  expect(wrong('Суу', '1.5')).toEqual(['count-fraction']);
  expect(wrong('Суу', '1', '05/12/2026')).toEqual(['day-ambiguous']);
  expect(wrong('Суу', '1', '46154')).toEqual(['day-number']);
  expect(wrong('Суу', '1', '12.05.1890')).toEqual(['date-long-ago']);
});

test.each(LANGS)('rows of the template that were left in the file are named, not counted: %s', (lang) => {
  const { t } = i18nFor(lang);
  const [sheet] = templateSheets(t, lang, fileFacts.villages);
  const rows = sheet!.rows.map((row) => row.map((cell) => String(cell ?? '')));
  const filled = (rows[1] ?? []).map((cell, index) => (index === 0 ? fileFacts.villages[0]!.nameKy : cell));
  const left = file(rows[0]!, ...rows.slice(1));
  expect(left.errors.map(({ row, column, code }) => [row, column, code])).toEqual(
    [2, 3, 4].map((row) => [row, 'village', 'example-left']),
  );
  expect(left.statements).toBe(0);
  expect(file(rows[0]!, filled)).toMatchObject({ errors: [], statements: 14 });
});

test('every mistake of a file is named by row and column', () => {
  const { errors } = file(
    head,
    ['Арал', '18-35', '12.05.2026', '-3', 'суу', '4'],
    ['Жок айыл', '18-35', '12.05.2026', '', 'суу', '4'],
    ['Арал', '10-12', '31.02.2026', 'он', 'суу', '4'],
    ['Арал', '18-35', '12.06.2026', '', 'суу', ''],
    ['', '', '', '', 'суу', '0'],
    ['Арал', '36-55', '12.05.2026', '5', 'суу', '1'],
    ['Арал', '36-55', '13.05.2026', '6', '', '7'],
  );
  expect(errors.map((one) => [one.row, one.column, one.code])).toEqual([
    [2, 'women', 'count-negative'],
    [3, 'village', 'village-unknown'],
    [4, 'ageGroup', 'group-unknown'],
    [4, 'women', 'count-malformed'],
    [4, 'heldOn', 'day-not-there'],
    [5, 'heldOn', 'date-in-future'],
    [5, 'count', 'count-missing'],
    [6, 'village', 'village-missing'],
    [6, 'ageGroup', 'group-missing'],
    [6, 'count', 'count-zero'],
    [8, 'count', 'count-without-problem'],
  ]);
  const differing = file(
    head,
    ['Арал', '36-55', '12.05.2026', '5', 'суу', '1'],
    ['Арал', '36-55', '13.05.2026', '6', 'жол', '7'],
  );
  expect(differing.errors.map((one) => [one.row, one.column, one.code])).toEqual([
    [3, 'heldOn', 'differs'],
    [3, 'women', 'differs'],
  ]);
  // Nothing is cut off silently: neither a place nor a sticker nor the name of a problem.
  const long = file(
    ['village', 'age_group', 'held_on', 'place', 'problem', 'statement'],
    ['Арал', '18-35', '12.05.2026', 'Клуб '.repeat(50), 'а'.repeat(201), 'б'.repeat(501)],
  );
  expect(long.errors.map((one) => [one.column, one.code])).toEqual([
    ['statement', 'text-too-long'],
    ['problem', 'text-too-long'],
    ['place', 'text-too-long'],
  ]);
  expect(file(['бир', 'эки'], ['үч', 'төрт']).errors.map((one) => one.code)).toEqual(['no-heading']);
  expect(file(head).errors.map((one) => one.code)).toEqual(['nothing']);
});

test('six stickers of one participant are refused in a file too', () => {
  const rows = Array.from({ length: 6 }, (_, index) => [
    'Арал',
    '18-35',
    '12.05.2026',
    '3',
    `стикер ${index}`,
  ]);
  const { errors } = file(['айыл', 'жаш курагы', 'күнү', 'катышуучу', 'стикер'], ...rows);
  expect(errors).toMatchObject([{ row: 7, code: 'too-many-stickers', params: { number: 3, max: 5 } }]);
});

test('age groups as people write them', () => {
  const groups = ['18-35', '36-55', '56+'];
  expect(
    ['18 – 35', '36-55 жаш', '56 жаштан жогору', '56 жаш жана андан улуу', '56+', 'старше 56 лет', '18'].map(
      (text) => readAgeGroup(text, groups),
    ),
  ).toEqual(['18-35', '36-55', '56+', '56+', '56+', '56+', null]);
});
