import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readZip, writeZip } from '../files/zip.ts';
import { readTable } from './read.ts';
import { TABLE_LIMITS, columnName, type TableContents, type TableRefusal } from './table.ts';
import type { TableValue } from './write.ts';
import { sheetNames } from './make-xlsx.ts';
import { writeCsv, writeXlsx } from './write.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function contents(result: TableContents | TableRefusal): TableContents {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

function rowsOf(result: TableContents | TableRefusal): string[][] {
  return contents(result).sheets[0]!.rows;
}

/** A workbook of hand-written parts, for what no honest writer produces. */
function workbook(sheetData: string, extra: Record<string, string | Buffer> = {}): Buffer {
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Барак" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...extra,
  };
  return writeZip(
    Object.entries(parts).map(([name, content]): [string, Uint8Array] => [
      name,
      typeof content === 'string' ? utf8(content) : content,
    ]),
    new Date(0),
  );
}

const KYRGYZ = 'Ичүүчү суунун жетишсиздиги — «Өзөк» № 5, Ң';

describe('reading CSV', () => {
  it.each([
    ['commas', 'village,problem,votes\r\nАрал,Суу,12\r\n'],
    ['semicolons', 'village;problem;votes\r\nАрал;Суу;12\r\n'],
    ['tabs', 'village\tproblem\tvotes\r\nАрал\tСуу\t12\r\n'],
    ['a byte order mark', '\ufeffvillage,problem,votes\nАрал,Суу,12'],
  ])('finds %s', async (_, text) => {
    expect(rowsOf(readTable(utf8(text), 'votes.csv'))).toEqual([
      ['village', 'problem', 'votes'],
      ['Арал', 'Суу', '12'],
    ]);
  });

  it('keeps decimal commas of a semicolon file', async () => {
    expect(rowsOf(readTable(utf8('аты;үлүшү;сумма\nСуу;12,5;1 200,00\nЖол;7,5;3,1\n'), 'a.csv'))).toEqual([
      ['аты', 'үлүшү', 'сумма'],
      ['Суу', '12,5', '1 200,00'],
      ['Жол', '7,5', '3,1'],
    ]);
  });

  it('reads windows-1251 and UTF-16', async () => {
    // «Село;Голоса» in windows-1251
    const old = Uint8Array.from([
      0xd1, 0xe5, 0xeb, 0xee, 0x3b, 0xc3, 0xee, 0xeb, 0xee, 0xf1, 0xe0, 0x0a, 0xc0, 0x3b, 0x31,
    ]);
    expect(rowsOf(readTable(old, 'old.csv'))).toEqual([
      ['Село', 'Голоса'],
      ['А', '1'],
    ]);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Көйгөй\tДобуш\nСуу\t12', 'utf16le')]);
    expect(rowsOf(readTable(wide, 'unicode.txt'))).toEqual([
      ['Көйгөй', 'Добуш'],
      ['Суу', '12'],
    ]);
  });

  it('keeps empty rows and short rows in place, and says on which line each row begins', async () => {
    const result = contents(readTable(utf8('a,b,c\n\n"эки\nсап",2\n1,2,3,4\n\n\n'), 'x.csv'));
    expect(result.sheets[0]).toMatchObject({
      name: '',
      rows: [['a', 'b', 'c'], [''], ['эки\nсап', '2'], ['1', '2', '3', '4']],
      lines: [1, 2, 3, 5],
    });
  });

  it('composes letters that a Mac writes in two parts', async () => {
    expect(rowsOf(readTable(utf8('\u0438\u0306,ё'), 'mac.csv'))).toEqual([['й', 'ё']]);
  });

  it('names the row of a quote that never closes', async () => {
    expect(readTable(utf8('a,b\n1,2\n"3,4\n5,6\n'), 'x.csv')).toEqual({
      ok: false,
      code: 'unclosedQuote',
      row: 3,
      value: '"3,4',
    });
  });

  it('refuses what is too long or too wide', async () => {
    const most = utf8('1,2\n'.repeat(TABLE_LIMITS.rows));
    expect(rowsOf(readTable(most, 'x.csv'))).toHaveLength(TABLE_LIMITS.rows);
    const long = utf8('1,2\n'.repeat(TABLE_LIMITS.rows + 1));
    expect(readTable(long, 'x.csv')).toMatchObject({ ok: false, code: 'tooManyRows' });
    const wide = utf8(`${'1,'.repeat(TABLE_LIMITS.columns)}1\n`);
    expect(readTable(wide, 'x.csv')).toMatchObject({ ok: false, code: 'tooManyColumns', row: 1 });
  });
});

