import { readZip } from '../files/zip.ts';
import { refuse, TABLE_LIMITS, type RawSheet, type TableContents, type TableRefusal } from './table.ts';
import { readStyles, readTexts, readWorkbook, type NumberStyle } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

/** Reads a workbook of Excel and of whoever writes the same (strict and with macros included; macros never run). */
export function readXlsx(bytes: Uint8Array): TableContents | TableRefusal {
  const zip = readZip(bytes, { entries: 2000, unpacked: TABLE_LIMITS.unpacked });
  if (!zip.ok) {
    if (zip.code === 'tooLargeUnpacked') return refuse('tooLargeUnpacked', { limit: TABLE_LIMITS.unpacked });
    return refuse(zip.code === 'encrypted' ? 'oldExcel' : 'malformed');
  }
  const other = otherFormat(zip.entries);
  if (other !== undefined) return refuse('otherSpreadsheet', { value: other });
  const book = readWorkbook(zip.entries);
  if (book === undefined) return refuse('unknownType');
  if (book === null) return refuse('malformed');
  if (book.sheets.length > TABLE_LIMITS.sheets)
    return refuse('tooManySheets', { limit: TABLE_LIMITS.sheets });
  const texts = read(zip.entries.get(book.texts ?? ''), readTexts, []);
  const styles = read<NumberStyle[]>(zip.entries.get(book.styles ?? ''), readStyles, []);
  if (texts === null || styles === null) return refuse('malformed');
  const facts = { texts, styles, from1904: book.from1904, left: { cells: TABLE_LIMITS.cells } };
  const sheets: RawSheet[] = [];
  for (const { name, hidden, path } of book.sheets) {
    const part = zip.entries.get(path);
    if (part === undefined) return refuse('malformed', { sheet: name });
    const sheet = readWorksheet(part, name, hidden, facts);
    if ('ok' in sheet) return sheet;
    sheets.push(sheet);
  }
  if (sheets.every((sheet) => sheet.rows.length === 0 && sheet.faults.length === 0)) return refuse('empty');
  return { ok: true, sheets, encoding: '' };
}

function read<T>(part: Buffer | undefined, how: (bytes: Buffer) => T | null, absent: T): T | null {
  return part === undefined ? absent : how(part);
}

/** Spreadsheets of other programs in the same kind of archive; their users are told what to save as. */
function otherFormat(parts: ReadonlyMap<string, Buffer>): string | undefined {
  const type = parts.get('mimetype')?.toString('latin1') ?? '';
  if (type.includes('opendocument.spreadsheet')) return 'ODS';
  if (parts.has('xl/workbook.bin')) return 'XLSB';
  for (const name of parts.keys()) if (name.endsWith('.iwa') || name === 'Index.zip') return 'Numbers';
  return undefined;
}
