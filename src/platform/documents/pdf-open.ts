import PDFDocument from 'pdfkit';
import type { FontFace } from './fonts.ts';
import { fontFile } from './fonts.ts';
import type { DocumentLanguage } from './model.ts';
import { FIXED_DATE, cleanText } from './model.ts';
import type { Pdf } from './pdf-text.ts';

const LANGUAGE_TAG: Record<DocumentLanguage, string> = { ky: 'ky-KG', ru: 'ru-RU', en: 'en-GB' };

/** A new PDF with fixed properties, tags and the given faces; shared by documents and posters. */
export function openPdf(
  properties: { title: string; lang: DocumentLanguage; author?: string; date?: Date },
  faces: readonly FontFace[],
  compress: boolean,
): { pdf: Pdf; bytes: Promise<Buffer> } {
  const date = properties.date ?? FIXED_DATE;
  const pdf = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    compress,
    pdfVersion: '1.7',
    tagged: true,
    lang: LANGUAGE_TAG[properties.lang],
    displayTitle: true,
    info: {
      Title: cleanText(properties.title),
      Author: cleanText(properties.author ?? ''),
      Creator: 'Ashar',
      Producer: 'Ashar',
      CreationDate: date,
      ModDate: date,
    },
  });
  for (const face of faces) pdf.registerFont(face, fontFile(face));
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  return { pdf, bytes };
}
