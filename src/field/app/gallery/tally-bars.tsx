import type { VNode } from 'preact';
import { rankedOf, type TallyColumn } from '../../rules/tally.ts';
import { useApp } from '../core/hooks.ts';

/** The running count, in sight of all (R-GAL-06). */
export function TallyBars({ columns }: { columns: readonly TallyColumn[] }): VNode | null {
  const { t, fmt } = useApp();
  const ranked = rankedOf(columns);
  const most = ranked[0]?.votes ?? 1;
  if (ranked.length === 0) return null;
  return (
    <section class="gal-tally" aria-labelledby="gal-tally">
      <h2 id="gal-tally">{t('field.gallery.tally')}</h2>
      <ol class="kit-list">
        {ranked.map((one) => (
          <li key={one.id} value={one.rank} class={one.top ? 'first' : undefined}>
            <span>
              {one.rank}. {one.name}
            </span>
            <b>{fmt.number(one.votes)}</b>
            <svg class="bar" width="100%" height="8" aria-hidden="true">
              <rect class="bar-rest" width="100%" height="8" rx="3" />
              <rect class="part-1" width={`${(100 * one.votes) / most}%`} height="8" rx="3" />
            </svg>
          </li>
        ))}
      </ol>
    </section>
  );
}
