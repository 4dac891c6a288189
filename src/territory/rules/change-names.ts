import { nameKey } from '../../methods/names.ts';
import type { UnitLevel } from '../schema.ts';
import { no, type ChangeRefusal } from './change-refusal.ts';
import type { SplitInput, Territory } from './changes.ts';
import { unitKeys } from './unit-names.ts';
import type { UnitVersion } from './versions.ts';

// Names of units that stand beside each other after a change: one name is refused, names alike are asked about.

/** Two units of one level under one parent may not carry one name from the same day on. */
export function checkName(
  territory: Territory,
  level: UnitLevel,
  parentId: string | null,
  nameKy: string,
  except: readonly string[],
): ChangeRefusal | null {
  const beside = territory.versions.filter(
    (version) =>
      version.validTo === null &&
      version.level === level &&
      version.parentId === parentId &&
      !except.includes(version.unitId),
  );
  const twin = beside.find((version) => nameKey(version.nameKy) === nameKey(nameKy));
  return twin ? no('unit-name-taken', 'nameKy', { name: twin.nameKy }) : null;
}

/**
 * A unit beside it whose name may be the same: ө for о, the word of its level left out, its Russian name. To be asked
 * about, since Кара-Тоо and Кара-Төө are two villages.
 */
export function checkAlike(
  territory: Territory,
  level: UnitLevel,
  parentId: string | null,
  nameKy: string,
  except: readonly string[],
): ChangeRefusal | null {
  const key = unitKeys(nameKy, level).at(-1)![1];
  const alike = territory.versions.find(
    (version) =>
      version.validTo === null &&
      version.level === level &&
      version.parentId === parentId &&
      !except.includes(version.unitId) &&
      [version.nameKy, version.nameRu].some((name) => unitKeys(name, level).at(-1)![1] === key),
  );
  return alike ? no('unit-name-alike', 'nameKy', { name: alike.nameKy }) : null;
}

/** Two of these units, of one level, that come together with names that may be the same. */
export function firstAlike(units: readonly UnitVersion[]): readonly [UnitVersion, UnitVersion] | undefined {
  const seen = new Map<string, readonly UnitVersion[]>();
  for (const unit of units) {
    const keys = new Set([unit.nameKy, unit.nameRu].map((name) => unitKeys(name, unit.level).at(-1)![1]));
    for (const key of keys) {
      // Those that stood under one parent before have been asked about.
      const before = seen.get(key)?.find(({ parentId }) => parentId !== unit.parentId);
      if (before !== undefined) return [before, unit];
    }
    for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), unit]);
  }
  return undefined;
}

/** A part of a unit whose name may be that of an earlier part, or of the unit that goes on. */
export function alikeBefore(index: number, split: SplitInput, open: UnitVersion): ChangeRefusal | null {
  const key = (name: string) => unitKeys(name, open.level).at(-1)![1];
  const own = split.parts[index]!;
  const before = [...(split.keep ? [open] : []), ...split.parts.slice(0, index)];
  const alike = before.find(({ nameKy }) => key(nameKy) === key(own.nameKy));
  return alike ? no('unit-name-alike', 'nameKy', { name: alike.nameKy }) : null;
}