describe('refusing what is not a table', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'empty.csv', 'empty'],
    ['spaces only', utf8(' \r\n\n'), 'blank.csv', 'empty'],
    ['a PDF', utf8('%PDF-1.7 …'), 'votes.csv', 'unknownType'],
    ['a web page', utf8('<!DOCTYPE html><table>'), 'votes.csv', 'otherSpreadsheet'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'votes.csv', 'unknownType'],
    [
      'an old .xls',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'votes.xls',
      'oldExcel',
    ],
    ['text called .xlsx', utf8('a,b'), 'votes.xlsx', 'malformed'],
    ['half an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 8, 0]), 'votes.xlsx', 'malformed'],
    [
      'another archive',
      new Uint8Array(writeZip([['word/document.xml', utf8('<a/>')]], new Date(0))),
      'a.xlsx',
      'unknownType',
    ],
    [
      'a workbook without sheets',
      new Uint8Array(workbook('<row r="1"><c r="A1"><v>1</v></c></row>').subarray(0, -40)),
      'a.xlsx',
      'malformed',
    ],
  ])('%s', async (_, bytes, name, code) => {
    expect(readTable(bytes, name)).toMatchObject({ ok: false, code });
  });

  it('a file of 50 MB, at once', async () => {
    const started = performance.now();
    expect(readTable(new Uint8Array(50 * 1024 * 1024), 'big.csv')).toMatchObject({
      ok: false,
      code: 'tooLarge',
    });
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('an archive that unpacks to more than the limit', async () => {
    const bomb = workbook('', { 'xl/bomb.xml': Buffer.alloc(TABLE_LIMITS.unpacked + 1) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(readTable(bomb, 'bomb.xlsx')).toMatchObject({ ok: false, code: 'tooLargeUnpacked' });
  });

  it('an archive that lies about the size it unpacks to', async () => {
    const bomb = workbook('', { 'xl/bomb.xml': Buffer.alloc(TABLE_LIMITS.unpacked + 1) });
    for (let at = 0; at < bomb.length - 30; at++) {
      if (bomb.readUInt32LE(at) === 0x04034b50) bomb.writeUInt32LE(10, at + 22);
      if (bomb.readUInt32LE(at) === 0x02014b50) bomb.writeUInt32LE(10, at + 24);
    }
    expect(readTable(bomb, 'bomb.xlsx')).toMatchObject({ ok: false, code: 'tooLargeUnpacked' });
  });

  it('does not read a file that the directory of the archive does not name', async () => {
    const honest = workbook('<row r="1"><c r="A1"><v>7</v></c></row>');
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const content = utf8(
      '<worksheet><sheetData><row r="1"><c r="A1"><v>666</v></c></row></sheetData></worksheet>',
    );
    const packed = deflateRawSync(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(crc32(content), 14);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(name.length, 26);
    const directory = honest.readUInt32LE(honest.length - 6);
    const hidden = Buffer.concat([header, name, packed]);
    const file = Buffer.concat([honest.subarray(0, directory), hidden, honest.subarray(directory)]);
    file.writeUInt32LE(directory + hidden.length, file.length - 6);
    expect(rowsOf(readTable(file, 'x.xlsx'))).toEqual([['7']]);
  });

  it('one cell a million rows down or far to the right', async () => {
    const deep = workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>');
    expect(readTable(deep, 'x.xlsx')).toMatchObject({ ok: false, code: 'tooManyRows' });
    const wide = workbook('<row r="3"><c r="XFD3"><v>1</v></c></row>');
    expect(readTable(wide, 'x.xlsx')).toMatchObject({ ok: false, code: 'tooManyColumns', row: 3 });
  });

  it('names the damaged cell', async () => {
    const damaged = workbook('<row r="2"><c r="C2" t="s"><v>99</v></c></row>');
    expect(readTable(damaged, 'x.xlsx')).toMatchObject({ code: 'malformed', row: 2, column: 3 });
    const broken = workbook('<row r="1"><c r="A1"><v>1</v>');
    expect(readTable(broken, 'x.xlsx').ok).toBe(false);
  });

  it('never throws on random bytes', async () => {
    const source = workbook(
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>Суу</t></is></c></row>',
    );
    let seed = 1;
    for (let round = 0; round < 300; round++) {
      const bytes = Uint8Array.from(source);
      for (let change = 0; change < 5; change++) {
        seed = (seed * 48271) % 2147483647;
        bytes[seed % bytes.length] = seed & 255;
      }
      const result = readTable(bytes, 'x.xlsx');
      expect(typeof result.ok).toBe('boolean');
    }
  });
});

describe('reading XLSX', () => {
  it('keeps cells at their place, ignores styled empty cells, and shows numbers as Excel does', async () => {
    const file = workbook(
      '<row r="2"><c r="B2"><v>12.300000000000001</v></c><c r="C2"><v>996700000101</v></c><c r="ZZ2" s="0"/></row>' +
        '<row r="3"/><row r="4"><c r="A4" t="b"><v>1</v></c><c r="C4" t="e"><v>#DIV/0!</v></c><c r="D4" t="inlineStr"><is><t xml:space="preserve"> бош </t></is></c></row><row r="60000" s="1"></row>',
    );
    expect(rowsOf(readTable(file, 'x.xlsx'))).toEqual([
      [],
      ['', '12.3', '996700000101'],
      [],
      ['true', '', '', ' бош '],
    ]);
  });

  it('reads back what it wrote, in several sheets', async () => {
    const day = new Date(Date.UTC(2026, 4, 14));
    const moment = new Date(Date.UTC(2026, 4, 14, 10, 30));
    const file = await writeXlsx([
      {
        name: 'Көйгөйлөр: 18/35',
        rows: [
          ['Көйгөй', 'Добуш', 'Күнү'],
          [KYRGYZ, -12.5, day],
          [null, 0, moment],
          ['эки\nсап', 1234567890123n, true],
        ],
      },
      { name: '', rows: [['Бирдик']] },
    ]);
    const { sheets } = contents(readTable(file, 'x.xlsx'));
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Көйгөйлөр 18 35', '2']);
    expect(sheets[0]!.rows).toEqual([
      ['Көйгөй', 'Добуш', 'Күнү'],
      [KYRGYZ, '-12.5', '2026-05-14'],
      ['', '0', '2026-05-14T10:30'],
      ['эки\nсап', '1234567890123', 'true'],
    ]);
  });

  it('reads ten thousand rows in reasonable time', async () => {
    const rows: TableValue[][] = Array.from({ length: 10_000 }, (_, index) => [
      `Көйгөй ${index}`,
      index,
      'Арал',
      '18–35',
    ]);
    const file = await writeXlsx([{ name: 'Бардыгы', rows }]);
    const started = performance.now();
    expect(rowsOf(readTable(file, 'x.xlsx'))).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('writing', () => {
  const dangerous = [
    '=1+1',
    '+996 700 000 101',
    '-суу',
    '@SUM(A1)',
    '\tтаб',
    '\rкаретка',
    "=cmd|' /C calc'!A0",
  ];

  it('makes formulas harmless in CSV, leaves numbers alone, and reads its own text back', async () => {
    const csv = writeCsv([[...dangerous, -5, -5n, 12.5]]);
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain("'=1+1,'+996 700 000 101,'-суу,'@SUM(A1),\"'\tтаб\"");
    expect(csv.trimEnd().endsWith(',-5,-5,12.5')).toBe(true);
    const back = rowsOf(readTable(utf8(csv), 'x.csv'));
    expect(back[0]).toEqual([...dangerous, '-5', '-5', '12.5']);
  });

  it('makes formulas harmless in XLSX, leaves numbers alone, and reads its own text back', async () => {
    const file = await writeXlsx([{ name: 'a', rows: [dangerous, [-5, -5n]], headerRows: 0 }]);
    const zip = readZip(file, { entries: 100, unpacked: 1e8 });
    if (!zip.ok) throw new Error(zip.code);
    const all = [...zip.entries.values()].map((part) => part.toString('utf8')).join('');
    expect(all).not.toContain('<f>');
    expect(all).toMatch(/>(?:'|&apos;|&#39;)=1\+1</);
    expect(all).toContain('<v>-5</v>');
    const back = rowsOf(readTable(file, 'x.xlsx'));
    // XML turns a carriage return into a line feed.
    expect(back[0]!.map((cell) => cell.replace('\n', '\r'))).toEqual(dangerous);
    expect(back[1]!.slice(0, 2)).toEqual(['-5', '-5']);
  });

  it('quotes what needs quotes', async () => {
    const rows = [['a,b', 'дейт: «суу»', 'тырмакча "ичинде"', ' бош ', 'эки\r\nсап', '']];
    expect(rowsOf(readTable(utf8(writeCsv(rows)), 'x.csv'))).toEqual([
      ['a,b', 'дейт: «суу»', 'тырмакча "ичинде"', ' бош ', 'эки\r\nсап', ''],
    ]);
    expect(writeCsv([['a;b', 'c']], { bom: false, delimiter: ';' })).toBe('"a;b";c\r\n');
  });

  it('makes a large XLSX without holding the thread of the requests', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [
      'Арал айылы',
      '18–35',
      new Date(Date.UTC(2026, 4, 14)),
      at,
      'аял',
      `Таза суу жок, чешмеден ташыйбыз ${at}`,
      true,
      null,
    ]);
    const before = process.threadCpuUsage();
    const file = await writeXlsx([{ name: 'a', rows }]);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(250);
    expect(file.length).toBeGreaterThan(100_000);
  });

  it('gives the same bytes for the same sheets', async () => {
    const sheets = [{ name: 'a', rows: [['Өзөк', 1, new Date(Date.UTC(2026, 0, 1))]] }];
    expect((await writeXlsx(sheets)).equals(await writeXlsx(sheets))).toBe(true);
  });

  it('survives characters that XML cannot hold', async () => {
    const file = await writeXlsx([{ name: 'a', rows: [['a\u0000b\u0008\ud800c', '<&>"']], headerRows: 0 }]);
    expect(rowsOf(readTable(file, 'x.xlsx'))).toEqual([['abc', '<&>"']]);
  });

  it('gives sheets names that Excel accepts', () => {
    expect(sheetNames(['18/35', '18/35', '', "'a'", 'К'.repeat(40), 'К'.repeat(40)])).toEqual([
      '18 35',
      '18 35 (2)',
      '3',
      'a',
      'К'.repeat(31),
      `${'К'.repeat(27)} (2)`,
    ]);
  });
});

it('names columns as spreadsheets do', () => {
  expect([1, 26, 27, 52, 702, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA']);
});
