import { documentLimits, isTooMuch, type Weight } from './weight.ts';

/** Changes of a hall's document are put together into one when there are so many. */
export const compactAt = 200;

/** What a hall's kept changes weigh. */
export type HeldUpdates = Weight & { readonly rows: number; readonly bytes: number };

/**
 * Whether a change finds room among those a hall keeps. `compact`: they are put together first, for together they are
 * less: what was said twice counts once.
 * @param compacted whether that was done just now
 */
export function roomFor(
  held: HeldUpdates,
  change: Weight & { readonly bytes: number },
  compacted: boolean,
  most: number = compactAt,
): 'room' | 'compact' | 'full' {
  const full =
    held.bytes + change.bytes > documentLimits.bytes ||
    isTooMuch({ structs: held.structs + change.structs, clients: held.clients + change.clients });
  if (!compacted && held.rows > 1 && (full || held.rows >= most)) return 'compact';
  return full ? 'full' : 'room';
}
