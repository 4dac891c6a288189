/**
 * Reading delimited text (CSV, TSV, the rows of `.pb` files) as it streams in, with the place of every field, so that
 * a mistake can be named as file:line:column. Nothing of the file is kept but the row being read.
 */

/** Where something stands: physical line and character, both from 1. Characters are Unicode code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One row. The arrays are reused for the next row: copy what must stay. */
export interface DelimitedRow {
  readonly fields: readonly string[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  /** Where the row ended: the place of a field that should have followed. */
  readonly end: Position;
}

export interface DelimitedFault extends Position {
  readonly code: 'unclosed-quote' | 'text-after-quote' | 'field-too-long';
}

/** Longer fields are a quote that nobody closed; reading on would keep the whole file in memory. */
const longestField = 1_000_000;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where the scanner stands inside a field. */
const plain = 0;
const quoted = 1;
/** Just after a quote inside a quoted field: either its end or the first half of a doubled quote. */
const afterQuote = 2;

/**
 * A push scanner. Fields may be quoted with `"`, with `""` for a quote inside and line breaks allowed; `\n`, `\r\n`
 * and a lone `\r` end a line. With `strict`, text between a closing quote and the next delimiter is a fault;
 * otherwise it is appended, as Python's csv reader does for the files of Pabulib.
 */
export class DelimitedScanner {
  readonly #delimiter: number;
  readonly #strict: boolean;
  readonly #onRow: (row: DelimitedRow) => boolean;

  #state = plain;
  #fieldOpen = false;
  #piece = '';
  #fields: string[] = [];
  #lines: number[] = [];
  #columns: number[] = [];

  /** Code units before the current chunk, at the start of the line, and low surrogates seen on the line. */
  #base = 0;
  #lineStart = 0;
  #surrogates = 0;
  #line: number;
  #fieldLine = 1;
  #fieldColumn = 1;
  #lastWasReturn = false;
  #stopped = false;

