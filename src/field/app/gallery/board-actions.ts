import { nameKey } from '../../../methods/names.ts';
import type { GalleryColumn } from '../../../needs/sessions/rules/session-record.ts';
import { recordLimits } from '../../../needs/sessions/rules/session-record.ts';
import type { SessionEdits } from '../../rules/document.ts';
import { idOfNamed } from '../../rules/named-id.ts';
import { nextOrder } from '../../rules/order.ts';
import type { StandingSticker } from '../../rules/stickers.ts';
import type { Tally, TallyColumn } from '../../rules/tally.ts';
import { catalogueEntryNamed } from '../../../needs/rules/catalogue.ts';
import { newItemId } from '../core/ids.ts';
import { oneLine } from '../kit/one-line.ts';

/** What may be done on the board. Each is one step of undo. */

/** Puts stickers under a column; null takes them out. A sticker's earlier wordings go with it. */
export function placeStickers(
  edit: SessionEdits,
  stickers: readonly StandingSticker[],
  columnId: string | null,
): void {
  edit.place(
    stickers.flatMap((one) => one.chain),
    columnId,
  );
}

/** A name as it stands on the wall. */
export const columnName = (text: string): string => oneLine(text, recordLimits.name);

/**
 * Opens a column and puts stickers under it; one that stands under the same name is used instead of a second.
 * Undefined when the name is empty or the wall is full.
 */
export function openColumn(
  edit: SessionEdits,
  columns: readonly (Pick<GalleryColumn, 'id' | 'name'> & { readonly order?: number })[],
  name: string,
  stickers: readonly StandingSticker[],
): string | undefined {
  const title = columnName(name);
  const twin = columns.find((one) => nameKey(one.name) === nameKey(title));
  if (title === '' || (!twin && columns.length >= recordLimits.columns)) return undefined;
  const id = twin?.id ?? idOfNamed(edit.doc, 'columns', title, newItemId);
  edit.together(() => {
    if (!twin) {
      const order = nextOrder(columns.map((one) => ({ order: one.order ?? 0 })));
      edit.put('columns', id, { order, name: title, competence: null, localMatter: null });
    }
    if (stickers.length > 0) placeStickers(edit, stickers, id);
  });
  return id;
}

/** All stickers of one column go to the other, and the empty one is taken off the wall. */
export function mergeColumns(edit: SessionEdits, from: TallyColumn, to: Pick<TallyColumn, 'id'>): void {
  edit.together(() => {
    placeStickers(edit, from.stickers, to.id);
    edit.remove('columns', from.id);
  });
}

/** Who settles the problem (R-GAL-07), as the usual problems of this name suggest it. */
export function usualCompetence(name: string): Pick<GalleryColumn, 'competence' | 'localMatter'> | undefined {
  const entry = catalogueEntryNamed(name);
  return entry && { competence: entry.competence, localMatter: entry.localMatter };
}

/** The stickers with these ids, wherever they stand. */
export function stickersByIds(tally: Tally, ids: ReadonlySet<string>): readonly StandingSticker[] {
  if (ids.size === 0) return [];
  return [...tally.loose, ...tally.columns.flatMap((column) => column.stickers)].filter((one) =>
    ids.has(one.id),
  );
}
