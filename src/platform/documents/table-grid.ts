import type { Cell, CellAlignment, Layout, RichText, TableBlock, TableCell } from './model.ts';
import { plainText, runsOf } from './model.ts';

/** A cell with its place; spans are already clipped to the table, so every place is covered exactly once. */
export interface GridCell {
  text: RichText;
  column: number;
  columnSpan: number;
  rowSpan: number;
  align: CellAlignment;
  bold: boolean;
  heading: boolean;
}

export interface GridRow {
  kind: 'head' | 'body' | 'foot';
  /** A row for filling by hand; printers give it the height of a line of handwriting. */
  empty: boolean;
  /** Cells that begin in this row, from left to right. */
  cells: GridCell[];
}

export interface TableGrid {
  columnCount: number;
  /** Widths the author gave, or null when they are to be counted from the contents. */
  givenWidths: number[] | null;
  rows: GridRow[];
}

const asCell = (cell: Cell): TableCell => (typeof cell === 'string' ? { text: cell } : cell);

/**
 * A table as a full grid: numbered rows, empty rows for hand filling, missing cells added, cells beyond the last
 * column dropped, spans clipped to the table and to its head, body or foot.
 */
export function tableGrid(block: TableBlock): TableGrid {
  const columns = block.numbered
    ? [{ label: '№', width: undefined, align: 'center' as const }, ...block.columns]
    : [...block.columns];
  const shift = block.numbered ? 1 : 0;

  const head: Cell[][] = block.head
    ? block.head.map((row, index) =>
        block.numbered && index === 0 ? [{ text: '№', rowSpan: block.head!.length }, ...row] : [...row],
      )
    : columns.some((column) => plainText(column.label) !== '')
      ? [columns.map((column) => column.label).map((label) => ({ text: label }))]
      : [];
  const body: Cell[][] = block.rows.map((row, index) =>
    block.numbered ? [`${index + 1}`, ...row] : [...row],
  );
  const filled = body.length;
  for (let index = 0; index < (block.emptyRows ?? 0); index++)
    body.push(block.numbered ? [`${filled + index + 1}`] : []);
  // A sum row has no number: its first cell begins under «№».
  const foot: Cell[][] = (block.foot ?? []).map((row) => {
    const [first = '', ...others] = row;
    const cell = asCell(first);
    return block.numbered ? [{ ...cell, columnSpan: (cell.columnSpan ?? 1) + 1 }, ...others] : [...row];
  });

  const place = (rows: Cell[][], kind: GridRow['kind']): GridRow[] => {
    const taken: boolean[][] = rows.map(() => columns.map(() => false));
    return rows.map((row, rowIndex) => {
      const cells: GridCell[] = [];
      const queue = row.map(asCell);
      for (let column = 0; column < columns.length; column++) {
        if (taken[rowIndex]![column]) continue;
        const cell = queue.shift() ?? { text: '' };
        let columnSpan = 1;
        const wantedColumns = Math.max(1, Math.trunc(cell.columnSpan ?? 1));
        while (
          columnSpan < wantedColumns &&
          column + columnSpan < columns.length &&
          !taken[rowIndex]![column + columnSpan]
        )
          columnSpan++;
        const rowSpan = Math.min(Math.max(1, Math.trunc(cell.rowSpan ?? 1)), rows.length - rowIndex);
        for (let r = rowIndex; r < rowIndex + rowSpan; r++)
          for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true;
        const columnAlign = columns[column]!.align;
        const ownAlign: CellAlignment = columnAlign === 'number' ? 'right' : (columnAlign ?? 'left');
        cells.push({
          text: cell.text,
          column,
          columnSpan,
          rowSpan,
          align: cell.align ?? (kind === 'head' ? 'center' : columnSpan > 1 ? 'left' : ownAlign),
          bold: cell.bold ?? (kind !== 'body' || cell.heading === true),
          heading: kind === 'head' || cell.heading === true,
        });
      }
      return { kind, empty: kind === 'body' && rowIndex >= filled, cells };
    });
  };

  const widths = columns.map((column) => column.width);
  const known = widths.filter((width): width is number => width !== undefined && width > 0);
  const mean = known.length > 0 ? known.reduce((sum, width) => sum + width, 0) / known.length : 0;
  const givenWidths =
    known.length > 0
      ? widths.map((width, index) =>
          width !== undefined && width > 0 ? width : index < shift ? mean / 4 : mean,
        )
      : null;

  return {
    columnCount: columns.length,
    givenWidths,
    rows: [...place(head, 'head'), ...place(body, 'body'), ...place(foot, 'foot')],
  };
}

