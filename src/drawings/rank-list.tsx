import type { ComponentChildren } from 'preact';
import { usePage, type PageContext } from '../platform/ui/page-context.ts';
import type { IconName } from '../platform/ui/icon.tsx';
import { drawn, markup, type Markup } from '../platform/ui/markup.ts';
import { Legend, placesInBar } from './charts.tsx';
import { iconSheet, sheetIcon } from './icon-sheet.ts';

export interface RankItem {
  key: string;
  /** Equal votes share a rank. */
  rank: number;
  name: string;
  /** Where the name is not in the reader's language. */
  nameLang?: 'ky';
  /** Path without language prefix. */
  path?: string;
  votes: number;
  /** Where the votes come from, in the order of the list's parts; null is not told. One number is enough. */
  parts: readonly (number | null)[];
  /** Category of the problem. */
  icon?: IconName;
  /** Others have the same rank: said in words. */
  tied?: boolean;
  /** A short word about it, under its bar; below the line `brief` stands for it. */
  tag?: string | undefined;
  brief?: string | undefined;
  /** Further words. */
  meta?: ComponentChildren;
}

export interface RankListProps {
  items: readonly RankItem[];
  /** Ranks after this one stand below a line and lose their colour. */
  top?: number;
  /** Names of the parts, said once above the list; each row says its numbers. Leave out for a single part. */
  parts?: readonly { label: string }[] | undefined;
  /** The value of a full bar; the largest number of votes when left out. */
  full?: number;
}

/** Rows that are open at once; what is more can be opened. A list that long is read from its beginning. */
const openRows = 50;

/**
 * Problems in the order of their votes: rank, name, votes, and where the votes come from. The first places say it in
 * full; those below the line in one row each, the parts by the letters of the legend.
 */
export function RankList({ items, top, parts, full }: RankListProps) {
  const page = usePage();
  const { t } = page;
  const of = full ?? Math.max(...items.map((item) => item.votes), 1);
  const low = top === undefined ? [] : items.filter((item) => item.rank > top);
  const first = items.slice(0, items.length - low.length);
  const signs = parts && low.length > 0 ? parts.map((_, index) => signOf(index, page.lang)) : undefined;
  const list: List = { page, of, names: parts?.map(({ label }) => label), signs, place: placeOf(page) };
  return (
    <>
      {drawn(iconSheet(items.flatMap(({ icon }) => icon ?? [])))}
      {parts && <Legend parts={parts} signs={signs} />}
      {first.length > 0 && <ol class="ranks">{first.map((item) => firstRow(list, item))}</ol>}
      {low.length > 0 && (
        <>
          <p class="below">{t('drawings.rank.below', { top: top ?? 0 })}</p>
          {lowRows(list, low.slice(0, Math.max(openRows - first.length, 1)))}
          {low.length > openRows - first.length &&
            moreRows(list, low.slice(Math.max(openRows - first.length, 1)))}
        </>
      )}
    </>
  );
}

// Rows are text and no components: a list has a hundred of them, and what they need is looked up once.
type List = {
  readonly page: PageContext;
  readonly of: number;
  readonly names: readonly string[] | undefined;
  readonly signs: readonly string[] | undefined;
  readonly place: (rank: number) => Markup;
};

/** A row's text with its further words in it. */
const row = (before: Markup, meta: ComponentChildren, after: Markup) =>
  meta === undefined ? drawn(markup`${before}${after}`) : drawn(before, meta, after);

function firstRow({ page, of, names, place }: List, item: RankItem) {
  const { t, fmt } = page;
  const told = names && inWords(item, names, page);
  const { tag, meta, tied, rank, votes, parts } = item;
  const bar = placesInBar(
    parts.map((value) => value ?? 0),
    of,
  ).map(
    ({ look, x, width }) => markup`<rect class="part-${look}" x="${x}" width="${width}" height="14"></rect>`,
  );
  const more = Boolean(tied || tag || told || meta);
  // What the bar shows stands in words under it.
  return row(
    markup`<li value="${rank}"><div class="rank-row"><span class="rank">${place(rank)}</span><span class="rank-name">${
      item.icon && sheetIcon(item.icon)
    }${nameOf(item, page)}</span><span class="votes"><b>${fmt.number(votes)}</b> ${t('drawings.rank.votes', {
      count: votes,
    })}</span><svg class="split" aria-hidden="true">${bar}</svg>${more && divMeta}${
      tied && markup`<span class="tag warn">${t('drawings.rank.tied', { rank })}</span>`
    }${tag && markup`<span class="tag">${tag}</span>`}${told && markup`<span>${told}</span>`}`,
    meta,
    markup`${more && divEnd}</div></li>`,
  );
}

const divMeta = markup`<div class="meta">`;
const divEnd = markup`</div>`;

function lowRows({ page, of, signs, place }: List, items: readonly RankItem[]) {
  const { t, fmt } = page;
  return (
    <ol class="ranks low">
      {items.map((item) => {
        const { rank, votes, tied, tag, brief = tag, meta } = item;
        const told = [
          tied ? t('drawings.rank.tied', { rank }) : '',
          brief ?? '',
          signs ? inWords(item, signs, page) : '',
        ];
        return row(
          markup`<li value="${rank}"><b>${place(rank)}</b><p>${item.icon && sheetIcon(item.icon)}${nameOf(
            item,
            page,
          )}</p><span><b>${fmt.number(votes)}</b> ${t('drawings.rank.votes', {
            count: votes,
          })}</span><svg class="split" aria-hidden="true"><rect width="${
            Math.round((votes / of) * 1000) / 10
          }%" height="14"></rect></svg><small>${told.filter((words) => words !== '').join(' · ')}`,
          meta,
          markup`</small></li>`,
        );
      })}
    </ol>
  );
}

function moreRows(list: List, items: readonly RankItem[]) {
  return (
    <details class="more">
      <summary>{list.page.t('drawings.rank.more', { count: items.length })}</summary>
      {lowRows(list, items)}
    </details>
  );
}

/** «Арал 20 · Бирдик 40», a number never apart from its name; parts without votes, and those that are not told, are left out. */
function inWords({ parts }: RankItem, names: readonly string[], { fmt }: PageContext): string {
  return parts
    .flatMap((value, at) => (value ? [`${names[at] ?? ''}\u00a0${fmt.number(value)}`] : []))
    .join(' · ');
}

function nameOf({ path, name, nameLang }: RankItem, { href }: PageContext): Markup {
  const lang = nameLang && markup` lang="${nameLang}"`;
  if (path) return markup`<a href="${href(path)}"${lang}>${name}</a>`;
  return lang ? markup`<span${lang}>${name}</span>` : markup`${name}`;
}

/** The rank as a figure, with the words around it («-орун») for who listens. */
function placeOf({ t }: PageContext): (rank: number) => Markup {
  const [before = '', after = ''] = t('drawings.rank.place', { rank: '|' }).split('|');
  const word = (text: string) => text && markup`<i>${text}</i>`;
  return (rank) => markup`${word(before)}${rank}${word(after)}`;
}

/** Letters in the order of the alphabet, without those that are hard to tell apart; figures where they end. */
const letters = { ky: 'АБВГДЕЖИКЛМНОПРСТУФХЦЧШЭЮЯ', en: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' } as const;

const signOf = (index: number, lang: PageContext['lang']): string =>
  letters[lang === 'en' ? 'en' : 'ky'][index] ?? String(index + 1);
