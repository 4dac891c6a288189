import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawingSvg, imageSize, safeColour } from './drawing.ts';
import { cleanText, numberClauses, plainText, resolvePage, sectionsOf } from './model.ts';
import type { TableBlock } from './model.ts';
import { breakableWords, columnWidths, estimateWidth, tableFontSize, tableGrid } from './table-grid.ts';

describe('page setup', () => {
  it('is A4 upright with the margins of official papers unless told', () => {
    expect(resolvePage(undefined)).toEqual({
      size: 'A4',
      orientation: 'portrait',
      width: 210,
      height: 297,
      left: 30,
      right: 15,
      top: 20,
      bottom: 20,
      fontSize: 12,
    });
  });

  it('of a turned part takes its own margins, not those of the upright pages', () => {
    const page = resolvePage({ orientation: 'landscape' }, { margins: { left: 35 }, fontSize: 14 });
    expect(page).toMatchObject({ width: 297, height: 210, left: 20, fontSize: 14 });
    expect(resolvePage({ margins: { top: 5 } }, { margins: { left: 35 } })).toMatchObject({
      left: 35,
      top: 5,
      right: 15,
    });
  });
});

it('parts cut a document into sections, loose blocks between them into their own', () => {
  const space = { type: 'space', height: 1 } as const;
  const sections = sectionsOf({
    title: '',
    lang: 'ky',
    blocks: [space, { type: 'part', lang: 'ru', page: { size: 'A3' }, blocks: [space, space] }, space],
  });
  expect(sections.map((section) => [section.lang, section.page.size, section.blocks.length])).toEqual([
    ['ky', 'A4', 1],
    ['ru', 'A3', 2],
    ['ky', 'A4', 1],
  ]);
});

it('clauses are numbered by depth, and a given number leads its own', () => {
  const numbered = numberClauses(
    [
      { text: 'a', clauses: [{ text: 'b', clauses: [{ text: 'c' }] }, { text: 'd' }] },
      { text: 'e', number: '2-1.', clauses: [{ text: 'f' }] },
    ],
    3,
  );
  expect(numbered.map((clause) => [clause.number, clause.depth])).toEqual([
    ['3.', 0],
    ['3.1.', 1],
    ['3.1.1.', 2],
    ['3.2.', 1],
    ['2-1.', 0],
    ['2-1.1.', 1],
  ]);
});

it('text loses what cannot be printed and keeps its letters', () => {
  expect(cleanText('Ө\u0000ң\r\nү\tё\u200b\ud800')).toBe('Өң\nү ё[…]');
  expect(plainText(['Көйгөй ', { text: 'суу', bold: true }])).toBe('Көйгөй суу');
});

describe('table grid', () => {
  const table = (block: Partial<TableBlock>): TableBlock => ({
    type: 'table',
    columns: [{ label: 'A' }, { label: 'B' }, { label: 'C' }],
    rows: [],
    ...block,
  });

  it('numbers rows, the empty ones too, and lets the sum row begin under the number', () => {
    const grid = tableGrid(
      table({ numbered: true, rows: [['a', 'b', 'c']], emptyRows: 2, foot: [['Бардыгы', '', '5']] }),
    );
    expect(grid.columnCount).toBe(4);
    expect(
      grid.rows.map((row) => [row.kind, row.empty, plainText(row.cells[0]!.text), row.cells[0]!.columnSpan]),
    ).toEqual([
      ['head', false, '№', 1],
      ['body', false, '1', 1],
      ['body', true, '2', 1],
      ['body', true, '3', 1],
      ['foot', false, 'Бардыгы', 2],
    ]);
  });

  it('aligns numbers right, heads centre, and follows the cell before the column', () => {
    const grid = tableGrid(
      table({
        columns: [{ label: 'A', align: 'number' }, { label: 'B' }],
        rows: [
          ['1', 'x'],
          [
            { text: '2', align: 'left' },
            { text: 'y', bold: true },
          ],
        ],
      }),
    );
    expect(grid.rows.map((row) => row.cells.map((cell) => cell.align))).toEqual([
      ['center', 'center'],
      ['right', 'left'],
      ['left', 'left'],
    ]);
    expect(grid.rows[2]!.cells[1]!.bold).toBe(true);
  });

  it('covers every place exactly once, whatever the spans', () => {
    const cell = fc.record({
      text: fc.constant('x'),
      rowSpan: fc.integer({ min: -1, max: 5 }),
      columnSpan: fc.integer({ min: -1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const grid = tableGrid(table({ rows }));
        const body = grid.rows.filter((row) => row.kind === 'body');
        const covered = body.map(() => [0, 0, 0]);
        body.forEach((row, rowIndex) =>
          row.cells.forEach((own) => {
            for (let r = rowIndex; r < rowIndex + own.rowSpan; r++)
              for (let c = own.column; c < own.column + own.columnSpan; c++) covered[r]![c]!++;
          }),
        );
        expect(covered.flat().every((count) => count === 1)).toBe(true);
      }),
    );
  });

  it('shares the whole width out and never starves a column', () => {
    const text = fc.stringMatching(/^[а-яөүңА-Я ]{0,60}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, text), { maxLength: 8 }),
        fc.integer({ min: 150, max: 800 }),
        (rows, total) => {
          const widths = columnWidths(tableGrid(table({ rows })), total, 11, 9);
          expect(widths.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6);
          for (const width of widths) expect(width).toBeGreaterThan(15);
        },
      ),
    );
  });

  it('gives a word its room before it follows the wanted widths', () => {
    const grid = tableGrid(
      table({
        columns: [
          { label: 'Убактысы', width: 1 },
          { label: 'Мазмуну', width: 30 },
        ],
        rows: [['10.00', 'x']],
      }),
    );
    const [first] = columnWidths(grid, 480, 11, 9);
    expect(first).toBeGreaterThan(estimateWidth('Убактысы', true) * 11 + 9);
  });

  it('is set smaller than the text, and never too small to read', () => {
    expect(tableFontSize(table({}), 14)).toBe(12);
    expect(tableFontSize(table({}), 12)).toBe(11);
    expect(tableFontSize(table({ compact: true }), 8)).toBe(7.5);
  });

  it('breaks words after hyphens between letters, not inside numbers', () => {
    expect(breakableWords('иш-чара 18-35 и/или')).toEqual(['иш-', 'чара', '18-35', 'и/', 'или']);
  });
});

describe('drawings', () => {
  it('escape everything and take only plain colours', () => {
    const svg = drawingSvg(
      {
        width: 1,
        height: 1,
        shapes: [
          { kind: 'text', x: 0, y: 0, size: 1, text: '<b>&"', fill: 'url(x)' },
          { kind: 'path', d: '"><script>' },
        ],
      },
      'a"b',
    );
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('url(');
    expect(svg).toContain('aria-label="a&quot;b"');
    expect(safeColour('#1B4F72')).toBe('#1B4F72');
    expect(safeColour('red;x')).toBeUndefined();
  });

  it('pictures that are not what they claim have no size', () => {
    expect(imageSize({ data: Buffer.from('GIF89a'), format: 'png' })).toBeNull();
    expect(imageSize({ data: Buffer.from([0xff, 0xd8, 0, 0]), format: 'jpeg' })).toBeNull();
    expect(imageSize({ drawing: { width: 3, height: 4, shapes: [] } })).toEqual({ width: 3, height: 4 });
  });
});
