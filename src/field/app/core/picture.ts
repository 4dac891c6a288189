import { PictureError } from './handle.ts';

const longest = 1600;
/** Bytes; as base64 it fits one request with room to spare. */
const heaviest = 480_000;

type Drawn = { readonly source: CanvasImageSource; readonly width: number; readonly height: number };

async function read(file: Blob): Promise<Drawn> {
  if ('createImageBitmap' in globalThis) {
    try {
      // Turned as the camera was held.
      const source = await createImageBitmap(file, { imageOrientation: 'from-image' });
      return { source, width: source.width, height: source.height };
    } catch {
      // Older browsers do not know the option, and some read HEIC only as an image.
    }
  }
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return { source: image, width: image.naturalWidth, height: image.naturalHeight };
  } catch (error) {
    throw new PictureError(error);
  } finally {
    URL.revokeObjectURL(url);
  }
}

export type Picture = { readonly blob: Blob; readonly width: number; readonly height: number };

/**
 * A picture as a JPEG of at most 1600 px and about half a megabyte; drawing it anew also leaves out where and with
 * what it was taken. @throws PictureError
 */
export async function shrink(file: Blob): Promise<Picture> {
  const drawn = await read(file);
  if (drawn.width < 1 || drawn.height < 1) throw new PictureError();
  let side = longest;
  for (;;) {
    const scale = Math.min(1, side / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(drawn.width * scale));
    canvas.height = Math.max(1, Math.round(drawn.height * scale));
    const pen = canvas.getContext('2d');
    if (!pen) throw new PictureError();
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawn.source, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.85, 0.75, 0.62]) {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (!blob) throw new PictureError();
      if (blob.size <= heaviest || (side <= 800 && quality < 0.7))
        return { blob, width: canvas.width, height: canvas.height };
    }
    side = Math.round(side * 0.75);
  }
}
