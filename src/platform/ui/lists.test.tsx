import { describe, expect, it } from 'vitest';
import { DataTable, Pagination } from './data-table.tsx';
import { readListQuery, sliceList, withQuery } from './list-query.ts';
import { RankList } from '../../drawings/rank-list.tsx';
import { translator } from '../i18n/catalogues.ts';
import { fileRows, List, type ListOf } from './list.tsx';
import { renderView, testPage } from './testing.tsx';

interface Row {
  name: string;
  people: number;
}
const rows: Row[] = [
  { name: 'Арал', people: 1240 },
  { name: 'Бирдик', people: 2105 },
  { name: 'Өзөн', people: 300 },
];
const columns = [
  { key: 'name', label: 'Айыл', head: true, sort: true, cell: (row: Row) => row.name },
  {
    key: 'people',
    label: 'Калк',
    align: 'end' as const,
    sort: true,
    cell: (row: Row) => row.people,
    sum: '3 645',
  },
];

describe('the address of a list', () => {
  it('is read without trust', () => {
    expect(readListQuery('?q=%20суу%20&sort=-people&page=3', ['people'])).toEqual({
      q: 'суу',
      sort: { by: 'people', dir: 'desc' },
      page: 3,
    });
    expect(readListQuery('?sort=password&page=-1', ['people'])).toEqual({ q: '', sort: null, page: 1 });
    expect(readListQuery('?page=1e99')).toMatchObject({ page: 1 });
    expect(readListQuery(`?q=${'а'.repeat(999)}`).q).toHaveLength(200);
  });
  it('is changed without losing the rest', () => {
    expect(withQuery('?q=x&page=2', { sort: 'name', page: '' })).toBe('?q=x&sort=name');
    expect(withQuery('?page=2', { page: '' })).toBe('');
  });
  it('slices a list', () => {
    const options = {
      text: (row: Row) => row.name,
      order: { people: (a: Row, b: Row) => a.people - b.people },
      pageSize: 2,
    };
    const first = sliceList(rows, { q: '', sort: { by: 'people', dir: 'desc' }, page: 1 }, options);
    expect(first.rows.map((row) => row.name)).toEqual(['Бирдик', 'Арал']);
    expect(first).toMatchObject({ total: 3, pages: 2, page: 1 });
    expect(sliceList(rows, { q: 'ӨЗӨ', sort: null, page: 9 }, options)).toMatchObject({ total: 1, page: 1 });
    expect(sliceList([], { q: '', sort: null, page: 1 }, options)).toMatchObject({ pages: 1, rows: [] });
  });
});

describe('a list', () => {
  const list: ListOf<Row & { since: string | null }> = {
    rows: rows.map((row, i) => ({ ...row, since: i === 0 ? null : `2026-0${i}-01` })),
    words: 'people.field',
    columns: [
      {
        ...{ key: 'name', head: true, order: true, value: (row) => row.name },
        sought: ({ name }) => (name === 'Өзөн' ? 'Долина' : ''),
        cell: (row) => <b>{row.name}</b>,
      },
      { key: 'members', align: 'end', order: true, value: (row) => row.people },
      { key: 'trained', value: (row) => row.people > 1000 },
      { key: 'from', only: 'file', order: true, value: (row) => row.since },
      { key: 'change', label: 'Аракет', cell: () => <i>оңдоо</i> },
    ],
  };
  const page = (query: string) => testPage('ru', { query });

  it('is one thing on the page and in the file', () => {
    const t = translator('ru');
    expect(fileRows(list, page(''))).toEqual([
      ['people.field.name', 'people.field.members', 'people.field.trained', 'ui.field.from'].map((key) =>
        t(key),
      ),
      ['Арал', 1240, t('ui.yes'), null],
      ['Бирдик', 2105, t('ui.yes'), '2026-01-01'],
      ['Өзөн', 300, t('ui.no'), '2026-02-01'],
    ]);
    const html = renderView(
      <List of={list} caption="Айылдар" files="/x/export" searched pageSize={2} />,
      'ru',
    );
    expect(html).toContain('<b>Бирдик</b>');
    expect(html).not.toContain('<b>Өзөн</b>');
    expect(html).toContain('href="/ru/x/export.xlsx"');
    expect(html).toContain('оңдоо');
    expect(html).not.toContain(t('ui.field.from'));
  });

  it('is searched and sorted by what its columns hold, in the file too', () => {
    const names = (query: string) =>
      fileRows(list, page(query))
        .slice(1)
        .map(([name]) => name);
    expect(names('?sort=-members')).toEqual(['Бирдик', 'Арал', 'Өзөн']);
    expect(names('?sort=from')).toEqual(['Арал', 'Бирдик', 'Өзөн']);
    expect(names('?sort=trained')).toEqual(['Арал', 'Бирдик', 'Өзөн']);
    expect(names('?q=2105')).toEqual(['Бирдик']);
    expect(names('?q=озон')).toEqual(['Өзөн']);
    // What stands on the page in one language is found in the other.
    expect(names('?q=долина')).toEqual(['Өзөн']);
    expect(names('?page=2')).toHaveLength(3);
  });
});

