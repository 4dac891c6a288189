import type { ComponentChildren, VNode } from 'preact';
import type { StandingSticker } from '../../rules/stickers.ts';
import type { TallyColumn } from '../../rules/tally.ts';
import { useApp } from '../core/hooks.ts';
import { useWatched } from '../core/watched.ts';
import { memo } from '../kit/memo.ts';
import type { ColumnActions } from './board-column.tsx';

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

/** Problems to which what is chosen, or merged, can go; those that read alike first. @param near their ids, in order */
export function openPlaces(
  columns: readonly TallyColumn[],
  near: readonly string[],
  picked: readonly StandingSticker[],
  merging: string,
): readonly TallyColumn[] {
  const place = (id: string) => (near.includes(id) ? near.indexOf(id) : near.length);
  return columns
    .filter(({ id }) => id !== merging)
    .filter((column) => picked.length === 0 || !picked.every((one) => column.stickers.includes(one)))
    .sort((a, b) => place(a.id) - place(b.id));
}

/**
 * On a phone the problems come to what is chosen: a sheet over the foot of the screen, those that read alike first, so
 * that nobody scrolls down to a problem and back up again for each sticker.
 */
export function WhereTo({
  places,
  near,
  actions,
  children,
}: {
  places: readonly TallyColumn[];
  near: readonly string[];
  actions: Pick<ColumnActions, 'press'>;
  /** What is chosen, and how to let it be. */
  children: ComponentChildren;
}): VNode {
  const { t } = useApp();
  return (
    <section class="gal-where" aria-label={t('field.gallery.board.where')}>
      <ul class="kit-list">
        {places.map(({ id, name, votes }) => (
          <Place key={id} id={id} name={name} votes={votes} near={near.includes(id)} actions={actions} />
        ))}
      </ul>
      <div class="gal-where-foot">{children}</div>
    </section>
  );
}

const Place = memo(function Place({
  id,
  name,
  votes,
  near,
  actions,
}: {
  id: string;
  name: string;
  votes: number;
  near: boolean;
  actions: Pick<ColumnActions, 'press'>;
}): VNode {
  const { fmt } = useApp();
  return (
    <li>
      <button type="button" class={near ? 'kit-entry near' : 'kit-entry'} onClick={() => actions.press(id)}>
        <span class="kit-name">{name}</span>
        <b>{fmt.number(votes)}</b>
      </button>
    </li>
  );
});
