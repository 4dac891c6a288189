// QR codes of addresses (ISO/IEC 18004): bytes at level M, versions 1 to 40. A package for them would be three times as
// long, for modes and levels that no address needs; qr-modules.test.ts holds every square against that package.

/** Of version 1 to 40 at level M: codewords that mend errors in a block, and how many blocks. */
const mending = [
  ...[10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26],
  ...Array<number>(19).fill(28),
];
const blocks = [
  ...[1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  ...[17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
];

/** The dark (1) and light (0) squares of a code, row by row without its quiet border. */
export type Squares = { readonly size: number; readonly data: Uint8Array };

const sizeOf = (version: number) => version * 4 + 17;

/** Rows and columns of the middles of the small squares by which a camera finds its way. */
function middlesOf(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = sizeOf(version) - 7;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => last - (count - 2 - at) * step)];
}

/** How many codewords a version holds, those that mend errors included. */
function codewordsOf(version: number): number {
  const side = sizeOf(version);
  const small = middlesOf(version).length;
  // All squares, without finders, timing, format, alignment and the version's own.
  const around = small === 0 ? 0 : (small * small - 3) * 25 - (small - 2) * 10;
  return Math.floor((side * side - 192 - 2 * (side - 16) - 31 - around - (version >= 7 ? 36 : 0)) / 8);
}

const dataOf = (version: number) => codewordsOf(version) - mending[version - 1]! * blocks[version - 1]!;

/** Multiplies in the field of 256 that the standard prescribes. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1)
    product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

/** What is left of dividing by a generator of this degree: the codewords that mend errors. */
function rest(data: readonly number[], generator: readonly number[]): number[] {
  const left = generator.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ left.shift()!;
    left.push(0);
    generator.forEach((part, at) => (left[at]! ^= times(part, factor)));
  }
  return left;
}

function generatorOf(degree: number): number[] {
  const parts = [...Array<number>(degree - 1).fill(0), 1];
  for (let root = 1, round = 0; round < degree; round += 1, root = times(root, 2))
    for (let at = 0; at < degree; at += 1) parts[at] = times(parts[at]!, root) ^ (parts[at + 1] ?? 0);
  return parts;
}

/** All codewords in the order in which they are drawn. */
function codewords(bytes: Uint8Array, version: number): number[] {
  const room = dataOf(version);
  const bits = [0, 1, 0, 0];
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, -bits.length & 7);
  for (let pad = 0xec; bits.length < room * 8; pad ^= 0xfd) put(pad, 8);
  const data = Array.from({ length: room }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
  const count = blocks[version - 1]!;
  const generator = generatorOf(mending[version - 1]!);
  const short = Math.floor(room / count);
  let from = 0;
  const parts = Array.from({ length: count }, (_, block) =>
    data.slice(from, (from += short + (block >= count - (room % count) ? 1 : 0))),
  );
  const mends = parts.map((part) => rest(part, generator));
  const inTurn = (lists: readonly number[][], longest: number) =>
    Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...inTurn(parts, short + 1), ...inTurn(mends, generator.length)];
}

const masks: readonly ((row: number, column: number) => number)[] = [
  (y, x) => (x + y) % 2,
  (y) => y % 2,
  (_y, x) => x % 3,
  (y, x) => (x + y) % 3,
  (y, x) => ((y >> 1) + Math.floor(x / 3)) % 2,
  (y, x) => ((x * y) % 2) + ((x * y) % 3),
  (y, x) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (y, x) => (((x * y) % 3) + ((x + y) % 2)) % 2,
];

/** How badly a code can be read, by the four rules of the standard. */
function penalty(data: Uint8Array, size: number): number {
  let points = 0;
  let dark = 0;
  for (let a = 0; a < size; a += 1) {
    for (const [step, line] of [
      [1, a * size],
      [size, a],
    ] as const) {
      let run = 0;
      let seen = 0;
      for (let b = 0; b < size; b += 1) {
        const square = data[line + b * step]!;
        run = b > 0 && square === data[line + (b - 1) * step] ? run + 1 : 1;
        if (run >= 5) points += run === 5 ? 3 : 1;
        seen = ((seen << 1) & 0x7ff) | square;
        if (b >= 10 && (seen === 0x5d0 || seen === 0x5d)) points += 40;
      }
    }
    for (let b = 0; b < size; b += 1) {
      const at = a * size + b;
      dark += data[at]!;
      if (a === 0 || b === 0) continue;
      const four = data[at]! + data[at - 1]! + data[at - size]! + data[at - size - 1]!;
      if (four % 4 === 0) points += 3;
    }
  }
  return points + Math.abs(Math.ceil((dark * 20) / (size * size)) - 10) * 10;
}

/** @throws RangeError when the text has more than 2,331 bytes */
export function qrModules(text: string): Squares {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (dataOf(version) * 8 < bytes.length * 8 + (version < 10 ? 12 : 20))
    if ((version += 1) > 40) throw new RangeError('too long for a code');
  const size = sizeOf(version);
  const plain = new Uint8Array(size * size);
  const taken = new Uint8Array(size * size);
  const set = (data: Uint8Array, y: number, x: number, dark: number | boolean) => {
    if (y < 0 || x < 0 || y >= size || x >= size) return;
    data[y * size + x] = Number(dark);
    taken[y * size + x] = 1;
  };
  for (let at = 0; at < size; at += 1) {
    set(plain, 6, at, at % 2 === 0);
    set(plain, at, 6, at % 2 === 0);
  }
  /** Square rings around a middle, out to `reach`. */
  const rings = (y: number, x: number, reach: number) => {
    for (let down = -reach; down <= reach; down += 1)
      for (let right = -reach; right <= reach; right += 1) {
        const ring = Math.max(Math.abs(down), Math.abs(right));
        set(plain, y + down, x + right, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
  };
  for (const [y, x] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    rings(y, x, 4);
  const middles = middlesOf(version);
  const last = middles.length - 1;
  middles.forEach((y, i) =>
    middles.forEach((x, j) => {
      const corner = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
      if (!corner) rings(y, x, 2);
    }),
  );
  /** The mask's number with what mends it, twice. */
  const format = (data: Uint8Array, mask: number) => {
    let left = mask;
    for (let bit = 0; bit < 10; bit += 1) left = (left << 1) ^ ((left >> 9) * 0x537);
    const word = ((mask << 10) | left) ^ 0x5412;
    for (let bit = 0; bit < 15; bit += 1) {
      const dark = (word >> bit) & 1;
      set(data, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, dark);
      set(data, 8, bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, dark);
    }
    set(data, size - 8, 8, 1);
  };
  format(plain, 0);
  if (version >= 7) {
    let left = version;
    for (let bit = 0; bit < 12; bit += 1) left = (left << 1) ^ ((left >> 11) * 0x1f25);
    const word = (version << 12) | left;
    for (let bit = 0; bit < 18; bit += 1) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(plain, far, near, (word >> bit) & 1);
      set(plain, near, far, (word >> bit) & 1);
    }
  }
  const fixed = taken.slice();
  const words = codewords(bytes, version);
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing holds no data.
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y * size + x]) continue;
        plain[y * size + x] = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        bit += 1;
      }
    }
  }
  let best: Uint8Array = plain;
  let least = Infinity;
  masks.forEach((mask, number) => {
    const data = plain.map((dark, at) =>
      fixed[at] ? dark : dark ^ Number(mask(Math.floor(at / size), at % size) === 0),
    );
    format(data, number);
    const points = penalty(data, size);
    if (points < least) [best, least] = [data, points];
  });
  return { size, data: best };
}
