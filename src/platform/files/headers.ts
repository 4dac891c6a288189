import { contentDisposition, safeFileName } from './download.ts';
import type { FileMeta } from './store.ts';

// Nothing in these kinds can run in a browser; everything else is only ever offered for saving.
const SHOWN_INLINE = /^(image\/(jpeg|png|webp)|audio\/[a-z0-9]+)$/;

/**
 * Headers for serving an upload: its type is not guessed anew, it can run nothing, no other site can embed it, and it
 * is saved under its own name. Contents never change under an id, so the reader's own browser may keep it for a year;
 * nobody between may, who would show it to others after it was taken back.
 * @param name the name it was uploaded with; kept by the room that owns the file.
 */
export function fileHeaders(
  meta: Pick<FileMeta, 'id' | 'type' | 'extension' | 'size'>,
  options: { name: string; variant?: 'original' | 'thumb'; size?: number },
): Record<string, string> {
  const thumb = options.variant === 'thumb';
  const type = thumb ? 'image/webp' : meta.type;
  const name = safeFileName(options.name, thumb ? 'webp' : meta.extension);
  return {
    'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'Content-Length': `${options.size ?? meta.size}`,
    'Content-Disposition': contentDisposition(name, SHOWN_INLINE.test(type) ? 'inline' : 'attachment'),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: `"${meta.id}${thumb ? '-thumb' : ''}"`,
  };
}
