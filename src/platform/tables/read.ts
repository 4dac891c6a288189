import { readText } from './read-text.ts';
import { readXlsx } from './read-xlsx.ts';
import { refuse, TABLE_LIMITS, type TableContents, type TableRefusal } from './table.ts';

/**
 * Reads a table that somebody uploaded: XLSX, or CSV in UTF-8, UTF-16 or windows-1251 with commas, semicolons, tabs
 * or what `sep=` names. The kind is told by the contents, not by the name. Numbers keep their text; dates become
 * `2026-05-14` (with a time `2026-05-14T10:00`), times `10:00`, booleans `true` and `false`; text is normalised to
 * NFC. `pickTables` then finds the headings and says what had to be assumed.
 *
 * The work is linear in the file, but a large file still takes a second: call it in a worker (`*.worker.ts`), never
 * on the thread of the requests.
 * @returns the sheets, or a refusal with a code; no bytes make it throw.
 */
export function readTable(bytes: Uint8Array, filename: string): TableContents | TableRefusal {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > TABLE_LIMITS.bytes) return refuse('tooLarge', { limit: TABLE_LIMITS.bytes });
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return readXlsx(bytes);
  // The container of .xls, and of an .xlsx with a password.
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return refuse('oldExcel');
  if (/\.(xlsx|xlsm)$/i.test(filename)) return refuse('malformed');
  return readText(bytes);
}
