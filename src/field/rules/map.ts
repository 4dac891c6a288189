import { searchKey } from '../../methods/names.ts';
import {
  recordLimits,
  sheetSide,
  type MapBase,
  type MapObject,
  type MapShape,
} from '../../needs/sessions/rules/session-record.ts';
import { mapKinds, type MapKind, type MapUser } from '../../drawings/words.ts';
import { nextOrder } from './order.ts';

// Drawing a village's map on a screen: what a finger's tap becomes. Pure; the screen only shows it.

export type MapPoint = readonly [number, number];
export type DrawnShape = Exclude<MapShape, 'none'>;
export type MapCrs = MapObject['crs'];

/** What a kind is usually drawn as; the group may choose another. */
export const usualShape: Readonly<Record<MapKind, DrawnShape>> = {
  infrastructure: 'point',
  water: 'line',
  arable: 'area',
  agroZone: 'area',
  forest: 'area',
  pasture: 'area',
  trade: 'point',
  service: 'point',
  special: 'point',
};

const fewest: Readonly<Record<DrawnShape, number>> = { point: 1, line: 2, area: 3 };

/** An object that is being drawn. Kept as a text, so that a killed browser loses none of its points. */
export type Draft = {
  readonly kind: MapKind;
  readonly shape: DrawnShape;
  readonly crs: MapCrs;
  readonly wished: boolean;
  readonly points: readonly MapPoint[];
  /** The object that gets these points, when it is there already; null for a new one. */
  readonly objectId: string | null;
};

export const crsOf = (base: MapBase): MapCrs => (base === 'tiles' ? 'wgs84' : 'sheet');

export function newDraft(kind: MapKind, base: MapBase, objectId: string | null = null): Draft {
  return { kind, shape: usualShape[kind], crs: crsOf(base), wished: false, points: [], objectId };
}

/** Whether the points are enough for the shape. */
export function isComplete(draft: Pick<Draft, 'shape' | 'points'>): boolean {
  return draft.points.length >= fewest[draft.shape];
}

/** A point inside the sheet or on Earth, no finer than is worth keeping. */
export function keptPoint([x, y]: MapPoint, crs: MapCrs): MapPoint {
  if (crs === 'sheet') {
    // `+ 0`: no minus zero, which a file would turn into zero.
    const inside = (value: number) => Math.round(Math.min(sheetSide, Math.max(0, value))) + 0;
    return [inside(x), inside(y)];
  }
  // A map can be turned round the Earth more than once; its longitudes are the same places.
  const turned = ((((x + 180) % 360) + 360) % 360) - 180;
  const degrees = (value: number) => Math.round(value * 1e6) / 1e6 + 0;
  return [degrees(turned), degrees(Math.max(-85, Math.min(85, y)))];
}

/** One more point. A point in the same place as the last one is a finger that trembled: nothing changes. */
export function withPoint(draft: Draft, point: MapPoint): Draft {
  const kept = keptPoint(point, draft.crs);
  if (draft.shape === 'point') return { ...draft, points: [kept] };
  const last = draft.points.at(-1);
  if (last && last[0] === kept[0] && last[1] === kept[1]) return draft;
  if (draft.points.length >= recordLimits.points) return draft;
  return { ...draft, points: [...draft.points, kept] };
}

export function withoutLastPoint(draft: Draft): Draft {
  return { ...draft, points: draft.points.slice(0, -1) };
}

/** Another shape for what is being drawn; its points stay as far as the shape takes them. */
export function withShape(draft: Draft, shape: DrawnShape): Draft {
  return { ...draft, shape, points: shape === 'point' ? draft.points.slice(-1) : draft.points };
}

export function draftText(draft: Draft | null): string {
  return draft === null ? '' : JSON.stringify(draft);
}

/** Reads a kept draft; null for none, for a damaged one, and for one of another base. */
export function draftOf(text: string, base: MapBase): Draft | null {
  if (text === '') return null;
  try {
    const raw = JSON.parse(text) as Partial<Draft>;
    const { kind, shape, crs, points, objectId, wished } = raw;
    if (!kind || !mapKinds.includes(kind) || !shape || !Object.hasOwn(fewest, shape)) return null;
    if (crs !== crsOf(base) || !Array.isArray(points)) return null;
    const sound = points.every(
      (point: unknown) =>
        Array.isArray(point) && point.length === 2 && point.every((one) => Number.isFinite(one)),
    );
    if (!sound) return null;
    return {
      kind,
      shape,
      crs,
      wished: wished === true,
      points: points.slice(0, recordLimits.points),
      objectId: typeof objectId === 'string' ? objectId : null,
    };
  } catch {
    return null;
  }
}

/** All points moved alike, as far as the edge of the sheet lets them: a shape keeps its form at the edge. */
export function movedBy(points: readonly MapPoint[], by: MapPoint, crs: MapCrs): readonly MapPoint[] {
  const [low, high]: readonly [MapPoint, MapPoint] =
    crs === 'sheet'
      ? [
          [0, 0],
          [sheetSide, sheetSide],
        ]
      : [
          [-180, -85],
          [180, 85],
        ];
  const limited = (index: 0 | 1) => {
    const values = points.map((point) => point[index]);
    return Math.max(low[index] - Math.min(...values), Math.min(high[index] - Math.max(...values), by[index]));
  };
  if (points.length === 0) return points;
  const [dx, dy] = [limited(0), limited(1)];
  return points.map(([x, y]) => keptPoint([x + dx, y + dy], crs));
}

/** An object as it is added: after all that stand, and nothing is said of it but what is known already. */
export function newObject(
  objects: readonly MapObject[],
  known: Pick<MapObject, 'kind' | 'crs'> & Partial<MapObject>,
): Omit<MapObject, 'id'> {
  return {
    order: nextOrder(objects),
    name: '',
    condition: null,
    users: [],
    wished: false,
    note: '',
    shape: 'none',
    points: [],
    ...known,
  };
}

/** What of the map is shown. */
export type MapFilter = {
  readonly hidden: readonly MapKind[];
  readonly wishedOnly: boolean;
  readonly usedBy: MapUser | null;
};

export const wholeMap: MapFilter = { hidden: [], wishedOnly: false, usedBy: null };

/** Whether an object passes the filter. What everyone uses is used by each group too, but not most by it. */
export function passes(object: MapObject, filter: MapFilter): boolean {
  return (
    !filter.hidden.includes(object.kind) &&
    (!filter.wishedOnly || object.wished) &&
    (filter.usedBy === null || object.users.includes(filter.usedBy))
  );
}

export type KindGroup = { readonly kind: MapKind; readonly objects: readonly MapObject[] };

/** The list by kind in the order of the method, empty kinds left out; `search` looks into names and notes. */
export function groupsByKind(objects: readonly MapObject[], search = ''): readonly KindGroup[] {
  const words = searchKey(search);
  const found = objects.filter(
    (one) => words === '' || searchKey(one.name).includes(words) || searchKey(one.note).includes(words),
  );
  return mapKinds.flatMap((kind) => {
    const own = found.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [{ kind, objects: own }];
  });
}
