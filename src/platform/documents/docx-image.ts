import { ImageRun } from 'docx';
import sharp from 'sharp';
import { drawingSvg, imageSize, pixelsOf } from './drawing.ts';
import type { ImageSource } from './model.ts';
import { cleanText } from './model.ts';
import { openOutliner } from './outline.ts';

/** A picture for a paragraph, `width` millimetres wide. */
export async function imageRun(image: ImageSource, width: number, alt: string): Promise<ImageRun> {
  const natural = imageSize(image) ?? { width: 1, height: 1 };
  const pixels = (width / 25.4) * 96;
  const transformation = {
    width: Math.round(pixels),
    height: Math.max(1, Math.round((pixels * natural.height) / natural.width)),
  };
  const altText = { title: cleanText(alt), description: cleanText(alt), name: 'image' };
  if ('drawing' in image) {
    // Word before 2016 shows no SVG, so a drawing becomes a picture of 300 dots an inch.
    const svg = Buffer.from(drawingSvg(image.drawing, '', openOutliner()));
    const target = Math.max(1, Math.round((width / 25.4) * 300));
    const density = Math.min(2400, Math.max(72, (72 * target) / natural.width));
    const data = await sharp(svg, { density }).resize({ width: target }).png().toBuffer();
    return new ImageRun({ type: 'png', data, transformation, altText });
  }
  const { data, format } = pixelsOf(image);
  const type = format === 'png' ? 'png' : 'jpg';
  return new ImageRun({ type, data: Buffer.from(data), transformation, altText });
}
