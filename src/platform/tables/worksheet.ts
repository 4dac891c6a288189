import { columnName, kindLetters, refuse, TABLE_LIMITS, type RawSheet, type TableRefusal } from './table.ts';
import { printable, restore } from './neutral.ts';
import { isTrue, type NumberStyle } from './workbook.ts';
import { attribute, walkXml } from './xml.ts';

/** What the sheets of a workbook share. */
export interface SheetFacts {
  texts: readonly string[];
  styles: readonly NumberStyle[];
  from1904: boolean;
  /** Cells that may still be read, of all sheets together; counted down. */
  left: { cells: number };
}

type Cell = { row: number; column: number; type: string; style: number; formula: boolean };

/** Joined cells and faults beyond these are no longer told apart. */
const mostMerges = 100_000;
const mostFaults = 1000;

/** Reads the cells of one sheet; texts that cells refer to must have been read. */
export function readWorksheet(
  bytes: Buffer,
  name: string,
  hidden: boolean,
  facts: SheetFacts,
): RawSheet | TableRefusal {
  const reader = new SheetReader(name, hidden, facts);
  const whole = walkXml(bytes, reader);
  if (reader.refusal) return reader.refusal;
  return whole ? reader.finish() : refuse('malformed', { sheet: name });
}

class SheetReader {
  refusal: TableRefusal | undefined;
  readonly #sheet: RawSheet;
  readonly #facts: SheetFacts;
  readonly #kinds: string[][] = [];
  #row = -1;
  #column = -1;
  #cell: Cell | undefined;
  #value = '';
  #hasValue = false;
  #wants = false;
  #aside = 0;

  constructor(name: string, hidden: boolean, facts: SheetFacts) {
    this.#facts = facts;
    this.#sheet = {
      name,
      hidden,
      rows: [],
      hiddenRows: [],
      hiddenColumns: [],
      merges: [],
      faults: [],
    };
  }

  wantsText(): boolean {
    return this.#wants && this.refusal === undefined;
  }

  text(text: string): void {
    this.#value += text;
  }

  open(name: string, tag: string): void {
    if (this.refusal) return;
    switch (name) {
      case 'row':
        return this.#openRow(tag);
      case 'c':
        return this.#openCell(tag);
      case 'v':
        this.#wants = this.#cell !== undefined && this.#cell.type !== 'inlineStr';
        this.#hasValue ||= this.#wants;
        return;
      case 't':
        this.#wants = this.#cell?.type === 'inlineStr' && this.#aside === 0;
        this.#hasValue ||= this.#wants;
        return;
      case 'rPh':
        this.#aside += 1;
        return;
      case 'f':
        if (this.#cell) this.#cell.formula = true;
        return;
      case 'col':
        return this.#openColumn(tag);
      case 'mergeCell':
        return this.#merge(attribute(tag, 'ref') ?? '');
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#wants = false;
    else if (name === 'rPh') this.#aside -= 1;
    else if (name === 'c' && this.#cell) {
      if (!this.refusal) this.#closeCell(this.#cell);
      this.#cell = undefined;
    }
  }

  finish(): RawSheet {
    const { rows } = this.#sheet;
    for (let row = 0; row < rows.length; row += 1) rows[row] ??= [];
    this.#sheet.kinds = rows.map((_, row) => {
      const letters = this.#kinds[row] ?? [];
      for (let at = 0; at < letters.length; at += 1) letters[at] ??= ' ';
      return letters.join('');
    });
    return this.#sheet;
  }

  #openRow(tag: string): void {
    const stated = attribute(tag, 'r');
    this.#row = stated === undefined ? this.#row + 1 : Number(stated) - 1;
    this.#column = -1;
    if (!Number.isSafeInteger(this.#row) || this.#row < 0) this.#row = 0;
    if (isTrue(attribute(tag, 'hidden')) && this.#row < TABLE_LIMITS.rows) {
      this.#sheet.hiddenRows.push(this.#row);
    }
  }

  #openColumn(tag: string): void {
    if (!isTrue(attribute(tag, 'hidden'))) return;
    const first = Number(attribute(tag, 'min') ?? 0);
    const last = Math.min(Number(attribute(tag, 'max') ?? 0), TABLE_LIMITS.columns);
    for (let column = first; column >= 1 && column <= last; column += 1) {
      if (this.#sheet.hiddenColumns.length >= TABLE_LIMITS.columns) return;
      this.#sheet.hiddenColumns.push(column - 1);
    }
  }

  #openCell(tag: string): void {
    const place = placeOf(attribute(tag, 'r') ?? '');
    this.#column = place ? place.column : this.#column + 1;
    this.#cell = {
      row: place ? place.row : Math.max(0, this.#row),
      column: this.#column,
      type: attribute(tag, 't') ?? 'n',
      style: Number(attribute(tag, 's') ?? 0),
      formula: false,
    };
    this.#value = '';
    this.#hasValue = false;
  }

  #closeCell(cell: Cell): void {
    const fault = (code: RawSheet['faults'][number]['code'], value: string): void => {
      if (this.#sheet.faults.length >= mostFaults || cell.row >= TABLE_LIMITS.rows) return;
      this.#sheet.faults.push({ row: cell.row, column: cell.column, code, value: value.slice(0, 60) });
    };
    if (cell.formula && !this.#hasValue && cell.type !== 'str') {
      fault('noValue', '');
      return;
    }
    const value = this.#value;
    switch (cell.type) {
      case 's': {
        const text = this.#facts.texts[value.trim() === '' ? -1 : Number(value)];
        if (text !== undefined) this.#put(cell, 'text', text);
        else if (this.#hasValue) this.#damaged(cell);
        return;
      }
      case 'str':
      case 'inlineStr':
        return this.#put(cell, 'text', value);
      case 'b':
        return this.#put(cell, 'boolean', value.trim() === '' ? '' : isTrue(value.trim()) ? 'true' : 'false');
      case 'e':
        if (value.trim() !== '') {
          fault('errorValue', value);
          this.#put(cell, 'text', '');
        }
        return;
      case 'd':
        return this.#put(cell, 'date', isoText(value.trim()));
      default:
        return this.#number(cell, value.trim(), fault);
    }
  }

  #number(cell: Cell, stored: string, fault: (code: 'digitsLost', value: string) => void): void {
    if (stored === '') return;
    const value = Number(stored);
    if (!Number.isFinite(value)) return this.#damaged(cell);
    const style = this.#facts.styles[cell.style];
    if (style?.date) return this.#put(cell, 'date', dateText(value, this.#facts.from1904));
    const text = shownNumber(stored, value);
    // A spreadsheet keeps 15 digits of a number; what was typed after them is gone.
    if (Math.abs(value) >= 1e15) fault('digitsLost', text);
    const zeros = style?.zeros ?? 0;
    const padded = zeros > text.length && /^\d+$/.test(text) ? text.padStart(zeros, '0') : text;
    this.#put(cell, 'number', padded);
  }

  #damaged(cell: Cell): void {
    this.refusal = refuse('malformed', {
      sheet: this.#sheet.name,
      row: cell.row + 1,
      column: cell.column + 1,
    });
  }

  #put(cell: Cell, kind: keyof typeof kindLetters, source: string): void {
    // Blanks far to the right and below are no content; one in the last row of a sheet would else be a table of
    // a million rows.
    if (source.trim() === '' && (source === '' || beyond(cell))) return;
    const text = kind === 'text' ? restore(printable(unescaped(source).normalize('NFC'))) : source;
    if (text === '') return;
    const place = { sheet: this.#sheet.name, row: cell.row + 1, column: cell.column + 1 };
    if (cell.row >= TABLE_LIMITS.rows) {
      this.refusal = refuse('tooManyRows', { ...place, limit: TABLE_LIMITS.rows });
      return;
    }
    if (cell.column >= TABLE_LIMITS.columns) {
      this.refusal = refuse('tooManyColumns', { ...place, limit: TABLE_LIMITS.columns });
      return;
    }
    this.#facts.left.cells -= 1;
    if (this.#facts.left.cells < 0) {
      this.refusal = refuse('tooManyCells', { ...place, limit: TABLE_LIMITS.cells });
      return;
    }
    const { rows } = this.#sheet;
    while (rows.length <= cell.row) rows.push([]);
    const row = rows[cell.row]!;
    while (row.length < cell.column) row.push('');
    row[cell.column] = text;
    const letters = (this.#kinds[cell.row] ??= []);
    while (letters.length < cell.column) letters.push(' ');
    letters[cell.column] = kindLetters[kind];
  }

  #merge(reference: string): void {
    if (this.#sheet.merges.length >= mostMerges) return;
    const [from, to] = reference.split(':').map((part) => placeOf(part));
    if (!from || !to || to.row <= from.row) return;
    this.#sheet.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
  }
}

