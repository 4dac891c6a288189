import Papa from 'papaparse';
import { readZip, writeZip } from '../files/zip.ts';
import { printable, restore } from './neutral.ts';

/** Limits of what may be read. A municipality's largest real table is a few thousand rows. */
export const TABLE_LIMITS = {
  /** Bytes of the file. */
  bytes: 20 * 1024 * 1024,
  /** Bytes of an XLSX once unpacked. */
  unpacked: 64 * 1024 * 1024,
  rows: 50_000,
  columns: 100,
  sheets: 50,
  /** Cells of one sheet. */
  cells: 1_000_000,
} as const;

export interface TableSheet {
  /** Name of the sheet; empty for CSV. */
  name: string;
  /** Cells as text, at their own row and column: `rows[r][c]` is row r + 1, column c + 1 of the sheet. */
  rows: string[][];
  /** For CSV: line of the file on which each row begins, from 1 (a quoted cell may hold several lines). */
  lines?: number[];
}

export type TableRefusalCode =
  | 'empty'
  | 'tooLarge'
  | 'tooLargeUnpacked'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooManySheets'
  | 'unknownType'
  | 'oldExcel'
  | 'unclosedQuote'
  | 'malformed';

export interface TableRefusal {
  ok: false;
  code: TableRefusalCode;
  /** The limit that was passed, where the code is about one (bytes, rows, columns, sheets). */
  limit?: number;
  sheet?: string;
  /** Row and column, from 1. */
  row?: number;
  column?: number;
}

export interface TableContents {
  ok: true;
  sheets: TableSheet[];
}

/** Letters of a column, as spreadsheets name it: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

const refuse = (code: TableRefusalCode, details: Omit<TableRefusal, 'ok' | 'code'> = {}): TableRefusal => ({
  ok: false,
  code,
  ...details,
});

/**
 * Reads a table that somebody uploaded: XLSX, or CSV in UTF-8, UTF-16 or windows-1251 with commas, semicolons or tabs.
 * The kind is told by the contents, not by the name. Numbers keep their text; dates become `2026-05-14` (with a time
 * `2026-05-14T10:00`), times `10:00`, booleans `true` and `false`; text is normalised to NFC.
 * @returns the sheets, or a refusal with a code; no bytes make it throw.
 */
export async function readTable(bytes: Uint8Array, filename: string): Promise<TableContents | TableRefusal> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > TABLE_LIMITS.bytes) return refuse('tooLarge', { limit: TABLE_LIMITS.bytes });
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return readXlsx(bytes);
  // The container of .xls, and of an .xlsx with a password.
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return refuse('oldExcel');
  if (/\.(xlsx|xlsm)$/i.test(filename)) return refuse('malformed');
  const text = decodeText(bytes);
  if (text === null || /^\s*(%PDF|<\?xml|<!doctype|<html|\{\\rtf)/i.test(text.slice(0, 200)))
    return refuse('unknownType');
  return readCsv(text);
}

/** Text of unknown encoding; null when it is not text. */
function decodeText(bytes: Uint8Array): string | null {
  const decode = (encoding: string, fatal: boolean) => new TextDecoder(encoding, { fatal }).decode(bytes);
  let text: string;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) text = decode('utf-16le', false);
  else if (bytes[0] === 0xfe && bytes[1] === 0xff) text = decode('utf-16be', false);
  else {
    if (bytes.subarray(0, 4096).includes(0)) return null;
    try {
      text = decode('utf-8', true);
    } catch {
      // Old Excel on a Russian Windows saves CSV so. It lacks ң ө ү; what was lost there cannot be brought back.
      text = decode('windows-1251', false);
    }
  }
  return text.includes('\u0000') ? null : text.normalize('NFC');
}

const DELIMITERS = [',', ';', '\t'];

/** The delimiter with which the first rows have the same number of cells, and the most of them. */
function guessDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024);
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: 30, skipEmptyLines: 'greedy' });
    const width = data[0]?.length ?? 1;
    if (width < 2) continue;
    const same = data.filter((row) => row.length === width).length / data.length;
    const score = same * 1000 + Math.min(width, TABLE_LIMITS.columns);
    if (score > bestScore) {
      bestScore = score;
      best = delimiter;
    }
  }
  return best;
}

