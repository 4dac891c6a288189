import { create } from 'qrcode';

/** The square code of a text as one path: a rectangle for each run of dark squares. `size` is the side, as its units. */
export function qrPath(text: string, left: number, top: number, size: number): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = size / modules.size;
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let from = -1;
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.get(row, column) === 1;
      if (dark && from < 0) from = column;
      if (!dark && from >= 0) {
        const [x, y, width] = [left + from * side, top + row * side, (column - from) * side];
        runs.push(`M${round(x)} ${round(y)}h${round(width)}v${round(side)}h${round(-width)}z`);
        from = -1;
      }
    }
  }
  return runs.join('');
}

const round = (value: number) => Math.round(value * 1000) / 1000;
