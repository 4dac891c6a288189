import { labelOf } from '../i18n/labels.ts';
import type { ComponentChildren } from 'preact';
import type { I18n } from '../i18n/context.ts';
import type { TableValue } from '../tables/table-value.ts';
import { DataTable, DownloadLinks, type DataTableProps } from './data-table.tsx';
import { readListQuery, sliceList, withQuery, type ListSlice } from './list-query.ts';
import { usePage } from './page-context.ts';

/** A column of a list, said once for the page, the files, the search and the order. */
export interface ListColumn<Row> {
  key: string;
  /** `<words>.<key>` when left out. */
  label?: string;
  /** What stands in the file and is searched (yes and no in words); left out for what is only done to the row. */
  value?: (row: Row) => TableValue;
  /** What is searched beside it: the same in the other language, as somebody wrote it by hand. */
  sought?: (row: Row) => string;
  /** How the page shows it, where not as it is. */
  cell?: (row: Row) => ComponentChildren;
  /** Its heading sorts: by the value, or by a comparison of its own. */
  order?: true | ((a: Row, b: Row) => number);
  /** Names the row. */
  head?: boolean;
  align?: 'end';
  /** Stands in the row of totals under the rows that are shown. */
  sum?: (rows: readonly Row[]) => ComponentChildren;
  only?: 'page' | 'file';
}

/** Rows and their columns. */
export interface ListOf<Row> {
  rows: readonly Row[];
  columns: readonly ListColumn<Row>[];
  /** Where the labels stand: `people.field`. */
  words: string;
}

/** The list as it was asked for in the address: searched, sorted, one page of it. */
export function arranged<Row>(
  { rows, columns }: ListOf<Row>,
  { t, fmt, query = '' }: I18n & { query?: string },
  pageSize: number,
): ListSlice<Row> & { q: string; sort: DataTableProps<Row>['sort'] } {
  const sortable = columns.filter(({ order }) => order !== undefined);
  const asked = readListQuery(
    query,
    sortable.map(({ key }) => key),
  );
  const orders = sortable.map(({ key, order, value }) => {
    const byValue = (a: Row, b: Row) => compared(value?.(a), value?.(b), fmt);
    return [key, typeof order === 'function' ? order : byValue] as const;
  });
  const text = (row: Row) =>
    columns.flatMap(({ value, sought }) => [said(value?.(row), t), sought?.(row) ?? '']).join(' ');
  const slice = sliceList(rows, asked, { text, order: Object.fromEntries(orders), pageSize });
  return { ...slice, q: asked.q, sort: asked.sort };
}

/** What stands in the file of a list, headings first; searched and sorted as the address asks. */
export function fileRows<Row>(list: ListOf<Row>, page: I18n & { query?: string }): TableValue[][] {
  const columns = list.columns.filter(({ only, value }) => only !== 'page' && value);
  return [
    columns.map(({ key, label }) => label ?? labelOf(page.t, list.words, key)),
    ...arranged(list, page, Infinity).rows.map((row) =>
      columns.map(({ value }) => said(value?.(row), page.t)),
    ),
  ];
}

/** Draws a list as a table, sorted by its headings. */
export function List<Row>({
  of,
  files,
  pageSize = 50,
  searched = false,
  ...table
}: Omit<DataTableProps<Row>, 'columns' | 'rows' | 'sort' | 'search' | 'page' | 'exports'> & {
  of: ListOf<Row>;
  /** The address of its files without their ending. */
  files?: string;
  /** Has a field to search in, and pages of so many rows; without it all stand on the page. */
  searched?: boolean;
  pageSize?: number;
}) {
  const page = usePage();
  const { rows, q, sort, ...pages } = arranged(of, page, searched ? pageSize : Infinity);
  const asked = withQuery(page.query, { page: '', done: '' });
  const columns = of.columns
    .filter(({ only }) => only !== 'file')
    .map(({ key, label, cell, value, order, head, align, sum }) => ({
      key,
      label,
      cell: cell ?? ((row: Row) => String(said(value?.(row), page.t) ?? '')),
      sort: order !== undefined,
      ...(head && { head }),
      ...(align && { align }),
      ...(sum && { sum: sum(rows) }),
    }));
  return (
    <DataTable
      {...table}
      {...{ columns, rows, sort }}
      words={of.words}
      {...(searched && { search: q, page: pages })}
      exports={
        files && <DownloadLinks links={{ xlsx: `${files}.xlsx${asked}`, csv: `${files}.csv${asked}` }} />
      }
    />
  );
}

const said = (value: TableValue, t: I18n['t']): TableValue =>
  typeof value === 'boolean' ? t(value ? 'ui.yes' : 'ui.no') : value;

/** Nothing stands before everything. */
function compared(a: TableValue, b: TableValue, fmt: I18n['fmt']): number {
  const [left, right] = [a ?? '', b ?? ''];
  if (left === '' || right === '') return Number(left !== '') - Number(right !== '');
  if (typeof left === 'string' && typeof right === 'string') return fmt.compare(left, right);
  return Number(left) - Number(right);
}
