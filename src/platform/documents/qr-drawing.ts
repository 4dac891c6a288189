import qrcode from 'qrcode';
import type { Drawing } from './model.ts';

/** Squares that stay empty around a code, as its standard wants. */
export const quiet = 4;

/**
 * The dark squares of a code as runs within its rows, and how many squares a side has.
 * @throws Error when the text is too long for a code (over about 2,300 letters)
 */
export function darkRuns(text: string): {
  readonly size: number;
  readonly runs: readonly { readonly row: number; readonly from: number; readonly length: number }[];
} {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const runs: { row: number; from: number; length: number }[] = [];
  for (let row = 0; row < size; row++) {
    let from = -1;
    for (let column = 0; column <= size; column++) {
      const dark = column < size && modules.get(row, column) === 1;
      if (dark && from < 0) from = column;
      if (!dark && from >= 0) {
        runs.push({ row, from, length: column - from });
        from = -1;
      }
    }
  }
  return { size, runs };
}

/**
 * An address as a QR code for a paper: one path of rows, sharp at any size.
 * @throws Error when the text is too long for a code (over about 2,300 letters)
 */
export function qrDrawing(text: string): Drawing {
  const { size, runs } = darkRuns(text);
  const side = size + 2 * quiet;
  // A hair of overlap hides the seams that some printers leave between rows.
  const path = runs.map(
    ({ row, from, length }) => `M${from + quiet} ${row + quiet}h${length}v1.02h${-length}z`,
  );
  return { width: side, height: side, shapes: [{ kind: 'path', d: path.join(''), fill: '#000000' }] };
}
