import { expect, test } from 'vitest';
import { glyphsOf } from '../../../test/font-glyphs.ts';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { faces, fontFile } from './fonts.ts';
import { glyphRanges } from './glyph-ranges.ts';
import { cleanText } from './model.ts';
import { pageText, pdfPages } from './pdf-text-of.ts';
import { renderPdf } from './pdf.ts';
import { printable } from './printable.ts';

test.each([
  ['Көчө жарыгы 💡', 'Көчө жарыгы'],
  ['Таза суу 💧, жол', 'Таза суу, жол'],
  ['💧Таза суу', 'Таза суу'],
  ['👨‍👩‍👧 үй, 🇰🇬 Кыргызстан, 1️⃣', 'үй, Кыргызстан, 1'],
  ['1 500 000⃀', '1 500 000 сом'],
  ['⃀100', 'сом 100'],
  ['✓ бар → жок ≥ 5 ★', '+ бар -> жок >= 5 *'],
  ['☑ ооба ☐ жок', '+ ооба • жок'],
  // What was left out of a sentence, or of a whole sticker, is not hidden.
  ['مرحبا بك дүйнө', '[…] дүйнө'],
  ['👍', '[…]'],
  ['Ａ① ﷺ', 'A1 […]'],
  ['Өң ү «қ ғ ҳ ў» № 5 – 3 × 2', 'Өң ү «қ ғ ҳ ў» № 5 – 3 × 2'],
])('%s is written %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(printable(shown)).toBe(shown);
});

const drawable = faces.map((face) => glyphsOf(fontFile(face)));

test('the table of glyphs is that of the embedded fonts', () => {
  const listed = new Set<number>();
  for (const range of glyphRanges.trim().split(/\s+/)) {
    const [from = 0, to = from] = range.split('-').map((code) => Number.parseInt(code, 16));
    for (let code = from; code <= to; code += 1) listed.add(code);
  }
  for (const glyphs of drawable) for (const code of listed) expect(glyphs.has(code)).toBe(true);
  // Every letter of our three languages and of the neighbours.
  for (const letter of 'АаЯяЁёӨөҢңҮүІіҚқҒғҲҳЎўӘәҰұҺһAazZ09№«»–—…₽€')
    expect(listed.has(letter.codePointAt(0) ?? 0)).toBe(true);
});

/** Characters of everywhere, most of them such as people type. */
function anyText(next: () => number): string {
  const from = (most: number, least = 0) => least + Math.floor(next() * (most - least));
  return Array.from({ length: from(30, 1) }, () => {
    const kind = next();
    if (kind < 0.4) return String.fromCodePoint(from(0x500, 0x400));
    if (kind < 0.55) return String.fromCodePoint(from(0x7f));
    if (kind < 0.75) return String.fromCodePoint(from(0x1fb00, 0x1f000));
    if (kind < 0.9) return String.fromCodePoint(from(0x2c00, 0x2000));
    return String.fromCodePoint(from(0x110000));
  }).join('');
}

test(
  'whatever is typed, no font is asked for a glyph it lacks, and nothing typed vanishes without a word',
  async () => {
    const next = random(seed);
    const texts = Array.from({ length: cases({ sample: 3000, long: 300_000 }) }, () => anyText(next));
    for (const text of texts) {
      const shown = cleanText(text);
      for (const sign of shown) {
        if (sign === '\n') continue;
        const code = sign.codePointAt(0) ?? 0;
        if (!drawable.every((glyphs) => glyphs.has(code)))
          expect.fail(
            `${JSON.stringify(text)} would be drawn with U+${code.toString(16)}, which a font lacks`,
          );
      }
      expect(cleanText(shown)).toBe(shown);
      if (/[\p{L}\p{N}]/u.test(text)) expect(shown.trim()).not.toBe('');
    }
    // The same on real papers: every letter can be taken out again.
    const some = texts.slice(0, cases({ sample: 20, long: 400 }));
    const paper = await renderPdf(
      { title: 'Сынак', lang: 'ky', blocks: some.map((text) => ({ type: 'paragraph', text })) },
      { compress: false },
    );
    const bare = (text: string) => text.replace(/\s+/g, '');
    const said = bare(
      pdfPages(paper)
        .map((page) => pageText(page))
        .join(''),
    );
    for (const text of some) expect(said).toContain(bare(cleanText(text)));
  },
  patience({ sample: 30_000, long: 300_000 }),
);
