import type { RawSheet } from './table.ts';
import { placeName } from './worksheet.ts';

export interface FilledDown {
  /** Joined cells that were filled down. */
  readonly count: number;
  /** The first of them, such as `A2:A5`; empty when there was none. */
  readonly first: string;
  /** Joined cells of a column that is added up, whose number cannot be shared out. */
  readonly refused: readonly { readonly row: number; readonly column: number; readonly value: string }[];
}

/**
 * Cells joined over several rows hold their value in the first of them alone, but people read it as said of all.
 * It is written into every row below, in its own column only. Changes the sheet.
 * @param heading index of the heading row; what begins above or in it stays as it is.
 */
export function fillDown(sheet: RawSheet, heading: number, addedUp: (column: number) => boolean): FilledDown {
  const { rows, kinds } = sheet;
  let count = 0;
  let first = '';
  const refused: { row: number; column: number; value: string }[] = [];
  /** The last row reached in each column: joined cells cannot overlap, and a file that says so costs no more. */
  const reached = new Map<number, number>();
  const inOrder = [...sheet.merges].sort((a, b) => a.top - b.top);
  for (const { top, left, bottom: end } of inOrder) {
    const bottom = Math.min(end, rows.length - 1);
    if (top <= heading || bottom <= top || top <= (reached.get(left) ?? -1)) continue;
    reached.set(left, bottom);
    const value = rows[top]?.[left] ?? '';
    if (value.trim() === '') continue;
    if (addedUp(left)) {
      refused.push({ row: top, column: left, value });
      continue;
    }
    count += 1;
    if (first === '') first = `${placeName(top, left)}:${placeName(end, left)}`;
    const kind = kinds?.[top]?.[left] ?? 't';
    for (let row = top + 1; row <= bottom; row += 1) {
      const cells = rows[row]!;
      // An empty row in the middle of joined cells is still no row.
      if (cells.every((cell) => cell.trim() === '')) continue;
      while (cells.length < left) cells.push('');
      cells[left] = value;
      if (kinds)
        kinds[row] =
          `${(kinds[row] ?? '').slice(0, left).padEnd(left)}${kind}${(kinds[row] ?? '').slice(left + 1)}`;
    }
  }
  return { count, first, refused };
}
