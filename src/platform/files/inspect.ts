import type { Metadata } from 'sharp';
import { WorkerLimit } from '../workers/worker.ts';
import { zipNames } from './zip.ts';
import { IMAGE_SIDE, THUMB_SIDE } from './store.ts';
import type { FileKind, FileRefusal } from './store.ts';

/** Kind, media type and usual ending of a file, told by its contents. */
export interface Detected {
  kind: FileKind;
  type: string;
  extension: string;
}

const KNOWN: Record<string, Detected> = {
  'image/jpeg': { kind: 'image', type: 'image/jpeg', extension: 'jpg' },
  'image/png': { kind: 'image', type: 'image/png', extension: 'png' },
  'image/webp': { kind: 'image', type: 'image/webp', extension: 'webp' },
  'image/gif': { kind: 'image', type: 'image/gif', extension: 'gif' },
  'image/avif': { kind: 'image', type: 'image/avif', extension: 'avif' },
  'image/tiff': { kind: 'image', type: 'image/tiff', extension: 'tiff' },
  'application/pdf': { kind: 'document', type: 'application/pdf', extension: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  'application/vnd.oasis.opendocument.text': {
    kind: 'document',
    type: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    kind: 'table',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
  },
  'audio/mpeg': { kind: 'audio', type: 'audio/mpeg', extension: 'mp3' },
  'audio/x-m4a': { kind: 'audio', type: 'audio/mp4', extension: 'm4a' },
  'audio/ogg': { kind: 'audio', type: 'audio/ogg', extension: 'ogg' },
  'audio/ogg; codecs=opus': { kind: 'audio', type: 'audio/ogg', extension: 'ogg' },
  'audio/wav': { kind: 'audio', type: 'audio/wav', extension: 'wav' },
};

/** Macros run on the reader's machine: a Word or Excel file with them is not taken. Nothing is unpacked for this. */
function hasMacros(bytes: Buffer): boolean {
  const names = zipNames(bytes, 5000);
  return names === undefined || names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name));
}

/** What a file really is; null for everything that is not on the short list above. */
export async function detectType(bytes: Buffer): Promise<Detected | null> {
  let mime: string | undefined;
  try {
    const { fileTypeFromBuffer } = await import('file-type');
    mime = (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    return null;
  }
  if (mime !== undefined) {
    const known = KNOWN[mime] ?? null;
    return known !== null && bytes[0] === 0x50 && hasMacros(bytes) ? null : known;
  }
  return looksLikeCsv(bytes) ? { kind: 'table', type: 'text/csv', extension: 'csv' } : null;
}

function looksLikeCsv(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  const start = bytes.toString('latin1', 0, 4096);
  // Markup and scripts are text too, and a browser might run them.
  return /[,;\t]/.test(start) && !/<\s*[!?/a-z]|^\s*(#!|%PDF|\{\\rtf)/i.test(start);
}

/**
 * Most pixels of a picture: beyond it a small file could fill the memory. Phones of today make 50 megapixels when
 * asked for their best, as ordinary JPEG, which is decoded line by line; other kinds, and JPEG written in passes over
 * the whole picture, are held whole while they are decoded, four bytes a pixel and more. `heavy` is what costs twenty:
 * AVIF, TIFF, and sixteen bits a colour written in passes.
 */
export const IMAGE_PIXELS = {
  jpeg: 52_000_000,
  other: 30_000_000,
  interlaced: 24_000_000,
  heavy: 12_000_000,
} as const;

/** Longest side of what is taken: decoders hold many lines at once, and a line of a million pixels fills the memory. */
export const LONGEST_SIDE = 20_000;

/** Most pixels of a picture such as this one. */
function mostPixels(type: string, info: Metadata): number {
  if (type === 'image/avif' || type === 'image/tiff') return IMAGE_PIXELS.heavy;
  if (info.isProgressive) return info.depth === 'uchar' ? IMAGE_PIXELS.interlaced : IMAGE_PIXELS.heavy;
  return IMAGE_PIXELS[type === 'image/jpeg' ? 'jpeg' : 'other'];
}

/** One picture at a time, each on one core, nothing remembered; so many may wait for their turn. */
const MOST_WAITING = 12;
/** Seconds for one picture. */
const PATIENCE = 30;
let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();

/** Runs the work after those who came before. @throws WorkerLimit when too many wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_WAITING) throw new WorkerLimit('platform/files/inspect', 'busy');
  waiting += 1;
  const mine = turn.then(work).finally(() => (waiting -= 1));
  turn = mine.catch(() => undefined);
  return await mine;
}

export interface CleanImage {
  bytes: Buffer;
  type: string;
  extension: string;
  width: number;
  height: number;
  thumb: Buffer;
}

/**
 * A picture encoded anew: turned as the camera was held, no side over 4096 px, without metadata (place, time, device)
 * and without anything hidden behind the pixels. PNG stays PNG, what is transparent becomes PNG, the rest JPEG, so that
 * every stored picture can go into PDF and DOCX.
 */
export async function cleanImage(bytes: Buffer, type: string): Promise<CleanImage | FileRefusal> {
  return await inTurn(async () => await cleaned(bytes, type));
}

async function cleaned(bytes: Buffer, type: string): Promise<CleanImage | FileRefusal> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.concurrency(1);
    sharp.cache(false);
    const open = () =>
      sharp(bytes, { limitInputPixels: IMAGE_PIXELS.jpeg, failOn: 'error', animated: false }).timeout({
        seconds: PATIENCE,
      });
    const info = await sharp(bytes, { limitInputPixels: false }).metadata();
    const limit = mostPixels(type, info);
    const { width, height } = info;
    if (width * height > limit || Math.max(width, height) > LONGEST_SIDE)
      return { ok: false, code: 'imageTooManyPixels', limit };
    const asPng = type === 'image/png' || info.hasAlpha;
    const whole = open()
      .autoOrient()
      .resize({ width: IMAGE_SIDE, height: IMAGE_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const encoded = asPng ? whole.png({ compressionLevel: 9 }) : whole.jpeg({ quality: 84, mozjpeg: true });
    const { data, info: result } = await encoded.toBuffer({ resolveWithObject: true });
    const thumb = await sharp(data)
      .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 76 })
      .toBuffer();
    return {
      bytes: data,
      type: asPng ? 'image/png' : 'image/jpeg',
      extension: asPng ? 'png' : 'jpg',
      width: result.width,
      height: result.height,
      thumb,
    };
  } catch {
    return { ok: false, code: 'imageUnreadable' };
  }
}
