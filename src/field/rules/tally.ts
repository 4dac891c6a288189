import type { GalleryColumn } from '../../needs/sessions/rules/session-record.ts';
import type { SessionDocument } from './document.ts';
import type { StandingSticker } from './stickers.ts';

/** Counting the gallery: which sticker stands under which problem, and what has most votes. */

/** Sticker → column, null when it was taken out of every column; stickers nobody placed are absent. */
export type Placed = Readonly<Record<string, string | null>>;

/** The places as the document holds them. `recordOf` leaves out the nulls, which say that somebody took it out. */
export function placedOf(doc: SessionDocument): Placed {
  const placed: Record<string, string | null> = {};
  for (const [id, column] of doc.getMap('placements'))
    if (typeof column === 'string' || column === null) placed[id] = column;
  return placed;
}

/** The column a sticker stands in: its own place, else that of the one it corrects (as the office reads it). */
export function columnOf(
  sticker: Pick<StandingSticker, 'chain'>,
  placed: Placed,
  columns: { has(id: string): boolean },
): string | null {
  for (const id of sticker.chain) {
    const column = placed[id];
    if (column === undefined) continue;
    return column !== null && columns.has(column) ? column : null;
  }
  return null;
}

export type TallyColumn = Pick<GalleryColumn, 'id' | 'name' | 'competence' | 'localMatter'> & {
  readonly votes: number;
  readonly stickers: readonly StandingSticker[];
};

export type Tally = {
  /** Stickers that count; always the sum of all votes and the ungrouped. */
  readonly stickers: number;
  readonly ungrouped: number;
  /** Stickers in no column, in the order they were written. */
  readonly loose: readonly StandingSticker[];
  /** In the order of the wall. */
  readonly columns: readonly TallyColumn[];
};

/** One sticker, one vote. */
export function tallyOf(
  counted: readonly StandingSticker[],
  columns: readonly GalleryColumn[],
  placed: Placed,
): Tally {
  const inside = new Map<string, StandingSticker[]>(columns.map(({ id }) => [id, []]));
  const loose: StandingSticker[] = [];
  for (const sticker of counted) {
    const column = columnOf(sticker, placed, inside);
    ((column === null ? undefined : inside.get(column)) ?? loose).push(sticker);
  }
  return {
    stickers: counted.length,
    ungrouped: loose.length,
    loose,
    columns: columns.map(({ id, name, competence, localMatter }) => {
      const stickers = inside.get(id) ?? [];
      return { id, name, competence, localMatter, votes: stickers.length, stickers };
    }),
  };
}

export type Ranked = TallyColumn & {
  /** Equal votes share a rank: 12, 12, 10 are 1, 1, 3. */
  readonly rank: number;
  /** Another column has as many votes. */
  readonly tied: boolean;
  /** Among the first five; all that are equal to the fifth belong to them. */
  readonly top: boolean;
};

/** How many problems a session hands on to the village (R-AGG-02). */
export const topCount = 5;

/** Columns by falling votes; of equal ones the earlier column first. Columns without votes are left out. */
export function rankedOf(columns: readonly TallyColumn[]): readonly Ranked[] {
  const order = columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.votes > 0)
    .sort((a, b) => b.column.votes - a.column.votes || a.place - b.place)
    .map(({ column }) => column);
  const fifth = order[topCount - 1]?.votes ?? 0;
  return order.map((column) => ({
    ...column,
    rank: order.findIndex((other) => other.votes === column.votes) + 1,
    tied: order.some((other) => other !== column && other.votes === column.votes),
    top: column.votes >= fifth,
  }));
}
