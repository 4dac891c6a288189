import { readZip } from './zip.ts';
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

/** Macros run on the reader's machine: a Word or Excel file with them is not taken. */
function hasMacros(bytes: Buffer): boolean {
  const zip = readZip(bytes, { entries: 5000, unpacked: 300 * 1024 * 1024 });
  return !zip.ok || [...zip.entries.keys()].some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name));
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

/** Most pixels of a picture: beyond it a small file could fill the memory. */
export const IMAGE_PIXELS = 80_000_000;

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
  try {
    const { default: sharp } = await import('sharp');
    const open = () => sharp(bytes, { limitInputPixels: false, failOn: 'error', animated: false });
    const info = await open().metadata();
    if ((info.width ?? 0) * (info.height ?? 0) > IMAGE_PIXELS)
      return { ok: false, code: 'imageTooManyPixels', limit: IMAGE_PIXELS };
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
