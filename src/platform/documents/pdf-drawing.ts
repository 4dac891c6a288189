import { safeColour } from './drawing.ts';
import type { Drawing } from './model.ts';
import { cleanText } from './model.ts';
import type { Pdf } from './pdf-text.ts';

/** Draws shapes as vectors, with the drawing's top left at (x, y). */
export function drawShapes(
  pdf: Pdf,
  drawing: Drawing,
  x: number,
  y: number,
  scale: number,
  family: 'serif' | 'sans',
): void {
  pdf.save();
  pdf.translate(x, y).scale(scale);
  for (const shape of drawing.shapes) {
    if (shape.kind === 'text') {
      const face = shape.bold ? (`${family}-bold` as const) : family;
      const text = cleanText(shape.text);
      pdf.font(face).fontSize(shape.size);
      const width = pdf.widthOfString(text);
      const left =
        shape.anchor === 'middle' ? shape.x - width / 2 : shape.anchor === 'end' ? shape.x - width : shape.x;
      pdf.fillColor(safeColour(shape.fill) ?? '#000000');
      pdf.text(text, left, shape.y, { lineBreak: false, baseline: 'alphabetic' });
      continue;
    }
    if (shape.kind === 'line') {
      pdf.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2);
      pdf.lineWidth(shape.strokeWidth ?? 1).strokeColor(safeColour(shape.stroke) ?? '#000000');
      if (shape.dashed) pdf.dash(4, { space: 3 });
      pdf.stroke();
      if (shape.dashed) pdf.undash();
      continue;
    }
    const fill = safeColour(shape.fill);
    const stroke = safeColour(shape.stroke);
    if (!fill && !stroke) continue;
    if (shape.kind === 'rect') {
      if (shape.radius) pdf.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      else pdf.rect(shape.x, shape.y, shape.width, shape.height);
    } else if (shape.kind === 'circle') pdf.circle(shape.cx, shape.cy, shape.r);
    else pdf.path(shape.d);
    pdf.lineWidth(shape.strokeWidth ?? 1);
    if (fill && stroke) pdf.fillAndStroke(fill, stroke);
    else if (fill) pdf.fill(fill);
    else if (stroke) pdf.stroke(stroke);
  }
  pdf.restore();
}
