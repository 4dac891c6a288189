import { Utf8Reader } from './delimited.ts';

/**
 * Text of a table whose writer did not say how it is encoded. One answer for uploads and for the command line:
 * UTF-8 (with its mark or without), UTF-16 (with or without), or windows-1251, as Excel on a Russian Windows saves.
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** Characters looked at to tell the delimiter. */
const sampleSize = 64 * 1024;

/** Tells the encoding by a piece of a file that holds more than ASCII; null when it holds no text. */
export function tellEncoding(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return wideWithoutMark(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const { good, bad } = countUtf8(bytes);
  // One spoiled byte among many good letters is a damaged file, not another encoding.
  return bad > good ? 'windows-1251' : 'utf-8';
}

/** UTF-16 without its mark: the upper half of most units is that of Latin, of Cyrillic or of punctuation. */
function wideWithoutMark(sample: Uint8Array): TextEncoding | null {
  const units = Math.floor(sample.length / 2);
  const upper = [0, 0];
  const zeros = [0, 0];
  for (let at = 0; at < units * 2; at += 1) {
    const byte = sample[at];
    if (byte === 0 || byte === 4 || byte === 0x20 || byte === 0x21) upper[at % 2]! += 1;
    if (byte === 0) zeros[at % 2]! += 1;
  }
  if (zeros[0] === 0 && upper[1]! >= units * 0.9) return 'utf-16le';
  if (zeros[1] === 0 && upper[0]! >= units * 0.9) return 'utf-16be';
  return null;
}

/** Letters beyond ASCII that are good UTF-8, and bytes that are none. The end of the sample may cut a letter. */
function countUtf8(sample: Uint8Array): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < sample.length;) {
    const byte = sample[at]!;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length === 1) {
      at += 1;
      continue;
    }
    let next = 1;
    while (next < length && at + next < sample.length && (sample[at + next]! & 0xc0) === 0x80) next += 1;
    if (length > 0 && (next === length || at + next === sample.length)) good += 1;
    else bad += 1;
    at += Math.max(1, next);
  }
  return { good, bad };
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte > 0 && byte < 0x80);

/** Decodes a file as it streams in; the first piece with more than ASCII tells the encoding. */
export class TextReader {
  #utf8: Utf8Reader | undefined;
  #other: TextDecoder | undefined;
  /** Undefined while only ASCII was seen, which reads alike in all but UTF-16; null when the file is no text. */
  encoding: TextEncoding | null | undefined;

  /** `invalid`: the text ends where the bytes hold none; what came before is in `text`. */
  push(chunk: Uint8Array): { text: string; invalid: boolean } {
    if (this.encoding === undefined) {
      if (isAscii(chunk)) return { text: new TextDecoder('latin1').decode(chunk), invalid: false };
      this.encoding = tellEncoding(chunk);
      if (this.encoding === 'utf-8') this.#utf8 = new Utf8Reader();
      else if (this.encoding !== null) this.#other = new TextDecoder(this.encoding);
    }
    if (this.#utf8) return this.#utf8.push(chunk);
    if (this.#other) return { text: this.#other.decode(chunk, { stream: true }), invalid: false };
    return { text: '', invalid: true };
  }

  end(): { text: string; invalid: boolean } {
    if (this.#utf8) return this.#utf8.end();
    return { text: this.#other?.decode() ?? '', invalid: false };
  }
}

/**
 * Whether letters were lost when the file was saved: the mark that stands for an unknown letter, or a question mark
 * with a letter right behind it («Ак-Т?р»). Addresses with a question mark in them are meant so.
 */
export function lettersLost(text: string): 'certain' | 'perhaps' | null {
  if (text.includes('\ufffd')) return 'certain';
  const at = text.indexOf('?');
  if (at < 0 || text.includes('://')) return null;
  return /\?\p{L}/u.test(text) ? 'perhaps' : null;
}

/** Delimiters that are looked for. A first line `sep=;`, which Excel writes, names any other. */
export const delimiters = [',', ';', '\t'] as const;

/** What the first line `sep=…` says: the delimiter and how many characters the line takes; undefined without one. */
export function statedDelimiter(text: string): { delimiter: string; length: number } | undefined {
  const line = /^sep=([^\r\n"])(?:\r\n|\r|\n|$)/i.exec(text.slice(0, 20));
  return line ? { delimiter: line[1]!, length: line[0].length } : undefined;
}

/** Cells of each row of the beginning, counted as the scanner would: delimiters and line ends in quotes are text. */
function widths(sample: string, delimiter: string): number[] {
  const found: number[] = [];
  let width = 1;
  let blank = true;
  let quoted = false;
  let atStart = true;
  let closed = false;
  for (const char of sample) {
    if (quoted) {
      closed = char === '"';
      quoted = !closed;
      continue;
    }
    if (char === '"' && (atStart || closed)) {
      // A quote at the beginning of a cell opens it; a second one right behind the closing quote goes on with it.
      quoted = true;
      closed = false;
      atStart = false;
      blank = false;
      continue;
    }
    closed = false;
    if (char === '\n' || char === '\r') {
      if (!blank) found.push(width);
      width = 1;
      blank = true;
      atStart = true;
    } else if (char === delimiter) {
      width += 1;
      atStart = true;
    } else {
      if (char !== ' ') blank = false;
      atStart = false;
    }
    if (found.length >= 50) break;
  }
  if (!blank) found.push(width);
  return found;
}

/** The delimiter with which most rows of the beginning have the same number of cells, two or more. */
export function guessDelimiter(text: string): string {
  const sample = text.slice(0, sampleSize);
  let best = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const rows = widths(sample, delimiter);
    const times = new Map<number, number>();
    for (const width of rows) if (width > 1) times.set(width, (times.get(width) ?? 0) + 1);
    for (const [width, count] of times) {
      const score = (count / rows.length) * 1000 + Math.min(width, 100);
      if (score > bestScore) {
        best = delimiter;
        bestScore = score;
      }
    }
  }
  return best;
}
