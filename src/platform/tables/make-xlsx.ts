import writeExcel, { type CellObject } from 'write-excel-file/node';
import { readZip, writeZip } from '../files/zip.ts';
import { neutralise, printable } from './neutral.ts';
import { isDay, type SheetToWrite, type TableValue } from './table-value.ts';

/** Excel reads `_x0041_` in a text as the letter of that number; written so, it stays what it was. */
const excelText = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

function xlsxCell(value: TableValue, header: boolean): CellObject | null {
  const style = header ? ({ fontWeight: 'bold', wrap: true, alignVertical: 'top' } as const) : {};
  if (value === null || value === undefined || value === '')
    return header ? { ...style, value: '', type: String } : null;
  if (typeof value === 'number')
    return Number.isFinite(value) ? { ...style, value, type: Number } : { ...style, value: '', type: String };
  if (typeof value === 'bigint') {
    // Beyond 15 digits a spreadsheet would round the number.
    const exact = value <= 999_999_999_999_999n && value >= -999_999_999_999_999n;
    return exact
      ? { ...style, value: Number(value), type: Number }
      : { ...style, value: String(value), type: String };
  }
  if (typeof value === 'boolean') return { ...style, value, type: Boolean };
  if (value instanceof Date)
    return { ...style, value, type: Date, format: isDay(value) ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm' };
  // A cell holds at most 32,767 characters; more would make Excel call the file damaged.
  return { ...style, value: excelText(neutralise(printable(value))).slice(0, 32_767), type: String };
}

function shownLength(value: TableValue): number {
  if (value === null || value === undefined) return 0;
  if (value instanceof Date) return isDay(value) ? 10 : 16;
  return Math.max(
    ...String(value)
      .split('\n')
      .map((line) => line.length),
  );
}

function columnWidthsOf(sheet: SheetToWrite): { width: number }[] {
  const count = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lengths = new Array<number>(count).fill(0);
  for (const row of sheet.rows)
    row.forEach((value, index) => {
      lengths[index] = Math.max(lengths[index]!, shownLength(value));
    });
  return lengths.map((length, index) => ({
    width: sheet.widths?.[index] ?? Math.min(60, Math.max(8, length + 2)),
  }));
}

/** Names that Excel accepts: at most 31 characters, none of [ ] : * ? / \, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const used = new Set<string>();
  return wanted.map((name, index) => {
    const base =
      printable(name)
        .replace(/[[\]:*?/\\\r\n\t]/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^[' ]+|[' ]+$/g, '')
        .slice(0, 31)
        .trim() || `${index + 1}`;
    let unique = base;
    for (let count = 2; used.has(unique.toLowerCase()); count++)
      unique = `${base.slice(0, 31 - ` (${count})`.length)} (${count})`;
    used.add(unique.toLowerCase());
    return unique;
  });
}

/** The date inside the archive: the same table must be the same bytes. */
const FIXED_DATE = new Date(Date.UTC(2020, 0, 1));

/** The file of `writeXlsx`: dear, so never on the thread of the requests. */
export async function makeXlsx(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const names = sheetNames(sheets.map((sheet) => sheet.name));
  const written = await writeExcel(
    sheets.map((sheet, index) => {
      const headerRows = Math.min(sheet.headerRows ?? 1, sheet.rows.length);
      return {
        sheet: names[index]!,
        data: sheet.rows.map((row, rowIndex) => row.map((value) => xlsxCell(value, rowIndex < headerRows))),
        columns: columnWidthsOf(sheet),
        stickyRowsCount: headerRows > 0 ? headerRows : undefined,
      };
    }),
  ).toBuffer();
  const zip = readZip(written, { entries: 10_000, unpacked: 2_000_000_000 });
  if (!zip.ok) throw new Error(`the XLSX just written cannot be read: ${zip.code}`);
  return writeZip(zip.entries, FIXED_DATE);
}
