import type { OverlayOptions } from 'sharp';
import { drawingSvg } from '../../../platform/documents/drawing.ts';
import type { FlowBlock } from '../../../platform/documents/model.ts';
import type { I18n } from '../../../platform/i18n/context.ts';
import { mapPicture, standsOn, type MapPicture, type PictureOptions } from '../../../drawings/map-picture.ts';
import { mapWords } from '../rules/resource-map.ts';
import type { MapBase, MapObject } from '../rules/session-record.ts';

/** Pixels across of the PNG: enough for a sheet of A4 or a projector. */
const pixels = 2000;

/** The picture as an SVG file of its own. Never with the photo: a file travels further than a page of the staff. */
export function mapSvg(options: PictureOptions, label: string): string {
  return drawingSvg(withPaper(mapPicture({ ...options, photo: null })), label);
}

function withPaper(picture: MapPicture): MapPicture {
  const { width, height } = picture;
  return {
    ...picture,
    shapes: [{ kind: 'rect', x: 0, y: 0, width, height, fill: '#ffffff' }, ...picture.shapes],
  };
}

/** The picture as PNG, 2000 pixels wide; with the bytes of the photo beneath when they are given. */
export async function mapPng(options: PictureOptions, photo: Uint8Array | null = null): Promise<Uint8Array> {
  // Heavy packages are loaded with the first picture.
  const [{ default: sharp }, { openOutliner }] = await Promise.all([
    import('sharp'),
    import('../../../platform/documents/outline.ts'),
  ]);
  const picture = mapPicture(photo ? options : { ...options, photo: null });
  const scale = pixels / picture.width;
  const height = Math.round(picture.height * scale);
  // Words become outlines: a small server has no fonts of its own.
  const svg = Buffer.from(drawingSvg(picture, '', openOutliner()));
  const drawing = await sharp(svg, { density: Math.round(72 * scale) })
    .resize({ width: pixels, height, fit: 'fill' })
    .png()
    .toBuffer();
  const layers: OverlayOptions[] = [];
  if (photo && picture.photo) {
    const { left, top, right, bottom } = picture.photo;
    layers.push({
      input: await sharp(photo)
        .rotate()
        .resize({
          width: Math.round((right - left) * scale),
          height: Math.round((bottom - top) * scale),
          fit: 'fill',
        })
        .toBuffer(),
      left: Math.round(left * scale),
      top: Math.round(top * scale),
    });
  }
  return await sharp({ create: { width: pixels, height, channels: 3, background: '#ffffff' } })
    .composite([...layers, { input: drawing, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

/** The map as it stands in the minutes: the drawing and the list of what is on it. Photos are not part of papers. */
export function mapBlocks(
  { t, fmt }: Pick<I18n, 't' | 'fmt'>,
  objects: readonly MapObject[],
  base: MapBase,
  name: string,
): FlowBlock[] {
  if (objects.length === 0) return [];
  const words = mapWords(t);
  const drawn = objects.filter((one) => standsOn(one, base)).length;
  const drawing: FlowBlock = {
    type: 'image',
    image: { drawing: mapPicture({ objects, words, base }) },
    alt: t('needs.map.picture', { name, count: drawn }),
    width: 165,
    align: 'center',
    caption: t('needs.map.title-of', { name }),
  };
  return [
    ...(drawn > 0 ? [drawing] : []),
    {
      type: 'table',
      caption: t('needs.map.list'),
      compact: true,
      numbered: true,
      columns: [
        { label: t('ui.field.name'), width: 26 },
        { label: t('ui.field.kind'), width: 20 },
        { label: t('ui.field.condition'), width: 18 },
        { label: t('needs.map.users'), width: 16 },
        { label: t('ui.field.judgement'), width: 20 },
      ],
      rows: objects.map((one) => [
        one.name || words.kind[one.kind],
        words.kind[one.kind],
        one.wished ? words.wished : one.condition ? words.condition[one.condition] : '',
        one.users.length > 0 ? fmt.list(one.users.map((user) => words.user[user])) : '',
        one.note,
      ]),
    },
  ];
}
