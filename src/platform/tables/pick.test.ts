import { describe, expect, it } from 'vitest';
import { pickTables, type HeadingRule } from './pick.ts';
import { readTable } from './read.ts';
import { cellKind, type TableContents } from './table.ts';
import { sheetData, workbookOf, type SheetXml } from './workbook.fixture.ts';

const rule: HeadingRule = {
  known: (cell) => ['айыл', 'көйгөй', 'саны', 'код', 'күнү'].includes(cell.trim().toLowerCase()),
  addedUp: (cell) => cell === 'саны',
};
const head = ['айыл', 'көйгөй', 'саны'];

function read(bytes: Uint8Array, name = 'x.xlsx'): TableContents {
  const contents = readTable(bytes, name);
  if (!contents.ok) throw new Error(JSON.stringify(contents));
  return contents;
}
const pick = (bytes: Uint8Array, name?: string) => pickTables(read(bytes, name), rule);
const text = (value: string) => new TextEncoder().encode(value);
const book = (sheet: Partial<SheetXml>, formats: readonly string[] = []) =>
  workbookOf([{ name: 'Барак', data: '', ...sheet }], { formats });
const notes = (picked: ReturnType<typeof pick>) =>
  Object.fromEntries(picked.notes.map((note) => [note.code, note.params]));

describe('text files', () => {
  it.each([
    ['heading ends in CR LF, rows in LF', 'айыл;саны\r\nА;1\nБ;2\nВ;3\n'],
    ['heading in LF, rows in CR LF', 'айыл;саны\nА;1\r\nБ;2\r\nВ;3'],
    ['CR alone', 'айыл;саны\rА;1\rБ;2\rВ;3\r'],
    ['all three', 'айыл;саны\rА;1\r\nБ;2\nВ;3'],
    ['sep= names the delimiter', 'sep=;\r\nайыл;саны\r\nА;1\r\nБ;2\r\nВ;3\r\n'],
    ['sep= names one that is never guessed', 'sep=|\nайыл|саны\nА|1\nБ|2\nВ|3\n'],
  ])('%s', (_, source) => {
    expect(pick(text(source), 'x.csv').sheets[0]!.rows).toEqual([
      ['айыл', 'саны'],
      ['А', '1'],
      ['Б', '2'],
      ['В', '3'],
    ]);
  });

  it('refuses malformed quotes with line and words, and keeps quotes inside a cell', () => {
    const bad = 'айыл;көйгөй\r\nАрал;Суу\nАрал;"Достук" көчөсүндө жарык жок\nАрал;көчөсү "Ала-Тоо"\n';
    expect(readTable(text(bad), 'x.csv')).toMatchObject({
      ok: false,
      code: 'textAfterQuote',
      row: 3,
      value: '"Достук" көчөсүндө жарык жок',
    });
    const good = 'айыл;көйгөй\nАрал;көчөсү "Ала-Тоо"\nАрал;"эки ""сөз"""\n';
    expect(pick(text(good), 'x.csv').sheets[0]!.rows.slice(1)).toEqual([
      ['Арал', 'көчөсү "Ала-Тоо"'],
      ['Арал', 'эки "сөз"'],
    ]);
  });

  const latin1251 = (value: string) => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    const table = new Map(
      [...new TextDecoder('windows-1251').decode(Uint8Array.from(all))].map((c, b) => [c, b]),
    );
    return Uint8Array.from([...value].map((char) => table.get(char) ?? 0x3f));
  };

  it('says that windows-1251 was guessed, and refuses letters that were lost there', () => {
    const good = pick(latin1251('айыл;саны\nАрал;1\n'.replace('саны', 'код')), 'x.csv');
    expect(notes(good)).toEqual({ encoding: { encoding: 'windows-1251' } });
    expect(good.sheets[0]!.rows[1]).toEqual(['Арал', '1']);
    expect(readTable(latin1251('айыл;код\nАк-Төр;1\n'), 'x.csv')).toMatchObject({
      code: 'lettersLost',
      row: 2,
      value: 'Ак-Т?р',
    });
    // The loss stays when such a file is saved as UTF-8 later: then somebody may have meant it, and is asked.
    expect(notes(pick(text('айыл;код\nАк-Т?р;1\n'), 'x.csv'))).toHaveProperty('lettersPerhapsLost');
    expect(pick(text('айыл;код\nАк-Т\ufffdр;1\n'), 'x.csv').problems).toMatchObject([
      { code: 'lettersLost', row: 2, column: 'A' },
    ]);
    expect(pick(text('айыл;код\nКачан? Эртең;1\n'), 'x.csv').notes).toEqual([]);
  });

  it('does not take one spoiled byte of UTF-8 for another encoding', () => {
    const bytes = text('айыл;код\nАрал;1\nТал-Булак;2\n');
    bytes[bytes.length - 5] = 0xc0;
    expect(readTable(bytes, 'x.csv')).toMatchObject({ ok: false, code: 'damagedText', row: 3 });
  });

  it.each([
    ['UTF-16 LE', false, true],
    ['UTF-16 LE without its mark', false, false],
    ['UTF-16 BE', true, true],
    ['UTF-16 BE without its mark', true, false],
  ])('reads %s', (_, big, mark) => {
    const bytes = Buffer.from(`${mark ? '\ufeff' : ''}айыл\tсаны\r\nАрал\t1\r\n«Өзөк» – 2\t2\r\n`, 'utf16le');
    if (big) bytes.swap16();
    expect(pick(new Uint8Array(bytes), 'x.txt').sheets[0]!.rows[2]).toEqual(['«Өзөк» – 2', '2']);
  });

  it('names a code that was saved in scientific form, and cells beyond the heading', () => {
    expect(pick(text('айыл;код\nАрал;4,17042E+13\nТал;4.1E+13;;Б\n'), 'x.csv').problems).toMatchObject([
      { code: 'scientific', row: 2, column: 'B', value: '4,17042E+13' },
      { code: 'scientific', row: 3, column: 'B' },
      { code: 'beyondHeading', row: 3, column: 'D', value: 'Б' },
    ]);
  });

  it('finds the heading below title rows and blank columns', () => {
    const picked = pick(text('Ак-Жар айыл өкмөтү\n\n;айыл;көйгөй\n;Арал;Суу\n'), 'x.csv');
    expect(notes(picked)).toEqual({ titleRows: { sheet: '', count: 1, row: 3 } });
    expect(picked.sheets[0]).toMatchObject({
      rows: [
        ['', 'айыл', 'көйгөй'],
        ['', 'Арал', 'Суу'],
      ],
      lines: [3, 4],
    });
  });

  it('says so when there are no headings', () => {
    expect(pick(text('Арал;Суу\nТал;Жол\n'), 'x.csv')).toMatchObject({
      sheets: [],
      problems: [{ code: 'noHeading', row: 1, value: 'Арал · Суу' }],
    });
  });
});

