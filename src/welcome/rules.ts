import { soundKey } from '../methods/latin.ts';
import type { Place } from '../territory/rules/find-places.ts';

/** The oblasts and cities of the scheme, with the place of their tile: left, top, width, height. */
export type Tile = {
  readonly key: TileKey;
  readonly city: boolean;
  readonly box: readonly [x: number, y: number, width: number, height: number];
};

export type TileKey =
  'talas' | 'chuy' | 'bishkek' | 'ysyk-kol' | 'jalal-abad' | 'naryn' | 'batken' | 'osh' | 'osh-city';

export const schemeWidth = 340;
export const schemeHeight = 202;

/**
 * Roughly where they lie to each other, north above; sizes say nothing. Seven oblasts and two cities under the
 * republic. A city comes after the oblast on whose tile it stands.
 */
export const tiles: readonly Tile[] = [
  { key: 'talas', city: false, box: [16, 0, 88, 64] },
  { key: 'chuy', city: false, box: [108, 0, 136, 64] },
  { key: 'bishkek', city: true, box: [164, 6, 74, 28] },
  { key: 'ysyk-kol', city: false, box: [248, 0, 92, 64] },
  { key: 'jalal-abad', city: false, box: [0, 68, 128, 66] },
  { key: 'naryn', city: false, box: [132, 68, 208, 66] },
  { key: 'batken', city: false, box: [0, 138, 100, 64] },
  { key: 'osh', city: false, box: [104, 138, 148, 64] },
  { key: 'osh-city', city: true, box: [158, 144, 88, 28] },
];

/** How the units of the country are called, by their sound: an installation may hold none of them, or others. */
const calledBy: Readonly<Record<TileKey, string>> = {
  talas: 'Талас',
  chuy: 'Чүй',
  bishkek: 'Бишкек',
  'ysyk-kol': 'Ысык-Көл',
  'jalal-abad': 'Жалал-Абад',
  naryn: 'Нарын',
  batken: 'Баткен',
  osh: 'Ош',
  'osh-city': 'Ош',
};

export type TileCount = {
  /** The unit of the tile in this installation. */
  readonly place: Place | undefined;
  /** Municipalities in it; of a city itself. */
  readonly municipalities: number;
  readonly publishing: number;
};

/** What stands on each tile. */
export function countTiles(
  places: readonly Place[],
  publishing: ReadonlySet<string>,
): ReadonlyMap<TileKey, TileCount> {
  return new Map(
    tiles.map(({ key, city }) => {
      const name = soundKey(calledBy[key]);
      const place = places.find(
        ({ unit, keys }) =>
          keys.includes(name) &&
          (city ? unit.level === 'municipality' && unit.kind === 'town' : unit.level === 'oblast'),
      );
      const within = places.filter(
        ({ unit, above }) =>
          unit.level === 'municipality' &&
          place !== undefined &&
          (unit.unitId === place.unit.unitId || above.some((one) => one.unitId === place.unit.unitId)),
      );
      const count = within.filter(({ unit }) => publishing.has(unit.unitId)).length;
      return [key, { place, municipalities: within.length, publishing: count }];
    }),
  );
}
