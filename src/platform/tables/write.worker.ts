import type { SheetToWrite } from './table-value.ts';
import { makeXlsx } from './make-xlsx.ts';

/** Makes one XLSX file. */
export default async function write(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return await makeXlsx(sheets);
}
