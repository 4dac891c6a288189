/* eslint-disable max-lines -- each block of a paper in Word, one after the other */
import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  HeightRule,
  LeaderType,
  LineRuleType,
  Paragraph,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { imageRun } from './docx-image.ts';
import { imageSize } from './drawing.ts';
import type {
  Alignment,
  BilingualBlock,
  DocumentLanguage,
  FlowBlock,
  ImageBlock,
  Layout,
  LetterheadBlock,
  PageBreakBlock,
  RegistrationBlock,
  RichText,
  Section,
  SignaturesBlock,
  TableBlock,
} from './model.ts';
import { cleanText, numberClauses, runsOf } from './model.ts';
import type { GridCell } from './table-grid.ts';
import { columnWidths, estimateWidth, headsRows, tableFontSize, tableGrid } from './table-grid.ts';

/** Twentieths of a point, Word's unit of length. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export const FONT = 'Times New Roman';
const INDENT = twips(12.5);
export const LANGUAGE_TAG: Record<DocumentLanguage, string> = { ky: 'ky-KG', ru: 'ru-RU', en: 'en-GB' };

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const;

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

/** Points below a signature for a seal of 40 mm that is set half over the signature itself. */
const SEAL = 51;

type Content = Paragraph | Table;

interface ParagraphStyle {
  align?: Alignment;
  bold?: boolean;
  italic?: boolean;
  /** Points. */
  size?: number;
  firstLine?: number;
  left?: number;
  right?: number;
  hanging?: number;
  /** Points. */
  before?: number;
  after?: number;
  keepNext?: boolean;
  heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel];
}

/** Writes the blocks of one section; knows the width of the text, its size and its language. */
export class SectionWriter {
  readonly #width: number;
  readonly #size: number;
  readonly #lang: DocumentLanguage;
  readonly #narrow: boolean;
  readonly #layout: 1 | Layout;

  constructor(
    width: number,
    size: number,
    lang: DocumentLanguage,
    { layout, narrow = false }: { readonly layout: 1 | Layout; readonly narrow?: boolean },
  ) {
    this.#layout = layout;
    this.#width = width;
    this.#size = size;
    this.#lang = lang;
    this.#narrow = narrow;
  }

