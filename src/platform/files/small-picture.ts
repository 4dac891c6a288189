import { cleanImage, detectType } from './inspect.ts';
import { FILE_LIMITS, type FileRefusal } from './store.ts';

/**
 * An upload as a small PNG, for pictures that stand in a row of the database (an emblem). It is checked and encoded
 * anew like every picture, one at a time, so that nothing of the file itself is kept; what is transparent stays so.
 * @param side longest side in pixels; smaller pictures are not enlarged
 * @returns under 200 KB for sides up to 400, or why the upload is refused
 */
export async function smallPicture(upload: Buffer, side: number): Promise<Buffer | FileRefusal> {
  if (upload.length === 0) return { ok: false, code: 'empty' };
  if (upload.length > FILE_LIMITS.image) return { ok: false, code: 'tooLarge', limit: FILE_LIMITS.image };
  const detected = await detectType(upload);
  if (!detected) return { ok: false, code: 'unknownType' };
  if (detected.type !== 'image/png' && detected.type !== 'image/jpeg')
    return { ok: false, code: 'notAccepted' };
  const clean = await cleanImage(upload, detected.type);
  if ('ok' in clean) return clean;
  const { default: sharp } = await import('sharp');
  return await sharp(clean.bytes)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    // Arms have few colours: a palette keeps their edges and takes a tenth of the room.
    .png({ palette: true, quality: 90, compressionLevel: 9 })
    .toBuffer();
}
