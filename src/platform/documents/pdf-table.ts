import type { Layout, TableBlock } from './model.ts';
import type { PdfFlow, Structure } from './pdf-flow.ts';
import { MM } from './pdf-flow.ts';
import type { Line, TextStyle } from './pdf-text.ts';
import { lineHeight } from './pdf-text.ts';
import type { GridCell, GridRow, TableGrid } from './table-grid.ts';
import { columnWidths, headsRows, tableFontSize, tableGrid } from './table-grid.ts';

interface LaidCell {
  cell: GridCell;
  x: number;
  width: number;
  lines: Line[];
  style: TextStyle;
  element: Structure | null;
}

interface LaidRow {
  row: GridRow;
  cells: LaidCell[];
  height: number;
}

const RULE = 0.6;
const RULE_COLOUR = '#000000';

/** Smallest row for filling by hand, in millimetres. */
const HAND_ROW = 8;

/** Rows that belong together because a cell spans them. */
function groupsOf(rows: readonly GridRow[]): GridRow[][] {
  const groups: GridRow[][] = [];
  let open = 0;
  for (const row of rows) {
    const reach = Math.max(1, ...row.cells.map((cell) => cell.rowSpan));
    if (open > 0) groups.at(-1)!.push(row);
    else groups.push([row]);
    open = Math.max(open, reach) - 1;
  }
  return groups;
}

class TablePrinter {
  readonly #flow: PdfFlow;
  readonly #block: TableBlock;
  readonly #widths: number[];
  readonly #left: number[];
  readonly #padX: number;
  readonly #padY: number;
  readonly #size: number;
  readonly #grid: TableGrid;
  readonly #head: LaidRow[];
  readonly #headHeight: number;
  readonly #layout: 1 | Layout;

  constructor(flow: PdfFlow, block: TableBlock, size: number, layout: 1 | Layout) {
    this.#flow = flow;
    this.#layout = layout;
    this.#block = block;
    this.#size = size;
    this.#padX = block.compact ? 3 : 4.5;
    this.#padY = block.compact ? 1.6 : 2.6;
    this.#grid = tableGrid(block);
    this.#widths = columnWidths(this.#grid, flow.width, size, this.#padX * 2, layout);
    this.#left = this.#widths.reduce<number[]>((all, width) => [...all, all.at(-1)! + width], [flow.left]);
    this.#head = this.#lay(this.#grid.rows.filter((row) => row.kind === 'head'));
    this.#headHeight = this.#head.reduce((sum, row) => sum + row.height, 0);
  }

