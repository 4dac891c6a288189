import { and, desc, isNull, like } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import type { PublicScope } from '../../platform/db/scope.ts';
import { addressesOf } from '../../territory/data/addresses.ts';
import { publicPlaces } from '../../territory/data/places.ts';
import type { Place } from '../../territory/rules/find-places.ts';
import { publicPath } from '../../territory/rules/addresses.ts';
import type { UnitVersion } from '../../territory/rules/versions.ts';

/** A list that was published lately. */
export type Recent = {
  readonly path: string;
  readonly year: number;
  readonly publishedAt: Date;
  readonly municipality: UnitVersion;
  /** Absent for a list of the whole municipality. */
  readonly village: UnitVersion | undefined;
};

/** What the first page and the search of places show. */
export type Front = {
  /** Every unit of today; none in an installation without units. */
  readonly places: readonly Place[];
  /** Municipalities that have published something. */
  readonly publishing: ReadonlySet<string>;
};

/** All places, and which municipalities publish. */
export async function frontOf(scope: PublicScope): Promise<Front> {
  const places = await publicPlaces(scope);
  const found = await scope.tx
    .selectDistinct({ id: publication.municipalityId })
    .from(publication)
    .where(isNull(publication.withdrawnAt));
  return { places, publishing: new Set(found.map(({ id }) => id)) };
}

/** The lists published last, the newest first; of units that stand today. */
export async function recentLists(
  scope: PublicScope,
  places: readonly Place[],
  most: number,
): Promise<readonly Recent[]> {
  const rows = await scope.tx
    .select({
      municipalityId: publication.municipalityId,
      unitId: publication.unitId,
      year: publication.year,
      publishedAt: publication.publishedAt,
    })
    .from(publication)
    .where(and(isNull(publication.withdrawnAt), like(publication.kind, '%-priorities')))
    .orderBy(desc(publication.publishedAt))
    .limit(most);
  const units = new Map(places.map(({ unit }) => [unit.unitId, unit]));
  const book = await addressesOf(scope, [...new Set(rows.map((row) => row.municipalityId))]);
  return rows.flatMap(({ municipalityId, unitId, year, publishedAt }) => {
    const [municipality, village] = [units.get(municipalityId), units.get(unitId)];
    if (!municipality || !village) return [];
    const whole = unitId === municipalityId;
    const path = publicPath(
      { id: municipalityId, word: book.wordOf(municipalityId) },
      year,
      whole ? undefined : { id: unitId, word: book.wordOf(unitId, municipalityId) },
    );
    return [{ path, year, publishedAt, municipality, village: whole ? undefined : village }];
  });
}
