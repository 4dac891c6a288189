import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { publication } from '../../acts/schema.ts';
import type { PublicScope } from '../../platform/db/scope.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { publicPlaces } from '../../territory/data/places.ts';
import { unit, unitVersion } from '../../territory/schema.ts';

export type PublishingMunicipality = {
  readonly id: string;
  readonly name: string;
  /** Its page, without language prefix: that of its papers where it publishes nothing else. */
  readonly path: string;
};

/** Municipalities that have something to read, by name. At most a thousand: the country has fewer. */
export async function publishingMunicipalities(
  scope: PublicScope,
  lang: Lang,
): Promise<PublishingMunicipality[]> {
  const name = lang === 'ky' ? unitVersion.nameKy : unitVersion.nameRu;
  const found = await scope.tx
    .select({
      id: unit.id,
      name,
      priorities: sql<boolean>`bool_or(${publication.kind} like '%priorities')`,
    })
    .from(publication)
    .innerJoin(unit, eq(unit.id, publication.municipalityId))
    .innerJoin(unitVersion, and(eq(unitVersion.unitId, unit.id), isNull(unitVersion.validTo)))
    .where(isNull(publication.withdrawnAt))
    .groupBy(unit.id, name)
    .orderBy(asc(sql`${name} collate "ky-x-icu"`), asc(unit.id))
    .limit(1000);
  const paths = new Map((await publicPlaces(scope)).map(({ unit: { unitId }, path }) => [unitId, path]));
  return found.map(({ id, name: called, priorities }) => ({
    ...{ id, name: called },
    path: (priorities ? paths.get(id) : undefined) ?? (priorities ? `/p/${id}` : `/acts/${id}`),
  }));
}
