import type { DocumentLanguage } from './model.ts';
import { cleanText } from './model.ts';
import { openPdf } from './pdf-open.ts';
import { POSTER_ROWS, type PosterModel, type PosterRow } from './poster-model.ts';
import { MM, PdfFlow } from './pdf-flow.ts';
import { darkRuns, quiet } from './qr-drawing.ts';
import type { Structure, StructureTag } from './pdf-flow.ts';
import type { Line, Pdf, TextStyle } from './pdf-text.ts';
import { lineHeight } from './pdf-text.ts';

const COLOUR = {
  ink: '#1F1B16',
  soft: '#5C554B',
  line: '#E5DED1',
  felt: '#FBF8F2',
  lake: '#1B4F72',
  lakePale: '#E3EBF0',
  ochre: '#E3A72F',
  crimson: '#9B2335',
  cream: '#F4E7CF',
};

// Everything is laid out on A3; A4 is the same drawing, smaller.
const WIDTH = 297 * MM;
const HEIGHT = 420 * MM;
const SIDE = 22 * MM;
const BAND = 17 * MM;

type Align = 'left' | 'center' | 'right';

class PosterPrinter {
  readonly #flow: PdfFlow;
  readonly #pdf: Pdf;
  readonly #poster: PosterModel;
  readonly #root: Structure;

  constructor(pdf: Pdf, flow: PdfFlow, poster: PosterModel, root: Structure) {
    this.#pdf = pdf;
    this.#flow = flow;
    this.#poster = poster;
    this.#root = root;
  }