  async blocks(blocks: Section['blocks']): Promise<Content[]> {
    const content: Content[] = [];
    for (const [index, block] of blocks.entries()) {
      const keepNext = blocks[index + 1]?.type === 'signatures';
      const next = await this.#block(block, keepNext);
      // Word joins two tables that touch into one.
      if (content.at(-1) instanceof Table && next[0] instanceof Table) content.push(this.#gap());
      content.push(...next);
    }
    return content;
  }

  #runs(text: RichText, style: ParagraphStyle = {}): TextRun[] {
    return runsOf(text).flatMap((run) =>
      run.text.split('\n').map(
        (line, index) =>
          new TextRun({
            text: line,
            break: index > 0 ? 1 : undefined,
            bold: run.bold ?? style.bold,
            italics: run.italic ?? style.italic,
            underline: run.underline ? {} : undefined,
            size: Math.round((style.size ?? this.#size) * 2),
            language: { value: LANGUAGE_TAG[this.#lang] },
          }),
      ),
    );
  }

  #paragraph(text: RichText | TextRun[], style: ParagraphStyle = {}): Paragraph {
    const ready = Array.isArray(text) && text.length > 0 && text.every((run) => run instanceof TextRun);
    return new Paragraph({
      children: ready ? text : this.#runs(text as RichText, style),
      alignment: ALIGN[style.align ?? 'left'],
      heading: style.heading,
      keepNext: style.keepNext,
      keepLines: style.heading !== undefined,
      indent: {
        firstLine: style.firstLine,
        left: style.left,
        right: style.right,
        hanging: style.hanging,
      },
      spacing: { before: Math.round((style.before ?? 0) * 20), after: Math.round((style.after ?? 0) * 20) },
    });
  }

  #gap(points = 4): Paragraph {
    return new Paragraph({
      children: [],
      spacing: { before: 0, after: 0, line: Math.round(points * 20), lineRule: LineRuleType.EXACT },
    });
  }

  async #block(block: FlowBlock | BilingualBlock | PageBreakBlock, keepNext: boolean): Promise<Content[]> {
    const size = this.#size;
    const gap = size * 0.4;
    switch (block.type) {
      case 'letterhead':
        return this.#letterhead(block);
      case 'registration':
        if (this.#layout > 1) return this.#registration(block);
        return [
          new Paragraph({
            children: this.#runs(`${block.date ?? '_'.repeat(24)} № ${block.number ?? '_'.repeat(8)}`).concat(
              block.place ? [new TextRun({ text: '\t' }), ...this.#runs(block.place)] : [],
            ),
            tabStops: [{ type: TabStopType.RIGHT, position: this.#width }],
            spacing: { before: 80, after: Math.round(size * 20) },
          }),
        ];
      case 'subject':
        return [
          this.#paragraph(block.text, {
            bold: true,
            right: Math.round(this.#width * 0.45),
            after: size,
            keepNext: true,
          }),
        ];
      case 'title': {
        const title = this.#paragraph(block.text, {
          bold: true,
          size: size + 1,
          align: 'center',
          before: size * 0.6,
          after: block.subtitle ? 0 : size * 0.9,
          keepNext: true,
          heading: HeadingLevel.HEADING_1,
        });
        if (!block.subtitle) return [title];
        return [
          title,
          this.#paragraph(block.subtitle, { align: 'center', after: size * 0.9, keepNext: true }),
        ];
      }
      case 'heading':
        return [
          this.#paragraph(block.text, {
            bold: true,
            italic: block.level === 3,
            align: block.align ?? 'left',
            before: size * 0.7,
            after: gap,
            keepNext: true,
            heading: block.level === 3 ? HeadingLevel.HEADING_3 : HeadingLevel.HEADING_2,
          }),
        ];
      case 'paragraph': {
        const align = block.align ?? (this.#narrow ? 'left' : 'justify');
        const indented = (block.indent ?? align === 'justify') && align !== 'center' && align !== 'right';
        return [
          this.#paragraph(block.text, {
            align,
            firstLine: indented ? INDENT : undefined,
            after: gap,
            keepNext: keepNext || block.keepWithNext,
          }),
        ];
      }
      case 'clauses': {
        const clauses = numberClauses(block.clauses, block.start ?? 1);
        return clauses.map((clause, index) =>
          this.#paragraph([`${clause.number}\u00a0`, ...runsOf(clause.text)], {
            align: this.#narrow ? 'left' : 'justify',
            firstLine: INDENT,
            left: clause.depth * twips(5),
            after: gap,
            keepNext: keepNext && index === clauses.length - 1,
          }),
        );
      }
      case 'list':
        return block.items.map(
          (item, index) =>
            new Paragraph({
              children: [...this.#runs('–'), new TextRun({ text: '\t' }), ...this.#runs(item)],
              indent: { left: INDENT + twips(6), hanging: twips(6) },
              tabStops: [{ type: TabStopType.LEFT, position: INDENT + twips(6) }],
              spacing: { before: 0, after: Math.round(gap * 10) },
              keepNext: keepNext && index === block.items.length - 1,
            }),
        );
      case 'fields':
        return block.fields.map((field, index) => {
          const label = { text: `${cleanText(field.label).replace(/[:\s]+$/, '')}:`, bold: true };
          const last = keepNext && index === block.fields.length - 1;
          if (field.value !== undefined)
            return this.#paragraph([label, ' ', ...runsOf(field.value)], {
              after: size * 0.2,
              keepNext: last,
            });
          return new Paragraph({
            children: [...this.#runs([label, ' ']), new TextRun({ text: '\t' })],
            tabStops: [{ type: TabStopType.RIGHT, position: this.#width, leader: LeaderType.UNDERSCORE }],
            spacing: { before: 0, after: Math.round(size * 9) },
            keepNext: last,
          });
        });
      case 'table':
        return this.#table(block, keepNext);
      case 'signatures':
        return this.#signatures(block);
      case 'stamp':
        return [
          this.#paragraph(block.lines.join('\n'), {
            size: size - 1,
            left: Math.round(this.#width * 0.55),
            after: size,
          }),
        ];
      case 'note':
        return [
          new Paragraph({
            children: [],
            border: { bottom: LINE },
            indent: { right: this.#width - twips(40) },
            spacing: { before: Math.round(size * 10), after: 40, line: 120, lineRule: LineRuleType.EXACT },
            keepNext: true,
          }),
          this.#paragraph(block.mark ? [`${block.mark} `, ...runsOf(block.text)] : block.text, {
            size: Math.max(8, size - 2),
            after: gap,
            keepNext,
          }),
        ];
      case 'image':
        return this.#image(block);
      case 'space':
        return [this.#gap(Math.max(1, (block.height * 72) / 25.4))];
      case 'pageBreak':
        return [
          new Paragraph({
            children: [],
            pageBreakBefore: true,
            spacing: { line: 20, lineRule: LineRuleType.EXACT },
          }),
        ];
      case 'bilingual': {
        const column = Math.floor((this.#width - twips(8)) / 2);
        const side = async (blocks: readonly FlowBlock[], lang: DocumentLanguage) =>
          this.#cell(
            await new SectionWriter(column, size, lang, { layout: this.#layout, narrow: true }).blocks(
              blocks,
            ),
            column,
          );
        return [
          this.#frame(
            [await side(block.ky, 'ky'), this.#cell([], twips(8)), await side(block.ru, 'ru')],
            [column, twips(8), column],
          ),
          this.#gap(),
        ];
      }
    }
  }

  /** A cell of a borderless table that only holds things in place. */
  #cell(
    content: Content[],
    width: number,
    vertical: 'top' | 'bottom' | 'center' = 'top',
    underline = false,
  ): TableCell {
    const closed =
      content.length === 0 || content.at(-1) instanceof Table ? [...content, this.#gap(1)] : content;
    return new TableCell({
      children: closed,
      width: { size: width, type: WidthType.DXA },
      borders: underline ? { ...NO_BORDERS, bottom: LINE } : NO_BORDERS,
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      verticalAlign:
        VerticalAlignTable[vertical === 'top' ? 'TOP' : vertical === 'bottom' ? 'BOTTOM' : 'CENTER'],
    });
  }

  #frame(cells: TableCell[], widths: number[]): Table {
    return new Table({
      rows: [new TableRow({ children: cells, cantSplit: cells.length === 3 && widths[1] !== twips(8) })],
      columnWidths: widths,
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
    });
  }

  async #letterhead(block: LetterheadBlock): Promise<Content[]> {
    const middle = twips(block.emblem ? 24 : 6);
    const side = Math.floor((this.#width - middle) / 2);
    const longest = Math.max(1, ...[...block.ky, ...block.ru].map((line) => estimateWidth(line, true)));
    const size = Math.max(9.5, Math.min(12, this.#size, side / 20 / longest));
    const lines = (own: readonly string[], lang: DocumentLanguage) =>
      own.map((line) =>
        new SectionWriter(side, size, lang, { layout: this.#layout }).#paragraph(line, {
          bold: true,
          align: 'center',
          size,
        }),
      );
    const emblem = block.emblem
      ? [new Paragraph({ children: [await imageRun(block.emblem, 20, '')], alignment: AlignmentType.CENTER })]
      : [];
    return [
      this.#frame(
        [
          this.#cell(lines(block.ky, 'ky'), side),
          this.#cell(emblem, middle, 'center'),
          this.#cell(lines(block.ru, 'ru'), side),
        ],
        [side, middle, side],
      ),
      new Paragraph({
        children: [],
        border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: '000000', space: 0 } },
        spacing: { before: 0, after: 60, line: 100, lineRule: LineRuleType.EXACT },
      }),
      ...(block.contacts ? [this.#paragraph(block.contacts, { size: 9, align: 'center', after: 6 })] : []),
    ];
  }

  /** Date left, number in the middle, place right; each wraps in its own place when it is long. */
  #registration(block: RegistrationBlock): Content[] {
    const widths = [0.36, 0.26, 0.38].map((share) => Math.floor(this.#width * share));
    const cell = (text: string, align: Alignment, at: number) =>
      this.#cell([this.#paragraph(text, { align, before: 4, after: this.#size })], widths[at]!);
    return [
      this.#frame(
        [
          cell(block.date ?? '_'.repeat(22), 'left', 0),
          cell(`№\u00a0${block.number ?? '_'.repeat(8)}`, 'center', 1),
          cell(block.place ?? '_'.repeat(18), 'right', 2),
        ],
        widths,
      ),
    ];
  }

  /** Shares of post, line, gap and name: the name stands on one line whenever a line can hold it beside the post. */
  #signatureShares(block: SignaturesBlock): readonly number[] {
    if (this.#layout === 1) return [0.42, 0.25, 0.03, 0.3];
    const names = block.signatures.map(({ name }) => name ?? '_'.repeat(18));
    const longest = Math.max(0, ...names.map((name) => estimateWidth(cleanText(name))));
    const name = Math.min(Math.max((longest * this.#size * 20 + 60) / this.#width, 0.26), 0.45);
    return [0.75 - name, 0.22, 0.03, name];
  }

  #signatures(block: SignaturesBlock): Content[] {
    const widths = this.#signatureShares(block).map((share) => Math.floor(this.#width * share));
    const rows = block.signatures.flatMap((signature, index) => {
      const keepNext = index < block.signatures.length - 1;
      const style = { keepNext, before: index === 0 ? this.#size : this.#size * 1.1 };
      return [
        new TableRow({
          cantSplit: true,
          children: [
            this.#cell([this.#paragraph(signature.post, { ...style, bold: true })], widths[0]!, 'bottom'),
            this.#cell([this.#paragraph('', style)], widths[1]!, 'bottom', true),
            this.#cell([this.#paragraph('', style)], widths[2]!, 'bottom'),
            this.#cell([this.#paragraph(signature.name ?? '_'.repeat(18), style)], widths[3]!, 'bottom'),
          ],
        }),
      ];
    });
    return [
      new Table({
        rows,
        columnWidths: widths,
        width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        borders: { ...NO_BORDERS, insideHorizontal: NO_BORDER, insideVertical: NO_BORDER },
      }),
      this.#gap(this.#layout > 1 && block.seal ? SEAL : 4),
    ];
  }

  #table(block: TableBlock, keepNext: boolean): Content[] {
    const grid = tableGrid(block);
    const size = tableFontSize(block, this.#size);
    const padX = block.compact ? 60 : 90;
    const padY = block.compact ? 30 : 50;
    const widths = columnWidths(grid, this.#width, size * 20, padX * 2, this.#layout).map(Math.floor);
    const border = block.ruled === false ? NO_BORDER : LINE;
    const borders = { top: border, bottom: border, left: border, right: border };
    const cell = (own: GridCell, kind: 'head' | 'body' | 'foot', keep: boolean) =>
      new TableCell({
        children: [this.#paragraph(own.text, { align: own.align, bold: own.bold, size, keepNext: keep })],
        columnSpan: own.columnSpan > 1 ? own.columnSpan : undefined,
        rowSpan: own.rowSpan > 1 ? own.rowSpan : undefined,
        width: {
          size: widths.slice(own.column, own.column + own.columnSpan).reduce((sum, width) => sum + width, 0),
          type: WidthType.DXA,
        },
        borders,
        margins: { left: padX, right: padX, top: padY, bottom: padY },
        verticalAlign:
          kind === 'head' || own.rowSpan > 1 ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
      });
    const lastBody = grid.rows.findLastIndex((row) => row.kind === 'body');
    let spanEnd = 0;
    const table = new Table({
      columnWidths: widths,
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: { ...borders, insideHorizontal: border, insideVertical: border },
      rows: grid.rows.map((row, index) => {
        // Rows that a cell spans stay together, unless they are too many for a page.
        const spanned = row.cells.some((own) => own.rowSpan > 1 && own.rowSpan <= 8);
        if (spanned)
          spanEnd = Math.max(spanEnd, index + Math.max(...row.cells.map((own) => own.rowSpan)) - 1);
        // The sum row keeps the row before it, and a signature keeps the end of the table.
        const heads = this.#layout > 1 && (row.kind === 'head' || headsRows(row, grid));
        const keep =
          (heads && index < grid.rows.length - 1) ||
          (index === lastBody && index < grid.rows.length - 1) ||
          (keepNext && index >= lastBody && index > 0) ||
          index < spanEnd;
        return new TableRow({
          children: row.cells.map((own) => cell(own, row.kind, keep)),
          tableHeader: row.kind === 'head',
          cantSplit: true,
          height: row.empty ? { value: twips(8), rule: HeightRule.ATLEAST } : undefined,
        });
      }),
    });
    const caption = block.caption
      ? [
          this.#paragraph(block.caption, {
            bold: true,
            size,
            before: this.#size * 0.4,
            after: 4,
            keepNext: true,
          }),
        ]
      : [];
    const gap = new Paragraph({
      children: [],
      keepNext,
      spacing: { before: 0, after: 0, line: Math.round(this.#size * 16), lineRule: LineRuleType.EXACT },
    });
    return [...caption, table, gap];
  }

  async #image(block: ImageBlock): Promise<Content[]> {
    const natural = imageSize(block.image);
    if (!natural || natural.width <= 0 || natural.height <= 0) return [];
    const most = (this.#width / 1440) * 25.4;
    const standard = 'drawing' in block.image ? (natural.width / 72) * 25.4 : (natural.width / 150) * 25.4;
    let width = Math.min(block.width ?? standard, most);
    // A picture taller than three quarters of its width times two would not fit a page with its caption.
    const tallest = most * 1.25;
    if ((width * natural.height) / natural.width > tallest)
      width = (tallest * natural.width) / natural.height;
    const alignment = ALIGN[block.align ?? 'center'];
    const picture = new Paragraph({
      children: [await imageRun(block.image, width, block.alt)],
      alignment,
      keepNext: block.caption !== undefined,
      spacing: { before: 80, after: 60 },
    });
    if (!block.caption) return [picture];
    return [
      picture,
      this.#paragraph(block.caption, {
        italic: true,
        size: Math.max(8, this.#size - 1),
        align: 'center',
        after: 6,
      }),
    ];
  }
}
