/* eslint-disable max-lines -- each block of a paper in PDF, one after the other */
import { imageSize, pixelsOf } from './drawing.ts';
import type {
  BilingualBlock,
  DocumentModel,
  FlowBlock,
  ImageBlock,
  ImageSource,
  LetterheadBlock,
  Layout,
  PageBreakBlock,
  RegistrationBlock,
  RichText,
  Section,
  SignaturesBlock,
} from './model.ts';
import { DRAFT_WATERMARK, cleanText, numberClauses, runsOf, sectionsOf } from './model.ts';
import { drawShapes } from './pdf-drawing.ts';
import { openPdf } from './pdf-open.ts';
import type { Structure, StructureTag } from './pdf-flow.ts';
import { MM, PdfFlow } from './pdf-flow.ts';
import { printTable, tableStart } from './pdf-table.ts';
import type { Pdf, TextStyle } from './pdf-text.ts';
import { lineHeight } from './pdf-text.ts';

/** First-line indent of official papers. */
const INDENT = 12.5 * MM;

/** Room below a signature for a seal of 40 mm that is set half over the signature itself. */
const SEAL = 18 * MM;

/** What says nothing without the block below it. */
function headsOthers(block: Section['blocks'][number]): boolean {
  const { type } = block;
  if (type === 'paragraph') return block.keepWithNext === true;
  return type === 'heading' || type === 'title' || type === 'subject';
}

class DocumentPrinter {
  readonly #doc: DocumentModel;
  readonly #flow: PdfFlow;
  readonly #layout: 1 | Layout;
  #size = 12;
  /** Narrow columns are set ragged: stretched lines would tear words apart. */
  #standardAlign: 'justify' | 'left' = 'justify';

  constructor(pdf: Pdf, doc: DocumentModel) {
    this.#doc = doc;
    this.#layout = doc.layout ?? 1;
    this.#flow = new PdfFlow(pdf, () => this.#watermark());
  }

