/**
 * Hiding small cells in a published table (methods 5.7): nobody may be recognised as "the one woman over 56 of this
 * village". Hiding the small cell alone is not enough, because the totals give it back, so more cells are hidden until
 * no hidden cell can be computed.
 */

export interface SuppressedTable {
  /** The table with null for hidden cells. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Hidden because small, and hidden only to protect others. */
  readonly small: number;
  readonly complementary: number;
}

/** Cells from 1 up to this, less one, are hidden. Zero names nobody and is shown. */
export const smallestShown = 5;

/** A hidden number must leave at least so many values possible to whoever reads everything that is published. */
export const fewestValues = 4;

/** Whether a group is so small that what it said would be said of persons. A group of nobody is not. */
export function isSmallGroup(people: number): boolean {
  return people > 0 && people < smallestShown;
}

/**
 * Which totals of a place may be told when a group in it is too small for its own numbers (methods 5.7.2). The total of
 * a problem bounds what every group said about it, so only totals from `smallestShown` up are told; the others stand
 * without number and order. What is left of the stickers must not pin those either: it leaves one of them room for
 * `fewestValues` values, or the smallest told totals join them (equal ones together).
 * @param totals votes of each problem over the whole place, whole numbers; those of 0 are never told
 * @param room stickers the people of the place could have written
 * @returns for each problem whether its total is told; undefined when no telling is safe
 */
export function tellTotals(totals: readonly number[], room: number): readonly boolean[] | undefined {
  const told = totals.map((votes) => votes >= smallestShown);
  const named = totals.filter((votes) => votes > 0).length;
  for (;;) {
    const open = totals.filter((_, index) => told[index]);
    const few = named - open.length;
    const left = room - open.reduce((sum, votes) => sum + votes, 0);
    // One of the few at `fewestValues` - 1, every other at 1.
    if (few === 0 || left >= few + fewestValues - 2) return told;
    if (open.length === 0) return undefined;
    const smallest = Math.min(...open);
    totals.forEach((votes, index) => {
      if (votes === smallest) told[index] = false;
    });
  }
}

/** Whether so few people of so many groups may be spoken of by number at all: any group could have had 1 to 4 people. */
export function mayBeCounted(people: number, groups: number): boolean {
  return people >= Math.max(smallestShown, groups + fewestValues - 1);
}

/**
 * Hides the cells under `threshold` and the fewest, smallest complements found so that, with all row and column totals
 * published, (1) every row and column hides none or at least two cells, (2) what they hide adds up to the threshold at
 * least, and (3) no hidden cell follows from the totals together. Rows must have equal length. Where complements are
 * lacking (a row with a single other cell that is zero) the zeros are hidden too.
 */
export function suppressTable(
  counts: readonly (readonly number[])[],
  threshold = smallestShown,
): SuppressedTable {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const hidden = counts.map((row) => row.map((count) => count > 0 && count < threshold));
  const small = hidden.flat().filter(Boolean).length;
  const at = (row: number, column: number) => counts[row]?.[column] ?? 0;
  const isHidden = (row: number, column: number) => hidden[row]?.[column] ?? false;
  const hide = (row: number, column: number) => {
    const line = hidden[row];
    if (line) line[column] = true;
  };
  const lines: [number, number][][] = [
    ...Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column): [number, number] => [row, column]),
    ),
    ...Array.from({ length: columns }, (_, column) =>
      Array.from({ length: rows }, (_, row): [number, number] => [row, column]),
    ),
  ];
  /** Hides one more cell of a line: the smallest that names somebody, a zero only when there is no other. */
  const widen = (line: readonly [number, number][]): boolean => {
    const open = line.filter(([row, column]) => !isHidden(row, column));
    open.sort(([a, b], [c, d]) => {
      const left = at(a, b);
      const right = at(c, d);
      return Number(left === 0) - Number(right === 0) || left - right;
    });
    const [first] = open;
    if (!first) return false;
    hide(...first);
    return true;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const taken = line.filter(([row, column]) => isHidden(row, column));
      if (taken.length === 0) continue;
      const sum = taken.reduce((total, [row, column]) => total + at(row, column), 0);
      if ((taken.length < 2 || sum < threshold) && widen(line)) changed = true;
    }
    if (changed) continue;
    for (const [row, column] of computable(hidden)) {
      const byRow = lines[row];
      const byColumn = lines[rows + column];
      if ((byRow && widen(byRow)) || (byColumn && widen(byColumn))) {
        changed = true;
        break;
      }
    }
  }
  const cells = counts.map((row, index) =>
    row.map((count, column) => (isHidden(index, column) ? null : count)),
  );
  return { cells, small, complementary: hidden.flat().filter(Boolean).length - small };
}

/** The same for one row of counts whose total is published. */
export function suppressList(counts: readonly number[], threshold = smallestShown): (number | null)[] {
  const hidden = counts.map((count) => count > 0 && count < threshold);
  for (;;) {
    const taken = counts.filter((_, index) => hidden[index]);
    const sum = taken.reduce((total, count) => total + count, 0);
    if (taken.length === 0 || (taken.length >= 2 && sum >= threshold)) break;
    const open = counts
      .map((count, index) => ({ count, index }))
      .filter(({ index }) => !hidden[index])
      .sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count);
    const [first] = open;
    if (!first) break;
    hidden[first.index] = true;
  }
  return counts.map((count, index) => (hidden[index] ? null : count));
}

/**
 * Hidden cells that follow from the row and column totals. Rows and columns are the nodes of a graph, hidden cells its
 * edges: a cell is computable exactly when its edge lies on no cycle.
 */
function computable(hidden: readonly (readonly boolean[])[]): [number, number][] {
  const rows = hidden.length;
  const edges = hidden.flatMap((line, row) =>
    line.flatMap((is, column): { from: number; to: number; cell: [number, number] }[] =>
      is ? [{ from: row, to: rows + column, cell: [row, column] }] : [],
    ),
  );
  const onCycle = (skipped: (typeof edges)[number]): boolean => {
    const reached = new Set([skipped.from]);
    const queue = [skipped.from];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const edge of edges) {
        if (edge === skipped || (edge.from !== node && edge.to !== node)) continue;
        const other = edge.from === node ? edge.to : edge.from;
        if (!reached.has(other)) {
          reached.add(other);
          queue.push(other);
        }
      }
    }
    return reached.has(skipped.to);
  };
  return edges.filter((edge) => !onCycle(edge)).map((edge) => edge.cell);
}
