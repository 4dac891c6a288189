import { inflateSync } from 'node:zlib';

/** How many pages a PDF has. Newer writers press the description of pages, so pressed parts are opened. */
export function pdfPages(pdf: Buffer): number {
  const raw = pdf.toString('latin1');
  const parts = [raw];
  for (const { index, 0: mark } of raw.matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(pdf.subarray(index + mark.length), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // A picture, a font: not pressed so.
    }
  }
  return parts.reduce((sum, part) => sum + [...part.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, 0);
}
