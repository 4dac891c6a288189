/* eslint-disable max-lines -- the vocabulary of papers, read as one */
/**
 * The block model of official documents. A room describes a paper once, as plain data with words already in their
 * language, and the engine prints it as a web page (html.tsx), a Word file (docx.ts) and a PDF (pdf.ts). Nothing here
 * knows keys of messages, the database or the web, so a document can be tested by looking at its blocks.
 */

import { printable } from './printable.ts';

/** Language of a document or of a part of it; screen readers and Word choose their voice and spelling by it. */
export type DocumentLanguage = 'ky' | 'ru' | 'en';

/** A piece of text with its own style. `\n` inside any text is a line break. */
export interface TextRun {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
}

/** Plain text, or text in several styles. An empty string is allowed everywhere. */
export type RichText = string | readonly (string | TextRun)[];

export type Alignment = 'left' | 'center' | 'right' | 'justify';

/** Page setup. Lengths are millimetres; the defaults are those of official papers: A4 upright, 30/15/20/20. */
export interface PageSetup {
  size?: 'A4' | 'A3';
  orientation?: 'portrait' | 'landscape';
  margins?: { left?: number; right?: number; top?: number; bottom?: number };
  /** Size of the main text in points, 8-20; 12 unless told. Orders are usually set in 14. */
  fontSize?: number;
}

/** A picture with pixels. `src` is used by the web page instead of embedding the bytes, when the picture has an address. */
export interface PixelImage {
  data: Uint8Array;
  format: 'png' | 'jpeg';
  src?: string;
}

/** A shape of a drawing, in the units of the drawing. Colours are `#rrggbb`. */
export type Shape =
  | {
      kind: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      radius?: number;
      fill?: string;
      stroke?: string;
      strokeWidth?: number;
    }
  | {
      kind: 'circle';
      cx: number;
      cy: number;
      r: number;
      fill?: string;
      stroke?: string;
      strokeWidth?: number;
    }
  | {
      kind: 'line';
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      stroke?: string;
      strokeWidth?: number;
      dashed?: boolean;
    }
  | { kind: 'path'; d: string; fill?: string; stroke?: string; strokeWidth?: number }
  | {
      kind: 'text';
      x: number;
      y: number;
      text: string;
      size: number;
      anchor?: 'start' | 'middle' | 'end';
      bold?: boolean;
      fill?: string;
    };

