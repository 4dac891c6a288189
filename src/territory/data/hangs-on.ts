import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/db/scope.ts';

/** Rows that begin with the unit and go with it. */
const itsOwn = new Set([
  'unit_version.unit_id',
  'unit_address.unit_id',
  'unit_address.within_id',
  'municipality_settings.municipality_id',
]);

/**
 * Whether anything hangs on a unit: another version of it, a change that is more than its beginning, a unit that ever
 * stood under it, or a row of any table that names it or belongs to its municipality. The tables are asked of the
 * database, so that one that comes later is not forgotten. To be asked in a system scope, which sees all rows.
 */
export async function hangsOn(tx: Tx, unitId: string): Promise<boolean> {
  const history = await tx.execute(sql`
    select 1 from unit_version where unit_id = ${unitId} group by unit_id having count(*) > 1 or max(valid_to) is not null
    union all
    select 1 from unit_change where (${unitId} = any(from_unit_ids) or ${unitId} = any(to_unit_ids))
       and (kind <> 'create' or cardinality(from_unit_ids) > 0 or to_unit_ids <> array[${unitId}::uuid])
    limit 1`);
  if (history.rows.length > 0) return true;
  const named = await tx.execute<{ table: string; column: string }>(sql`
    select c.relname as "table", a.attname as "column"
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where k.contype = 'f' and k.confrelid = 'unit'::regclass
    union
    select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
     where a.attname = 'municipality_id' and c.relkind = 'r'
       and c.relnamespace = (select relnamespace from pg_class where oid = 'unit'::regclass)`);
  const asked = named.rows
    .filter(({ table, column }) => !itsOwn.has(`${table}.${column}`))
    .map(
      ({ table, column }) =>
        sql`select 1 where exists (select from ${sql.identifier(table)} where ${sql.identifier(column)} = ${unitId})`,
    );
  const found = await tx.execute(sql`${sql.join(asked, sql` union all `)} limit 1`);
  return found.rows.length > 0;
}
