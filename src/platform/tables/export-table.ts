import type { Hono } from 'hono';
import { download, missing, type C, type Web } from '../http/web.ts';
import { fileRows, type ListOf } from '../ui/list.tsx';
import { writeCsv, writeXlsx, type TableValue } from './write.ts';

/** A table to take along: a list, or rows with their headings. */
export type Sheet<Row> = {
  /** Of the file, and of the sheet in it unless that has a title of its own. */
  readonly name: string;
  readonly title?: string;
} & ({ readonly list: ListOf<Row> } | { readonly rows: readonly (readonly TableValue[])[] });

/** Declares `<path>.csv` and `<path>.xlsx` of one table; 404 where there is none. */
export function exportTable<Row>(
  app: Hono<Web>,
  path: string,
  sheetOf: (c: C) => Promise<Sheet<Row> | Response | undefined>,
): void {
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`${path}.${format}`, async (c) => {
      const sheet = await sheetOf(c);
      if (sheet === undefined) return missing(c);
      if (sheet instanceof Response) return sheet;
      const rows = 'list' in sheet ? fileRows(sheet.list, c.get('page')) : sheet.rows;
      const name = sheet.title ?? sheet.name;
      return download(
        c,
        format === 'csv' ? writeCsv(rows) : await writeXlsx([{ name, rows }]),
        format,
        sheet.name,
      );
    });
  }
}
