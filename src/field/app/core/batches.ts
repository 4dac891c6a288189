/** What the sender knows of an item without opening it. */
export type Waiting = {
  readonly seq: number;
  readonly id: string;
  readonly meeting: string;
  readonly kind: 'document' | 'sticker' | 'photo' | 'finish';
  /** Characters of its JSON. */
  readonly size: number;
};

export const mostItems = 50;
/** Characters of one request: the server takes 1 MB. */
export const mostSize = 700_000;

const rank = { document: 0, sticker: 1, photo: 2, finish: 3 } as const;

/**
 * The next items to send: the meeting that waits longest first, in each the document before the stickers that
 * depend on its people, then photos, and the end alone when nothing else of the meeting is left. `held` are items
 * that must not be tried now. At least one item is taken, however large.
 */
export function nextBatch(
  waiting: readonly Waiting[],
  held: (id: string) => boolean = () => false,
  most: { readonly items: number; readonly size: number } = { items: mostItems, size: mostSize },
): readonly Waiting[] {
  const oldest = new Map<string, number>();
  const left = new Map<string, number>();
  for (const item of waiting) {
    oldest.set(item.meeting, Math.min(oldest.get(item.meeting) ?? Infinity, item.seq));
    if (item.kind !== 'finish') left.set(item.meeting, (left.get(item.meeting) ?? 0) + 1);
  }
  const inOrder = waiting
    .filter((item) => !held(item.id) && (item.kind !== 'finish' || !left.has(item.meeting)))
    .sort(
      (a, b) =>
        oldest.get(a.meeting)! - oldest.get(b.meeting)! || rank[a.kind] - rank[b.kind] || a.seq - b.seq,
    );
  const batch: Waiting[] = [];
  let size = 0;
  for (const item of inOrder) {
    if (batch.length >= most.items || (batch.length > 0 && size + item.size > most.size)) break;
    batch.push(item);
    size += item.size;
  }
  return batch;
}

/** Milliseconds until the next try after so many failures in a row: growing, and never the same for two phones. */
export function pauseAfter(failures: number, random: () => number = Math.random): number {
  const base = [2_000, 5_000, 15_000, 60_000, 180_000, 300_000][Math.min(failures, 6) - 1] ?? 0;
  return Math.round(base * (0.75 + random() * 0.5));
}
