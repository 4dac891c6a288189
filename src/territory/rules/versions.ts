import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import type { UnitLevel } from '../schema.ts';

/** Kinds of municipality: айыл аймагы or a town. */
export type UnitKind = 'aiylAimak' | 'town';

/** What a unit was called and where it belonged from `validFrom` until the day before `validTo`. */
export type UnitVersion = {
  readonly unitId: string;
  readonly level: UnitLevel;
  readonly code: string | null;
  readonly parentId: string | null;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly kind: UnitKind | null;
  readonly validFrom: IsoDate;
  /** The first day on which it no longer holds; null while it holds. */
  readonly validTo: IsoDate | null;
};

/** The version that holds on the day; undefined before the unit existed and after it ended. */
export function unitAt<V extends Pick<UnitVersion, 'validFrom' | 'validTo'>>(
  versions: readonly V[],
  date: IsoDate,
): V | undefined {
  return versions.find(
    (version) => version.validFrom <= date && (version.validTo === null || date < version.validTo),
  );
}

/**
 * The version whose name a paper of that day carries: the one that held then; for a day after the unit's end the
 * last one, for a day before its beginning the first. Undefined only without versions.
 */
export function namedVersion<V extends Pick<UnitVersion, 'validFrom' | 'validTo'>>(
  versions: readonly V[],
  date: IsoDate,
): V | undefined {
  const ordered = [...versions].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return ordered.findLast((version) => version.validFrom <= date) ?? ordered[0];
}

/** The name in a language. English readers get the Russian form, which passports and maps transliterate from. */
export function nameIn(version: Pick<UnitVersion, 'nameKy' | 'nameRu'>, lang: Lang): string {
  return lang === 'ky' ? version.nameKy : version.nameRu;
}

/** The level a unit of this level stands under; null for an oblast. */
export function parentLevel(level: UnitLevel): UnitLevel | null {
  switch (level) {
    case 'oblast':
      return null;
    case 'district':
      return 'oblast';
    case 'municipality':
      return 'district';
    case 'village':
      return 'municipality';
  }
}

/** The levels a unit may stand under. Towns may stand under an oblast, and (see {@link mayStandAlone}) the republic. */
export function parentLevels(level: UnitLevel, kind: UnitKind | null): readonly UnitLevel[] {
  const above = parentLevel(level);
  if (above === null) return [];
  return level === 'municipality' && kind === 'town' ? [above, 'oblast'] : [above];
}

/** Oblasts, and towns directly under the republic: Бишкек, Ош. */
export function mayStandAlone(level: UnitLevel, kind: UnitKind | null): boolean {
  return level === 'oblast' || (level === 'municipality' && kind === 'town');
}

/** The level below; null for a village. */
export function childLevel(level: UnitLevel): UnitLevel | null {
  switch (level) {
    case 'oblast':
      return 'district';
    case 'district':
      return 'municipality';
    case 'municipality':
      return 'village';
    case 'village':
      return null;
  }
}

/** A unit of the tree on a day, with those under it. */
export type UnitNode = UnitVersion & { readonly children: readonly UnitNode[] };

/**
 * The tree of one day. Units whose parent does not exist on that day stand at the top, so that none is lost from
 * sight. `compare` orders the names of one level.
 */
export function treeAt(
  versions: readonly UnitVersion[],
  date: IsoDate,
  compare: (a: UnitVersion, b: UnitVersion) => number,
): UnitNode[] {
  const standing = versions.filter((version) => unitAt([version], date) !== undefined);
  const known = new Set(standing.map((version) => version.unitId));
  const under = new Map<string | null, UnitVersion[]>();
  for (const version of standing) {
    const parent = version.parentId !== null && known.has(version.parentId) ? version.parentId : null;
    under.set(parent, [...(under.get(parent) ?? []), version]);
  }
  // Levels only go down (a rule of every change), so this ends.
  const grow = (parent: string | null): UnitNode[] =>
    (under.get(parent) ?? [])
      .sort(compare)
      .map((version) => ({ ...version, children: grow(version.unitId) }));
  return grow(null);
}

/** All units of a tree, each with the names above it, from the top. */
export function flatten(
  tree: readonly UnitNode[],
  above: readonly UnitNode[] = [],
): { readonly unit: UnitNode; readonly above: readonly UnitNode[] }[] {
  return tree.flatMap((unit) => [{ unit, above }, ...flatten(unit.children, [...above, unit])]);
}
