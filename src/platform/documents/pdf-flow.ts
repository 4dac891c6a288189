import type { DocumentLanguage, ResolvedPage } from './model.ts';
import type { Line, Pdf, TextStyle } from './pdf-text.ts';
import { TextSetter, lineHeight } from './pdf-text.ts';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** The part of pdfkit's structure element that the engine uses; its published types lack `scope`. */
export interface Structure {
  add(child: Structure | object): unknown;
  end(): void;
}

export type StructureTag =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'P'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TFoot'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Caption'
  | 'Figure'
  | 'Note';

/** Where the next thing is drawn. */
export interface Place {
  page: number;
  y: number;
}

/**
 * A position that moves down the pages of a PDF: breaks pages, keeps what belongs together, and tags everything it
 * draws for screen readers. All lengths are points from the top left.
 */
export class PdfFlow {
  readonly pdf: Pdf;
  readonly text: TextSetter;
  left = 0;
  width = 0;
  y = 0;
  #page!: ResolvedPage;
  #pageIndex = -1;
  #pageCount = 0;
  /** First page of the section: columns may reuse pages that their neighbour has opened. */
  readonly #onNewPage: (flow: PdfFlow) => void;

  constructor(pdf: Pdf, onNewPage: (flow: PdfFlow) => void) {
    this.pdf = pdf;
    this.text = new TextSetter(pdf);
    this.#onNewPage = onNewPage;
  }

  get page(): ResolvedPage {
    return this.#page;
  }

  get pageCount(): number {
    return this.#pageCount;
  }

  get top(): number {
    return this.#page.top * MM;
  }

  /** Where the text area ends. */
  get bottom(): number {
    return (this.#page.height - this.#page.bottom) * MM;
  }

  /** Height of an empty page. */
  get capacity(): number {
    return this.bottom - this.top;
  }

  get remaining(): number {
    return this.bottom - this.y;
  }

  get atTop(): boolean {
    return this.y <= this.top + 0.01;
  }

  get place(): Place {
    return { page: this.#pageIndex, y: this.y };
  }

  /** Begins a section on a new page with its own setup. */
  startSection(page: ResolvedPage): void {
    this.#page = page;
    this.#pageIndex = this.#pageCount - 1;
    this.left = page.left * MM;
    this.width = (page.width - page.left - page.right) * MM;
    this.newPage();
  }

  /** Goes to the next page, which a neighbouring column may already have opened. */
  newPage(): void {
    if (this.#pageIndex + 1 < this.#pageCount) {
      this.goTo({ page: this.#pageIndex + 1, y: this.top });
      return;
    }
    this.pdf.addPage({ size: [this.#page.width * MM, this.#page.height * MM], margin: 0 });
    this.#pageCount++;
    this.#pageIndex = this.#pageCount - 1;
    this.y = this.top;
    this.#onNewPage(this);
  }

  /** Returns to a place on an earlier page. */
  goTo(place: Place): void {
    if (place.page !== this.#pageIndex) this.pdf.switchToPage(place.page);
    this.#pageIndex = place.page;
    this.y = place.y;
  }

  /** Breaks the page unless `height` fits below; what is taller than a page does not force a break. */
  need(height: number): void {
    if (height > this.remaining + 0.01 && !this.atTop && height <= this.capacity + 0.01) this.newPage();
  }

  /** Moves down; air at the top of a page is dropped. */
  space(height: number): void {
    if (!this.atTop) this.y = Math.min(this.y + height, this.bottom);
  }

  /** Adds a structure element under a parent. */
  element(
    parent: Structure,
    tag: StructureTag,
    options: {
      lang?: DocumentLanguage;
      alt?: string;
      title?: string;
      scope?: 'Column' | 'Row' | 'Both';
    } = {},
  ): Structure {
    const element = this.pdf.struct(tag, options) as unknown as Structure;
    parent.add(element);
    return element;
  }

  /** Draws something that belongs to a structure element, on the current page. */
  tagged(element: Structure, tag: StructureTag, draw: () => void): void {
    const content = this.pdf.markStructureContent(tag);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** Draws decoration that screen readers pass over: rules, watermarks, page numbers. */
  artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /**
   * Draws lines over as many pages as they need, never leaving one line of a paragraph alone.
   * @param tail height of what must stand on the same page as the last two lines (a signature).
   */
  lines(
    lines: readonly Line[],
    style: TextStyle,
    element: Structure,
    tag: StructureTag,
    options: {
      align?: 'left' | 'center' | 'right' | 'justify';
      x?: number;
      width?: number;
      tail?: number;
    } = {},
  ): void {
    const { align = 'left', x = this.left, width = this.width, tail = 0 } = options;
    const height = lineHeight(style);
    let from = 0;
    while (from < lines.length) {
      const left = lines.length - from;
      let fit = Math.floor((this.remaining + 0.01) / height);
      if (fit >= left) {
        fit = left;
        const whole = left * height + tail;
        if (tail > 0 && whole > this.remaining && tail + 2 * height <= this.capacity)
          fit = left <= 3 ? 0 : left - 2;
      } else if (left - fit === 1) fit -= 1;
      // One line alone at the foot of the page is worse than a short page.
      if (fit < 2 && fit < left && !(left === 1)) fit = 0;
      if (fit <= 0) {
        if (!this.atTop) {
          this.newPage();
          continue;
        }
        fit = Math.max(1, Math.min(left, Math.floor(this.capacity / height)));
      }
      const part = lines.slice(from, from + fit);
      const top = this.y;
      this.tagged(element, tag, () => {
        part.forEach((line, index) => this.text.drawLine(line, x, top + index * height, width, align, style));
      });
      this.y = top + part.length * height;
      from += fit;
    }
  }
}
