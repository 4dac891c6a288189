import { type SessionDocument } from './document.ts';
import { isItemId, recordOf, stickersOf } from './record-of.ts';
import { focusRecordOf } from './focus-document.ts';
import { publicRecordOf } from './public-document.ts';
import type { Item } from './items.ts';
import { standing } from './stickers.ts';

// What the office reads out of a meeting's document: plain values, ready for its tables.

/** Of a session: the record, and the column of each sticker that was ever placed (null: taken out again). */
export type SessionContent = {
  readonly record: ReturnType<typeof recordOf>;
  readonly placements: ReadonlyMap<string, string | null>;
};

/** Of a focus group. */
export type FocusContent = ReturnType<typeof focusContentOf>;

/** Of a public meeting. */
export type PublicContent = ReturnType<typeof publicContentOf>;

export type MeetingContent =
  | ({ readonly kind: 'session' } & SessionContent)
  | { readonly kind: 'focusGroup'; readonly meeting: FocusContent }
  | { readonly kind: 'public'; readonly meeting: PublicContent };

export function contentOf(doc: SessionDocument, kind: Item['meeting']): MeetingContent {
  switch (kind) {
    case 'session':
      return { kind, record: recordOf(doc), placements: placementsOf(doc) };
    case 'focusGroup':
      return { kind, meeting: focusContentOf(doc) };
    case 'public':
      return { kind, meeting: publicContentOf(doc) };
  }
}

/** What any meeting has. */
function heldOf(doc: SessionDocument) {
  const { heldOn, heldVenue, attendance, women, men, deputies, executives, people } = recordOf(doc);
  return {
    heldOn,
    heldVenue,
    attendance,
    women,
    men,
    deputies,
    executives,
    people,
  };
}

export const focusContentOf = (doc: SessionDocument) => ({ ...heldOf(doc), focus: focusRecordOf(doc) });

export const publicContentOf = (doc: SessionDocument) => ({ ...heldOf(doc), open: publicRecordOf(doc) });

/**
 * The column of each sticker that was ever placed, as the gallery shows it: null for those taken out again, which the
 * record does not name. One that was corrected, or brought back, stands where the newest of its chain was put.
 */
function placementsOf(doc: SessionDocument): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const [id, column] of doc.getMap('placements')) {
    if (isItemId(id)) found.set(id, typeof column === 'string' ? column : null);
  }
  for (const { id, chain } of standing(stickersOf(doc))) {
    const put = chain.find((one) => found.has(one));
    if (put !== undefined) found.set(id, found.get(put) ?? null);
  }
  return found;
}
