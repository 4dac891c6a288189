import { drawingSvg } from '../../../platform/documents/drawing.ts';
import { mapPicture, type PictureOptions } from '../../../drawings/map-picture.ts';

/** Pixels across of the picture. */
const across = 2000;

function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The picture could not be read.'));
    image.src = url;
  });
}

/**
 * The map as PNG, 2000 pixels wide, made without a network; `photoUrl` lies beneath when there is one.
 * @throws Error when the browser cannot draw it (memory full)
 */
export async function mapImage(
  options: PictureOptions,
  label: string,
  photoUrl: string | undefined,
): Promise<Blob> {
  const picture = mapPicture({ ...options, photo: photoUrl === undefined ? null : options.photo });
  const scale = across / picture.width;
  const canvas = document.createElement('canvas');
  canvas.width = across;
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (photoUrl !== undefined && picture.photo) {
    const { left, top, right, bottom } = picture.photo;
    const photo = await loaded(photoUrl);
    context.drawImage(photo, left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
  }
  // An SVG that is used as a picture has no size of its own in some browsers, and only fonts of the device.
  const svg = drawingSvg(picture, label)
    .replace('<svg ', `<svg width="${canvas.width}" height="${canvas.height}" `)
    .replace(/font-family="[^"]*"/, 'font-family="Noto Sans, Roboto, Segoe UI, DejaVu Sans, sans-serif"');
  const drawing = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
  context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('no picture'));
    }, 'image/png');
  });
}

/** Hands a file to the reader's own folder. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ');
  link.click();
  // The browser reads the address after the click; a minute is long enough for an old phone.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
