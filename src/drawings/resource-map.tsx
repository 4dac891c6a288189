import { useId } from 'preact/hooks';
import type { Shape } from '../platform/documents/model.ts';
import { mapPicture, type PictureOptions } from './map-picture.ts';

export type ResourceMapProps = PictureOptions & {
  /** Spoken name of the picture; the list of objects beside it says the same in words. */
  label: string;
  /** Address of the photo under the map. Photos may show people: only on pages of the staff. */
  photoUrl?: string | undefined;
};

function ShapeView({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'rect':
      return (
        <rect
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.radius}
          fill={shape.fill ?? 'none'}
          stroke={shape.stroke}
          stroke-width={shape.strokeWidth}
        />
      );
    case 'circle':
      return (
        <circle
          cx={shape.cx}
          cy={shape.cy}
          r={shape.r}
          fill={shape.fill ?? 'none'}
          stroke={shape.stroke}
          stroke-width={shape.strokeWidth}
        />
      );
    case 'line':
      return (
        <line
          x1={shape.x1}
          y1={shape.y1}
          x2={shape.x2}
          y2={shape.y2}
          stroke={shape.stroke ?? '#000000'}
          stroke-width={shape.strokeWidth}
          stroke-dasharray={shape.dashed ? '8 6' : undefined}
        />
      );
    case 'path':
      return (
        <path
          d={shape.d}
          fill={shape.fill ?? 'none'}
          stroke={shape.stroke}
          stroke-width={shape.strokeWidth}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      );
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          font-size={shape.size}
          font-weight={shape.bold ? 700 : undefined}
          text-anchor={shape.anchor}
          fill={shape.fill}
        >
          {shape.text}
        </text>
      );
  }
}

/**
 * The map a village drew, as one SVG picture on paper of its own (the same in dark mode: it is a drawing, not a part
 * of the page). A list of the objects must stand beside it.
 */
export function ResourceMap({ label, photoUrl, ...options }: ResourceMapProps) {
  const id = useId();
  const picture = mapPicture(options);
  const { photo } = picture;
  return (
    <svg
      class="resource-map"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      role="img"
      aria-labelledby={id}
      font-family="Ashar, 'Noto Sans', 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
    >
      <title id={id}>{label}</title>
      <rect width={picture.width} height={picture.height} fill="#ffffff" />
      {photo && photoUrl && (
        <image
          href={photoUrl}
          x={photo.left}
          y={photo.top}
          width={photo.right - photo.left}
          height={photo.bottom - photo.top}
          preserveAspectRatio="none"
        />
      )}
      {picture.shapes.map((shape, index) => (
        <ShapeView key={index} shape={shape} />
      ))}
    </svg>
  );
}
