/** The sheet of a drawn Venn diagram: what the drawing, the app and the rules about positions agree on. */

import type { CircleSize } from './words.ts';

/** Side of the sheet in its own units. */
export const sheetSide = 1000;

/** Radius of a circle by its size, in units of the sheet. */
export const circleRadius: Readonly<Record<CircleSize, number>> = { small: 52, middle: 72, big: 98 };

/**
 * A name in lines short enough for its circle. Words are kept whole unless one alone is longer than a line; what
 * does not fit in the lines is cut with «…» (the whole name stands in the table).
 */
export function nameLines(name: string, perLine: number, most: number): string[] {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const lines: string[] = [];
  let line = '';
  const close = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length <= perLine) {
      line += ` ${word}`;
      continue;
    }
    close();
    let left = word;
    // A word a little too long reads better than one cut for two letters.
    while (left.length > perLine + 4) {
      lines.push(`${left.slice(0, perLine - 1)}-`);
      left = left.slice(perLine - 1);
    }
    line = left;
  }
  close();
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = `${kept[most - 1]!.slice(0, perLine - 1).replace(/[-\s]$/, '')}…`;
  return kept;
}

/**
 * Where a circle's name stands, as an offset from its centre: above or below the circles that lie over it, since
 * names are written across.
 * Positions and radii in units of the sheet.
 */
export function nameOffset(
  circle: { readonly x: number; readonly y: number; readonly r: number },
  others: readonly { readonly x: number; readonly y: number; readonly r: number }[],
): { readonly x: number; readonly y: number } {
  let up = 0;
  for (const other of others) {
    const apart = Math.hypot(circle.x - other.x, circle.y - other.y);
    if (apart >= other.r * 1.1 || other.r > circle.r) continue;
    up += circle.y <= other.y ? 1 : -1;
  }
  return { x: 0, y: up === 0 ? 0 : Math.round(circle.r * (up > 0 ? -0.66 : 0.66)) };
}