/** Whether a row is a heading of the rows below it («7. Жыйынтыктарды баалоо»): it says nothing without them. */
export function headsRows(row: GridRow, { columnCount }: TableGrid): boolean {
  const [cell, other] = row.cells;
  return row.kind === 'body' && cell?.heading === true && cell.columnSpan === columnCount && !other;
}

const WIDE = new Set('жшщюфымШЩЮФЫМЖҢWMm@%№');

/**
 * Estimated width of text in ems of a Times-like face, a little on the wide side. An estimate is enough to share out
 * columns, and keeps Word and PDF the same without opening fonts.
 */
export function estimateWidth(text: string, bold = false): number {
  let width = 0;
  for (const char of text) {
    if (WIDE.has(char)) width += char === char.toLowerCase() && char !== '№' ? 0.74 : 0.95;
    else if (char >= '0' && char <= '9') width += 0.5;
    else if ('–+='.includes(char)) width += 0.58;
    else if (' .,:;!\'|()-/«»"'.includes(char)) width += 0.36;
    else width += char !== char.toLowerCase() ? 0.72 : 0.52;
  }
  return bold ? width * 1.07 : width;
}

/**
 * Places where a line may break: after spaces, hyphens and slashes between letters. The first layout took a no-break
 * space for one of them and made columns too narrow for a name.
 */
export function breakableWords(text: string, layout: 1 | Layout = 2): string[] {
  const places = layout === 1 ? /\s+|(?<=\p{L}[-–/])(?=\p{L})/u : /[^\S\u00a0]+|(?<=\p{L}[-–/])(?=\p{L})/u;
  return text.split(places).filter((word) => word !== '');
}

/**
 * Column widths that add up to `total` (points or twips, the unit of `total`, `em` and `padding`). The author's
 * widths, or widths from the contents, but never so narrow that a word must be cut while another column has room.
 */
export function columnWidths(
  grid: TableGrid,
  total: number,
  em: number,
  padding: number,
  layout: 1 | Layout = 2,
): number[] {
  const count = grid.columnCount;
  const least = new Array<number>(count).fill(em * 1.2 + padding);
  const longest = new Array<number>(count).fill(2);
  const lengths = new Array<number>(count).fill(0);
  const cells = new Array<number>(count).fill(0);
  for (const row of grid.rows)
    for (const cell of row.cells) {
      if (cell.columnSpan !== 1) continue;
      let longestWord = 0;
      for (const run of runsOf(cell.text))
        for (const word of breakableWords(run.text, layout))
          longestWord = Math.max(longestWord, estimateWidth(word, cell.bold || run.bold));
      // A word longer than 12 ems (about 24 letters) may be cut: it must not starve the whole table.
      least[cell.column] = Math.max(least[cell.column]!, Math.min(longestWord, 12) * em * 1.03 + padding);
      const longestLine = Math.max(
        ...plainText(cell.text)
          .split('\n')
          .map((line) => estimateWidth(line, cell.bold)),
      );
      longest[cell.column] = Math.max(longest[cell.column]!, Math.min(longestLine, 40));
      lengths[cell.column]! += Math.min(longestLine, 40);
      cells[cell.column]! += 1;
    }
  // Between the longest and the average cell: one long remark does not widen a column of empty cells.
  const wanted = longest.map((most, column) => {
    const mean = cells[column]! > 0 ? lengths[column]! / cells[column]! : most;
    return Math.max(2, 0.4 * most + 0.6 * mean) * em + padding;
  });

  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const leastSum = sum(least);
  if (leastSum >= total) return least.map((width) => (width * total) / leastSum);
  const basis = grid.givenWidths ?? wanted;
  const basisSum = sum(basis);
  const widths = basis.map((width, index) => Math.max((width * total) / basisSum, least[index]!));
  const excess = sum(widths) - total;
  if (excess <= 0) return widths;
  const slack = widths.map((width, index) => width - least[index]!);
  const slackSum = sum(slack);
  return widths.map((width, index) => width - (excess * slack[index]!) / slackSum);
}

/** Size of the text in a table, in points, beside main text of `fontSize`. */
export function tableFontSize(block: TableBlock, fontSize: number): number {
  return Math.max(7.5, Math.min(12, fontSize - 1) - (block.compact ? 2 : 0));
}
