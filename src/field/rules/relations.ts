import { circleRadius, sheetSide } from '../../drawings/venn-sheet.ts';
import type { CircleSize, Relation } from '../../drawings/words.ts';

/**
 * How circles of a Venn diagram stand to each other (R-VEN-04): apart, touching, partly over each other, one inside
 * the other; read from their places, and places made for a relation. Units: the sheet, 0 … 1000 both ways.
 */

export type Placed = {
  readonly id: string;
  readonly size: CircleSize;
  readonly x: number;
  readonly y: number;
};
export type Point = { readonly x: number; readonly y: number };

/** Circles whose edges are no further than this from each other touch: rounding and a hand are not finer. */
const touchTolerance = 10;
/** A circle dropped this near to touching snaps to it. */
export const snapWithin = 26;
/** Circles put apart by the program keep this much between them, so that a nudge does not make them touch. */
const clearance = 34;
/** From this part of the smaller circle's width on, it counts as lying inside the other. */
const insideFrom = 0.8;

const radius = (circle: { readonly size: CircleSize }) => circleRadius[circle.size];
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** The relation two circles show by how they stand. */
export function relationOf(a: Omit<Placed, 'id'>, b: Omit<Placed, 'id'>): Relation {
  const between = distance(a, b);
  const gap = between - radius(a) - radius(b);
  if (gap > touchTolerance) return 'separate';
  if (gap >= -touchTolerance) return 'touching';
  const smaller = Math.min(radius(a), radius(b));
  return -gap / (2 * smaller) >= insideFrom ? 'full' : 'partial';
}

/** Distance of the centres at which a relation is drawn; of `separate` the least one. */
export function distanceFor(relation: Relation, a: CircleSize, b: CircleSize): number {
  const larger = Math.max(circleRadius[a], circleRadius[b]);
  const smaller = Math.min(circleRadius[a], circleRadius[b]);
  if (relation === 'separate') return larger + smaller + clearance;
  if (relation === 'touching') return larger + smaller;
  if (relation === 'partial') return larger + smaller * 0.1;
  // Circles of one size would hide each other: they keep a rim.
  return Math.max(larger - smaller - 4, smaller * 0.3);
}

/** Further distances at which a relation holds, for circles that are tied to several. */
function distancesFor(relation: Relation, a: CircleSize, b: CircleSize): number[] {
  const smaller = Math.min(circleRadius[a], circleRadius[b]);
  const usual = distanceFor(relation, a, b);
  return relation === 'partial' ? [usual, usual + smaller * 0.55, usual - smaller * 0.4] : [usual];
}

/** The nearest place at which the whole circle lies on the sheet, in whole units. */
export function onSheet(point: Point, size: CircleSize): Point {
  const r = circleRadius[size];
  const inside = (n: number) => Math.round(Math.min(sheetSide - r, Math.max(r, n)));
  return { x: inside(point.x), y: inside(point.y) };
}

/** The place at `far` from `centre` that lies on the sheet and nearest to where the circle is. */
function onRing(centre: Point, far: number, circle: Omit<Placed, 'id'>): Point {
  const toward = distance(centre, circle) < 1 ? 0 : Math.atan2(circle.y - centre.y, circle.x - centre.x);
  let best = onSheet(circle, circle.size);
  let off = Infinity;
  // Turned little by little to both sides, so that the first that fits is the nearest.
  for (let step = 0; step <= 36; step += 1) {
    for (const side of step === 0 ? [1] : [1, -1]) {
      const angle = toward + (side * step * Math.PI) / 36;
      const wanted = { x: centre.x + far * Math.cos(angle), y: centre.y + far * Math.sin(angle) };
      const point = onSheet(wanted, circle.size);
      const error = Math.abs(distance(point, centre) - far);
      if (error < 1) return point;
      if (error < off) [best, off] = [point, error];
    }
  }
  return best;
}

/** Where two rings cross: none, or two places. */
function crossings(a: Point, ra: number, b: Point, rb: number): Point[] {
  const d = distance(a, b);
  if (d < 1 || d > ra + rb || d < Math.abs(ra - rb)) return [];
  const along = (ra * ra - rb * rb + d * d) / (2 * d);
  const across = Math.sqrt(Math.max(0, ra * ra - along * along));
  const [ux, uy] = [(b.x - a.x) / d, (b.y - a.y) / d];
  const [mx, my] = [a.x + along * ux, a.y + along * uy];
  return [
    { x: mx - across * uy, y: my + across * ux },
    { x: mx + across * uy, y: my - across * ux },
  ];
}

/**
 * Where a dropped circle comes to rest: near touching it touches (two neighbours at once when it can), nearly inside
 * it goes inside, elsewhere it stays where it was dropped, on the sheet.
 */
