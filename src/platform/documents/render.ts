/**
 * Papers are made by one thread of their own, one at a time: a PDF takes half a second of a processor, a table of a
 * thousand rows some seconds, and every other page would wait for it. The thread goes when nobody needs it, and the
 * tens of megabytes of its packages (pdfkit, docx, fonts) with it.
 */
import { defineWorker } from '../workers/worker.ts';
import type { DocumentModel } from './model.ts';
import type { PosterModel } from './poster-model.ts';
import type render from './render.worker.ts';
import type { RenderOrder } from './render.worker.ts';

const inThread = defineWorker<typeof render>('platform/documents/render.worker', {
  ms: 30_000,
  mb: 256,
  waiting: 40,
});

async function made(order: RenderOrder): Promise<Buffer<ArrayBuffer>> {
  // The thread's own libraries stay loaded only if the main thread has loaded them too (sharp's rule for threads).
  if (order.kind === 'docx') await import('sharp');
  const bytes = await inThread(order);
  return Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

/** @throws WorkerLimit when too many wait, or the paper takes more than half a minute or 256 MB. */
export async function renderPdf(
  model: DocumentModel,
  options: { compress?: boolean } = {},
): Promise<Buffer<ArrayBuffer>> {
  return await made({ kind: 'pdf', model, options });
}

/** @throws WorkerLimit as above. */
export async function renderDocx(model: DocumentModel): Promise<Buffer<ArrayBuffer>> {
  return await made({ kind: 'docx', model });
}

/** @throws WorkerLimit as above. */
export async function renderPoster(
  model: PosterModel,
  options: { size?: 'A3' | 'A4'; compress?: boolean } = {},
): Promise<Buffer<ArrayBuffer>> {
  return await made({ kind: 'poster', model, options });
}
