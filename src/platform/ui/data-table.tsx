import { labelOf } from '../i18n/labels.ts';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { withQuery } from './list-query.ts';
import { usePage } from './page-context.ts';
import { useStyles } from './head.ts';

export interface Column<T> {
  /** Name in `?sort=`; also the key of the column. */
  key: string;
  /** `<words>.<key>` when left out. */
  label?: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand at the end. */
  align?: 'end';
  /** The heading becomes a link that sorts. */
  sort?: boolean;
  /** Stands in the row of totals. */
  sum?: ComponentChildren;
  /** Names the row (`th`); one column. */
  head?: boolean;
}

export interface DataTableProps<T> {
  /** What the table holds; read aloud, and visible unless `hideCaption`. */
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<T>[];
  /** Where the labels stand: `people.field`. */
  words?: string;
  rows: readonly T[];
  rowKey?: (row: T) => string;
  /** Current order; from `readListQuery`. */
  sort?: { by: string; dir: 'asc' | 'desc' } | null;
  /** Shows the search field; the text searched now. */
  search?: string;
  /** Placeholder-free label of the search field. */
  searchLabel?: string;
  page?: { page: number; pages: number; total: number };
  /** Links of the export, e.g. `<DownloadLinks …/>`. */
  exports?: ComponentChildren;
  /** Filters or buttons in the row of the search. */
  tools?: ComponentChildren;
  /** An `EmptyState` for a list that has nothing at all (not for a search without results). */
  empty?: ComponentChildren;
  /** On a phone: rows become cards (default) or the table scrolls sideways (many numbers to compare). */
  narrow?: 'cards' | 'scroll';
}

