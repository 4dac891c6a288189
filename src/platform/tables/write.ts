import { dayOfDate } from '../i18n/calendar.ts';
import { defineWorker } from '../workers/worker.ts';
import { neutralise, printable } from './neutral.ts';
import { isDay, type SheetToWrite, type TableValue } from './table-value.ts';
import type work from './write.worker.ts';

export type { SheetToWrite, TableValue } from './table-value.ts';

const isoText = (date: Date): string => (isDay(date) ? dayOfDate(date) : date.toISOString().slice(0, 16));

function csvCell(value: TableValue, delimiter: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  const text = value instanceof Date ? isoText(value) : neutralise(printable(value));
  return /["\r\n\t]|^\s|\s$/.test(text) || text.includes(delimiter)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/**
 * Rows as CSV: commas, CRLF, quotes where needed, text that could be a formula made harmless.
 * @param options.bom yes unless told: without it Excel takes UTF-8 for windows-1251 and breaks Cyrillic.
 */
export function writeCsv(
  rows: readonly (readonly TableValue[])[],
  options: { bom?: boolean; delimiter?: ',' | ';' | '\t' } = {},
): string {
  const delimiter = options.delimiter ?? ',';
  const body = rows
    .map((row) => `${row.map((value) => csvCell(value, delimiter)).join(delimiter)}\r\n`)
    .join('');
  return `${options.bom === false ? '' : '\ufeff'}${body}`;
}

/** Twenty thousand rows of eight cells take a second and a half and less than half of this memory. */
const inThread = defineWorker<typeof work>('platform/tables/write.worker', {
  ms: 60_000,
  mb: 256,
  waiting: 20,
});

/**
 * Sheets as XLSX, made on a thread of its own: typed cells, bold header in view, widths from the contents, formulas
 * made harmless.
 * @throws WorkerLimit when it takes too long or too many wait
 */
export async function writeXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const bytes = await inThread(sheets);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
