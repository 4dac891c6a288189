import type { PictureWords } from '../../../drawings/map-picture.ts';
import { boundingBox, type Point } from '../../../drawings/map-layout.ts';
import { type MapObject } from './session-record.ts';
import {
  mapConditions,
  mapKinds,
  mapUsers,
  type MapCondition,
  type MapKind,
  type MapUser,
} from '../../../drawings/words.ts';

// The map a village drew (R-MAP-01 … R-MAP-07) as facts: counts, and a file other programs can read.

export type MapCounts = {
  readonly all: number;
  readonly drawn: number;
  readonly wished: number;
  readonly byKind: Readonly<Record<MapKind, number>>;
  /** What is there already: a condition of something wished for says nothing. */
  readonly byCondition: Readonly<Record<MapCondition, number>>;
  readonly byUser: Readonly<Record<MapUser, number>>;
};

const zeros = <T extends string>(names: readonly T[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;

export function countObjects(objects: readonly MapObject[]): MapCounts {
  const byKind = zeros(mapKinds);
  const byCondition = zeros(mapConditions);
  const byUser = zeros(mapUsers);
  for (const one of objects) {
    byKind[one.kind] += 1;
    if (one.condition && !one.wished) byCondition[one.condition] += 1;
    for (const user of one.users) byUser[user] += 1;
  }
  return {
    all: objects.length,
    drawn: objects.filter((one) => one.shape !== 'none').length,
    wished: objects.filter((one) => one.wished).length,
    byKind,
    byCondition,
    byUser,
  };
}

/** The words of the picture and of the lists, from the messages `needs.map.…`. */
export function mapWords(t: (key: string) => string): PictureWords {
  const words = <T extends string>(names: readonly T[], key: (name: T) => string) =>
    Object.fromEntries(names.map((name) => [name, t(key(name))])) as Record<T, string>;
  return {
    kind: words(mapKinds, (kind) => `needs.map.kind.${kind}`),
    condition: words(mapConditions, (condition) => `needs.map.condition.${condition}`),
    user: words(mapUsers, (user) => `needs.map.user.${user}`),
    userMark: words(mapUsers, (user) => `needs.map.user-mark.${user}`),
    wished: t('needs.map.wished'),
    usedMost: t('needs.map.used-most'),
  };
}

type Position = readonly [number, number];
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] };

/** Properties carry the code words, which other programs can rely on, and the words people read. */
export type MapProperties = {
  readonly order: number;
  readonly kind: MapKind;
  readonly kindName: string;
  readonly name: string;
  readonly condition: MapCondition | null;
  readonly conditionName: string | null;
  readonly users: readonly MapUser[];
  readonly userNames: readonly string[];
  readonly wished: boolean;
  readonly note: string;
  /** Where it stands on the sheet: x to the right and y down, 0 … 10 000. */
  readonly sheet: {
    readonly type: 'point' | 'line' | 'area';
    readonly points: readonly Position[];
  } | null;
};

export type MapFeature = {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly properties: MapProperties;
};

export type MapFile = {
  readonly type: 'FeatureCollection';
  readonly bbox?: readonly [west: number, south: number, east: number, north: number];
  readonly features: readonly MapFeature[];
};

/** Seven decimals of a degree are a centimetre: more would only pretend. */
const degree = (value: number) => Math.round(value * 1e7) / 1e7;

function signedArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function geometryOf({ shape, points }: MapObject): Geometry | null {
  const positions = points.map(([x, y]): Position => [degree(x), degree(y)]);
  const first = positions[0];
  if (!first || shape === 'none') return null;
  if (shape === 'point') return { type: 'Point', coordinates: first };
  if (shape === 'line') return { type: 'LineString', coordinates: positions };
  // RFC 7946, 3.1.6: a ring is closed and its outside runs against the clock.
  const ring = signedArea(positions) < 0 ? [...positions].reverse() : positions;
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? first]] };
}

/**
 * The objects as a GeoJSON FeatureCollection (RFC 7946).
 *
 * What was drawn on a sheet or a photo has no place on Earth: its geometry is null, as the standard has it for things
 * without one, and the drawing travels in `properties.sheet`. Writing sheet units as coordinates would make valid
 * JSON and put the village into the Gulf of Guinea: GeoJSON knows only WGS 84.
 */
export function mapGeoJson(objects: readonly MapObject[], words: PictureWords): MapFile {
  const placed = objects.filter((one) => one.crs === 'wgs84' && one.shape !== 'none');
  const box = boundingBox(placed.flatMap((one) => one.points));
  return {
    type: 'FeatureCollection',
    ...(box
      ? { bbox: [degree(box.left), degree(box.top), degree(box.right), degree(box.bottom)] as const }
      : {}),
    features: objects.map((one) => ({
      type: 'Feature',
      id: one.id,
      geometry: one.crs === 'wgs84' ? geometryOf(one) : null,
      properties: {
        order: one.order,
        kind: one.kind,
        kindName: words.kind[one.kind],
        name: one.name,
        condition: one.condition,
        conditionName: one.condition && words.condition[one.condition],
        users: one.users,
        userNames: one.users.map((user) => words.user[user]),
        wished: one.wished,
        note: one.note,
        sheet: one.crs === 'sheet' && one.shape !== 'none' ? { type: one.shape, points: one.points } : null,
      },
    })),
  };
}
