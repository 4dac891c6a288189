import type { ComponentChildren } from 'preact';
import { Legend, SplitBar, type Part } from './charts.tsx';
import { Icon, type IconName } from '../platform/ui/icon.tsx';
import { usePage } from '../platform/ui/page-context.ts';

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
  /** Where the votes come from; one part is enough. */
  parts: readonly Part[];
  /** Category of the problem. */
  icon?: IconName;
  /** Others have the same rank: said in words. */
  tied?: boolean;
  /** Tags and further words under the bar. */
  meta?: ComponentChildren;
}

export interface RankListProps {
  items: readonly RankItem[];
  /** Ranks after this one stand below a line and lose their colour. */
  top?: number;
  /** Names of the parts, once above the list; leave out for a single part. */
  legend?: readonly { label: string; unknown?: boolean }[];
  /** The value of a full bar; the largest number of votes when left out. */
  full?: number;
}

/** Problems in the order of their votes: rank, name, votes, and where the votes come from. */
export function RankList({ items, top, legend, full }: RankListProps) {
  const { t, fmt, href } = usePage();
  const of = full ?? Math.max(...items.map((item) => item.votes), 1);
  const firstBelow = top === undefined ? -1 : items.findIndex((item) => item.rank > top);
  return (
    <>
      {legend && <Legend parts={legend} />}
      <ol class="ranks">
        {items.map((item, i) => (
          <li
            key={item.key}
            class={top !== undefined && item.rank > top ? 'low' : undefined}
            value={item.rank}
          >
            {i === firstBelow && <p class="below">{t('drawings.rank.below', { top: top ?? 0 })}</p>}
            <div class="rank-row">
              <span class="rank">
                <span class="hidden">{t('drawings.rank.place', { rank: item.rank })} </span>
                <span aria-hidden="true">{item.rank}</span>
              </span>
              <span class="rank-name">
                {item.icon && <Icon name={item.icon} size={22} />}
                {item.path ? (
                  <a href={href(item.path)} lang={item.nameLang}>
                    {item.name}
                  </a>
                ) : item.nameLang ? (
                  <span lang={item.nameLang}>{item.name}</span>
                ) : (
                  item.name
                )}
              </span>
              <span class="votes">
                <b>{fmt.number(item.votes)}</b> {t('drawings.rank.votes', { count: item.votes })}
              </span>
              <SplitBar parts={item.parts} of={of} />
              {(item.tied || item.meta) && (
                <div class="meta">
                  {item.tied && <span class="tag warn">{t('drawings.rank.tied', { rank: item.rank })}</span>}
                  {item.meta}
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
