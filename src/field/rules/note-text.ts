/**
 * Typing into a text that another device changes at the same time. A field on the screen may show an older text than
 * the shared one (a phone's keyboard composes a word and must not be disturbed); what was typed into the old one is
 * laid onto the new one, so that nobody's words are lost.
 */

type Difference = { readonly at: number; readonly removed: number; readonly added: string };

/** The middle in which two texts differ. */
function difference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  let end = 0;
  while (end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at, removed: before.length - at - end, added: after.slice(at, after.length - end) };
}

/** Where a place of the old text lies in the new one; inside what was replaced: behind it. */
function placeAfter(place: number, change: Difference): number {
  if (place <= change.at) return place;
  if (place >= change.at + change.removed) return place + change.added.length - change.removed;
  return change.at + change.added.length;
}

/**
 * Lays what was typed (`shown` became `typed`) onto the shared text, which may have changed since it was shown.
 * @returns the shared text with the typed change in it
 */
export function mergeTyped(shown: string, typed: string, shared: string): string {
  if (shown === shared) return typed;
  const own = difference(shown, typed);
  const others = difference(shown, shared);
  const from = placeAfter(own.at, others);
  const to = Math.max(from, placeAfter(own.at + own.removed, others));
  return shared.slice(0, from) + own.added + shared.slice(to);
}

/** Where the caret stands after the shown text was replaced by another. */
export function caretAfter(caret: number, before: string, after: string): number {
  return Math.min(after.length, placeAfter(caret, difference(before, after)));
}

/** A change of a text in pieces, as Yjs tells it. */
export type TextDelta = readonly {
  readonly retain?: number;
  readonly insert?: unknown;
  readonly delete?: number;
}[];

/** Where the caret stands after somebody else's change; their words at the caret's own place stand behind it. */
export function caretAfterDelta(caret: number, delta: TextDelta): number {
  let place = 0;
  let moved = caret;
  for (const piece of delta) {
    if (piece.retain !== undefined) place += piece.retain;
    else if (typeof piece.insert === 'string') {
      if (place < moved) moved += piece.insert.length;
      place += piece.insert.length;
    } else if (piece.delete !== undefined) {
      if (place < moved) moved = Math.max(place, moved - piece.delete);
    }
  }
  return moved;
}