const beyond = (cell: Cell): boolean => cell.row >= TABLE_LIMITS.rows || cell.column >= TABLE_LIMITS.columns;

/** `B12` as indexes; undefined when it is no place. */
function placeOf(reference: string): { row: number; column: number } | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length && at < 8; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  if (at === 0) return undefined;
  let row = 0;
  const digits = at;
  for (; at < reference.length && at < digits + 10; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 48 || code > 57) return undefined;
    row = row * 10 + code - 48;
  }
  return at === reference.length && row > 0 ? { row: row - 1, column: column - 1 } : undefined;
}

/** Name of a place as spreadsheets write it, from indexes. */
export function placeName(row: number, column: number): string {
  return `${columnName(column + 1)}${row + 1}`;
}

/** Excel writes characters that XML cannot hold as `_x000D_`, and an underscore before such a text as `_x005F_`. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** The number as Excel shows it: 15 digits, without the noise of binary fractions, never in scientific form. */
function shownNumber(stored: string, value: number): string {
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(stored)) return stored;
  const rounded = Number(value.toPrecision(15));
  const short = String(rounded);
  if (!short.includes('e')) return short;
  return Math.abs(rounded) >= 1 ? BigInt(rounded).toString() : rounded.toFixed(20).replace(/0+$/, '');
}

/** A count of days as `2026-05-14`, with a time `2026-05-14T10:00`, a part of a day as `10:00`. */
function dateText(days: number, from1904: boolean): string {
  if (days < 0 || days > 2_958_466) return String(days);
  const seconds = Math.round(days * 86_400);
  // Excel believes in a 29 February 1900, so its days before March stand one off.
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, seconds < 60 * 86_400 ? 31 : 30);
  return isoOf(new Date(start + seconds * 1000), days < 1);
}

function isoOf(date: Date, timeOnly: boolean): string {
  const iso = date.toISOString();
  const time = iso.slice(11, 19).replace(/:00$/, '');
  if (timeOnly) return time;
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}

/** Days that strict workbooks write as text: `2026-05-14T00:00:00`, `2026-05-14`, or a time. */
function isoText(value: string): string {
  const date = new Date(
    /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : `${value.replace(/Z$/, '')}Z`,
  );
  return Number.isNaN(date.getTime())
    ? value
    : isoOf(new Date(Math.round(date.getTime() / 1000) * 1000), false);
}
