import { cleanText } from './model.ts';
import type { Drawing, ImageSource, KeptImage, PixelImage, Shape } from './model.ts';

const escapeXml = (text: string): string =>
  cleanText(text).replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char]!,
  );

const COLOUR = /^#[0-9a-f]{3}([0-9a-f]{3})?$/i;

/** A colour as given, or nothing when it is not a plain `#rgb` or `#rrggbb`: colours can come from settings. */
export function safeColour(colour: string | undefined): string | undefined {
  return colour !== undefined && COLOUR.test(colour) ? colour : undefined;
}

function paint(shape: { fill?: string; stroke?: string; strokeWidth?: number }, defaultFill: string): string {
  const fill = safeColour(shape.fill) ?? defaultFill;
  const stroke = safeColour(shape.stroke);
  return ` fill="${fill}"${stroke ? ` stroke="${stroke}" stroke-width="${shape.strokeWidth ?? 1}"` : ''}`;
}

/** Turns a text shape into outlines, for readers that may have no fonts. */
export type TextOutliner = (shape: Extract<Shape, { kind: 'text' }>) => string;

function shapeSvg(shape: Shape, outline?: TextOutliner): string {
  switch (shape.kind) {
    case 'rect': {
      const radius = shape.radius ? ` rx="${shape.radius}"` : '';
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"${radius}${paint(shape, 'none')}/>`;
    }
    case 'circle':
      return `<circle cx="${shape.cx}" cy="${shape.cy}" r="${shape.r}"${paint(shape, 'none')}/>`;
    case 'line': {
      const dash = shape.dashed ? ' stroke-dasharray="4 3"' : '';
      const stroke = safeColour(shape.stroke) ?? '#000000';
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" stroke="${stroke}" stroke-width="${shape.strokeWidth ?? 1}"${dash}/>`;
    }
    case 'path':
      return `<path d="${escapeXml(shape.d)}"${paint(shape, 'none')}/>`;
    case 'text': {
      if (outline) return outline(shape);
      const weight = shape.bold ? ' font-weight="700"' : '';
      const fill = safeColour(shape.fill) ?? '#000000';
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" text-anchor="${shape.anchor ?? 'start'}"${weight} fill="${fill}">${escapeXml(shape.text)}</text>`;
    }
  }
}

/** A drawing as SVG text. Everything in it is escaped, so it may be put into a page as it is. */
export function drawingSvg(drawing: Drawing, alt: string, outline?: TextOutliner): string {
  const label = alt === '' ? ' aria-hidden="true"' : ` role="img" aria-label="${escapeXml(alt)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawing.width} ${drawing.height}" ` +
    `font-family="Tinos, 'Times New Roman', 'Liberation Serif', serif"${label}>` +
    `${drawing.shapes.map((shape) => shapeSvg(shape, outline)).join('')}</svg>`
  );
}

/** A picture with its pixels as bytes, however it is kept. */
export function pixelsOf(image: PixelImage | KeptImage): PixelImage {
  return 'base64' in image ? { data: Buffer.from(image.base64, 'base64'), format: image.format } : image;
}

/** Width and height of a picture in its own units; null when the bytes are not the PNG or JPEG they claim to be. */
export function imageSize(source: ImageSource): { width: number; height: number } | null {
  if ('drawing' in source) return { width: source.drawing.width, height: source.drawing.height };
  const image = pixelsOf(source);
  const data = Buffer.from(image.data.buffer, image.data.byteOffset, image.data.byteLength);
  if (image.format === 'png') {
    if (data.length < 24 || data.readUInt32BE(0) !== 0x89504e47) return null;
    return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
  }
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < data.length) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1]!;
    // Start-of-frame markers carry the size; C4, C8 and CC share their range but mean tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) };
    at += 2 + data.readUInt16BE(at + 2);
  }
  return null;
}
