import type { Box, Point } from '../../../drawings/map-layout.ts';

// What a look at the map is, and what fingers make of it. Pure. Places lie on a plane: units of the sheet, or degrees
// of Web Mercator (`mercator` of map-layout.ts) for a map on tiles; y grows downwards, as on the screen.

/** The place in the middle of the screen, and how many pixels a unit of the plane takes. */
export type Look = { readonly centre: Point; readonly scale: number };
export type Size = { readonly width: number; readonly height: number };
export type Limits = { readonly least: number; readonly most: number };

const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** Where a place stands on the screen, in pixels from its upper left corner. */
export function toScreen({ centre, scale }: Look, { width, height }: Size, [x, y]: Point): Point {
  return [(x - centre[0]) * scale + width / 2, (y - centre[1]) * scale + height / 2];
}

/** The place under a pixel of the screen. */
export function toPlane({ centre, scale }: Look, { width, height }: Size, [x, y]: Point): Point {
  return [(x - width / 2) / scale + centre[0], (y - height / 2) / scale + centre[1]];
}

/** The look after the map was pushed by so many pixels. */
export function pushed({ centre, scale }: Look, [dx, dy]: Point): Look {
  return { centre: [centre[0] - dx / scale, centre[1] - dy / scale], scale };
}

/** Another scale; the place that was under `from` is now under `to`. */
export function scaledAt(look: Look, size: Size, scale: number, from: Point, to: Point = from): Look {
  const held = toPlane(look, size, from);
  const there = toScreen({ centre: look.centre, scale }, size, held);
  return pushed({ centre: look.centre, scale }, [to[0] - there[0], to[1] - there[1]]);
}

/** Two fingers: what lay under them stays under them, as far as the limits let the map grow or shrink. */
export function pinched(
  look: Look,
  size: Size,
  [a, b]: readonly [Point, Point],
  [c, d]: readonly [Point, Point],
  { least, most }: Limits,
): Look {
  const before = Math.max(1, Math.hypot(b[0] - a[0], b[1] - a[1]));
  const after = Math.hypot(d[0] - c[0], d[1] - c[1]);
  const scale = within((look.scale * after) / before, least, most);
  const middle = (one: Point, other: Point): Point => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  return scaledAt(look, size, scale, middle(a, b), middle(c, d));
}

/** The look that shows the whole box with a free edge of so many pixels around it. */
export function fitted(box: Box, { width, height }: Size, edge: number, { least, most }: Limits): Look {
  const across = Math.max(1, width - 2 * edge) / Math.max(box.right - box.left, 1e-9);
  const along = Math.max(1, height - 2 * edge) / Math.max(box.bottom - box.top, 1e-9);
  return {
    centre: [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
    scale: within(Math.min(across, along), least, most),
  };
}

/** Nobody loses the map: a tenth of the screen always shows some of the box. */
export function bounded({ centre, scale }: Look, { width, height }: Size, box: Box): Look {
  const [across, along] = [(width * 0.4) / scale, (height * 0.4) / scale];
  return {
    centre: [
      within(centre[0], box.left - across, box.right + across),
      within(centre[1], box.top - along, box.bottom + along),
    ],
    scale,
  };
}

/** How far the map must be pushed for a pixel to come into the box; where the box is too small its beginning counts. */
export function pushInto([x, y]: Point, box: Box): Point {
  const into = (value: number, low: number, high: number) => within(value, low, Math.max(low, high)) - value;
  return [into(x, box.left, box.right), into(y, box.top, box.bottom)];
}

/** Longitude and latitude of a place on the plane of Web Mercator. */
export function degreesOf([x, y]: Point): Point {
  return [x, ((2 * Math.atan(Math.exp((-y * Math.PI) / 180)) - Math.PI / 2) * 180) / Math.PI];
}

/** The whole Earth as tiles know it. */
export const earth: Box = { left: -180, top: -180, right: 180, bottom: 180 };
export const tileSide = 256;

/** Pixels for each degree at a zoom of tiles (0: the Earth in one tile). */
export const scaleOfZoom = (zoom: number) => (tileSide * 2 ** zoom) / 360;
export const zoomOfScale = (scale: number) => Math.log2((scale * 360) / tileSide);

/** Pixels for a unit of the sheet, and of what tiles show. */
export const sheetLimits = { least: 2 ** -7, most: 1 };
export const tileLimits = { least: scaleOfZoom(3), most: scaleOfZoom(19) };

export type TileRange = {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The tiles that are in sight, of the whole zoom nearest to the look's; left and right may run round the Earth. */
export function tilesInSight(look: Look, size: Size, most: number): TileRange {
  const zoom = within(Math.round(zoomOfScale(look.scale)), 0, most);
  const count = 2 ** zoom;
  const index = (value: number) => Math.floor(((value + 180) / 360) * count);
  const [left, top] = toPlane(look, size, [0, 0]);
  const [right, bottom] = toPlane(look, size, [size.width, size.height]);
  return {
    zoom,
    left: index(left),
    top: within(index(top), 0, count - 1),
    right: index(right),
    bottom: within(index(bottom), 0, count - 1),
  };
}

/** The address of a tile; a column beyond the edge is the same place on the other side. */
export function tileAddress(template: string, zoom: number, x: number, y: number): string {
  const count = 2 ** zoom;
  const parts: Readonly<Record<string, string | number>> = { z: zoom, x: ((x % count) + count) % count, y };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''));
}
