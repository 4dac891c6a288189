import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { SystemScope, Tx } from '../../platform/db/scope.ts';
import type { IsoDate } from '../../platform/i18n/calendar.ts';
import { versionsIn } from '../data.ts';
import { unitAt, type UnitVersion } from '../rules/versions.ts';
import { unitImport, villagePopulation, villageProfile } from '../schema.ts';

/** Units that stand on a day and have not ended since: what an import may stand under or beside. */
export async function unitsKnownOn(tx: Tx, date: IsoDate): Promise<UnitVersion[]> {
  return (await versionsIn(tx)).filter(
    (version) => version.validTo === null && unitAt([version], date) !== undefined,
  );
}

/**
 * What an import is checked against: the units known on its day, and what is stored of their people on it. The latter
 * are bytes of JSON (`StoredFigures`) made by the database, to be handed to the thread that reads them.
 */
export async function storedUnitsOn(tx: Tx, date: IsoDate) {
  const known = await unitsKnownOn(tx, date);
  const found = await tx.execute<{ figures: Buffer }>(sql`
    select convert_to(coalesce(json_agg(json_build_array(
        latest.village_id, latest.municipality_id, latest.households, coalesce(cells.list, '[]'::json)
      )), '[]'::json)::text, 'UTF8') as figures
    from (
      select distinct on (municipality_id, village_id) id, municipality_id, village_id, households
      from ${villageProfile}
      where as_of <= ${date}
      order by municipality_id, village_id, as_of desc
    ) as latest
    left join (
      select municipality_id, profile_id, json_agg(json_build_array(sex, age_band, people)) as list
      from ${villagePopulation}
      group by municipality_id, profile_id
    ) as cells on cells.municipality_id = latest.municipality_id and cells.profile_id = latest.id
  `);
  return { known, figures: new Uint8Array(found.rows[0]?.figures ?? new TextEncoder().encode('[]')) };
}

/**
 * A staged or finished import; undefined when there is none. Its contents are the bytes of their JSON, to be handed to
 * the thread that reads them.
 * @param hold until the end of the transaction
 */
export async function importOf(tx: Tx, importId: string, hold = false) {
  const query = tx
    .select({
      ...getTableColumns(unitImport),
      contents: sql<Buffer | null>`convert_to(${unitImport.contents}::text, 'UTF8')`,
    })
    .from(unitImport)
    .where(eq(unitImport.id, importId));
  const [found] = hold ? await query.for('update') : await query;
  return found && { ...found, contents: found.contents && new Uint8Array(found.contents) };
}

/** The last imports, newest first. */
export async function recentImports(scope: SystemScope): Promise<(typeof unitImport.$inferSelect)[]> {
  return await scope.tx
    .select()
    .from(unitImport)
    .where(eq(unitImport.state, 'confirmed'))
    .orderBy(desc(unitImport.at))
    .limit(10);
}