  print(): void {
    const flow = this.#flow;
    const element = flow.pdf.struct('Document', { title: cleanText(this.#doc.title) });
    flow.pdf.addStructure(element);
    const root = element as unknown as Structure;
    for (const section of sectionsOf(this.#doc)) {
      flow.startSection(section.page);
      this.#size = section.page.fontSize;
      const lang = section.lang === this.#doc.lang ? {} : { lang: section.lang };
      const part = flow.element(root, 'Sect', lang);
      this.#blocks(section.blocks, part);
    }
    this.#runningText();
    root.end();
  }

  #blocks(blocks: Section['blocks'], parent: Structure): void {
    blocks.forEach((block, index) => {
      const next = blocks[index + 1];
      if (this.#layout > 1 && headsOthers(block)) this.#flow.need(this.#startHeight(blocks, index));
      const tail = next?.type === 'signatures' ? this.#signaturesHeight(next) : 0;
      this.#block(block, parent, tail, next);
    });
  }

  /**
   * Height of what may not be torn from the beginning of the block at `index`: a heading with all that it stands above,
   * a table with its head and first rows, a paragraph with its first lines.
   */
  #startHeight(blocks: Section['blocks'], index: number): number {
    const flow = this.#flow;
    const size = this.#size;
    const line = lineHeight({ size });
    const block = blocks[index];
    if (!block) return 0;
    const lines = (text: RichText, width = flow.width) =>
      flow.text.breakLines(text, { size: size + 1, bold: true }, width).length *
      lineHeight({ size: size + 1 });
    switch (block.type) {
      case 'heading':
        return lines(block.text) + size * 1.1 + this.#startHeight(blocks, index + 1);
      case 'title':
        return (
          lines(block.text) +
          (block.subtitle ? lines(block.subtitle) : 0) +
          size * 1.5 +
          this.#startHeight(blocks, index + 1)
        );
      case 'subject':
        return lines(block.text, flow.width * 0.55) + size * 1.4 + this.#startHeight(blocks, index + 1);
      case 'paragraph':
        return headsOthers(block)
          ? lines(block.text) + size * 0.4 + this.#startHeight(blocks, index + 1)
          : 2 * line;
      case 'table':
        return size * 0.4 + tableStart(flow, block, size);
      case 'signatures':
        return this.#signaturesHeight(block);
      case 'image': {
        const natural = imageSize(block.image);
        const width = Math.min(block.width === undefined ? flow.width : block.width * MM, flow.width);
        return natural && natural.width > 0
          ? Math.min((width * natural.height) / natural.width + 3 * line, flow.capacity / 2)
          : 0;
      }
      default:
        return 2 * line;
    }
  }

  #block(
    block: FlowBlock | BilingualBlock | PageBreakBlock,
    parent: Structure,
    tail: number,
    next: Section['blocks'][number] | undefined,
  ): void {
    const flow = this.#flow;
    const size = this.#size;
    const gap = size * 0.4;
    switch (block.type) {
      case 'letterhead':
        this.#letterhead(block, parent);
        return;
      case 'registration': {
        if (this.#layout > 1) {
          this.#registration(block, parent);
          return;
        }
        flow.space(gap);
        const date = block.date ?? '_'.repeat(24);
        const style = { size };
        const place = block.place ? flow.text.breakLines(block.place, style, flow.width * 0.45) : [];
        const own = flow.text.breakLines(
          `${date} № ${block.number ?? '_'.repeat(8)}`,
          style,
          flow.width * 0.53,
        );
        const height = Math.max(own.length, place.length) * lineHeight(style);
        flow.need(height);
        const top = flow.y;
        flow.lines(own, style, flow.element(parent, 'P'), 'P', { width: flow.width * 0.53 });
        flow.y = top;
        flow.lines(place, style, flow.element(parent, 'P'), 'P', {
          align: 'right',
          x: flow.left + flow.width * 0.55,
          width: flow.width * 0.45,
        });
        flow.y = top + height + size;
        return;
      }
      case 'subject': {
        flow.space(gap);
        this.#paragraph(block.text, { size, bold: true }, parent, 'P', { width: flow.width * 0.55, keep: 3 });
        flow.space(size);
        return;
      }
      case 'title': {
        flow.space(size * 0.6);
        this.#paragraph(block.text, { size: size + 1, bold: true }, parent, 'H1', {
          align: 'center',
          keep: 3,
        });
        if (block.subtitle)
          this.#paragraph(block.subtitle, { size }, parent, 'P', { align: 'center', keep: 2 });
        flow.space(size * 0.9);
        return;
      }
      case 'heading': {
        const style = block.level === 3 ? { size, bold: true, italic: true } : { size, bold: true };
        flow.space(size * 0.7);
        const keep = next?.type === 'table' ? 6 : 3;
        this.#paragraph(block.text, style, parent, block.level === 3 ? 'H3' : 'H2', {
          align: block.align ?? 'left',
          keep,
        });
        flow.space(gap);
        return;
      }
      case 'paragraph': {
        const align = block.align ?? this.#standardAlign;
        const indent = (block.indent ?? align === 'justify') ? INDENT : 0;
        this.#paragraph(block.text, { size }, parent, 'P', {
          align,
          indent: align === 'center' || align === 'right' ? 0 : indent,
          tail,
          keep: block.keepWithNext ? 3 : 0,
        });
        flow.space(gap);
        return;
      }
      case 'clauses': {
        const list = flow.element(parent, 'L');
        const clauses = numberClauses(block.clauses, block.start ?? 1);
        clauses.forEach((clause, index) => {
          const item = flow.element(flow.element(list, 'LI'), 'LBody');
          const shift = clause.depth * 5 * MM;
          const last = index === clauses.length - 1;
          const lines = flow.text.breakLines(
            [`${clause.number}\u00a0`, ...runsOf(clause.text)],
            { size },
            flow.width - shift,
            INDENT,
          );
          flow.lines(lines, { size }, item, 'LBody', {
            align: this.#standardAlign,
            x: flow.left + shift,
            width: flow.width - shift,
            tail: last ? tail : 0,
          });
          flow.space(gap);
        });
        return;
      }
      case 'list': {
        const list = flow.element(parent, 'L');
        const shift = 6 * MM;
        block.items.forEach((item, index) => {
          const element = flow.element(list, 'LI');
          const label = flow.element(element, 'Lbl');
          const body = flow.element(element, 'LBody');
          const lines = flow.text.breakLines(item, { size }, flow.width - INDENT - shift);
          flow.need(Math.min(lines.length, 2) * lineHeight({ size }));
          const dash = flow.text.breakLines('–', { size }, shift)[0]!;
          flow.tagged(label, 'Lbl', () =>
            flow.text.drawLine(dash, flow.left + INDENT, flow.y, shift, 'left', { size }),
          );
          flow.lines(lines, { size }, body, 'LBody', {
            x: flow.left + INDENT + shift,
            width: flow.width - INDENT - shift,
            tail: index === block.items.length - 1 ? tail : 0,
          });
          flow.space(gap / 2);
        });
        flow.space(gap / 2);
        return;
      }
      case 'fields':
        block.fields.forEach((field, index) => {
          this.#field(field.label, field.value, parent, index === block.fields.length - 1 ? tail : 0);
        });
        flow.space(gap);
        return;
      case 'table':
        flow.space(gap);
        printTable(flow, parent, block, size, this.#layout, tail > 0 ? tail + size : 0);
        flow.space(size);
        return;
      case 'signatures':
        this.#signatures(block, parent);
        return;
      case 'stamp': {
        const width = flow.width * 0.45;
        this.#paragraph(block.lines.join('\n'), { size: size - 1 }, parent, 'P', {
          x: flow.left + flow.width - width,
          width,
        });
        flow.space(size);
        return;
      }
      case 'note': {
        const style = { size: Math.max(8, size - 2) };
        flow.need(3 * lineHeight(style));
        flow.space(size * 0.5);
        const top = flow.y;
        flow.artifact(() => {
          flow.pdf
            .moveTo(flow.left, top)
            .lineTo(flow.left + 40 * MM, top)
            .lineWidth(0.5)
            .strokeColor('#000000')
            .stroke();
        });
        flow.y += 3;
        const runs = block.mark ? [`${block.mark} `, ...runsOf(block.text)] : block.text;
        this.#paragraph(runs, style, parent, 'Note', { align: 'left', tail });
        flow.space(gap);
        return;
      }
      case 'image':
        this.#image(block, parent);
        return;
      case 'space':
        flow.space(Math.max(0, block.height) * MM);
        return;
      case 'pageBreak':
        if (!flow.atTop) flow.newPage();
        return;
      case 'bilingual':
        this.#bilingual(block, parent);
    }
  }

  #paragraph(
    text: RichText,
    style: TextStyle,
    parent: Structure,
    tag: StructureTag,
    options: {
      align?: 'left' | 'center' | 'right' | 'justify';
      indent?: number;
      x?: number;
      width?: number;
      tail?: number;
      /** Lines of the next block that must fit below. */
      keep?: number;
    } = {},
  ): void {
    const flow = this.#flow;
    const width = options.width ?? flow.width;
    const lines = flow.text.breakLines(text, style, width, options.indent ?? 0);
    if (options.keep)
      flow.need(lines.length * lineHeight(style) + options.keep * lineHeight({ size: this.#size }) + 8);
    flow.lines(lines, style, flow.element(parent, tag), tag, { ...options, width });
  }

  /** Date left, number in the middle, place right; each wraps in its own place when it is long. */
  #registration(block: RegistrationBlock, parent: Structure): void {
    const flow = this.#flow;
    const style = { size: this.#size };
    const gap = 6 * MM;
    const set = (text: string, most: number) => {
      const lines = flow.text.breakLines(text, style, flow.width * most);
      return { lines, width: Math.max(...lines.map((line) => line.width)) };
    };
    const date = set(block.date ?? '_'.repeat(22), 0.42);
    const number = set(`№\u00a0${block.number ?? '_'.repeat(8)}`, 0.3);
    const room = flow.width - date.width - number.width - 2 * gap;
    const place = set(block.place ?? '_'.repeat(18), room / flow.width);
    flow.space(this.#size * 0.4);
    const height = Math.max(...[date, number, place].map(({ lines }) => lines.length)) * lineHeight(style);
    flow.need(height);
    const top = flow.y;
    const middle = Math.min(
      Math.max((flow.width - number.width) / 2, date.width + gap),
      flow.width - place.width - gap - number.width,
    );
    const put = ({ lines, width }: typeof date, x: number, align: 'left' | 'right') => {
      flow.y = top;
      flow.lines(lines, style, flow.element(parent, 'P'), 'P', { x: flow.left + x, width, align });
    };
    put(date, 0, 'left');
    put(number, middle, 'left');
    put(place, flow.width - place.width, 'right');
    flow.y = top + height + this.#size;
  }

  #letterhead(block: LetterheadBlock, parent: Structure): void {
    const flow = this.#flow;
    const middle = block.emblem ? 24 * MM : 8 * MM;
    const side = (flow.width - middle) / 2;
    const longest = Math.max(
      1,
      ...[...block.ky, ...block.ru].map((line) => flow.text.measure(line, 'serif-bold', 1)),
    );
    // A long name is set a little smaller rather than broken in two lines, down to 9.5 points.
    const size = Math.max(9.5, Math.min(12, this.#size, side / longest));
    const style: TextStyle = { size, bold: true, leading: 1.2 };
    const lay = (lines: readonly string[]) =>
      lines.flatMap((line) => flow.text.breakLines(line, style, side));
    const ky = lay(block.ky);
    const ru = lay(block.ru);
    const emblem = 20 * MM;
    const height = Math.max(ky.length, ru.length) * lineHeight(style);
    flow.need(height + 40);
    const top = flow.y;
    flow.lines(ky, style, flow.element(parent, 'P', { lang: 'ky' }), 'P', { align: 'center', width: side });
    flow.y = top;
    flow.lines(ru, style, flow.element(parent, 'P', { lang: 'ru' }), 'P', {
      align: 'center',
      x: flow.left + side + middle,
      width: side,
    });
    let bottom = top + height;
    if (block.emblem) {
      const image = block.emblem;
      bottom = Math.max(bottom, top + emblem);
      flow.artifact(() => this.#draw(image, flow.left + side + (middle - emblem) / 2, top, emblem, emblem));
    }
    flow.y = bottom + 5;
    const rule = flow.y;
    flow.artifact(() => {
      const right = flow.left + flow.width;
      flow.pdf.moveTo(flow.left, rule).lineTo(right, rule).lineWidth(1.8).strokeColor('#000000').stroke();
      flow.pdf
        .moveTo(flow.left, rule + 2.4)
        .lineTo(right, rule + 2.4)
        .lineWidth(0.5)
        .stroke();
    });
    flow.y += 6;
    if (block.contacts)
      this.#paragraph(block.contacts, { size: 9, colour: '#333333' }, parent, 'P', { align: 'center' });
    flow.y += this.#size * 0.6;
  }

  #field(label: string, value: RichText | undefined, parent: Structure, tail: number): void {
    const flow = this.#flow;
    const style = { size: this.#size };
    const shown = `${cleanText(label).replace(/[:\s]+$/, '')}:`;
    if (value !== undefined) {
      this.#paragraph([{ text: shown, bold: true }, ' ', ...runsOf(value)], style, parent, 'P', { tail });
      flow.space(this.#size * 0.2);
      return;
    }
    const lines = flow.text.breakLines([{ text: shown, bold: true }], style, flow.width - 30 * MM);
    flow.lines(lines, style, flow.element(parent, 'P'), 'P', { tail });
    const from = flow.left + lines.at(-1)!.width + 4;
    const at = flow.y - this.#size * 0.2;
    flow.artifact(() => {
      flow.pdf
        .moveTo(from, at)
        .lineTo(flow.left + flow.width, at)
        .lineWidth(0.5)
        .strokeColor('#000000')
        .stroke();
    });
    flow.space(this.#size * 0.45);
  }

  /** The name stands on one line whenever a line can hold it beside the post. */
  #signatureColumns(block: SignaturesBlock): { post: number; line: number; name: number } {
    const { width, text } = this.#flow;
    if (this.#layout === 1) return { post: width * 0.42, line: width * 0.24, name: width * 0.3 };
    const names = block.signatures.map(({ name }) => name ?? '_'.repeat(18));
    const longest = Math.max(0, ...names.map((name) => text.measure(cleanText(name), 'serif', this.#size)));
    const name = Math.min(Math.max(longest + 1, width * 0.26), width * 0.45);
    const line = width * 0.22;
    return { post: width * 0.96 - line - name, line, name };
  }

  #signaturesHeight(block: SignaturesBlock): number {
    const columns = this.#signatureColumns(block);
    const style = { size: this.#size };
    const seal = this.#layout > 1 && block.seal ? SEAL : 0;
    return block.signatures.reduce((sum, signature) => {
      const post = this.#flow.text.breakLines(signature.post, { ...style, bold: true }, columns.post).length;
      const name = this.#flow.text.breakLines(signature.name ?? '', style, columns.name).length;
      return sum + Math.max(post, name) * lineHeight(style) + this.#size * 1.1;
    }, this.#size + seal);
  }

  #signatures(block: SignaturesBlock, parent: Structure): void {
    const flow = this.#flow;
    const columns = this.#signatureColumns(block);
    const style = { size: this.#size };
    const bold = { ...style, bold: true };
    flow.need(this.#signaturesHeight(block));
    flow.space(this.#size);
    for (const signature of block.signatures) {
      const post = flow.text.breakLines(signature.post, bold, columns.post);
      const name = flow.text.breakLines(signature.name ?? '_'.repeat(18), style, columns.name);
      const height = Math.max(post.length, name.length) * lineHeight(style);
      flow.need(height + this.#size);
      const top = flow.y;
      const base = top + height;
      flow.y = base - post.length * lineHeight(style);
      flow.lines(post, bold, flow.element(parent, 'P'), 'P', { width: columns.post });
      flow.artifact(() => {
        const from = flow.left + columns.post + flow.width * 0.01;
        flow.pdf
          .moveTo(from, base - this.#size * 0.2)
          .lineTo(from + columns.line, base - this.#size * 0.2)
          .lineWidth(0.6)
          .strokeColor('#000000')
          .stroke();
      });
      flow.y = base - name.length * lineHeight(style);
      flow.lines(name, style, flow.element(parent, 'P'), 'P', {
        x: flow.left + flow.width - columns.name,
        width: columns.name,
      });
      flow.y = base;
      flow.space(this.#size * 1.1);
    }
    if (this.#layout > 1 && block.seal) flow.space(SEAL);
  }

  #image(block: ImageBlock, parent: Structure): void {
    const flow = this.#flow;
    const natural = imageSize(block.image);
    if (!natural || natural.width <= 0 || natural.height <= 0) return;
    const captionStyle = { size: Math.max(8, this.#size - 1), italic: true };
    const caption = block.caption ? flow.text.breakLines(block.caption, captionStyle, flow.width) : [];
    const captionHeight = caption.length * lineHeight(captionStyle) + (caption.length > 0 ? 3 : 0);
    // Without a width a picture of pixels is printed at 150 dots an inch, a drawing at one point a unit.
    const standard = 'drawing' in block.image ? natural.width : (natural.width * 72) / 150;
    let width = Math.min((block.width ?? standard / MM) * MM, flow.width);
    let height = (width * natural.height) / natural.width;
    const most = flow.capacity - captionHeight - 4;
    if (height > most) {
      width = (width * most) / height;
      height = most;
    }
    flow.space(this.#size * 0.4);
    flow.need(height + captionHeight);
    const align = block.align ?? 'center';
    const x =
      flow.left +
      (align === 'center' ? (flow.width - width) / 2 : align === 'right' ? flow.width - width : 0);
    const draw = () => this.#draw(block.image, x, flow.y, width, height);
    if (block.alt === '') flow.artifact(draw);
    else flow.tagged(flow.element(parent, 'Figure', { alt: cleanText(block.alt) }), 'Figure', draw);
    flow.y += height + 3;
    flow.lines(caption, captionStyle, flow.element(parent, 'Caption'), 'Caption', { align: 'center' });
    flow.space(this.#size * 0.6);
  }

  #draw(image: ImageSource, x: number, y: number, width: number, height: number): void {
    const natural = imageSize(image);
    if (!natural) return;
    const scale = Math.min(width / natural.width, height / natural.height);
    const left = x + (width - natural.width * scale) / 2;
    const top = y + (height - natural.height * scale) / 2;
    if ('drawing' in image) drawShapes(this.#flow.pdf, image.drawing, left, top, scale, 'serif');
    else
      this.#flow.pdf.image(Buffer.from(pixelsOf(image).data), left, top, {
        width: natural.width * scale,
        height: natural.height * scale,
      });
  }

  #bilingual(block: BilingualBlock, parent: Structure): void {
    const flow = this.#flow;
    const { left, width } = flow;
    const gap = 8 * MM;
    const column = (width - gap) / 2;
    const start = flow.place;
    const print = (blocks: readonly FlowBlock[], lang: 'ky' | 'ru', x: number) => {
      flow.goTo(start);
      flow.left = x;
      flow.width = column;
      this.#standardAlign = 'left';
      this.#blocks(blocks, flow.element(parent, 'Div', { lang }));
      return flow.place;
    };
    const ends = [print(block.ky, 'ky', left), print(block.ru, 'ru', left + column + gap)];
    flow.left = left;
    flow.width = width;
    this.#standardAlign = 'justify';
    flow.goTo(ends.reduce((a, b) => (b.page > a.page || (b.page === a.page && b.y > a.y) ? b : a)));
  }

  #watermark(): void {
    if (!this.#doc.draft) return;
    const flow = this.#flow;
    const { width, height } = flow.pdf.page;
    const angle = (Math.atan2(height, width) * 180) / Math.PI;
    const size = (Math.hypot(width, height) * 0.7) / flow.text.measure(DRAFT_WATERMARK, 'serif-bold', 1);
    flow.artifact(() => {
      flow.pdf.save();
      flow.pdf.rotate(-angle, { origin: [width / 2, height / 2] });
      const line = flow.text.breakLines(DRAFT_WATERMARK, { size, bold: true }, width * 3)[0]!;
      flow.text.drawLine(line, (width - line.width) / 2, (height - size * 1.15) / 2, line.width, 'left', {
        size,
        bold: true,
        colour: '#ececec',
      });
      flow.pdf.restore();
    });
  }

  #runningText(): void {
    const flow = this.#flow;
    const { pdf } = flow;
    const total = flow.pageCount;
    const style: TextStyle = { size: 9, colour: '#444444' };
    for (let index = 0; index < total; index++) {
      pdf.switchToPage(index);
      const { width, height } = pdf.page;
      const left = 20 * MM;
      const room = width - 2 * left;
      const write = (text: string, y: number, align: 'left' | 'center') => {
        const line = flow.text.breakLines(cleanText(text), style, align === 'left' ? room * 0.42 : room)[0];
        if (line) flow.artifact(() => flow.text.drawLine(line, left, y, room, align, style));
      };
      if (this.#doc.header && index > 0) write(this.#doc.header, 8 * MM, 'center');
      if (this.#doc.footer) write(this.#doc.footer, height - 12 * MM, 'left');
      if (this.#doc.pageNumbers !== false && index > 0)
        write(`${index + 1} / ${total}`, height - 12 * MM, 'center');
    }
  }
}

/**
 * A document as a tagged PDF with embedded fonts. The same document gives the same bytes.
 * @param options.compress false leaves the page streams readable, for tests.
 */
export async function renderPdf(doc: DocumentModel, options: { compress?: boolean } = {}): Promise<Buffer> {
  const { pdf, bytes } = openPdf(
    doc,
    ['serif', 'serif-bold', 'serif-italic', 'serif-bold-italic'],
    options.compress ?? true,
  );
  new DocumentPrinter(pdf, doc).print();
  pdf.end();
  return bytes;
}