export function snapDrop(dropped: Placed, others: readonly Placed[]): Point {
  const start = { ...dropped, ...onSheet(dropped, dropped.size) };
  const near = others
    .filter((other) => other.id !== dropped.id)
    .map((other) => ({ other, gap: distance(start, other) - radius(start) - radius(other) }))
    .filter(({ gap }) => Math.abs(gap) <= snapWithin)
    .sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap));
  const [first, second] = near;
  if (first && second) {
    const both = crossings(
      first.other,
      distanceFor('touching', start.size, first.other.size),
      second.other,
      distanceFor('touching', start.size, second.other.size),
    )
      .filter((point) => distance(onSheet(point, start.size), point) < 1)
      .sort((a, b) => distance(a, start) - distance(b, start))[0];
    if (both && distance(both, start) <= snapWithin * 1.5) return onSheet(both, start.size);
  }
  if (first) return onRing(first.other, distanceFor('touching', start.size, first.other.size), start);
  const around = others.find(
    (other) => other.id !== dropped.id && other.size !== dropped.size && relationOf(start, other) === 'full',
  );
  if (around) {
    const most = Math.abs(radius(around) - radius(start)) - 2;
    if (distance(start, around) > most) return onRing(around, most, start);
  }
  return { x: start.x, y: start.y };
}

/** A relation that a move has made. */
export type Change = { readonly otherId: string; readonly relation: Relation };

/**
 * What a move of one circle changed. A pair that stood apart before and after keeps what was said about it in the
 * table; every other pair is what the circles show now.
 */
export function changesOfMove(
  before: Placed,
  after: Placed,
  others: readonly Placed[],
  linkOf: (otherId: string) => Relation,
): Change[] {
  return others.flatMap((other) => {
    if (other.id === after.id) return [];
    const now = relationOf(after, other);
    if (now === 'separate' && relationOf(before, other) === 'separate') return [];
    return now === linkOf(other.id) ? [] : [{ otherId: other.id, relation: now }];
  });
}

/** How badly a place shows what was said: 0 when every pair stands as it should. */
function faults(
  circle: Placed,
  others: readonly Placed[],
  wanted: (otherId: string) => Relation,
  first: string | undefined,
): number {
  let sum = 0;
  for (const other of others) {
    if (other.id === circle.id) continue;
    const should = wanted(other.id);
    if (relationOf(circle, other) === should) {
      // Apart, yet so near that it looks like touching.
      if (
        should === 'separate' &&
        distance(circle, other) < distanceFor('separate', circle.size, other.size) - 2
      )
        sum += 0.2;
      continue;
    }
    if (other.id === first) sum += 1000;
    else if (should !== 'separate') sum += 20;
    else sum += 4 + (radius(circle) + radius(other) - distance(circle, other)) / 50;
  }
  return sum;
}

/** Points of the whole sheet, for circles that are tied to none. */
function grid(size: CircleSize): Point[] {
  const r = circleRadius[size];
  const points: Point[] = [];
  for (let y = r + 4; y <= sheetSide - r; y += 36)
    for (let x = r + 4; x <= sheetSide - r; x += 36) points.push({ x, y });
  return points;
}

/**
 * The place nearest to where a circle is at which it stands to every other as was said; when no place does, the
 * one with the fewest faults. The relation to `first` comes before all others.
 */
export function placeFor(
  circle: Placed,
  others: readonly Placed[],
  wanted: (otherId: string) => Relation,
  first?: string,
): Point {
  const rest = others.filter((other) => other.id !== circle.id);
  const tied = rest.filter((other) => wanted(other.id) !== 'separate');
  const leading = rest.find((other) => other.id === first);
  const candidates: Point[] = [circle];
  const around = leading && wanted(leading.id) !== 'separate' ? [leading] : tied;
  for (const other of around) {
    const from = Math.atan2(circle.y - other.y, circle.x - other.x);
    for (const far of distancesFor(wanted(other.id), circle.size, other.size)) {
      for (let step = 0; step < 48; step += 1) {
        const angle = from + (step * Math.PI) / 24;
        candidates.push({ x: other.x + far * Math.cos(angle), y: other.y + far * Math.sin(angle) });
      }
      for (const second of tied) {
        if (second.id === other.id) continue;
        for (const further of distancesFor(wanted(second.id), circle.size, second.size))
          candidates.push(...crossings(other, far, second, further));
      }
    }
  }
  if (around.length === 0) candidates.push(...grid(circle.size));
  let best = onSheet(circle, circle.size);
  let least = Infinity;
  for (const candidate of candidates) {
    const point = onSheet(candidate, circle.size);
    const cost = faults({ ...circle, ...point }, rest, wanted, first) + distance(point, circle) / 2000;
    if (cost < least) [best, least] = [point, cost];
  }
  return best;
}

/** Where a new circle is laid: apart from all, as near to the middle as there is room. */
export function freePlace(size: CircleSize, others: readonly Placed[]): Point {
  const middle = sheetSide / 2;
  return placeFor({ id: '', size, x: middle, y: middle }, others, () => 'separate');
}
