import { columnName, lineOf, type TableContents } from './table.ts';

/** A column in which somebody's personal number stands; the number itself is not repeated. */
export type PersonalColumn = {
  readonly sheet: string;
  /** From 0. */
  readonly index: number;
  /** Letters of the column. */
  readonly column: string;
  /** The first row with such a number, as a person finds it. */
  readonly row: number;
};

/** 14 figures, alone or within words; an amount of som never has so many. */
const personal = /(?<!\d)\d{14}(?!\d)/;
/** So much of a cell is looked at. */
const longest = 2000;

/** Whether a 14-figure personal number of the Kyrgyz Republic may stand here, also with spaces or dashes in it. */
export function holdsPersonalNumber(cell: string): boolean {
  const text = cell.slice(0, longest);
  return personal.test(text) || personal.test(text.replace(/(?<=\d)[ \u00a0-](?=\d)/g, ''));
}

/** Every column of the file with personal numbers, hidden ones and those without a heading too. */
export function personalColumns({ sheets }: TableContents): PersonalColumn[] {
  const found: PersonalColumn[] = [];
  for (const sheet of sheets) {
    const seen = new Set<number>();
    for (const [row, cells] of sheet.rows.entries())
      for (const [index, cell] of cells.entries()) {
        if (cell.length < 14 || seen.has(index) || !holdsPersonalNumber(cell)) continue;
        seen.add(index);
        found.push({ sheet: sheet.name, index, column: columnName(index + 1), row: lineOf(sheet, row) });
      }
  }
  return found;
}

/** Takes these columns out of the file, so that nothing of them is read or kept. Changes the contents. */
export function withoutColumns(contents: TableContents, columns: readonly PersonalColumn[]): void {
  for (const sheet of contents.sheets) {
    const gone = new Set(columns.filter((one) => one.sheet === sheet.name).map((one) => one.index));
    if (gone.size === 0) continue;
    for (const cells of sheet.rows) for (const index of gone) if (index < cells.length) cells[index] = '';
  }
}
