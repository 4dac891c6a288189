import type { VNode } from 'preact';
import type { StandingSticker } from '../../rules/stickers.ts';
import type { TallyColumn } from '../../rules/tally.ts';
import { useApp } from '../core/hooks.ts';
import { useWatched } from '../core/watched.ts';

/** Up to here the problems stand below the stickers; as in the style sheet. */
const narrow = '(max-width: 759px)';

/** Whether the screen is too narrow for stickers and problems beside each other. */
export function useNarrow(): boolean {
  useWatched((look) => {
    const query = matchMedia(narrow);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  });
  return matchMedia(narrow).matches;
}

/**
 * On a phone the problems come to what is chosen: a sheet over the foot of the screen, those that read alike first, so
 * that nobody scrolls down to a problem and back up again for each sticker.
 */
export function WhereTo({
  columns,
  near,
  picked,
  onPlace,
}: {
  columns: readonly TallyColumn[];
  /** Ids of the columns that read like what is chosen, the likeliest first. */
  near: readonly string[];
  picked: readonly StandingSticker[];
  onPlace: (columnId: string) => void;
}): VNode | null {
  const { t, fmt } = useApp();
  const place = (id: string) => (near.includes(id) ? near.indexOf(id) : near.length);
  const open = columns
    .filter((column) => picked.length === 0 || !picked.every((one) => column.stickers.includes(one)))
    .sort((a, b) => place(a.id) - place(b.id));
  if (open.length === 0) return null;
  return (
    <section class="gal-where" aria-label={t('field.gallery.board.where')}>
      <ul class="kit-list">
        {open.map((column) => (
          <li key={column.id}>
            <button
              type="button"
              class={near.includes(column.id) ? 'kit-entry near' : 'kit-entry'}
              onClick={() => onPlace(column.id)}
            >
              <span class="kit-name">{column.name}</span>
              <b>{fmt.number(column.votes)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
