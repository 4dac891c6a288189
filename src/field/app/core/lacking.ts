import type { Held } from '../../rules/items.ts';
import type { OutboxLine } from './outbox.ts';

/** What the office had of a meeting and has no more. */
export type Lacking = {
  /** Items this device has sent, in the order they were made. */
  readonly lines: readonly OutboxLine[];
  /** Stickers of others, by id. */
  readonly others: readonly string[];
  /** Whether changes of the document, and whether pictures are among `lines`. */
  readonly changes: boolean;
  readonly photos: boolean;
};

/** Compares what the office says it holds with what it has acknowledged. */
export function lackingAt(
  held: Held,
  lines: readonly OutboxLine[],
  meetingId: string,
  known: readonly string[],
): Lacking {
  const has = new Set(held.items);
  const own = new Set(lines.filter((line) => line.meeting === meetingId).map(({ id }) => id));
  const lost = lines.filter(
    (line) => line.meeting === meetingId && line.state === 'done' && !has.has(line.id),
  );
  return {
    lines: lost,
    others: known.filter((id) => !has.has(id) && !own.has(id)),
    changes: lost.some(({ kind }) => kind === 'document'),
    photos: lost.some(({ kind }) => kind === 'photo'),
  };
}