  print(): void {
    const { title, titleRu, subtitle, subtitleRu } = this.#poster;
    const width = WIDTH - 2 * SIDE;
    this.#flow.artifact(() => {
      this.#pdf.rect(0, 0, WIDTH, HEIGHT).fill(COLOUR.felt);
      this.#band(0);
      this.#band(HEIGHT - BAND);
    });
    let y = BAND + 10 * MM;
    y = this.#fitted(title, { size: 60, bold: true }, 42, 2, SIDE, y, width, 'H1');
    if (titleRu)
      y = this.#fitted(titleRu, { size: 29, colour: COLOUR.soft }, 20, 1, SIDE, y + 3, width, 'P', 'ru');
    y = this.#fitted(subtitle, { size: 25, colour: COLOUR.ink }, 20, 2, SIDE, y + 9, width, 'P');
    if (subtitleRu)
      y = this.#fitted(subtitleRu, { size: 19, colour: COLOUR.soft }, 15, 2, SIDE, y + 1, width, 'P', 'ru');
    const foot = this.#foot();
    const facts = this.#facts(foot);
    this.#rows(y + 6 * MM, facts - 5 * MM);
  }

  /** The thread of ornament from a shyrdak: pairs of horns, up and down. */
  #band(y: number): void {
    const pdf = this.#pdf;
    pdf.rect(0, y, WIDTH, BAND).fill(COLOUR.crimson);
    const scale = BAND / 14;
    const step = 56 * scale;
    pdf.save();
    pdf.rect(0, y, WIDTH, BAND).clip();
    for (let x = (WIDTH % step) / 2 - step; x < WIDTH; x += step) {
      pdf.save();
      pdf.translate(x, y).scale(scale);
      pdf.lineWidth(1.6).lineCap('round').strokeColor(COLOUR.cream);
      pdf.path('M28 13V6M28 6c0-4-7-5-8-1s5 4 4 1M28 6c0-4 7-5 8-1s-5 4-4 1').stroke();
      pdf.path('M0 1v7M0 8c0 4 7 5 8 1s-5-4-4-1M56 1v7M56 8c0 4-7 5-8 1s5-4 4-1').stroke();
      pdf.restore();
    }
    pdf.restore();
  }

  /** Draws text in the largest size between `style.size` and `least` that needs at most `most` lines; returns the bottom. */
  #fitted(
    text: string,
    style: TextStyle,
    least: number,
    most: number,
    x: number,
    y: number,
    width: number,
    tag: StructureTag,
    lang?: DocumentLanguage,
    align: Align = 'left',
  ): number {
    const { lines, style: fitted } = this.#fit(text, style, least, most, width);
    const element = this.#flow.element(this.#root, tag, lang ? { lang } : {});
    this.#flow.tagged(element, tag, () =>
      lines.forEach((line, index) =>
        this.#flow.text.drawLine(line, x, y + index * lineHeight(fitted), width, align, fitted),
      ),
    );
    return y + lines.length * lineHeight(fitted);
  }

  /** Height of at most two lines drawn by `#fitted`. */
  #fitHeight(text: string, style: TextStyle, least: number, width: number): number {
    const { lines, style: fitted } = this.#fit(text, style, least, 2, width);
    return lines.length * lineHeight(fitted);
  }

  #fit(text: string, style: TextStyle, least: number, most: number, width: number) {
    let size = style.size;
    for (;;) {
      const fitted: TextStyle = { colour: COLOUR.ink, leading: 1.22, ...style, family: 'sans', size };
      const lines = this.#flow.text.breakLines(cleanText(text), fitted, width);
      if (lines.length <= most) return { lines, style: fitted };
      if (size <= least) return { lines: this.#shorten(cleanText(text), fitted, most, width), style: fitted };
      size = Math.max(least, size - 1);
    }
  }

  /** The text cut at a word with «…»: a name of hundreds of letters must not run over its neighbours. */
  #shorten(text: string, style: TextStyle, most: number, width: number): Line[] {
    const words = text.split(' ');
    for (let count = words.length - 1; count > 0; count--) {
      const lines = this.#flow.text.breakLines(`${words.slice(0, count).join(' ')}…`, style, width);
      if (lines.length <= most) return lines;
    }
    return this.#flow.text.breakLines(text, style, width).slice(0, most);
  }

  #whole(text: string, style: TextStyle, width: number): boolean {
    return this.#flow.text.breakLines(cleanText(text), style, width).length === 1;
  }

  #rows(top: number, bottom: number): void {
    const rows = this.#poster.rows.slice(0, POSTER_ROWS);
    if (rows.length === 0) return;
    const height = Math.min((bottom - top) / rows.length, 40 * MM);
    const most = Math.max(1, ...rows.map((row) => row.votes));
    rows.forEach((row, index) => this.#row(row, top + index * height, height, most));
  }

  #row(row: PosterRow, y: number, height: number, most: number): void {
    const flow = this.#flow;
    const rankWidth = 24 * MM;
    const votesWidth = 42 * MM;
    const x = SIDE + rankWidth;
    const width = WIDTH - 2 * SIDE - rankWidth - votesWidth - 6 * MM;
    const barHeight = Math.min(7 * MM, height * 0.17);
    const big = Math.min(32, height * 0.3);
    const line = this.#fit(row.name, { size: big, bold: true }, big * 0.8, 1, width);
    const name =
      line.style.size > big * 0.8 || this.#whole(row.name, line.style, width)
        ? line
        : this.#fit(row.name, { size: big * 0.74, bold: true, leading: 1.08 }, big * 0.6, 2, width);
    const second = [row.nameRu, row.note].filter((text) => text !== undefined && text !== '').join(' · ');
    const small = second
      ? this.#fit(second, { size: big * 0.66, colour: COLOUR.soft }, big * 0.46, 1, width)
      : { lines: [], style: name.style };
    const nameHeight = name.lines.length * lineHeight(name.style);
    const smallHeight = small.lines.length > 0 ? lineHeight(small.style) : 0;
    const content = nameHeight + smallHeight + 3 + barHeight;
    let at = y + (height - content) / 2;

    const rankSize = Math.min(54, height * 0.5);
    const rank = this.#fit(
      `${row.rank}`,
      { size: rankSize, bold: true, colour: COLOUR.crimson },
      12,
      1,
      rankWidth,
    );
    const item = flow.element(this.#root, 'L');
    const entry = flow.element(item, 'LI');
    flow.tagged(flow.element(entry, 'Lbl'), 'Lbl', () =>
      flow.text.drawLine(
        rank.lines[0]!,
        SIDE,
        y + (height - lineHeight(rank.style)) / 2,
        rankWidth - 6 * MM,
        'center',
        rank.style,
      ),
    );
    const body = flow.element(entry, 'LBody');
    flow.tagged(body, 'LBody', () => {
      for (const line of name.lines) {
        flow.text.drawLine(line, x, at, width, 'left', name.style);
        at += lineHeight(name.style);
      }
      for (const line of small.lines) flow.text.drawLine(line, x, at, width, 'left', small.style);
      at += smallHeight;
    });
    flow.artifact(() => {
      const full = width * Math.max(0, Math.min(1, row.votes / most));
      this.#pdf.roundedRect(x, at + 3, width, barHeight, barHeight / 4).fill(COLOUR.lakePale);
      // A bar shorter than its round corners would not be seen.
      if (full > 0)
        this.#pdf
          .roundedRect(x, at + 3, Math.max(full, barHeight / 2), barHeight, barHeight / 4)
          .fill(row.rank === 1 ? COLOUR.ochre : COLOUR.lake);
      this.#pdf
        .moveTo(SIDE, y + height)
        .lineTo(WIDTH - SIDE, y + height)
        .lineWidth(0.7)
        .strokeColor(COLOUR.line)
        .stroke();
    });
    const votes = this.#fit(
      groupDigits(row.votes),
      { size: Math.min(44, height * 0.42), bold: true },
      16,
      1,
      votesWidth,
    );
    const label = this.#fit(
      `${row.votesLabel ?? this.#poster.votesLabel} · ${Math.round(row.share * 100)} %`,
      { size: Math.min(18, height * 0.19), colour: COLOUR.soft },
      9,
      1,
      votesWidth,
    );
    const right = WIDTH - SIDE - votesWidth;
    const block = lineHeight(votes.style) * 0.92 + lineHeight(label.style);
    flow.tagged(body, 'LBody', () => {
      const start = y + (height - block) / 2;
      flow.text.drawLine(votes.lines[0]!, right, start, votesWidth, 'right', votes.style);
      const below = start + lineHeight(votes.style) * 0.92;
      flow.text.drawLine(label.lines[0]!, right, below, votesWidth, 'right', label.style);
    });
  }

  /** Numbers above the foot; returns their top. */
  #facts(bottom: number): number {
    const facts = this.#poster.facts.slice(0, 4);
    if (facts.length === 0) return bottom;
    const height = 29 * MM;
    const top = bottom - height - 6 * MM;
    const width = (WIDTH - 2 * SIDE) / facts.length;
    this.#flow.artifact(() => {
      this.#pdf.roundedRect(SIDE, top, WIDTH - 2 * SIDE, height, 10).fill('#FFFFFF');
      this.#pdf
        .roundedRect(SIDE, top, WIDTH - 2 * SIDE, height, 10)
        .lineWidth(0.8)
        .strokeColor(COLOUR.line)
        .stroke();
    });
    facts.forEach((fact, index) => {
      const x = SIDE + index * width + 4 * MM;
      const room = width - 8 * MM;
      let y = top + 2.5 * MM;
      y = this.#fitted(
        fact.value,
        { size: 38, bold: true, colour: COLOUR.lake, leading: 1.15 },
        20,
        1,
        x,
        y,
        room,
        'P',
        undefined,
        'center',
      );
      y = this.#fitted(fact.label, { size: 15 }, 10, 1, x, y, room, 'P', undefined, 'center');
      if (fact.labelRu)
        this.#fitted(fact.labelRu, { size: 12, colour: COLOUR.soft }, 9, 1, x, y, room, 'P', 'ru', 'center');
    });
    return top;
  }

  /** The code, its address and who publishes; returns their top. */
  #foot(): number {
    const { qrUrl, qrLabel, qrLabelRu, footer, footerRu } = this.#poster;
    const size = 46 * MM;
    const width = WIDTH - 2 * SIDE - size - 10 * MM;
    const piece = (text: string, style: TextStyle, least: number, gap = 0, lang?: DocumentLanguage) => ({
      height: gap + this.#fitHeight(text, style, least, width),
      draw: (y: number) => this.#fitted(text, style, least, 2, SIDE, y + gap, width, 'P', lang),
    });
    const upper = [
      ...(qrLabel ? [piece(qrLabel, { size: 23, bold: true }, 15)] : []),
      ...(qrLabelRu ? [piece(qrLabelRu, { size: 16, colour: COLOUR.soft }, 12, 1, 'ru')] : []),
      piece(qrUrl, { size: 18, bold: true, colour: COLOUR.lake }, 10, 5),
    ];
    const lower = [
      piece(footer, { size: 14 }, 10),
      ...(footerRu ? [piece(footerRu, { size: 12, colour: COLOUR.soft }, 9, 0, 'ru')] : []),
    ];
    const heightOf = (pieces: typeof upper) => pieces.reduce((sum, { height }) => sum + height, 0);
    // As high as the code, or as all lines need: a long address takes two.
    const bottom = HEIGHT - BAND - 9 * MM;
    const top = bottom - Math.max(size, heightOf(upper) + 2 * MM + heightOf(lower));
    const element = this.#flow.element(this.#root, 'Figure', { alt: cleanText(qrUrl) });
    this.#flow.tagged(element, 'Figure', () => this.#qr(qrUrl, WIDTH - SIDE - size, bottom - size, size));
    upper.reduce((y, { draw }) => draw(y), top);
    lower.reduce((y, { draw }) => draw(y), bottom - heightOf(lower));
    return top;
  }

  #qr(text: string, x: number, y: number, size: number): void {
    const pdf = this.#pdf;
    const { size: squares, runs } = darkRuns(text);
    // The quiet zone belongs to the code; the white card provides it.
    const module = size / (squares + 2 * quiet);
    pdf.roundedRect(x, y, size, size, 6).fill('#FFFFFF');
    // A hair of overlap hides the seams that some printers leave between rectangles.
    for (const { row, from, length } of runs)
      pdf.rect(x + (from + quiet) * module, y + (row + quiet) * module, length * module, module * 1.02);
    pdf.fill('#000000');
  }
}

