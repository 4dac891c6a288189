import { expect, test } from 'vitest';
import { columnOfHeading, sessionColumns } from '../needs/sessions/rules/session-columns.ts';
import {
  headingIn,
  importColumn,
  importColumns,
  templatePopulation,
} from '../territory/rules/unit-columns.ts';
import { checkImport } from '../territory/rules/unit-import.ts';
import { headingIndex, headingKey } from './headings.ts';
import { TallyReader } from './tally-file.ts';

/** Letters typed with the keyboard in the other layout, one at a time. */
const pairs = [...'acehiopxyk'].map((latin, index) => [latin, [...'асенiорхук'][index]!] as const);
function mistyped(heading: string): string[] {
  return pairs.flatMap(([latin, cyrillic]) => [
    heading.replace(latin, cyrillic),
    heading.replace(cyrillic, latin),
    heading.replaceAll(latin, cyrillic),
  ]);
}

test('a heading of units is known with letters of the other alphabet, in capitals, with spaces', () => {
  for (const column of [...importColumns, ...templatePopulation]) {
    for (const written of [...mistyped(column), column.toUpperCase(), ` ${column.replaceAll('_', ' ')}: `])
      expect(importColumn(written), written).toBe(column);
    // As the template of each language writes it.
    for (const lang of ['ky', 'ru', 'en'] as const)
      expect(importColumn(headingIn(column, lang)), headingIn(column, lang)).toBe(column);
  }
  expect(importColumn('Аялдар 18')).toBeUndefined();
  expect(importColumn('male_0_17')).not.toBe(importColumn('male_01_7'));
  for (const other of ['name', 'male', 'male_plus', 'male_0_17_18', 'x', ''])
    expect(importColumn(other), other).toBeUndefined();
  const rows = [
    ['lеvel', 'nаme_ky', 'pаrent', 'fеmale_0_17'],
    ['oblast', 'Мисал', '', ''],
  ];
  expect(checkImport(rows, [])).toMatchObject({ problems: [], units: [{ nameKy: 'Мисал' }] });
  // The same column in two spellings is the same column twice.
  expect(checkImport([['level', 'name_ky', 'lеvel']], []).problems).toMatchObject([{ code: 'column-twice' }]);
});

test('a heading of sessions is known so too', () => {
  const words = [
    'Айыл',
    'сeлo',
    'Вoзраст',
    'Жаш куpагы',
    'Кoнoктор',
    'Прoблема',
    'сount',
    'heldоn',
    'Көйгой',
  ];
  for (const word of words) expect(columnOfHeading(word), word).toBeDefined();
  for (const column of sessionColumns)
    for (const written of mistyped(column)) expect(columnOfHeading(written), written).toBe(column);
});

test('a heading of votes is known so too', () => {
  const reader = new TallyReader();
  const text = 'villаge;Problеm;votеs;саlmagy\nАрал;Жол;3;1\n';
  expect(reader.push(Buffer.from(text))).toBeUndefined();
  const end = reader.end();
  expect(end.ok && end.table.groups[0]?.votes.get('Жол')).toBe(3);
  expect(end.ok && end.table.ignoredColumns).toEqual(['саlmagy']);
});

test('two columns are never one heading', () => {
  expect(() =>
    headingIndex([
      ['саны', 1],
      ['Caны', 2],
    ]),
  ).toThrow();
  expect(headingKey(' –_ ')).toBe('');
});
