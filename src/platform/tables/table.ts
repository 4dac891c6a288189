/** What a table is once it was read: the shape that every import and `ashar tally` work with. */

/** Limits of what may be read. A municipality's largest real table is a few thousand rows. */
export const TABLE_LIMITS = {
  /** Bytes of the file. */
  bytes: 20 * 1024 * 1024,
  /** Bytes of an XLSX once unpacked. */
  unpacked: 64 * 1024 * 1024,
  rows: 50_000,
  columns: 100,
  sheets: 50,
  /** Cells of all sheets together. */
  cells: 1_000_000,
} as const;

/** What a cell was in the file. Cells of text files are always text: Excel forgot there what they had been. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'empty';

export interface TableSheet {
  /** Name of the sheet; empty for text files. */
  name: string;
  /** Cells as text, at their own column: `rows[r][c]` stands in column c + 1 of the sheet. Rows may be short. */
  rows: string[][];
  /** Number of each row as a person finds it: line of a text file, row of a sheet. Index + 1 where missing. */
  lines?: number[];
  /** What the cells were, a letter each (`kindLetters`), row by row; all text where missing. */
  kinds?: string[];
}

/** Cells joined into one, as indexes into `rows`. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A cell whose value is not known for certain, at its index. */
export interface CellFault {
  row: number;
  column: number;
  code: 'errorValue' | 'noValue' | 'digitsLost';
  /** What stands there, shortened. */
  value: string;
}

/** A sheet as it stands in the file, with all that a reader must say before it is taken. */
export interface RawSheet extends TableSheet {
  hidden: boolean;
  hiddenRows: number[];
  hiddenColumns: number[];
  merges: Merge[];
  faults: CellFault[];
}

export type TableRefusalCode =
  | 'empty'
  | 'tooLarge'
  | 'tooLargeUnpacked'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooManyCells'
  | 'tooManySheets'
  | 'tooHeavy'
  | 'busy'
  | 'unknownType'
  | 'oldExcel'
  | 'otherSpreadsheet'
  | 'unclosedQuote'
  | 'textAfterQuote'
  | 'fieldTooLong'
  | 'damagedText'
  | 'lettersLost'
  | 'malformed';

export interface TableRefusal {
  ok: false;
  code: TableRefusalCode;
  /** The limit that was passed, where the code is about one (bytes, rows, columns, cells, sheets). */
  limit?: number;
  sheet?: string;
  /** Row and column, from 1; for text files the line. */
  row?: number;
  column?: number;
  /** Words of the file at that place, or the name of the format that cannot be read. */
  value?: string;
}

export interface TableContents {
  ok: true;
  sheets: RawSheet[];
  /** How a text file was written, where it had to be guessed; empty for workbooks and UTF-8. */
  encoding: '' | 'windows-1251' | 'utf-16';
}

export const refuse = (
  code: TableRefusalCode,
  details: Omit<TableRefusal, 'ok' | 'code'> = {},
): TableRefusal => ({ ok: false, code, ...details });

const letters: Readonly<Record<CellKind, string>> = {
  text: 't',
  number: 'n',
  date: 'd',
  boolean: 'b',
  empty: ' ',
};
const kindOfLetter = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as CellKind]));
export const kindLetters = letters;

/** What the cell at these indexes was: a rule refuses a date where a name should stand. */
export function cellKind(sheet: TableSheet, row: number, column: number): CellKind {
  const text = sheet.rows[row]?.[column] ?? '';
  if (text === '') return 'empty';
  return kindOfLetter.get(sheet.kinds?.[row]?.[column] ?? 't') ?? 'text';
}

/** The number under which a person finds the row at this index. */
export function lineOf(sheet: TableSheet, row: number): number {
  return sheet.lines?.[row] ?? row + 1;
}

/** Letters of a column, as spreadsheets name it: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
