import { and, gt, sql } from 'drizzle-orm';
import { searchKey } from '../../methods/names.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { byName, standingOn, versionsFrom, type AnyScope } from '../data.ts';
import type { UnitVersion } from '../rules/versions.ts';
import { unitVersion } from '../schema.ts';

/** A unit with the way down to it; `begins` when it does not stand yet. */
export type FoundUnit = {
  readonly unit: UnitVersion;
  readonly above: readonly UnitVersion[];
  readonly begins?: IsoDate;
};

/** First versions of units that begin after the day. */
const comingAfter = async (scope: AnyScope, date: IsoDate) =>
  await versionsFrom(scope.tx).where(
    and(
      gt(unitVersion.validFrom, date),
      sql`not exists (select from unit_version earlier where earlier.unit_id = ${unitVersion.unitId}
        and earlier.valid_from < ${unitVersion.validFrom})`,
    ),
  );

/** Units that come into force after the day, the nearest first: no list of the day holds them. */
export async function unitsToCome(scope: AnyScope, date: IsoDate, lang: Lang = 'ky'): Promise<FoundUnit[]> {
  const coming = await comingAfter(scope, date);
  if (coming.length === 0) return [];
  const wayTo = waysDown([...coming, ...(await versionsFrom(scope.tx).where(standingOn(date)))]);
  return coming
    .sort((a, b) => (a.validFrom === b.validFrom ? byName(lang)(a, b) : a.validFrom < b.validFrom ? -1 : 1))
    .map((unit) => ({ unit, above: wayTo(unit), begins: unit.validFrom }));
}

/**
 * Units whose name, in either language, or code holds the words, however they are typed (ө as о, other dashes), also
 * those that begin later; at most 50, with the way down to each.
 */
export async function searchUnits(
  scope: AnyScope,
  words: string,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<FoundUnit[]> {
  const wanted = searchKey(words.slice(0, 100));
  if (wanted === '') return [];
  // About 2,500 units stand on a day; the database folds neither ө to о nor a Latin letter to what it looks like.
  const standing = await versionsFrom(scope.tx).where(standingOn(date));
  const all = [...standing, ...(await comingAfter(scope, date))];
  const wayTo = waysDown(all);
  return all
    .filter((version) =>
      [version.nameKy, version.nameRu, version.code ?? ''].some((text) => searchKey(text).includes(wanted)),
    )
    .sort(byName(lang))
    .slice(0, 50)
    .map((unit) => ({
      unit,
      above: wayTo(unit),
      ...(unit.validFrom > date && { begins: unit.validFrom }),
    }));
}

/** The units above one, from the top, among those given. */
function waysDown(versions: readonly UnitVersion[]): (unit: UnitVersion) => UnitVersion[] {
  const byId = new Map(versions.map((version) => [version.unitId, version]));
  return (unit) => {
    const above: UnitVersion[] = [];
    // Four levels: the loop ends even if the data were damaged.
    for (let next = unit.parentId; next !== null && above.length < 3;) {
      const parent = byId.get(next);
      if (!parent) break;
      above.unshift(parent);
      next = parent.parentId;
    }
    return above;
  };
}
