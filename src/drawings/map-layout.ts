/** Where things of a drawn map stand: frames, middles, names that do not cover each other. Pure. */

export type Point = readonly [x: number, y: number];

export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The smallest box around the points; null when there are none. */
export function boundingBox(points: readonly Point[]): Box | null {
  const first = points[0];
  if (!first) return null;
  let [left, top] = first;
  let [right, bottom] = first;
  for (const [x, y] of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}

/** The point half-way along a line. */
export function middleOfLine(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, index) => {
    const [x, y] = points[index] ?? point;
    return Math.hypot(point[0] - x, point[1] - y);
  });
  let rest = lengths.reduce((sum, one) => sum + one, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const from = points[index];
    const to = points[index + 1];
    if (!from || !to) break;
    if (rest <= length && length > 0) {
      const share = rest / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    rest -= length;
  }
  return points[0] ?? [0, 0];
}

/** The centre of gravity of an area; the mean of its corners when it is flat. */
export function middleOfArea(points: readonly Point[]): Point {
  const first = points[0];
  if (!first) return [0, 0];
  let [twice, sumX, sumY] = [0, 0, 0];
  for (const [index, point] of points.entries()) {
    const next = points[(index + 1) % points.length] ?? first;
    // From the first corner on: far from zero the products would lose what they are to tell.
    const [ax, ay] = [point[0] - first[0], point[1] - first[1]];
    const [bx, by] = [next[0] - first[0], next[1] - first[1]];
    const cross = ax * by - bx * ay;
    twice += cross;
    sumX += (ax + bx) * cross;
    sumY += (ay + by) * cross;
  }
  if (Math.abs(twice) < 1e-12) {
    const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
    return [mean(0), mean(1)];
  }
  return [first[0] + sumX / (3 * twice), first[1] + sumY / (3 * twice)];
}

/** Where the sign and the name of an object stand; null for one that is not drawn. */
export function middleOf(shape: 'none' | 'point' | 'line' | 'area', points: readonly Point[]): Point | null {
  const first = points[0];
  if (shape === 'none' || !first) return null;
  if (shape === 'line') return middleOfLine(points);
  return shape === 'area' ? middleOfArea(points) : first;
}

/** Web Mercator in degrees of longitude: upright everywhere, as tiles are. Latitudes beyond 85 stand at the edge. */
export function mercator([longitude, latitude]: Point): Point {
  const bounded = Math.max(-85, Math.min(85, latitude));
  const radians = (bounded * Math.PI) / 180;
  return [longitude, (-Math.log(Math.tan(Math.PI / 4 + radians / 2)) * 180) / Math.PI];
}

export type LabelToPlace = {
  /** Middle of the sign. */
  readonly at: Point;
  /** Half the side of the sign. */
  readonly radius: number;
  /** Size of the text; 0 wide when there is none. */
  readonly width: number;
  readonly height: number;
};

export type LabelSide = 'right' | 'left' | 'below' | 'above';
export type PlacedLabel = { readonly side: LabelSide; readonly box: Box };

const sides: readonly LabelSide[] = ['right', 'left', 'below', 'above'];

function labelBox({ at: [x, y], radius, width, height }: LabelToPlace, side: LabelSide): Box {
  const gap = 3;
  const left =
    side === 'right' ? x + radius + gap : side === 'left' ? x - radius - gap - width : x - width / 2;
  const top =
    side === 'below' ? y + radius + gap : side === 'above' ? y - radius - gap - height : y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * A side for each name, in the order given, so that names cover neither signs nor each other nor the edge. Where all
 * four sides are taken the name is left out (null), or, with `crowded: 'least'`, stands where it covers least.
 */
export function placeLabels(
  labels: readonly LabelToPlace[],
  bounds: Box | null,
  crowded: 'hide' | 'least' = 'hide',
): readonly (PlacedLabel | null)[] {
  const taken: Box[] = labels.map(({ at: [x, y], radius }) => ({
    left: x - radius,
    top: y - radius,
    right: x + radius,
    bottom: y + radius,
  }));
  return labels.map((label) => {
    if (label.width <= 0) return null;
    let best: { placed: PlacedLabel; cost: number } | undefined;
    for (const side of sides) {
      const box = labelBox(label, side);
      let cost = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      if (bounds) {
        const area = label.width * label.height;
        // What hangs over the edge is not seen at all: worse than covering something.
        cost += (area - overlap(box, bounds)) * 4;
      }
      if (!best || cost < best.cost) best = { placed: { side, box }, cost };
      if (cost <= 0.01) break;
    }
    if (!best || (best.cost > 0.01 && crowded === 'hide')) return null;
    taken.push(best.placed.box);
    return best.placed;
  });
}
