import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { ISectionOptions } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { readZip, writeZip } from '../files/zip.ts';
import { FONT, LANGUAGE_TAG, SectionWriter, twips } from './docx-section.ts';
import type { DocumentModel, Section } from './model.ts';
import { DRAFT_WATERMARK, FIXED_DATE, cleanText, sectionsOf } from './model.ts';

async function sectionOptions(
  doc: DocumentModel,
  section: Section,
  first: boolean,
): Promise<ISectionOptions> {
  const { page, lang } = section;
  const small = (text: string) => new TextRun({ text, size: 18, color: '444444' });
  const watermark = () =>
    doc.draft
      ? [new TextWatermark({ text: DRAFT_WATERMARK, font: FONT, bold: true, color: '#d0d0d0', opacity: 0.5 })]
      : [];
  const header = (text: string | undefined) =>
    new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [...watermark(), ...(text ? [small(cleanText(text))] : [])],
        }),
      ],
    });
  const width = twips(page.width - page.left - page.right);
  const footer = (numbered: boolean) =>
    new Footer({
      children: [
        new Paragraph({
          tabStops: [{ type: TabStopType.CENTER, position: Math.round(width / 2) }],
          children: [
            ...(doc.footer ? [small(cleanText(doc.footer))] : []),
            ...(numbered
              ? [
                  new TextRun({
                    children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                    size: 18,
                    color: '444444',
                  }),
                ]
              : []),
          ],
        }),
      ],
    });
  const numbered = doc.pageNumbers !== false;
  return {
    properties: {
      titlePage: first,
      page: {
        size: {
          width: twips(Math.min(page.width, page.height)),
          height: twips(Math.max(page.width, page.height)),
          orientation:
            page.orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          left: twips(page.left),
          right: twips(page.right),
          top: twips(page.top),
          bottom: twips(page.bottom),
          header: twips(8),
          footer: twips(8),
        },
      },
    },
    headers: { default: header(doc.header), first: header(undefined) },
    footers: { default: footer(numbered), first: footer(false) },
    children: await new SectionWriter(width, page.fontSize, lang, section).blocks(section.blocks),
  };
}

/** The writer puts the clock and random marks into the file; the same document must be the same bytes. */
function settle(bytes: Buffer, date: Date): Buffer {
  const zip = readZip(bytes, { entries: 10_000, unpacked: 1_000_000_000 });
  if (!zip.ok) throw new Error(`the DOCX just written cannot be read: ${zip.code}`);
  const iso = `${date.toISOString().slice(0, 19)}Z`;
  const entries = [...zip.entries]
    .sort(([a], [b]) => (a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1))
    .map(([name, content]): [string, Buffer] => {
      if (!name.endsWith('.xml')) return [name, content];
      const text = content.toString('utf8');
      let count = 0;
      const settled = text
        .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${iso}`)
        .replace(
          /(PowerPlusWaterMarkObject|WordPictureWatermark)[\w-]+/g,
          (_, mark: string) => `${mark}${++count}`,
        )
        .replace(/(<wp:docPr id=")\d+"/g, (_, start: string) => `${start}${++count}"`);
      return [name, settled === text ? content : Buffer.from(settled, 'utf8')];
    });
  return writeZip(entries, date);
}

/** A document as a Word file, set in Times New Roman. The same document gives the same bytes. */
export async function renderDocx(doc: DocumentModel): Promise<Buffer> {
  const sections: ISectionOptions[] = [];
  for (const [index, section] of sectionsOf(doc).entries())
    sections.push(await sectionOptions(doc, section, index === 0));
  const heading = { run: { font: FONT, color: '000000' }, paragraph: { spacing: { before: 0, after: 0 } } };
  const file = new Document({
    title: cleanText(doc.title),
    creator: cleanText(doc.author ?? ''),
    lastModifiedBy: cleanText(doc.author ?? ''),
    revision: 1,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 24, language: { value: LANGUAGE_TAG[doc.lang] } },
        },
        heading1: heading,
        heading2: heading,
        heading3: heading,
      },
    },
    sections,
  });
  return settle(await Packer.toBuffer(file), doc.date ?? FIXED_DATE);
}