/** 1234567 as «1 234 567» with spaces that do not break. */
function groupDigits(value: number): string {
  return `${Math.round(value)}`.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
}

/**
 * The poster as a PDF with vectors and embedded Noto Sans: A3, or A4 where only a small printer is at hand. The same
 * poster gives the same bytes.
 * @throws Error when `qrUrl` is too long for a QR code (over about 2,300 letters).
 */
export async function renderPoster(
  poster: PosterModel,
  options: { size?: 'A3' | 'A4'; compress?: boolean } = {},
): Promise<Buffer> {
  const small = options.size === 'A4';
  const { pdf, bytes } = openPdf(
    { title: poster.title, lang: poster.lang ?? 'ky', date: poster.date },
    ['sans', 'sans-bold'],
    options.compress ?? true,
  );
  const flow = new PdfFlow(pdf, () => undefined);
  const element = pdf.struct('Document', { title: cleanText(poster.title) });
  pdf.addStructure(element);
  flow.startSection({
    size: small ? 'A4' : 'A3',
    orientation: 'portrait',
    width: small ? 210 : 297,
    height: small ? 297 : 420,
    left: 0,
    right: 0,
    top: 0,
    bottom: 0,
    fontSize: 12,
  });
  if (small) pdf.scale(210 / 297);
  const root = element as unknown as Structure;
  new PosterPrinter(pdf, flow, poster, root).print();
  root.end();
  pdf.end();
  return bytes;
}
