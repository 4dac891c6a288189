import { expect, test } from 'vitest';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { readTable } from './read.ts';
import { writeCsv, writeXlsx } from './write.ts';
import { sheetData, workbookOf } from './workbook.fixture.ts';

const pieces = [
  'Суу',
  'Өзөк',
  ' ',
  ';',
  ',',
  '\t',
  '"',
  '""',
  "'",
  '=1+1',
  '-',
  '0',
  '12.5',
  '\n',
  'ң',
  '🙂',
  '_x0041_',
  '&amp;',
  '<b>',
];

function tableOf(next: () => number): string[][] {
  const width = 2 + Math.floor(next() * 5);
  return Array.from({ length: 2 + Math.floor(next() * 8) }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      row === 0
        ? `т${column}`
        : Array.from(
            { length: Math.floor(next() * 4) },
            () => pieces[Math.floor(next() * pieces.length)],
          ).join(''),
    ),
  );
}

/** The same table without what no reader can tell: empty cells at the end of rows, empty rows at the end. */
function bare(rows: readonly (readonly string[])[]): string[][] {
  const all = rows.map((row) => {
    const cells = [...row];
    while (cells.length > 0 && cells.at(-1)!.trim() === '') cells.pop();
    return cells;
  });
  while (all.length > 0 && all.at(-1)!.length === 0) all.pop();
  return all;
}

test(
  'what was written is read again, in every dialect',
  { timeout: patience({ sample: 60_000, long: 900_000 }) },
  async () => {
    for (let round = 0; round < cases({ sample: 60, long: 3000 }); round += 1) {
      const next = random(seed * 7919 + round);
      const rows = tableOf(next);
      const label = `seed ${seed}, round ${round}`;
      for (const delimiter of [',', ';', '\t'] as const) {
        const csv = `sep=${delimiter}\r\n${writeCsv(rows, { delimiter, bom: false })}`;
        for (const encoded of [
          Buffer.from(csv),
          Buffer.from(`\ufeff${csv}`),
          Buffer.from(`\ufeff${csv}`, 'utf16le'),
        ]) {
          const read = readTable(new Uint8Array(encoded), 'x.csv');
          expect(read.ok && bare(read.sheets[0]!.rows), label).toEqual(bare(rows));
        }
      }
      if (round % 10 === 0) {
        const read = readTable(await writeXlsx([{ name: 'a', rows }]), 'x.xlsx');
        expect(read.ok && bare(read.sheets[0]!.rows), label).toEqual(bare(rows));
      }
    }
  },
);

test('no bytes make the reader throw', { timeout: patience({ sample: 60_000, long: 900_000 }) }, () => {
  const source = workbookOf([
    {
      name: 'a',
      data: sheetData([
        ['айыл', 'саны'],
        ['Арал', 1],
      ]),
      after: '<mergeCells><mergeCell ref="A2:A9"/></mergeCells>',
    },
  ]);
  const csv = new TextEncoder().encode('айыл;"көйгөй";саны\r\nАрал;"Таза ""суу""";12\n');
  for (let round = 0; round < cases({ sample: 300, long: 50_000 }); round += 1) {
    const next = random(seed * 104_729 + round);
    for (const [bytes, name] of [
      [source.slice(), 'x.xlsx'],
      [csv.slice(), 'x.csv'],
    ] as const) {
      for (let change = 0; change < 6; change += 1)
        bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      expect(typeof readTable(bytes, name).ok, `seed ${seed}, round ${round}`).toBe('boolean');
    }
  }
});

/** Processor milliseconds of reading; the least of three, since others work on the machine too. */
function cost(bytes: Uint8Array, name: string): number {
  return Math.min(
    ...[0, 1, 2].map(() => {
      const before = process.cpuUsage();
      readTable(bytes, name);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

/** XML and text that made expressions square and cube: openings without ends, attributes without end, quotes. */
const hostile: readonly (readonly [string, (size: number) => Uint8Array, string])[] = [
  ...[
    '<c r="A1" ',
    '<row ',
    '<c ',
    '<c r="A1"><v>',
    '<!-- ',
    '<![CDATA[',
    '&amp',
    '<mergeCell ref="A1:A9',
    '<a><b>',
  ].map(
    (piece) =>
      [
        `XML: ${piece}`,
        (size: number) => workbookOf([{ name: 'a', data: piece.repeat(size) }]),
        'x.xlsx',
      ] as const,
  ),
  ...['"', '""', ';', '?', ' ', '\r', '"a";', 'а?', '\t\t;'].map(
    (piece) =>
      [
        `text: ${JSON.stringify(piece)}`,
        (size: number) => new TextEncoder().encode(`а;б\n${piece.repeat(size)}`),
        'x.csv',
      ] as const,
  ),
];

test.each(hostile)('twice the file costs no more than about twice: %s', (_, make, name) => {
  const size = 40_000;
  const small = cost(make(size), name);
  const large = cost(make(size * 8), name);
  // Eight times is linear, sixty-four square; the constant keeps short times out of it.
  expect(large).toBeLessThan(small * 30 + 150);
});