  /** `onRow` returns false to stop reading. `firstLine` numbers the first line when earlier ones were read apart. */
  constructor(options: {
    delimiter: string;
    strict?: boolean;
    firstLine?: number;
    onRow: (row: DelimitedRow) => boolean;
  }) {
    this.#delimiter = options.delimiter.charCodeAt(0);
    this.#strict = options.strict ?? true;
    this.#onRow = options.onRow;
    this.#line = options.firstLine ?? 1;
    this.#fieldLine = this.#line;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Where the field being read began. */
  get position(): Position {
    return { line: this.#fieldLine, column: this.#fieldColumn };
  }

  push(text: string): DelimitedFault | undefined {
    const delimiter = this.#delimiter;
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === lineFeed && this.#lastWasReturn) {
        // The second half of \r\n: the line was already ended.
        this.#lastWasReturn = false;
        this.#lineStart = this.#base + index + 1;
        if (this.#state !== quoted) {
          start = index + 1;
          this.#mark(index + 1);
        }
        continue;
      }
      this.#lastWasReturn = code === carriageReturn;
      if (code >= 0xdc00 && code <= 0xdfff) this.#surrogates += 1;

      if (this.#state === quoted) {
        if (code === quote) {
          this.#piece += text.slice(start, index);
          start = index + 1;
          this.#state = afterQuote;
        } else if (code === lineFeed || code === carriageReturn) {
          this.#line += 1;
          this.#lineStart = this.#base + index + 1;
          this.#surrogates = 0;
        }
        continue;
      }
      if (this.#state === afterQuote && code === quote) {
        // A doubled quote: one quote belongs to the text, and the field goes on.
        start = index;
        this.#state = quoted;
        continue;
      }
      if (code === delimiter) {
        this.#endField(text.slice(start, index));
        start = index + 1;
        this.#mark(index + 1);
        this.#fieldOpen = true;
      } else if (code === lineFeed || code === carriageReturn) {
        this.#endField(text.slice(start, index));
        start = index + 1;
        this.#endRow(index);
        this.#line += 1;
        this.#lineStart = this.#base + index + 1;
        this.#surrogates = 0;
        this.#mark(index + 1);
        if (this.#stopped) return undefined;
      } else if (this.#state === afterQuote) {
        if (this.#strict) return { ...this.position, code: 'text-after-quote' };
        this.#state = plain;
        start = index;
      } else if (code === quote && index === start && this.#piece === '') {
        this.#state = quoted;
        start = index + 1;
      }
    }
    if (this.#state !== afterQuote) this.#piece += text.slice(start);
    this.#base += text.length;
    if (this.#piece.length > longestField) {
      return { ...this.position, code: this.#state === quoted ? 'unclosed-quote' : 'field-too-long' };
    }
    return undefined;
  }

  end(): DelimitedFault | undefined {
    if (this.#stopped) return undefined;
    if (this.#state === quoted) return { ...this.position, code: 'unclosed-quote' };
    if (this.#piece !== '' || this.#fieldOpen || this.#fields.length > 0 || this.#state === afterQuote) {
      this.#endField('');
      this.#endRow(0);
    }
    return undefined;
  }

  #mark(index: number): void {
    this.#fieldLine = this.#line;
    this.#fieldColumn = this.#base + index - this.#lineStart - this.#surrogates + 1;
  }

  #endField(rest: string): void {
    this.#fields.push(this.#state === afterQuote ? this.#piece : this.#piece + rest);
    this.#lines.push(this.#fieldLine);
    this.#columns.push(this.#fieldColumn);
    this.#piece = '';
    this.#state = plain;
    this.#fieldOpen = false;
  }

  #endRow(index: number): void {
    const end = { line: this.#line, column: this.#base + index - this.#lineStart - this.#surrogates + 1 };
    const row = { fields: this.#fields, lines: this.#lines, columns: this.#columns, end };
    if (!this.#onRow(row)) this.#stopped = true;
    this.#fields.length = 0;
    this.#lines.length = 0;
    this.#columns.length = 0;
  }
}

/** Decodes UTF-8 as it streams in and says where it stops being UTF-8. */
export class Utf8Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #carry: Uint8Array = new Uint8Array(0);
  #first = true;

  /** `invalid` is true when the text ends where a byte is no UTF-8; what came before it is in `text`. */
  push(chunk: Uint8Array): { text: string; invalid: boolean } {
    let bytes = chunk;
    if (this.#carry.length > 0) {
      bytes = new Uint8Array(this.#carry.length + chunk.length);
      bytes.set(this.#carry);
      bytes.set(chunk, this.#carry.length);
    }
    const cut = completeLength(bytes);
    this.#carry = bytes.slice(cut);
    return this.#decode(bytes.subarray(0, cut));
  }

  end(): { text: string; invalid: boolean } {
    return { text: '', invalid: this.#carry.length > 0 };
  }

  #decode(bytes: Uint8Array): { text: string; invalid: boolean } {
    let invalid = false;
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch {
      invalid = true;
      text = this.#decoder.decode(bytes.subarray(0, validLength(bytes)));
    }
    if (this.#first && text.length > 0) {
      this.#first = false;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    return { text, invalid };
  }
}

/** Length of the bytes without a last character that is still incomplete. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Length of the longest valid beginning. Only called once, on bytes known to be spoiled. */
function validLength(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0;
    const length = byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : 4;
    if (byte >= 0x80 && (byte < 0xc2 || byte > 0xf4)) return index;
    if (index + length > bytes.length) return index;
    for (let next = 1; next < length; next++) {
      if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return index;
    }
    const second = bytes[index + 1] ?? 0;
    if (byte === 0xe0 && second < 0xa0) return index;
    if (byte === 0xed && second > 0x9f) return index;
    if (byte === 0xf0 && second < 0x90) return index;
    if (byte === 0xf4 && second > 0x8f) return index;
    index += length;
  }
  return index;
}