/** A drawing made of simple shapes; the same in SVG, in PDF (as vectors) and in DOCX (as a picture). */
export interface Drawing {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

/** A picture with pixels as text, so that a paper frozen in the database carries it. */
export interface KeptImage {
  /** The bytes in base64. */
  base64: string;
  format: 'png' | 'jpeg';
}

export type ImageSource = PixelImage | KeptImage | { drawing: Drawing };

/** The two-language head of an official paper (seed-000, 6.1): Kyrgyz left, Russian right, a double rule below. */
export interface LetterheadBlock {
  type: 'letterhead';
  /** Lines from the republic down to the body that issues the paper. */
  ky: readonly string[];
  ru: readonly string[];
  /** Stands between the two columns; leave out where the emblem may not be used. */
  emblem?: ImageSource;
  /** Address, telephone, e-mail: one small line under the rule. */
  contacts?: string;
}

/**
 * One line in three places: the date left, the number in the middle, the place right («2026-жылдын 14-майы … № 19/91 …
 * Көк-Ирим айылы»). What is missing is a line to fill by hand. In the first layout date and number ran together at the
 * left, and a missing place left nothing.
 */
export interface RegistrationBlock {
  type: 'registration';
  date?: string;
  number?: string;
  place?: string;
}

/** What the paper is about: a narrow bold paragraph at the left. */
export interface SubjectBlock {
  type: 'subject';
  text: RichText;
}

/** The name of the paper in the middle: ТЕСКЕМЕ. `level` 1 is the paper itself, 2 and 3 are headings inside. */
export interface TitleBlock {
  type: 'title';
  text: RichText;
  /** A line under the title in ordinary weight. */
  subtitle?: RichText;
}

export interface HeadingBlock {
  type: 'heading';
  text: RichText;
  level?: 2 | 3;
  align?: 'left' | 'center';
}

export interface ParagraphBlock {
  type: 'paragraph';
  text: RichText;
  /** First-line indent of 12.5 mm; yes unless told, except for text that is not justified. */
  indent?: boolean;
  align?: Alignment;
  /** Stays on the page of the next block. */
  keepWithNext?: boolean;
}

/** A numbered clause. Its number is counted (1. 2. and 1.1. 1.2. below) unless `number` is given. */
export interface Clause {
  text: RichText;
  number?: string;
  clauses?: readonly Clause[];
}

export interface ClausesBlock {
  type: 'clauses';
  clauses: readonly Clause[];
  /** Number of the first clause; 1 unless told. */
  start?: number;
}

export interface ListBlock {
  type: 'list';
  items: readonly RichText[];
}

/** «Күнү: …» lines. A field without a value is a line to fill by hand. */
export interface FieldsBlock {
  type: 'fields';
  fields: readonly { label: string; value?: RichText }[];
}

export type CellAlignment = 'left' | 'center' | 'right';

export interface TableCell {
  text: RichText;
  columnSpan?: number;
  rowSpan?: number;
  align?: CellAlignment;
  bold?: boolean;
  /** A heading inside the table (a group row, a row's name); read out as a heading. */
  heading?: boolean;
}

/** A cell of a table: plain text, text with runs is given as a TableCell. */
export type Cell = string | TableCell;

export interface TableColumn {
  label: RichText;
  /** Width relative to the other columns; counted from the contents when no column has one. */
  width?: number;
  /** `number` aligns right and never breaks a number; left unless told. */
  align?: CellAlignment | 'number';
}

export interface TableBlock {
  type: 'table';
  columns: readonly TableColumn[];
  rows: readonly (readonly Cell[])[];
  /** What the table shows; printed above it and read by screen readers. */
  caption?: string;
  /** Rows of the head with spans, when one row of column labels is not enough. */
  head?: readonly (readonly Cell[])[];
  /** Sum rows, printed bold at the end. */
  foot?: readonly (readonly Cell[])[];
  /** Adds a first column «№» that counts the rows, the empty ones too; `rows` then leave it out. */
  numbered?: boolean;
  /** Empty rows for filling by hand, after the filled ones. */
  emptyRows?: number;
  /** Smaller text and less air, for wide tables. */
  compact?: boolean;
  /** Lines between cells; yes unless told. */
  ruled?: boolean;
}

/** Who signs: post, a line for the hand, the name. A missing name is a line too. */
export interface SignaturesBlock {
  type: 'signatures';
  signatures: readonly { post: string; name?: string }[];
  /** Leaves room for the seal below the last one. */
  seal?: boolean;
}

/** The mark of an annex at the top right: «… башчысынын 2026-жылдын 14-майы № 12 тескемесине № 1 тиркеме». */
export interface StampBlock {
  type: 'stamp';
  lines: readonly string[];
}

/** Small print below a short rule: a footnote, a source, how to fill the form. `mark` stands before it («*»). */
export interface NoteBlock {
  type: 'note';
  text: RichText;
  mark?: string;
}

export interface ImageBlock {
  type: 'image';
  image: ImageSource;
  /** What the picture shows, in the language of the document; empty for pure decoration. */
  alt: string;
  /** Millimetres; the picture is never wider than the text. */
  width?: number;
  caption?: string;
  align?: 'left' | 'center' | 'right';
}

/** The same text in two columns: Kyrgyz left, Russian right. */
export interface BilingualBlock {
  type: 'bilingual';
  ky: readonly FlowBlock[];
  ru: readonly FlowBlock[];
}

export interface PageBreakBlock {
  type: 'pageBreak';
}

/** Empty height in millimetres; dropped at the top of a page. */
export interface SpaceBlock {
  type: 'space';
  height: number;
}

/** Everything that can stand in the flow of a page. */
export type FlowBlock =
  | LetterheadBlock
  | RegistrationBlock
  | SubjectBlock
  | TitleBlock
  | HeadingBlock
  | ParagraphBlock
  | ClausesBlock
  | ListBlock
  | FieldsBlock
  | TableBlock
  | SignaturesBlock
  | StampBlock
  | NoteBlock
  | ImageBlock
  | SpaceBlock;

/**
 * A part that begins on a new page and may have its own language and page setup: an annex, a landscape schedule, the
 * Russian text after the Kyrgyz one.
 */
export interface PartBlock {
  type: 'part';
  blocks: readonly (FlowBlock | BilingualBlock | PageBreakBlock)[];
  lang?: DocumentLanguage;
  /** Missing settings are those of the document. */
  page?: PageSetup;
}

export type Block = FlowBlock | BilingualBlock | PageBreakBlock | PartBlock;

/**
 * How the printers lay a paper out. A paper frozen without one was made for the first layout and comes out as the same
 * bytes for ever; whatever is improved in the looks of papers belongs to a later one. 2: date, number and place on one
 * line, the name of who signs on one line, room for the seal, no heading alone at the foot of a page.
 */
export type Layout = 2;

export interface DocumentModel {
  /** {@link Layout}; the first when missing. */
  layout?: Layout;
  /** Shown by the viewer's title bar and kept in the file's properties. */
  title: string;
  /** First language of the document; a `part` or a `bilingual` block names its own. */
  lang: DocumentLanguage;
  blocks: readonly Block[];
  page?: PageSetup;
  /** Prints «ДОЛБООР / ПРОЕКТ» across every page. */
  draft?: boolean;
  /** Small text at the top of every page but the first. */
  header?: string;
  /** Small text at the bottom left of every page. */
  footer?: string;
  /** «2 / 5» at the bottom of every page but the first; yes unless told. */
  pageNumbers?: boolean;
  /** Who issued it, for the file's properties. */
  author?: string;
  /**
   * The date in the file's properties; the document's own date. Never the clock: the same document must come out as
   * the same bytes. 2020-01-01 UTC when missing.
   */
  date?: Date;
}

export const DRAFT_WATERMARK = 'ДОЛБООР / ПРОЕКТ';

/** The date in the properties of documents that have none of their own. */
export const FIXED_DATE = new Date(Date.UTC(2020, 0, 1));

export interface ResolvedPage {
  /** Paper width and height in millimetres, already turned. */
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Points. */
  fontSize: number;
  size: 'A4' | 'A3';
  orientation: 'portrait' | 'landscape';
}

const PAPER = { A4: [210, 297], A3: [297, 420] } as const;

/** Fills a page setup with the defaults of `base`, and those with the defaults of official papers. */
export function resolvePage(page: PageSetup | undefined, base?: PageSetup): ResolvedPage {
  const size = page?.size ?? base?.size ?? 'A4';
  const orientation = page?.orientation ?? base?.orientation ?? 'portrait';
  // A turned page of a part keeps the binding margin of the document only if it is turned the same way.
  const turned = orientation !== (base?.orientation ?? 'portrait');
  const inherited = turned ? {} : (base?.margins ?? {});
  const own = page?.margins ?? {};
  const standard =
    orientation === 'portrait'
      ? { left: 30, right: 15, top: 20, bottom: 20 }
      : { left: 20, right: 20, top: 25, bottom: 15 };
  const [short, long] = PAPER[size];
  return {
    size,
    orientation,
    width: orientation === 'portrait' ? short : long,
    height: orientation === 'portrait' ? long : short,
    left: own.left ?? inherited.left ?? standard.left,
    right: own.right ?? inherited.right ?? standard.right,
    top: own.top ?? inherited.top ?? standard.top,
    bottom: own.bottom ?? inherited.bottom ?? standard.bottom,
    fontSize: page?.fontSize ?? base?.fontSize ?? 12,
  };
}

/** A stretch of pages with one setup and one language: what the printers really work with. */
export interface Section {
  layout: 1 | Layout;
  page: ResolvedPage;
  lang: DocumentLanguage;
  blocks: readonly (FlowBlock | BilingualBlock | PageBreakBlock)[];
}

/** Cuts a document into sections at its parts. Blocks after a part begin a new page too. */
export function sectionsOf(doc: DocumentModel): Section[] {
  const sections: Section[] = [];
  const layout = doc.layout ?? 1;
  let loose: (FlowBlock | BilingualBlock | PageBreakBlock)[] = [];
  const flush = () => {
    if (loose.length === 0) return;
    sections.push({ layout, page: resolvePage(doc.page), lang: doc.lang, blocks: loose });
    loose = [];
  };
  for (const block of doc.blocks) {
    if (block.type !== 'part') {
      loose.push(block);
      continue;
    }
    flush();
    sections.push({
      layout,
      page: resolvePage(block.page, doc.page),
      lang: block.lang ?? doc.lang,
      blocks: block.blocks,
    });
  }
  flush();
  if (sections.length === 0)
    sections.push({ layout, page: resolvePage(doc.page), lang: doc.lang, blocks: [] });
  return sections;
}

// Control characters have no glyph and break XML; tabs and the like become a space, line breaks stay.
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff\ufffe\uffff]/g;