describe('workbooks', () => {
  it('fills joined cells down and says so, but not numbers that are added up', () => {
    const data = sheetData([
      head,
      ['Арал', 'Суу', 12],
      [null, 'Жол', null],
      [null, 'Жарык', 3],
      ['Тал', 'Суу', 4],
    ]);
    const picked = pick(
      book({
        data,
        after:
          '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="C2:C3"/><mergeCell ref="A2:A3"/></mergeCells>',
      }),
    );
    expect(picked.sheets[0]!.rows.map((row) => row[0])).toEqual(['айыл', 'Арал', 'Арал', 'Арал', 'Тал']);
    expect(notes(picked)).toEqual({ filledDown: { sheet: 'Барак', count: 1, first: 'A2:A4' } });
    expect(picked.problems).toMatchObject([{ code: 'joinedNumber', row: 2, column: 'C', value: '12' }]);
    expect(picked.sheets[0]!.rows[2]![2] ?? '').toBe('');
  });

  it('leaves hidden rows and sheets out and names them; a hidden first sheet never wins', () => {
    const rows = sheetData([head, ['Арал', 'Суу', 1], ['Эски', 'Жол', 2]]).replace(
      '<row r="3"',
      '<row r="3" hidden="1"',
    );
    const picked = pick(
      workbookOf([
        { name: 'Эски', data: sheetData([head, ['Э1', 'Суу', 1]]), state: 'hidden' },
        { name: 'Түшүндүрмө', data: sheetData([['Бул файл тууралуу']]) },
        { name: 'Жаңы', data: rows, before: '<cols><col min="2" max="2" hidden="1"/></cols>' },
        { name: 'Экинчи', data: sheetData([head, ['Тал', 'Жол', 3]]) },
        { name: 'Өтө жашыруун', data: sheetData([head, ['Э2', 'Суу', 1]]), state: 'veryHidden' },
      ]),
    );
    expect(picked.sheets.map(({ name, rows: all }) => [name, all.length])).toEqual([
      ['Жаңы', 2],
      ['Экинчи', 2],
    ]);
    expect(notes(picked)).toEqual({
      sheetsRead: { sheets: '«Жаңы», «Экинчи»' },
      sheetsPassed: { sheets: '«Түшүндүрмө»' },
      sheetsHidden: { sheets: '«Эски», «Өтө жашыруун»' },
      rowsHidden: { sheet: 'Жаңы', count: 1 },
      columnsHidden: { sheet: 'Жаңы', columns: 'көйгөй' },
    });
  });

  it('keeps that a cell was a date or a number', () => {
    const data = sheetData([
      ['айыл', 'код', 'күнү'],
      [
        { c: '<c s="1"><v>46143</v></c>' },
        { c: '<c s="2"><v>5123</v></c>' },
        { c: '<c s="3"><v>46143.4375</v></c>' },
      ],
      ['01.май', 41704200000000, { c: '<c t="d"><v>2026-05-01</v></c>' }],
    ]);
    const picked = pick(book({ data }, ['dd\\.mmm;@', '00000', '[$-419]d mmm yyyy" ж."\\ h:mm']));
    const sheet = picked.sheets[0]!;
    expect(sheet.rows.slice(1)).toEqual([
      ['2026-05-01', '05123', '2026-05-01T10:30'],
      ['01.май', '41704200000000', '2026-05-01'],
    ]);
    expect([0, 1, 2].map((column) => cellKind(sheet, 1, column))).toEqual(['date', 'number', 'date']);
    expect([0, 1, 2].map((column) => cellKind(sheet, 2, column))).toEqual(['text', 'number', 'date']);
    expect(notes(picked)).toEqual({ zerosShown: { sheet: 'Барак', value: '05123' } });
  });

  it('counts days from 1904 when the workbook does', () => {
    const data = sheetData([
      ['айыл', 'күнү'],
      ['А', { c: '<c s="1"><v>44681</v></c>' }],
    ]);
    const plain = workbookOf([{ name: 'a', data }], { formats: ['dd/mm/yyyy'] });
    const old = workbookOf([{ name: 'a', data }], {
      formats: ['dd/mm/yyyy'],
      extra: {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
      },
    });
    expect(read(plain).sheets[0]!.rows[1]![1]).toBe('2022-04-30');
    expect(read(old).sheets[0]!.rows[1]![1]).toBe('2026-05-01');
  });

  it('names cells that cannot be believed: errors, formulas without a value, lost digits', () => {
    const data = sheetData([
      [...head, 'код', 'эскертүү'],
      [
        'Арал',
        { c: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
        { c: '<c><f>1+1</f></c>' },
        { c: '<c><v>4.1706207812010125E+16</v></c>' },
      ],
      ['Тал', 'Суу', { c: '<c><f>1+1</f><v>2</v></c>' }, 7, { c: '<c t="e"><v>#N/A</v></c>' }],
    ]);
    const picked = pick(book({ data }));
    expect(picked.problems).toMatchObject([
      { code: 'errorValue', sheet: 'Барак', row: 2, column: 'B', value: '#DIV/0!' },
      { code: 'noValue', row: 2, column: 'C' },
      { code: 'digitsLost', row: 2, column: 'D', value: '41706207812010100' },
    ]);
    expect(picked.sheets[0]!.rows[2]!.slice(0, 4)).toEqual(['Тал', 'Суу', '2', '7']);
    expect(notes(picked)).toEqual({ columnsPassed: { sheet: 'Барак', columns: 'эскертүү' } });
  });

  it('ignores a blank in the last row of a sheet, and says where a table is too long', () => {
    const blank = `${sheetData([head, ['А', 'Б', 1]])}<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>`;
    expect(pick(book({ data: blank })).sheets[0]!.rows).toHaveLength(2);
    const long = blank.replace('<t> </t>', '<t>x</t>');
    expect(readTable(book({ data: long }), 'x.xlsx')).toMatchObject({ code: 'tooManyRows', row: 1048576 });
  });

  it('names spreadsheets of other programs', () => {
    const other = (extra: Record<string, string>) => readTable(workbookOf([], { extra }), 'x.ods');
    expect(other({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })).toMatchObject({
      value: 'ODS',
    });
    expect(other({ 'xl/workbook.bin': '' })).toMatchObject({ code: 'otherSpreadsheet', value: 'XLSB' });
    expect(other({ 'Index/Document.iwa': '' })).toMatchObject({ code: 'otherSpreadsheet', value: 'Numbers' });
    expect(readTable(text('<html><table><tr><td>1'), 'x.xls')).toMatchObject({ value: 'HTML' });
  });
});
