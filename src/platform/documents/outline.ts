import PDFDocument from 'pdfkit';
import { safeColour } from './drawing.ts';
import type { TextOutliner } from './drawing.ts';
import { fontFile } from './fonts.ts';
import { cleanText } from './model.ts';

/** The part used here of the font that pdfkit has opened (a fontkit font). */
interface OutlineFont {
  unitsPerEm: number;
  layout(text: string): {
    advanceWidth: number;
    glyphs: { path: { toSVG(): string } }[];
    positions: { xAdvance: number; xOffset: number; yOffset: number }[];
  };
}

/**
 * Text as outlines of Tinos. The program that turns a drawing into pixels takes the fonts of the machine, and a small
 * server has none: the words of a chart would be missing in Word.
 */
export function openOutliner(): TextOutliner {
  const pdf = new PDFDocument({ autoFirstPage: false });
  const open = (face: 'serif' | 'serif-bold'): OutlineFont => {
    pdf.registerFont(face, fontFile(face)).font(face);
    const embedded: unknown = Reflect.get(pdf, '_font');
    return Reflect.get(embedded as object, 'font') as OutlineFont;
  };
  const fonts = { regular: open('serif'), bold: open('serif-bold') };
  return (shape) => {
    const font = shape.bold ? fonts.bold : fonts.regular;
    const run = font.layout(cleanText(shape.text));
    const scale = shape.size / font.unitsPerEm;
    const width = run.advanceWidth * scale;
    const left =
      shape.anchor === 'middle' ? shape.x - width / 2 : shape.anchor === 'end' ? shape.x - width : shape.x;
    let at = 0;
    const glyphs = run.glyphs.map((glyph, index) => {
      const place = run.positions[index]!;
      const path = `<path transform="translate(${at + place.xOffset} ${place.yOffset})" d="${glyph.path.toSVG()}"/>`;
      at += place.xAdvance;
      return path;
    });
    const fill = safeColour(shape.fill) ?? '#000000';
    return `<g transform="translate(${left} ${shape.y}) scale(${scale} ${-scale})" fill="${fill}">${glyphs.join('')}</g>`;
  };
}
