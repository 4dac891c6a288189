import { useMemo } from 'preact/hooks';
import { standing } from '../../rules/stickers.ts';
import { placedOf, tallyOf, type Tally } from '../../rules/tally.ts';
import { useMeeting, useRecord, useStickers } from '../core/hooks.ts';

/** Stickers that count and the problems they stand under, as the wall shows them now. */
export function useTally(): Tally {
  const { doc } = useMeeting();
  const stickers = useStickers();
  const { columns, placements } = useRecord('columns', 'placements');
  return useMemo(
    () => tallyOf(standing(stickers), columns, placedOf(doc)),
    // `placements` stands for what `placedOf` reads from the document.
    [stickers, columns, placements, doc],
  );
}
