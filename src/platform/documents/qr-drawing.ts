import qrcode from 'qrcode';
import type { Drawing } from './model.ts';

/** Squares that stay empty around a code, as its standard wants. */
const quiet = 4;

/**
 * An address as a QR code for a paper: one path of rows, sharp at any size.
 * @throws Error when the text is too long for a code (over about 2,300 letters)
 */
export function qrDrawing(text: string): Drawing {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet;
  const rows: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    let from = -1;
    for (let column = 0; column <= modules.size; column++) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark && from < 0) from = column;
      if (!dark && from >= 0) {
        // A hair of overlap hides the seams that some printers leave between rows.
        rows.push(`M${from + quiet} ${row + quiet}h${column - from}v1.02h${from - column}z`);
        from = -1;
      }
    }
  }
  return { width: side, height: side, shapes: [{ kind: 'path', d: rows.join(''), fill: '#000000' }] };
}
