import { searchKey } from '../../methods/names.ts';

/** How a list is looked at: the search words, the order and the page, as they stand in the address. */
export interface ListQuery {
  q: string;
  sort: { by: string; dir: 'asc' | 'desc' } | null;
  /** From 1. */
  page: number;
}

/**
 * Reads `q`, `sort` (`name` or `-name`) and `page` from a query. Anything strange falls back to the default: a list
 * never answers with an error because of its address.
 * @param sortable the column keys that may be sorted by
 */
export function readListQuery(query: URLSearchParams | string, sortable: readonly string[] = []): ListQuery {
  const params = typeof query === 'string' ? new URLSearchParams(query) : query;
  const text = params.get('sort') ?? '';
  const by = text.replace(/^-/, '');
  const page = Number(params.get('page') ?? '1');
  return {
    q: (params.get('q') ?? '').trim().slice(0, 200),
    sort: sortable.includes(by) ? { by, dir: text.startsWith('-') ? 'desc' : 'asc' } : null,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** A query string with some values changed; an empty value removes its name. `{ page: '' }` goes to the first page. */
export function withQuery(query: string | undefined, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(query ?? '');
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

export interface ListSlice<T> {
  rows: T[];
  total: number;
  pages: number;
  page: number;
}

/**
 * Searches, sorts and cuts a list that is already in memory (lists of a municipality are short; longer ones do
 * this in the database). Words are found however they are typed (ө as о, other dashes). Sorting is stable.
 * @param options.text the text of a row that is searched
 * @param options.order one comparison for each sortable column
 */
export function sliceList<T>(
  all: readonly T[],
  query: ListQuery,
  options: {
    text?: (row: T) => string;
    order?: Readonly<Record<string, (a: T, b: T) => number>>;
    pageSize?: number;
  },
): ListSlice<T> {
  const words = searchKey(query.q).split(' ').filter(Boolean);
  const { text, order = {}, pageSize = 50 } = options;
  let rows = [...all];
  if (text && words.length > 0) {
    rows = rows.filter((row) => {
      const haystack = searchKey(text(row));
      return words.every((word) => haystack.includes(word));
    });
  }
  const compare = query.sort ? order[query.sort.by] : undefined;
  if (compare) {
    const sign = query.sort?.dir === 'desc' ? -1 : 1;
    rows.sort((a, b) => sign * compare(a, b));
  }
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(query.page, pages);
  return { rows: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length, pages, page };
}
