// Writes src/platform/documents/glyph-ranges.ts: the characters that every face of papers and posters can draw.
// To be run when a font package changes; a test says when the file no longer agrees with the fonts.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { faces, fontFile } from '../src/platform/documents/fonts.ts';
import { glyphsOf } from '../test/font-glyphs.ts';

const all = faces.map((face) => glyphsOf(fontFile(face)));
// Characters of control and format have entries in fonts, and nothing to show or a hyphen where none belongs; private
// ones mean something else in each font; the sign of a lost character is a box itself.
const shared = [...all[0]]
  .filter((code) => !/[\p{C}\u2028\u2029\ufffc\ufffd]/u.test(String.fromCodePoint(code)))
  .filter((code) => all.every((glyphs) => glyphs.has(code)))
  .sort((a, b) => a - b);
const ranges = [];
for (const code of shared) {
  const last = ranges.at(-1);
  if (last && last[1] === code - 1) last[1] = code;
  else ranges.push([code, code]);
}
const text = ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join(' ');

function hex(code) {
  return code.toString(16);
}

const lines = text
  .replace(/(.{1,100})( |$)/g, '$1\n')
  .trimEnd()
  .split('\n');
writeFileSync(
  path.resolve(import.meta.dirname, '../src/platform/documents/glyph-ranges.ts'),
  `// Made by scripts/build-glyphs.mjs from the embedded fonts.

/** Code points, in hexadecimal, that every face of papers and posters can draw. */
export const glyphRanges = \`
${lines.join('\n')}
\`;
`,
);
