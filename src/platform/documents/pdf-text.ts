import type PDFDocument from 'pdfkit';
import type { FontFace } from './fonts.ts';
import { METRICS } from './fonts.ts';
import type { RichText } from './model.ts';
import { runsOf } from './model.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

/** How a stretch of text is set: size in points, colour, and styles on top of those of its runs. */
export interface TextStyle {
  size: number;
  family?: 'serif' | 'sans';
  bold?: boolean;
  italic?: boolean;
  colour?: string;
  /** Height of a line in ems; 1.15 unless told. */
  leading?: number;
}

interface Piece {
  text: string;
  face: FontFace;
  underline: boolean;
  width: number;
}

/** One line ready to draw. Spaces are pieces of their own, so that a justified line can stretch them. */
export interface Line {
  pieces: Piece[];
  width: number;
  /** Ends a paragraph or stands before a forced break: not stretched. */
  last: boolean;
  /** The word goes on in the next line without a space (a cut word, a hyphen). */
  glued: boolean;
  /** Distance of the first piece from the left edge (first-line indent). */
  indent: number;
}

function faceOf(style: TextStyle, bold: boolean, italic: boolean): FontFace {
  if (style.family === 'sans') return bold ? 'sans-bold' : 'sans';
  if (bold) return italic ? 'serif-bold-italic' : 'serif-bold';
  return italic ? 'serif-italic' : 'serif';
}

/** Height of one line in points. */
export function lineHeight(style: TextStyle): number {
  return style.size * (style.leading ?? 1.15);
}

/** Breaks text into lines and draws them; keeps the widths of words already measured in this document. */
export class TextSetter {
  readonly #pdf: Pdf;
  readonly #widths = new Map<string, number>();

  constructor(pdf: Pdf) {
    this.#pdf = pdf;
  }

  /** Width of a text in points. */
  measure(text: string, face: FontFace, size: number): number {
    const key = `${face}|${text}`;
    let em = this.#widths.get(key);
    if (em === undefined) {
      em = this.#pdf.font(face).fontSize(1000).widthOfString(text) / 1000;
      this.#widths.set(key, em);
    }
    return em * size;
  }

  /**
   * Breaks text into lines of at most `width` points. Lines break at spaces, after hyphens between letters, and inside
   * a word only when the word alone is longer than a line.
   */
  breakLines(text: RichText, style: TextStyle, width: number, indent = 0): Line[] {
    const lines: Line[] = [];
    let current: Piece[] = [];
    let used = indent;
    const close = (last: boolean) => {
      let spaced = false;
      while (current.at(-1)?.text === ' ') {
        used -= current.pop()!.width;
        spaced = true;
      }
      const first = lines.length === 0;
      lines.push({
        pieces: current,
        width: used - (first ? indent : 0),
        last,
        glued: !last && !spaced,
        indent: first ? indent : 0,
      });
      current = [];
      used = 0;
    };
    // A box is what may not be broken: pieces of one word that differ in style.
    let box: Piece[] = [];
    let boxWidth = 0;
    const add = (piece: Piece) => {
      current.push(piece);
      used += piece.width;
    };
    const flushBox = () => {
      if (box.length === 0) return;
      if (used + boxWidth > width + 0.01 && current.length > 0) close(false);
      if (used + boxWidth <= width + 0.01) box.forEach(add);
      else
        for (const piece of box)
          for (const part of this.#chop(piece, style.size, width)) {
            if (used + part.width > width + 0.01 && current.length > 0) close(false);
            add(part);
          }
      box = [];
      boxWidth = 0;
    };
    for (const run of runsOf(text)) {
      const face = faceOf(style, run.bold ?? style.bold ?? false, run.italic ?? style.italic ?? false);
      const underline = run.underline ?? false;
      const piece = (content: string): Piece => ({
        text: content,
        face,
        underline,
        width: this.measure(content, face, style.size),
      });
      for (const token of run.text.split(/(\n| +)/)) {
        if (token === '') continue;
        if (token === '\n') {
          flushBox();
          close(true);
        } else if (token.startsWith(' ')) {
          flushBox();
          // Spaces at the beginning of a line show nothing, but a clause number's space must stay.
          if (current.length > 0) add(piece(' '));
        } else {
          const parts = token.split(/(?<=\p{L}[-–/])(?=\p{L})/u);
          parts.forEach((part, index) => {
            if (index > 0) flushBox();
            const next = piece(part);
            box.push(next);
            boxWidth += next.width;
          });
        }
      }
    }
    flushBox();
    close(true);
    return lines;
  }

  #chop(piece: Piece, size: number, width: number): Piece[] {
    if (piece.width <= width) return [piece];
    const parts: Piece[] = [];
    let text = '';
    for (const char of piece.text) {
      if (text !== '' && this.measure(text + char, piece.face, size) > width) {
        parts.push({ ...piece, text, width: this.measure(text, piece.face, size) });
        text = '';
      }
      text += char;
    }
    parts.push({ ...piece, text, width: this.measure(text, piece.face, size) });
    return parts;
  }

  /** Draws one line with its top at `y`; spaces are real characters, so that text can be searched and read aloud. */
  drawLine(
    line: Line,
    x: number,
    y: number,
    width: number,
    align: 'left' | 'center' | 'right' | 'justify',
    style: TextStyle,
  ): void {
    const metrics = METRICS[style.family ?? 'serif'];
    const height = lineHeight(style);
    const baseline =
      y + (height - (metrics.ascent + metrics.descent) * style.size) / 2 + metrics.ascent * style.size;
    const room = width - line.indent - line.width;
    const spaces = line.pieces.filter((piece) => piece.text === ' ').length;
    const stretch = align === 'justify' && !line.last && spaces > 0 ? Math.max(0, room) / spaces : 0;
    let at = x + line.indent + (align === 'right' ? room : align === 'center' ? room / 2 : 0);
    this.#pdf.fontSize(style.size).fillColor(style.colour ?? '#000000');

    let pending = '';
    let pendingAt = at;
    let face: FontFace | null = null;
    const flush = () => {
      if (pending !== '' && face !== null)
        this.#pdf.font(face).text(pending, pendingAt, baseline, { lineBreak: false, baseline: 'alphabetic' });
      pending = '';
    };
    for (const piece of line.pieces) {
      if (piece.face !== face || pending === '') {
        flush();
        pendingAt = at;
        face = piece.face;
      }
      pending += piece.text;
      const advance = piece.width + (piece.text === ' ' ? stretch : 0);
      if (piece.underline) {
        const under = baseline + style.size * 0.12;
        this.#pdf
          .moveTo(at, under)
          .lineTo(at + advance, under)
          .lineWidth(style.size * 0.05)
          .strokeColor(style.colour ?? '#000000')
          .stroke();
      }
      at += advance;
      if (piece.text === ' ' && stretch > 0) flush();
    }
    // The space at the end of a line is not seen, but without it a screen reader would join the two words.
    if (!line.glued && pending !== '') pending += ' ';
    flush();
  }
}
