/**
 * How far a document goes (a Yjs state vector): writer → how many of their changes. Read here without Yjs, which is
 * loaded only when a meeting is opened.
 * @throws RangeError when the bytes are no state vector
 */
export function readVector(bytes: Uint8Array): Map<number, number> {
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
  return vector;
}

/** Whether who stands at `have` has everything up to `wanted`. False when one of them cannot be read. */
export function covers(have: Uint8Array, wanted: Uint8Array): boolean {
  try {
    const known = readVector(have);
    return [...readVector(wanted)].every(([writer, count]) => (known.get(writer) ?? 0) >= count);
  } catch {
    return false;
  }
}

/** The state vector of a document without a change. */
export const emptyVector: Uint8Array<ArrayBuffer> = new Uint8Array([0]);