/**
 * Text as printable characters: no control characters, tabs as spaces, `\n` as the only line break, no lone surrogates,
 * and nothing that the embedded fonts cannot draw. Every text of a paper, a Word file and a poster comes through here.
 */
export function cleanText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(CONTROL, '');
  return printable(clean.toWellFormed());
}

/** Rich text as a list of cleaned runs, neighbours of one style not joined. */
export function runsOf(text: RichText): TextRun[] {
  if (typeof text === 'string') return [{ text: cleanText(text) }];
  return text.map((run) =>
    typeof run === 'string' ? { text: cleanText(run) } : { ...run, text: cleanText(run.text) },
  );
}

/** Rich text without its styles. */
export function plainText(text: RichText): string {
  return runsOf(text)
    .map((run) => run.text)
    .join('');
}

/** A clause with its counted number («2.», «2.1.») and depth from 0. */
export interface NumberedClause {
  number: string;
  depth: number;
  text: RichText;
}

/** Clauses in reading order with their numbers. */
export function numberClauses(
  clauses: readonly Clause[],
  start = 1,
  prefix = '',
  depth = 0,
): NumberedClause[] {
  return clauses.flatMap((clause, index) => {
    const counted = `${prefix}${start + index}.`;
    const own = { number: clause.number ?? counted, depth, text: clause.text };
    return [own, ...numberClauses(clause.clauses ?? [], 1, clause.number ?? counted, depth + 1)];
  });
}