  /** Height of what may not stand alone at the foot of a page: caption, head and the first rows that say something. */
  get startHeight(): number {
    const caption = this.#captionLines();
    const style: TextStyle = { size: this.#size, bold: true };
    const captionHeight = caption.length * lineHeight(style) + (caption.length > 0 ? 4 : 0);
    const groups = this.#groups();
    const first = groups[0] ? heightOf(this.#lay(groups[0])) + this.#headed(groups, 0) : 0;
    return captionHeight + this.#headHeight + Math.min(first, this.#flow.capacity / 3);
  }

  #groups(): GridRow[][] {
    const { rows } = this.#grid;
    return (['body', 'foot'] as const).flatMap((kind) => groupsOf(rows.filter((row) => row.kind === kind)));
  }

  /** Height of the first rows below a heading inside the table; 0 for all other rows, and in the first layout. */
  #headed(groups: readonly GridRow[][], index: number): number {
    const [row] = groups[index] ?? [];
    const next = groups[index + 1];
    if (this.#layout === 1 || !row || !next || !headsRows(row, this.#grid)) return 0;
    return heightOf(this.#lay(next)) + this.#headed(groups, index + 1);
  }

  /** Prints the table; `tail` is the height of what must follow on the page of the last row. */
  print(parent: Structure, tail: number): void {
    const flow = this.#flow;
    const table = flow.element(parent, 'Table', this.#block.caption ? { title: this.#block.caption } : {});
    const caption = this.#captionLines();
    const style: TextStyle = { size: this.#size, bold: true };
    const groups = this.#groups();
    flow.need(this.startHeight);
    if (caption.length > 0) {
      flow.lines(caption, style, flow.element(table, 'Caption'), 'Caption');
      flow.y += 4;
    }
    if (this.#head.length > 0) {
      const head = flow.element(table, 'THead');
      this.#tag(this.#head, head);
      this.#drawRows(this.#head);
    }
    const body = flow.element(table, 'TBody');
    let foot: Structure | null = null;
    groups.forEach((group, index) => {
      const laid = this.#lay(group);
      if (group[0]!.kind === 'foot') foot ??= flow.element(table, 'TFoot');
      this.#tag(laid, foot ?? body);
      // A sum row alone on a page says nothing: the row before it comes along.
      const footHeight =
        groups[index + 1]?.[0]?.kind === 'foot' && group[0]!.kind === 'body'
          ? heightOf(this.#lay(groups.slice(index + 1).flat()))
          : 0;
      const follow = footHeight > 0 ? footHeight + tail : index === groups.length - 1 ? tail : 0;
      this.#place(laid, Math.max(follow, this.#headed(groups, index)));
    });
  }

  #captionLines(): Line[] {
    if (!this.#block.caption) return [];
    return this.#flow.text.breakLines(
      this.#block.caption,
      { size: this.#size, bold: true },
      this.#flow.width,
    );
  }

  #lay(rows: readonly GridRow[]): LaidRow[] {
    const laid = rows.map((row): LaidRow => {
      const cells = row.cells.map((cell): LaidCell => {
        const x = this.#left[cell.column]!;
        const width = this.#left[cell.column + cell.columnSpan]! - x;
        const style: TextStyle = { size: this.#size, bold: cell.bold, leading: 1.12 };
        const lines = this.#flow.text.breakLines(cell.text, style, width - 2 * this.#padX);
        return { cell, x, width, lines, style, element: null };
      });
      const own = cells
        .filter((laidCell) => laidCell.cell.rowSpan === 1)
        .map((laidCell) => this.#cellHeight(laidCell));
      const least = row.empty
        ? HAND_ROW * MM
        : lineHeight({ size: this.#size, leading: 1.12 }) + 2 * this.#padY;
      return { row, cells, height: Math.max(least, ...own) };
    });
    // A spanning cell that needs more than its rows have makes the last of them taller.
    laid.forEach((laidRow, index) => {
      for (const laidCell of laidRow.cells) {
        if (laidCell.cell.rowSpan === 1) continue;
        const spanned = laid.slice(index, index + laidCell.cell.rowSpan);
        const missing = this.#cellHeight(laidCell) - heightOf(spanned);
        if (missing > 0) spanned.at(-1)!.height += missing;
      }
    });
    return laid;
  }

  #cellHeight(laid: LaidCell): number {
    return laid.lines.length * lineHeight(laid.style) + 2 * this.#padY;
  }

  #tag(rows: readonly LaidRow[], parent: Structure): void {
    for (const laidRow of rows) {
      const tr = this.#flow.element(parent, 'TR');
      for (const laidCell of laidRow.cells) {
        const { heading } = laidCell.cell;
        laidCell.element = heading
          ? this.#flow.element(tr, 'TH', { scope: laidRow.row.kind === 'head' ? 'Column' : 'Row' })
          : this.#flow.element(tr, 'TD');
      }
    }
  }

  #breakPage(): void {
    this.#flow.newPage();
    if (this.#head.length === 0 || this.#headHeight > this.#flow.capacity / 2) return;
    // The head was read once; on later pages it only helps the eye.
    const untagged = this.#head.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, element: null })),
    }));
    this.#drawRows(untagged);
  }

  #place(group: LaidRow[], follow: number): void {
    const flow = this.#flow;
    const height = heightOf(group);
    const room = flow.capacity - this.#headHeight;
    const wanted = height + follow <= room ? height + follow : height;
    if (wanted <= flow.remaining + 0.01) {
      this.#drawRows(group);
      return;
    }
    if (height <= room) {
      this.#breakPage();
      this.#drawRows(group);
      return;
    }
    // The group is taller than a page: row by row, and a row taller than a page line by line.
    for (const row of this.#unspan(group)) {
      if (row.height <= flow.remaining + 0.01) this.#drawRows([row]);
      else if (row.height <= room) {
        this.#breakPage();
        this.#drawRows([row]);
      } else this.#splitRow(row);
    }
  }

  /** Row spans dissolved: the text stays in the first row, the rows below get an empty cell at its place. */
  #unspan(group: readonly LaidRow[]): LaidRow[] {
    const rows = group.map((row) => ({ ...row, cells: [...row.cells] }));
    group.forEach((row, index) => {
      for (const laid of row.cells)
        for (let below = index + 1; below < index + laid.cell.rowSpan; below++)
          rows[below]?.cells.push({ ...laid, cell: { ...laid.cell, rowSpan: 1 }, lines: [], element: null });
    });
    return rows.map((row) => {
      const cells = row.cells.map((laid) => ({ ...laid, cell: { ...laid.cell, rowSpan: 1 } }));
      return { ...row, cells, height: Math.max(row.height, ...cells.map((laid) => this.#cellHeight(laid))) };
    });
  }

  #splitRow(row: LaidRow): void {
    const flow = this.#flow;
    const step = lineHeight({ size: this.#size, leading: 1.12 });
    let rest = row;
    if (flow.remaining < 3 * step + 2 * this.#padY) this.#breakPage();
    for (;;) {
      const fit = Math.max(1, Math.floor((flow.remaining - 2 * this.#padY) / step));
      const most = Math.max(...rest.cells.map((laid) => laid.lines.length));
      if (most <= fit) {
        this.#drawRows([{ ...rest, height: most * step + 2 * this.#padY }]);
        return;
      }
      this.#drawRows([
        {
          ...rest,
          height: fit * step + 2 * this.#padY,
          cells: rest.cells.map((laid) => ({ ...laid, lines: laid.lines.slice(0, fit) })),
        },
      ]);
      rest = { ...rest, cells: rest.cells.map((laid) => ({ ...laid, lines: laid.lines.slice(fit) })) };
      this.#breakPage();
    }
  }

  #drawRows(rows: readonly LaidRow[]): void {
    const flow = this.#flow;
    let y = flow.y;
    rows.forEach((laidRow, index) => {
      for (const laid of laidRow.cells) {
        const height = heightOf(rows.slice(index, index + laid.cell.rowSpan));
        if (this.#block.ruled !== false)
          flow.artifact(() => {
            flow.pdf.rect(laid.x, y, laid.width, height).lineWidth(RULE).strokeColor(RULE_COLOUR).stroke();
          });
        const step = lineHeight(laid.style);
        const content = laid.lines.length * step;
        const middle = laidRow.row.kind === 'head' || laid.cell.rowSpan > 1;
        const top = middle ? y + (height - content) / 2 : y + this.#padY;
        const draw = () =>
          laid.lines.forEach((line, lineIndex) =>
            flow.text.drawLine(
              line,
              laid.x + this.#padX,
              top + lineIndex * step,
              laid.width - 2 * this.#padX,
              laid.cell.align,
              laid.style,
            ),
          );
        if (laid.lines.every((line) => line.pieces.length === 0)) continue;
        if (laid.element) flow.tagged(laid.element, laid.cell.heading ? 'TH' : 'TD', draw);
        else flow.artifact(draw);
      }
      y += laidRow.height;
    });
    flow.y = y;
  }
}

function heightOf(rows: readonly { height: number }[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0);
}

/** Prints a table over as many pages as it needs, with its head on each. */
export function printTable(
  flow: PdfFlow,
  parent: Structure,
  block: TableBlock,
  fontSize: number,
  layout: 1 | Layout,
  tail = 0,
): void {
  new TablePrinter(flow, block, tableFontSize(block, fontSize), layout).print(parent, tail);
}

/** How much of a table must stand below a heading, in points. */
export function tableStart(flow: PdfFlow, block: TableBlock, fontSize: number): number {
  return new TablePrinter(flow, block, tableFontSize(block, fontSize), 2).startHeight;
}