function HeadCell<T>({
  column,
  sort,
}: {
  column: Column<T> & { label: string };
  sort: DataTableProps<T>['sort'];
}) {
  const page = usePage();
  const active = sort?.by === column.key ? sort.dir : undefined;
  const next = active === 'asc' ? `-${column.key}` : column.key;
  return (
    <th
      scope="col"
      role="columnheader"
      class={column.align}
      aria-sort={active ? (active === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {column.sort ? (
        <a
          class="sort"
          href={page.href(page.path) + (withQuery(page.query, { sort: next, page: '' }) || '?')}
          aria-label={page.t('ui.table.sort', { column: column.label })}
        >
          {column.label}
          <Icon name={active === 'asc' ? 'up' : active === 'desc' ? 'down' : 'sort'} size={16} />
        </a>
      ) : (
        column.label
      )}
    </th>
  );
}

function SearchBox({ value, label }: { value: string; label: string | undefined }) {
  useStyles('staff.css');
  const page = usePage();
  const kept = [...new URLSearchParams(page.query ?? '')].filter(([name]) => name !== 'q' && name !== 'page');
  return (
    <form class="search" method="get" action={page.href(page.path)} role="search">
      {kept.map(([name, text], i) => (
        <input key={i} type="hidden" name={name} value={text} />
      ))}
      <label>
        <span class="hidden">{label ?? page.t('ui.search.label')}</span>
        <input type="search" name="q" value={value} placeholder={label ?? page.t('ui.search.label')} />
      </label>
      <button class="btn ghost" type="submit">
        <Icon name="search" />
        <span>{page.t('ui.search')}</span>
      </button>
    </form>
  );
}

function cellRoles(narrow: string) {
  // A table whose rows are drawn as blocks loses its meaning for screen readers unless the roles are spelled out.
  return narrow === 'cards' ? ({ row: 'row', cell: 'cell', head: 'rowheader' } as const) : {};
}

/** A list as a table: search, sort by heading, totals, pages, exports, and an empty state. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { t, href, path, query } = usePage();
  const { rows, narrow = 'cards', page } = props;
  const columns = props.columns.map((column) => ({
    ...column,
    label: column.label ?? labelOf(t, props.words ?? '', column.key),
  }));
  const searched = Boolean(props.search);
  if (rows.length === 0 && !searched && props.empty) return <>{props.empty}</>;
  const roles = cellRoles(narrow);
  const sums = columns.some((column) => column.sum !== undefined);
  const scroll = narrow === 'scroll';
  return (
    <div class="list">
      {(props.search !== undefined || props.tools || props.exports) && (
        <div class="list-tools">
          {props.search !== undefined && <SearchBox value={props.search} label={props.searchLabel} />}
          {props.tools}
          {props.exports}
        </div>
      )}
      {rows.length === 0 ? (
        <div class="empty small">
          <Icon name="search" size={32} />
          <p class="empty-title">{t(searched ? 'ui.empty.search.title' : 'ui.empty.title')}</p>
          {searched && (
            <p>
              {t('ui.empty.search.text')}{' '}
              <a href={href(path) + withQuery(query, { q: '', page: '' })}>{t('ui.search.clear')}</a>
            </p>
          )}
        </div>
      ) : (
        <div
          class={`table-${narrow}`}
          tabIndex={scroll ? 0 : undefined}
          role={scroll ? 'region' : undefined}
          aria-label={scroll ? t('ui.table.scroll', { caption: props.caption }) : undefined}
        >
          <table role="table">
            <caption class={props.hideCaption ? 'hidden' : undefined}>{props.caption}</caption>
            <thead role="rowgroup">
              <tr role="row">
                {columns.map((column) => (
                  <HeadCell key={column.key} column={column} sort={props.sort} />
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row) => (
                <tr key={props.rowKey?.(row)} role={roles.row}>
                  {columns.map((column) =>
                    column.head ? (
                      <th key={column.key} scope="row" role={roles.head} class={column.align}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} role={roles.cell} class={column.align} data-label={column.label}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
            {sums && (
              <tfoot role="rowgroup">
                <tr role={roles.row}>
                  {columns.map((column, i) =>
                    i === 0 && column.sum === undefined ? (
                      <th key={column.key} scope="row" role={roles.head}>
                        {t('ui.total')}
                      </th>
                    ) : (
                      <td key={column.key} role={roles.cell} class={column.align} data-label={column.label}>
                        {column.sum}
                      </td>
                    ),
                  )}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {page && <Pagination {...page} />}
    </div>
  );
}

export interface PaginationProps {
  /** From 1. */
  page: number;
  pages: number;
  /** Rows in all pages. */
  total: number;
}

/** Which pages to name: the ends and the neighbours; 0 stands for a gap. */
function pagesShown(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const unique = [...new Set(near)].sort((a, b) => a - b);
  return unique.flatMap((n, i) => (i > 0 && n - unique[i - 1]! > 1 ? [0, n] : [n]));
}

/** Links to the pages of a list, with the number of rows; keeps search and order. */
export function Pagination({ page, pages, total }: PaginationProps) {
  useStyles('staff.css');
  const context = usePage();
  const { t } = context;
  const to = (n: number) =>
    context.href(context.path) + (withQuery(context.query, { page: n === 1 ? '' : String(n) }) || '?');
  return (
    <div class="pages">
      <p>
        {t('ui.table.rows', { count: total })}
        {pages > 1 && ` · ${t('ui.page.of', { page, pages })}`}
      </p>
      {pages > 1 && (
        <nav aria-label={t('ui.nav.pages')}>
          <ul>
            {page > 1 && (
              <li>
                <a href={to(page - 1)} rel="prev">
                  {t('ui.previous')}
                </a>
              </li>
            )}
            {pagesShown(page, pages).map((n, i) => (
              <li key={i} class="number">
                {n === 0 ? (
                  '…'
                ) : (
                  <a
                    href={to(n)}
                    aria-current={n === page ? 'page' : undefined}
                    aria-label={t('ui.page.number', { page: n })}
                  >
                    {context.fmt.number(n)}
                  </a>
                )}
              </li>
            ))}
            {page < pages && (
              <li>
                <a href={to(page + 1)} rel="next">
                  {t('ui.next')}
                </a>
              </li>
            )}
          </ul>
        </nav>
      )}
    </div>
  );
}

export interface DownloadLinksProps {
  /** Format → path without language prefix. */
  links: Partial<Record<'csv' | 'xlsx' | 'docx' | 'pdf', string>>;
}

/** Links to the same content as files. */
export function DownloadLinks({ links }: DownloadLinksProps) {
  const { t, href } = usePage();
  const formats = (['docx', 'pdf', 'xlsx', 'csv'] as const).filter((format) => links[format] !== undefined);
  return (
    <ul class="downloads" aria-label={t('ui.download')}>
      {formats.map((format) => {
        const name = t(`ui.download.${format}`);
        return (
          <li key={format}>
            <a
              class="btn ghost small"
              href={href(links[format]!)}
              aria-label={t('ui.download.named', { format: name })}
            >
              <Icon name="download" size={18} />
              {name}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