describe('a table', () => {
  const table = (over: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) => (
    <DataTable caption="Айылдар" columns={columns} rows={rows} rowKey={(row) => row.name} {...over} />
  );
  it('sorts by links that say the order and go back to the first page', () => {
    const html = renderView(table({ sort: { by: 'name', dir: 'asc' } }), 'ru', {
      query: '?q=а&page=2&sort=name',
    });
    expect(html).toContain('href="/ru/here?q=%D0%B0&amp;sort=-name"');
    expect(html).toContain('href="/ru/here?q=%D0%B0&amp;sort=people"');
    expect(html.match(/aria-sort="ascending"/g)).toHaveLength(1);
  });
  it('searches by GET and keeps the order', () => {
    const html = renderView(table({ search: 'суу "x"' }), 'ky', { query: '?sort=name&q=суу&page=3' });
    expect(html).toContain('method="get" action="/here" role="search"');
    expect(html).toContain('<input type="hidden" name="sort" value="name"/>');
    expect(html).not.toContain('name="page"');
    expect(html).toContain('value="суу &quot;x&quot;"');
  });
  it('names rows, labels cells for phones and sums', () => {
    const html = renderView(table());
    expect(html).toContain('<th scope="row" role="rowheader">Арал</th>');
    expect(html).toContain('data-label="Калк">1240</td>');
    expect(html).toContain('Баары');
  });
  it('says what to do when there is nothing, and what when nothing was found', () => {
    expect(renderView(table({ rows: [], search: '', empty: <p>Айыл кошуңуз</p> }))).toContain('Айыл кошуңуз');
    const html = renderView(table({ rows: [], search: 'жок', empty: <p>Айыл кошуңуз</p> }), 'ky', {
      query: '?q=жок&sort=name',
    });
    expect(html).toContain('Эч нерсе табылган жок');
    expect(html).toContain('href="/here?sort=name"');
    expect(html).not.toContain('Айыл кошуңуз');
  });
  it('scrolls in a region one can reach by the keyboard', () => {
    expect(renderView(table({ narrow: 'scroll' }))).toContain(
      'class="table-scroll" tabindex="0" role="region"',
    );
  });
  it('pages with the ends and the neighbours', () => {
    const html = renderView(<Pagination page={5} pages={9} total={423} />, 'ky', { query: '?q=x&page=5' });
    const numbers = [...html.matchAll(/<li class="number">(?:<a[^>]*>)?([^<]+)/g)].map((m) => m[1]);
    expect(numbers).toEqual(['1', '…', '4', '5', '6', '…', '9']);
    expect(html).toContain('href="/here?q=x" aria-label="1-барак"');
    expect(html).toMatch(/aria-current="page"[^>]*aria-label="5-барак"/);
  });
});

describe('ranked problems', () => {
  it('share ranks, never cut a tie, and say it in words', () => {
    const item = (key: string, rank: number, votes: number, tied = false) => ({
      key,
      rank,
      votes,
      tied,
      name: `Көйгөй ${key}`,
      parts: [votes],
    });
    const html = renderView(
      <RankList top={5} items={[item('а', 4, 36, true), item('б', 4, 36, true), item('в', 6, 32)]} />,
    );
    expect(html.match(/4-орунду тең бөлүштү/g)).toHaveLength(2);
    expect(html.match(/Алгачкы 5 орунга кирбегендер/g)).toHaveLength(1);
    expect(html).toMatch(/<ol class="ranks low"><li value="6">/);
  });
  it('say where votes come from: the first by names, the others by the letters of the legend, none that is not told', () => {
    const item = (rank: number, parts: (number | null)[]) => ({
      ...{ key: String(rank), rank, votes: 60 - rank, name: `Көйгөй ${rank}`, parts, icon: 'water' as const },
    });
    const items = [
      item(1, [20, 39]),
      ...Array.from({ length: 60 }, (_, at) => item(at + 2, at === 0 ? [5, null] : [2, 0])),
    ];
    const html = renderView(
      <RankList top={1} parts={[{ label: 'Арал' }, { label: 'Бирдик' }]} items={items} />,
    );
    expect(html).toContain('Арал\u00a020 · Бирдик\u00a039');
    expect(html).toMatch(/<b>А<\/b>Арал<\/li>.*<b>Б<\/b>Бирдик/);
    expect(html).toContain('<small>А\u00a05</small>');
    // Its drawing stands on the page once, and what goes beyond fifty rows can be opened.
    expect(html.match(/<symbol/g)).toHaveLength(1);
    expect(html).toContain('<summary>Дагы 11 көйгөй</summary>');
    expect(html.split('<details')[1]?.match(/<li /g)).toHaveLength(11);
  });
  it('are said with the right plural', () => {
    const html = renderView(
      <RankList items={[{ key: 'a', rank: 1, name: 'x', votes: 63, parts: [63] }]} />,
      'ru',
    );
    expect(html).toContain('<b>63</b> голоса');
  });
});
