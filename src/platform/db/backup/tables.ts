import pg, { type ClientBase } from 'pg';

export type TableShape = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

/**
 * The tables of the program with the columns that hold data (generated ones are computed again). Job queues live
 * in a schema of their own and are not part of a backup.
 */
export async function tableShapes(client: ClientBase): Promise<TableShape[]> {
  const found = await client.query<TableShape>(`
    select c.relname as name,
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                    order by a.attnum) as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname collate "C"`);
  return found.rows;
}

export type SequenceState = { readonly name: string; readonly lastValue: string; readonly isCalled: boolean };

/** Where the counters of identity columns stand. */
export async function sequenceStates(client: ClientBase): Promise<SequenceState[]> {
  const found = await client.query<{ name: string }>(`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`);
  const states: SequenceState[] = [];
  for (const { name } of found.rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${pg.escapeIdentifier(name)}`,
    );
    const row = state.rows[0];
    if (row) states.push({ name, ...row });
  }
  return states;
}

/** Text forms that do not depend on the server's settings: the same value gives the same text everywhere. */
export const plainForms = [
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'iso_8601'`,
  `set local timezone = 'UTC'`,
  `set local bytea_output = 'hex'`,
  `set local extra_float_digits = 1`,
  `set local statement_timeout = 0`,
  `set local lock_timeout = 0`,
  `set local idle_in_transaction_session_timeout = 0`,
];
