// How far a document goes, as `howFar` writes it. Read here without Yjs, which is loaded only when a meeting is opened.

/** From this change of a writer up to, not including, that one. */
type Range = readonly [from: number, to: number];
/** writer → how many of their changes */
type Vector = ReadonlyMap<number, number>;
/** writer → their changes that have been deleted, in their order */
type Deletions = ReadonlyMap<number, readonly Range[]>;

/** `deletions`: undefined when whoever wrote it did not say. */
export type Far = { readonly vector: Vector; readonly deletions: Deletions | undefined };

/** @throws RangeError when the bytes are no state vector, or one with something else behind it */
export function readFar(bytes: Uint8Array): Far {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; factor < 2 ** 53; factor *= 128) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('a state vector ends in the middle');
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number of a state vector is too long');
  };
  const vector = new Map<number, number>();
  for (let left = number(); left > 0; left -= 1) vector.set(number(), number());
  if (at === bytes.length) return { vector, deletions: undefined };
  const deletions = new Map<number, readonly Range[]>();
  for (let left = number(); left > 0; left -= 1) {
    const ranges: Range[] = [];
    const writer = number();
    for (let more = number(); more > 0; more -= 1) {
      const from = number();
      ranges.push([from, from + number()]);
    }
    deletions.set(writer, ranges);
  }
  if (at !== bytes.length) throw new RangeError('something stands behind a state vector');
  return { vector, deletions };
}

/** Ranges of several, in their order, with those made one that touch. */
function joined(lists: readonly (readonly Range[])[]): readonly Range[] {
  const all: [number, number][] = [];
  for (const [from, to] of lists.flat().sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

function lieIn(ranges: readonly Range[], wanted: readonly Range[]): boolean {
  let at = 0;
  return wanted.every(([from, to]) => {
    while (at < ranges.length && ranges[at]![1] <= from) at += 1;
    const range = ranges[at];
    return from === to || (range !== undefined && range[0] <= from && to <= range[1]);
  });
}

/**
 * Whether who stands at `have`, or has all of several, has everything up to `wanted`. Deletions count where all say
 * which there are. False when one of them cannot be read.
 */
export function covers(have: Uint8Array | readonly Uint8Array[], wanted: Uint8Array): boolean {
  try {
    const known = (have instanceof Uint8Array ? [have] : have).map(readFar);
    const { vector, deletions } = readFar(wanted);
    for (const [writer, count] of vector)
      if (count > 0 && !known.some((one) => (one.vector.get(writer) ?? 0) >= count)) return false;
    if (!deletions || known.some((one) => one.deletions === undefined)) return true;
    return [...deletions].every(([writer, ranges]) =>
      lieIn(joined(known.map((one) => one.deletions!.get(writer) ?? [])), joined([ranges])),
    );
  } catch {
    return false;
  }
}

/** How far a document without a change goes. */
export const emptyVector: Uint8Array<ArrayBuffer> = new Uint8Array([0]);
