import { headingIndex } from './headings.ts';
import { DelimitedScanner, type DelimitedRow, type Position } from './delimited.ts';
import { delimiters, lettersLost, statedDelimiter, TextReader } from './text-decoding.ts';

/** Rows of the tables that `ashar tally` reads, with their headings, and what may be wrong with them. */

/** What is wrong with the input, and where. `params` fill the sentence. */
export interface TallyFault extends Position {
  readonly code:
    | 'empty-file'
    | 'not-utf8'
    | 'letters-lost'
    | 'unclosed-quote'
    | 'text-after-quote'
    | 'field-too-long'
    | 'missing-column'
    | 'duplicate-column'
    | 'too-few-fields'
    | 'too-many-fields'
    | 'empty-field'
    | 'negative-number'
    | 'fractional-number'
    | 'not-a-number'
    | 'number-too-large'
    | 'conflicting-number';
  readonly params: Readonly<Record<string, string | number>>;
}

/** More stickers than this on one problem of one group is a spoiled number, and the sums stay exact below it. */
export const largestNumber = 1_000_000_000;

/** Shared by the two tables: finds the delimiter, reads the header, hands over the rows with their columns. */
export class HeadedReader {
  readonly #text = new TextReader();
  readonly #onHeader: (names: readonly string[], row: DelimitedRow) => TallyFault | undefined;
  readonly #onRow: (row: DelimitedRow) => TallyFault | undefined;
  /** The column a heading means; undefined for one that is none of ours. */
  readonly #column: (heading: string) => string | undefined;
  #scanner: DelimitedScanner | undefined;
  #pending = '';
  #headerSeen = false;
  #fault: TallyFault | undefined;

  constructor(
    known: readonly string[],
    onHeader: (names: readonly string[], row: DelimitedRow) => TallyFault | undefined,
    onRow: (row: DelimitedRow) => TallyFault | undefined,
  ) {
    this.#column = headingIndex(known.map((name) => [name, name] as const));
    this.#onHeader = onHeader;
    this.#onRow = onRow;
  }

  push(bytes: Uint8Array): TallyFault | undefined {
    if (this.#fault) return this.#fault;
    return this.#accept(this.#text.push(bytes), false);
  }

  end(): TallyFault | undefined {
    if (this.#fault) return this.#fault;
    const fault = this.#accept(this.#text.end(), true);
    if (fault) return fault;
    const trouble = this.#scanner?.end();
    if (trouble) return this.#fail(trouble, trouble.code);
    if (this.#fault) return this.#fault;
    return this.#headerSeen ? undefined : this.#fail({ line: 1, column: 1 }, 'empty-file');
  }

  #accept(part: { text: string; invalid: boolean }, last: boolean): TallyFault | undefined {
    let text = part.text;
    if (!this.#scanner) {
      this.#pending += text;
      if (!last && !part.invalid && !/[\r\n]/.test(this.#pending) && this.#pending.length < 65_536) {
        return undefined;
      }
      text = this.#pending;
      this.#pending = '';
      text = this.#start(text);
    }
    const trouble = this.#scanner?.push(text);
    if (trouble) return this.#fail(trouble, trouble.code);
    if (this.#fault) return this.#fault;
    if (part.invalid) return this.#fail(this.#scanner?.position ?? { line: 1, column: 1 }, 'not-utf8');
    return undefined;
  }

  /** Chooses the delimiter that makes most of the first line known column names. */
  #start(text: string): string {
    let body = text.startsWith('\ufeff') ? text.slice(1) : text;
    let firstLine = 1;
    const stated = statedDelimiter(body);
    if (stated) {
      body = body.slice(stated.length);
      firstLine = 2;
    }
    const header = /^[^\r\n]*/.exec(body)?.[0] ?? '';
    const score = (delimiter: string) =>
      header.split(delimiter).filter((name) => this.#column(name) !== undefined).length;
    const delimiter =
      stated?.delimiter ?? delimiters.reduce((best, next) => (score(next) > score(best) ? next : best));
    this.#scanner = new DelimitedScanner({
      delimiter,
      firstLine,
      onRow: (row) => {
        if (row.fields.every((field) => field.trim() === '')) return true;
        const fault =
          this.#lost(row) ??
          (this.#headerSeen
            ? this.#onRow(row)
            : this.#onHeader(
                row.fields.map((field) => this.#column(field) ?? field.trim().toLowerCase()),
                row,
              ));
        this.#headerSeen = true;
        if (fault) this.#fault = fault;
        return !fault;
      },
    });
    return body;
  }

  /** Letters that were lost when the file was saved: such names are not counted as other names. */
  #lost(row: DelimitedRow): TallyFault | undefined {
    const old = this.#text.encoding === 'windows-1251';
    const index = row.fields.findIndex((field) => {
      const lost = lettersLost(field);
      return lost === 'certain' || (old && lost === 'perhaps');
    });
    if (index < 0) return undefined;
    return {
      ...at(row, index),
      code: 'letters-lost',
      params: { value: row.fields[index]?.slice(0, 60) ?? '' },
    };
  }

  #fail(at: Position, code: TallyFault['code']): TallyFault {
    this.#fault = { line: at.line, column: at.column, code, params: {} };
    return this.#fault;
  }
}

export function at(row: DelimitedRow, index: number): Position {
  return { line: row.lines[index] ?? row.end.line, column: row.columns[index] ?? row.end.column };
}

export function checkHeader(
  names: readonly string[],
  row: DelimitedRow,
  needed: readonly string[],
  known: readonly string[],
): TallyFault | undefined {
  for (const [index, name] of names.entries()) {
    if (known.includes(name) && names.indexOf(name) !== index) {
      return { ...at(row, index), code: 'duplicate-column', params: { name } };
    }
  }
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) return { ...at(row, 0), code: 'missing-column', params: { name: missing } };
  return undefined;
}

export function emptyField(row: DelimitedRow, index: number, name: string): TallyFault {
  return { ...at(row, index), code: 'empty-field', params: { name } };
}

export function checkWidth(row: DelimitedRow, width: number): TallyFault | undefined {
  const found = row.fields.length;
  if (found === width) return undefined;
  const params = { expected: width, found };
  return found < width
    ? { ...row.end, code: 'too-few-fields', params }
    : { ...at(row, width), code: 'too-many-fields', params };
}

/** Reads a whole number of the field `index`, or says what is wrong with it. */
export function wholeNumber(row: DelimitedRow, index: number, name: string): number | TallyFault {
  const text = (row.fields[index] ?? '').trim();
  if (text.length < 10 && plainNumber.test(text)) return Number(text);
  return oddNumber(row, index, name, text);
}

const plainNumber = /^\d+$/;

function oddNumber(row: DelimitedRow, index: number, name: string, text: string): number | TallyFault {
  const fault = (code: TallyFault['code']): TallyFault => ({
    ...at(row, index),
    code,
    params: { name, value: text.length > 40 ? `${text.slice(0, 40)}…` : text, limit: largestNumber },
  });
  if (/^\d{1,16}$/.test(text)) {
    const value = Number(text);
    return value <= largestNumber ? value : fault('number-too-large');
  }
  if (text === '') return fault('empty-field');
  if (/^\d+$/.test(text)) return fault('number-too-large');
  if (/^[-−–]\s*\d+([.,]\d*)?$/.test(text)) return fault('negative-number');
  if (/^\d*[.,]\d+$/.test(text) || /^\d+[.,]$/.test(text)) return fault('fractional-number');
  return fault('not-a-number');
}
