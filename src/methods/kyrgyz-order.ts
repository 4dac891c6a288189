/**
 * Kyrgyz alphabetical order without the host's collation data: ң after н, ө after о, ү after у, ё after е
 * (methods 6.4). Browsers and small ICU builds do not know Kyrgyz, and a list must read the same everywhere.
 */
const alphabet = 'абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя';

const weights = new Map<number, number>();
for (const [index, letter] of [...alphabet].entries()) weights.set(letter.charCodeAt(0), 0x10000 + index);

function weight(code: number): number {
  return weights.get(code) ?? code;
}

/**
 * Compares two names as a Kyrgyz index would, ignoring letter case first; equal names but for case are ordered by
 * code, so the order is total and does not depend on the input.
 */
export function compareNames(a: string, b: string): number {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = weight(left.charCodeAt(index)) - weight(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  if (left.length !== right.length) return left.length - right.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
