/**
 * The renderers, loaded when the first document is made: their packages (pdfkit, docx, sharp) take a second and tens
 * of megabytes that a server without documents should not pay at its start.
 */
import type { renderDocx as Docx } from './docx.ts';
import type { renderPdf as Pdf } from './pdf.ts';
import type { renderPoster as Poster } from './poster.ts';

export const renderDocx: typeof Docx = async (...given) =>
  await (await import('./docx.ts')).renderDocx(...given);

export const renderPdf: typeof Pdf = async (...given) => await (await import('./pdf.ts')).renderPdf(...given);

export const renderPoster: typeof Poster = async (...given) =>
  await (await import('./poster.ts')).renderPoster(...given);
