import { isNear, soundKey } from '../../methods/latin.ts';
import { bareName } from './unit-words.ts';
import type { UnitVersion } from './versions.ts';

/** A unit as the search knows it: with those above it, and its names by their sound. */
export type Place = {
  readonly unit: UnitVersion;
  /** From the top. */
  readonly above: readonly UnitVersion[];
  /** Path of its public page without language prefix; of its municipality's for a village; none above those. */
  readonly path: string | undefined;
  readonly keys: readonly string[];
};

/** The sounds of a unit's names, with the word of its level and without. */
export function placeKeys({ nameKy, nameRu, level }: UnitVersion): string[] {
  const names = [nameKy, nameRu, bareName(nameKy, level), bareName(nameRu, level)];
  return [...new Set(names.map(soundKey))].filter((key) => key !== '');
}

/** How well a place answers: 0 its very name, 1 its beginning, 2 part of it, 3 a slip or two away; undefined: not. */
function fit(place: Place, wanted: string): number | undefined {
  const { keys } = place;
  if (keys.includes(wanted)) return 0;
  if (keys.some((key) => key.startsWith(wanted))) return 1;
  if (wanted.length > 2 && keys.some((key) => key.includes(wanted))) return 2;
  const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
  return keys.some((key) => isNear(key, wanted, most)) ? 3 : undefined;
}

/**
 * Places that answer to what somebody typed, in Kyrgyz, Russian or Latin letters, the best first. Where some answer by
 * their name, those that are only near it are left out.
 * @param words read up to 100 letters
 * @param most how many at most
 */
export function findPlaces(places: readonly Place[], words: string, most = 50): readonly Place[] {
  const wanted = soundKey(words.slice(0, 100));
  if (wanted === '') return [];
  const found = places.flatMap((place) => {
    const fitting = fit(place, wanted);
    return fitting === undefined ? [] : [{ place, fitting }];
  });
  const best = found.some(({ fitting }) => fitting < 3) ? found.filter(({ fitting }) => fitting < 3) : found;
  return best
    .sort((a, b) => a.fitting - b.fitting)
    .slice(0, most)
    .map(({ place }) => place);
}

/** The one place that was meant beyond doubt: of this very name, and no other of it has a page elsewhere. */
export function meantPlace(found: readonly Place[], words: string): Place | undefined {
  const wanted = soundKey(words.slice(0, 100));
  const exact = found.filter(({ keys, path }) => path !== undefined && keys.includes(wanted));
  return exact.length > 0 && new Set(exact.map(({ path }) => path)).size === 1 ? exact[0] : undefined;
}
