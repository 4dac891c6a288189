import { lettersLost } from '../../methods/text-decoding.ts';
import { fillDown } from './fill-down.ts';
import { columnName, lineOf, type RawSheet, type TableContents, type TableSheet } from './table.ts';

/** What an import knows about its headings. */
export interface HeadingRule {
  /** Whether this is one of the headings of the import. */
  readonly known: (cell: string) => boolean;
  /**
   * Headings of numbers that are added up. Such a number in joined cells is not repeated on each row, which would
   * count it several times, but named as a problem.
   */
  readonly addedUp: (cell: string) => boolean;
}

/** What had to be assumed, shown beside the preview: `tables.note.<code>`. */
export interface TableNote {
  readonly code:
    | 'encoding'
    | 'titleRows'
    | 'sheetsRead'
    | 'sheetsPassed'
    | 'sheetsHidden'
    | 'rowsHidden'
    | 'columnsHidden'
    | 'columnsPassed'
    | 'filledDown'
    | 'zerosShown'
    | 'lettersPerhapsLost';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is wrong with a cell, whatever the import does with it: `tables.problem.<code>`. */
export interface TableProblem {
  readonly code:
    | 'noHeading'
    | 'beyondHeading'
    | 'errorValue'
    | 'noValue'
    | 'digitsLost'
    | 'scientific'
    | 'lettersLost'
    | 'joinedNumber';
  readonly sheet: string;
  /** As a person finds it: row of the sheet or line of the file; 0 when it is about the whole file. */
  readonly row: number;
  /** Letters of the column; empty when it is about the row. */
  readonly column: string;
  readonly value: string;
}

export interface PickedTables {
  /** Tables found, their heading first, every row with its `lines`. */
  readonly sheets: TableSheet[];
  readonly notes: TableNote[];
  readonly problems: TableProblem[];
}

/** Rows looked through for the heading: reports have a title, a date and a stamp above it. */
const headingWithin = 50;
/** Problems kept; the rest are as many again of the same kind as a rule. */
const mostProblems = 500;

/**
 * Takes from a file what an import can work with: every visible sheet with its headings, from the heading on, without
 * hidden rows, joined cells filled down. Says what was assumed and which cells cannot be believed.
 */
export function pickTables(contents: TableContents, rule: HeadingRule): PickedTables {
  const notes: TableNote[] = [];
  const problems: TableProblem[] = [];
  const sheets: TableSheet[] = [];
  if (contents.encoding !== '') notes.push({ code: 'encoding', params: { encoding: contents.encoding } });
  const headed = new Map<RawSheet, number>();
  for (const sheet of contents.sheets) {
    const row = headingRow(sheet, rule);
    if (row >= 0) headed.set(sheet, row);
  }
  const shown = [...headed.keys()].filter((sheet) => !sheet.hidden);
  for (const sheet of shown) sheets.push(pickSheet(sheet, headed.get(sheet)!, rule, notes, problems));
  const names = (some: readonly RawSheet[]) => some.map((sheet) => `«${sheet.name}»`).join(', ');
  const full = contents.sheets.filter((sheet) => sheet.rows.length > 0);
  const hidden = full.filter((sheet) => sheet.hidden);
  const passed = full.filter((sheet) => !sheet.hidden && !headed.has(sheet));
  if (shown.length > 0 && full.length > 1)
    notes.push({ code: 'sheetsRead', params: { sheets: names(shown) } });
  if (passed.length > 0 && shown.length > 0)
    notes.push({ code: 'sheetsPassed', params: { sheets: names(passed) } });
  if (hidden.length > 0) notes.push({ code: 'sheetsHidden', params: { sheets: names(hidden) } });
  if (shown.length === 0) {
    const sheet = full.find((one) => !one.hidden) ?? full[0];
    const first = sheet?.rows.findIndex((row) => row.some((cell) => cell.trim() !== '')) ?? -1;
    problems.push({
      code: 'noHeading',
      sheet: sheet?.name ?? '',
      row: sheet && first >= 0 ? lineOf(sheet, first) : 0,
      column: '',
      value:
        sheet && first >= 0
          ? shortened(sheet.rows[first]!.filter((cell) => cell.trim() !== '').join(' · '))
          : '',
    });
  }
  return { sheets, notes, problems: problems.slice(0, mostProblems) };
}

/** The row with most headings; one alone counts only in the first row with anything in it. -1 when there is none. */
function headingRow(sheet: RawSheet, rule: HeadingRule): number {
  let best = -1;
  let most = 0;
  let seen = 0;
  for (let row = 0; row < sheet.rows.length && seen < headingWithin; row += 1) {
    const cells = sheet.rows[row]!;
    if (cells.every((cell) => cell.trim() === '')) continue;
    seen += 1;
    const count = cells.filter((cell) => cell !== '' && rule.known(cell)).length;
    if (count > most && (count > 1 || seen === 1)) {
      best = row;
      most = count;
    }
  }
  return best;
}

function pickSheet(
  sheet: RawSheet,
  heading: number,
  rule: HeadingRule,
  notes: TableNote[],
  problems: TableProblem[],
): TableSheet {
  const place = { sheet: sheet.name };
  const headings = sheet.rows[heading]!;
  const above = sheet.rows.slice(0, heading).filter((row) => row.some((cell) => cell.trim() !== '')).length;
  if (above > 0) {
    notes.push({ code: 'titleRows', params: { ...place, count: above, row: lineOf(sheet, heading) } });
  }
  const problem = (code: TableProblem['code'], row: number, column: number, value: string): void => {
    if (problems.length >= mostProblems) return;
    const text = shortened(value);
    problems.push({ ...place, code, row: lineOf(sheet, row), column: columnName(column + 1), value: text });
  };

  const filled = fillDown(sheet, heading, (column) => rule.addedUp(headings[column] ?? ''));
  if (filled.count > 0) {
    notes.push({ code: 'filledDown', params: { ...place, count: filled.count, first: filled.first } });
  }
  for (const { row, column, value } of filled.refused) problem('joinedNumber', row, column, value);

  const hidden = new Set(sheet.hiddenRows.filter((row) => row > heading));
  const used = (column: number): boolean => (headings[column] ?? '').trim() !== '';
  const known = headings.map((cell) => rule.known(cell));
  const unknown = headings.filter((cell, column) => cell.trim() !== '' && !known[column]);
  if (unknown.length > 0) {
    notes.push({ code: 'columnsPassed', params: { ...place, columns: shortened(unknown.join(', ')) } });
  }
  const hiddenColumns = sheet.hiddenColumns.filter((column) => known[column]);
  if (hiddenColumns.length > 0) {
    const columns = hiddenColumns.map((column) => headings[column]).join(', ');
    notes.push({ code: 'columnsHidden', params: { ...place, columns: shortened(columns) } });
  }
  for (const { row, column, code, value } of sheet.faults) {
    if (row > heading && !hidden.has(row) && known[column]) problem(code, row, column, value);
  }

  const picked: Required<TableSheet> = { name: sheet.name, rows: [], lines: [], kinds: [] };
  const take = (row: number): void => {
    picked.rows.push(sheet.rows[row]!);
    picked.lines.push(lineOf(sheet, row));
    picked.kinds.push(sheet.kinds?.[row] ?? '');
  };
  take(heading);
  let left = 0;
  let zeros: string | undefined;
  let perhapsLost: { count: number; first: string } | undefined;
  for (let row = heading + 1; row < sheet.rows.length; row += 1) {
    const cells = sheet.rows[row]!;
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (hidden.has(row)) {
      left += 1;
      continue;
    }
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column]!;
      if (cell === '' || cell.trim() === '') continue;
      if (!used(column)) problem('beyondHeading', row, column, cell);
      if (!known[column]) continue;
      const number = sheet.kinds?.[row]?.[column] === 'n';
      if (number && cell.length > 1 && cell.startsWith('0') && !cell.includes('.')) zeros ??= cell;
      if (!number && isScientific(cell)) problem('scientific', row, column, cell);
      const lost = lettersLost(cell);
      if (lost === 'certain') problem('lettersLost', row, column, cell);
      else if (lost === 'perhaps') {
        perhapsLost ??= { count: 0, first: shortened(cell) };
        perhapsLost.count += 1;
      }
    }
    take(row);
  }
  if (left > 0) notes.push({ code: 'rowsHidden', params: { ...place, count: left } });
  if (zeros !== undefined) notes.push({ code: 'zerosShown', params: { ...place, value: zeros } });
  if (perhapsLost) notes.push({ code: 'lettersPerhapsLost', params: { ...place, ...perhapsLost } });
  return picked;
}

/** `4,17E+13`: what a spreadsheet makes of a long code when it saves it as text; its last digits are gone. */
function isScientific(cell: string): boolean {
  return cell.length < 30 && /^\s?-?\d(?:[.,]\d{1,15})?E\+?\d{1,3}\s?$/i.test(cell) && cell.includes('+');
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