function readCsv(source: string): TableContents | TableRefusal {
  let end = source.length;
  while (end > 0 && (source[end - 1] === '\n' || source[end - 1] === '\r')) end--;
  // Line ends after the last row are not rows.
  const text = source.slice(0, end);
  if (text.trim() === '') return refuse('empty');
  const rows: string[][] = [];
  const lines: number[] = [];
  let refusal: TableRefusal | null = null;
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: guessDelimiter(text),
    step: (result, parser) => {
      lines.push(line);
      const { cursor } = result.meta;
      for (let at = text.indexOf('\n', from); at >= 0 && at < cursor; at = text.indexOf('\n', at + 1)) line++;
      from = cursor;
      const row = rows.length + 1;
      if (result.errors.some((error) => error.code === 'MissingQuotes'))
        refusal = refuse('unclosedQuote', { row });
      else if (row > TABLE_LIMITS.rows) refusal = refuse('tooManyRows', { limit: TABLE_LIMITS.rows, row });
      else if (result.data.length > TABLE_LIMITS.columns)
        refusal = refuse('tooManyColumns', { limit: TABLE_LIMITS.columns, row });
      if (refusal) {
        parser.abort();
        return;
      }
      rows.push(result.data.map((cell) => restore(printable(cell))));
    },
  });
  if (refusal) return refusal;
  while (rows.length > 0 && rows.at(-1)!.every((cell) => cell.trim() === '')) {
    rows.pop();
    lines.pop();
  }
  if (rows.length === 0) return refuse('empty');
  return { ok: true, sheets: [{ name: '', rows, lines }] };
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Looks for cells beyond the limits before anything is built from them: one cell in row 1,048,576 is enough to hang. */
function checkExtent(xml: string): TableRefusal | null {
  let rows = 0;
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\b(?:[^>]*?\br="(\d+)")?/g)) {
    rows++;
    if (Math.max(rows, Number(row ?? 0)) > TABLE_LIMITS.rows)
      return refuse('tooManyRows', { limit: TABLE_LIMITS.rows });
  }
  let cells = 0;
  for (const [, letters, row] of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,7})(\d{1,10})"/g)) {
    cells++;
    if (Number(row) > TABLE_LIMITS.rows) return refuse('tooManyRows', { limit: TABLE_LIMITS.rows });
    if (columnNumber(letters!) > TABLE_LIMITS.columns) {
      return refuse('tooManyColumns', { limit: TABLE_LIMITS.columns, row: Number(row) });
    }
  }
  return cells > TABLE_LIMITS.cells ? refuse('tooLargeUnpacked', { limit: TABLE_LIMITS.cells }) : null;
}

/** Excel leaves styled cells without a value far to the right and below; they must not count as content. */
function dropEmptyCells(xml: string): string {
  return xml
    .replace(/<c\b[^>]*\br="[A-Z]+\d+"[^>]*(?:\/>|><\/c>)/g, '')
    .replace(/<row\b[^>]*\br="\d+"[^>]*(?:\/>|>\s*<\/row>)/g, '');
}

async function readXlsx(bytes: Uint8Array): Promise<TableContents | TableRefusal> {
  const zip = readZip(bytes, { entries: 2000, unpacked: TABLE_LIMITS.unpacked });
  if (!zip.ok) {
    if (zip.code === 'tooLargeUnpacked') return refuse('tooLargeUnpacked', { limit: TABLE_LIMITS.unpacked });
    return refuse(zip.code === 'encrypted' ? 'oldExcel' : 'malformed');
  }
  const workbook = zip.entries.get('xl/workbook.xml')?.toString('utf8');
  if (workbook === undefined) return refuse('unknownType');
  if ((workbook.match(/<(?:\w+:)?sheet\s/g)?.length ?? 0) > TABLE_LIMITS.sheets)
    return refuse('tooManySheets', { limit: TABLE_LIMITS.sheets });
  const entries: [string, Buffer][] = [];
  for (const [name, content] of zip.entries) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    if (!name.startsWith('xl/worksheets/') || !name.endsWith('.xml')) {
      entries.push([name, content]);
      continue;
    }
    const xml = dropEmptyCells(content.toString('utf8'));
    const refusal = checkExtent(xml);
    if (refusal) return refusal;
    entries.push([name, Buffer.from(xml, 'utf8')]);
  }
  // The library gets an archive packed anew: it reads archives front to back and would meet files that the directory
  // at the end, which was checked, does not name.
  const clean = writeZip(entries, new Date(0), { store: true });
  try {
    const { default: readExcel } = await import('read-excel-file/node');
    const sheets = await readExcel<string>(clean, { trim: false, parseNumber: shownNumber });
    const tables = sheets.map(({ sheet, data }) => ({
      name: sheet.normalize('NFC'),
      rows: data.map((row) => row.map(cellText)),
    }));
    if (tables.every((table) => table.rows.length === 0)) return refuse('empty');
    return { ok: true, sheets: tables };
  } catch (error) {
    // The library names a damaged cell in its message only.
    const place = error instanceof Error ? /row (\d+), col (\d+)/.exec(error.message) : null;
    return refuse('malformed', place ? { row: Number(place[1]), column: Number(place[2]) } : {});
  }
}

/** The number as Excel shows it: 15 digits, without the noise of binary fractions. */
function shownNumber(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored)) return stored;
  const value = Number(stored);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : stored;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return restore(printable(value.normalize('NFC')));
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return JSON.stringify(value);
}

function dateText(date: Date): string {
  // A time of day is stored as a part of day zero of Excel's calendar, at the end of 1899.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const time = iso.slice(11, 19).replace(/:00$/, '');
  if (date.getUTCFullYear() < 1900) return time;
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}
