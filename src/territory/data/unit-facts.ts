import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { SystemScope } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { unitsOfLevel } from '../data.ts';
import type { UnitVersion } from '../rules/versions.ts';
import { villageProfile } from '../schema.ts';

/** Municipalities of a day in which nobody works yet, in the order of the language. */
export async function withoutStaff(
  scope: SystemScope,
  date: IsoDate,
  lang: Lang = 'ky',
): Promise<UnitVersion[]> {
  const taken = await scope.tx.execute<{ id: string }>(
    sql`select distinct municipality_id as id from role_assignment where valid_to is null`,
  );
  const staffed = new Set(taken.rows.map(({ id }) => id));
  return (await unitsOfLevel(scope, 'municipality', date, lang)).filter(({ unitId }) => !staffed.has(unitId));
}

export type VillageFigures = {
  readonly municipalityId: string;
  readonly asOf: IsoDate;
  readonly households: number | null;
  /** All residents; null when no group is known. */
  readonly people: number | null;
};

/** What is known of a village's people on a day, from its latest profile; undefined when there is none. */
export async function villageFigures(
  scope: SystemScope,
  villageId: string,
  date: IsoDate,
): Promise<VillageFigures | undefined> {
  const [found] = await scope.tx
    .select({
      municipalityId: villageProfile.municipalityId,
      asOf: villageProfile.asOf,
      households: villageProfile.households,
      people: sql<number | null>`(select sum(p.people)::int from village_population p
        where p.municipality_id = village_profile.municipality_id and p.profile_id = village_profile.id)`,
    })
    .from(villageProfile)
    .where(and(eq(villageProfile.villageId, villageId), lte(villageProfile.asOf, date)))
    .orderBy(desc(villageProfile.asOf))
    .limit(1);
  return found;
}
