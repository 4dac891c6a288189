import { createHash } from 'node:crypto';
import pg, { type ClientBase, type Pool } from 'pg';
import { appRole, ensureRoles, publicRole, separateRoles, systemRole } from './roles.ts';
import { appendOnlyTables, openTables, publicTables, sharedRowTables } from './table-rules.ts';

/** A table that no list accounts for; the program does not start with a hole in the wall. */
export class WallError extends Error {}

type Table = { readonly name: string; readonly hasMunicipality: boolean };

const own = `municipality_id = nullif(current_setting('ashar.municipality', true), '')::uuid`;
const systemOn = `current_setting('ashar.system', true) = 'on'`;
const publicOn = `current_setting('ashar.public', true) = 'on'`;

/**
 * Lays row-level security and rights on every table of the schema, and checks that none was forgotten. Runs at
 * each start and changes nothing when the wall already stands as described here.
 * Answers whether the server's sessions use roles of their own.
 * @throws WallError naming the table.
 */
export async function raiseWalls(client: ClientBase): Promise<boolean> {
  await client.query('begin');
  try {
    const separate = await ensureRoles(client);
    if (!separate) await refuseBypass(client);
    const tables = await listTables(client);
    checkLists(tables);
    await checkViews(client);
    const statements = wallStatements(tables, separate, await currentUser(client));
    const plan = createHash('sha256').update(statements.join('\n')).digest('hex');
    await client.query('create schema if not exists drizzle');
    await client.query('create table if not exists drizzle.walls (fingerprint text not null)');
    const kept = await client.query<{ fingerprint: string }>('select fingerprint from drizzle.walls');
    // ALTER TABLE waits for every reader, so a wall that already stands is left alone: what is compared is the
    // plan together with what the catalogue really holds, so a policy removed by hand is noticed and put back.
    if (kept.rows[0]?.fingerprint !== `${plan}:${await standing(client)}`) {
      for (const statement of statements) await client.query(statement);
      await client.query('delete from drizzle.walls');
      await client.query('insert into drizzle.walls values ($1)', [`${plan}:${await standing(client)}`]);
    }
    await client.query('commit');
    return separate;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Lets scopes use a schema that a library keeps for itself beside ours (job queues), so that a job is enqueued in the
 * transaction of the work it belongs to. To be called after the library has made its tables. The name is ours.
 */
export async function openSchema(owner: Pool, schema: string): Promise<void> {
  const client = await owner.connect();
  try {
    if (!(await separateRoles(client))) return;
    const name = pg.escapeIdentifier(schema);
    const to = `${appRole}, ${systemRole}`;
    await client.query(`grant usage on schema ${name} to ${to}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${name} to ${to}`);
    await client.query(`grant usage on all sequences in schema ${name} to ${to}`);
  } finally {
    client.release();
  }
}

/** Without roles of their own the sessions are the owner's, and an owner who bypasses row security has no wall. */
async function refuseBypass(client: ClientBase): Promise<void> {
  const found = await client.query<{ bypass: boolean }>(
    'select rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user',
  );
  if (found.rows[0]?.bypass !== false) {
    throw new WallError(
      'The database user bypasses row-level security and may not make the roles ashar_app, ashar_system and ashar_public. Take BYPASSRLS from it, or make the roles (docs/administrators/database.en.md).',
    );
  }
}

async function currentUser(client: ClientBase): Promise<string> {
  const found = await client.query<{ name: string }>('select current_user::text as name');
  return found.rows[0]?.name ?? '';
}

async function listTables(client: ClientBase): Promise<Table[]> {
  const found = await client.query<Table>(`
    select c.relname as name, exists (
             select from pg_attribute a
              where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped
           ) as "hasMunicipality"
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname`);
  return found.rows;
}

function checkLists(tables: readonly Table[]): void {
  for (const table of tables) {
    if (!table.hasMunicipality && openTables[table.name] === undefined) {
      throw new WallError(
        `Table ${table.name} has no municipality_id and is not in openTables (src/platform/db/table-rules.ts).`,
      );
    }
  }
}

/** A view reads with its owner's rights and so walks around the wall, unless it is told to use the reader's. */
async function checkViews(client: ClientBase): Promise<void> {
  const found = await client.query<{ name: string }>(`
    select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace
       and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}'))
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`);
  const view = found.rows[0];
  if (view) throw new WallError(`View ${view.name} does not say "with (security_invoker = true)".`);
}

/** What really stands: row security flags, policies, rights of tables. */
async function standing(client: ClientBase): Promise<string> {
  const found = await client.query<{ state: string }>(`
    select md5(coalesce(string_agg(t.line, E'\\n' order by t.line), '')) as state from (
      select concat_ws('|', c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text) as line
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'S', 'v')
      union all
      select concat_ws('|', p.tablename, p.policyname, p.permissive, p.roles::text, p.cmd, p.qual, p.with_check)
        from pg_policies p where p.schemaname = 'public'
    ) t`);
  return found.rows[0]?.state ?? '';
}

function wallStatements(tables: readonly Table[], separate: boolean, owner: string): string[] {
  const statements: string[] = [];
  const ownerName = pg.escapeIdentifier(owner);
  if (separate) {
    const roles = `${appRole}, ${systemRole}, ${publicRole}`;
    statements.push(
      `revoke all on all tables in schema public from public, ${roles}`,
      `grant usage on schema public to ${roles}`,
      `grant usage on all sequences in schema public to ${appRole}, ${systemRole}`,
    );
  }
  for (const table of tables) {
    const name = pg.escapeIdentifier(table.name);
    if (separate) {
      const rights = appendOnlyTables.includes(table.name)
        ? 'select, insert'
        : 'select, insert, update, delete';
      statements.push(`grant ${rights} on ${name} to ${appRole}, ${systemRole}`);
      if (publicTables[table.name] !== undefined) statements.push(`grant select on ${name} to ${publicRole}`);
    }
    for (const policy of ['own_municipality', 'system_work', 'owner_work', 'shared_rows', 'public_rows']) {
      statements.push(`drop policy if exists ${policy} on ${name}`);
    }
    if (openTables[table.name] !== undefined) {
      statements.push(`alter table ${name} no force row level security, disable row level security`);
      continue;
    }
    statements.push(`alter table ${name} enable row level security, force row level security`);
    const shared = sharedRowTables[table.name] !== undefined;
    const visible = publicTables[table.name];
    if (separate) {
      // One plain condition per role, not one policy with OR: so that the planner can use the index that begins
      // with municipality_id.
      statements.push(
        `create policy own_municipality on ${name} to ${appRole} using (${own}) with check (${own})`,
        `create policy system_work on ${name} to ${systemRole} using (true) with check (true)`,
        `create policy owner_work on ${name} to ${ownerName} using (true) with check (true)`,
      );
      if (shared) {
        statements.push(
          `create policy shared_rows on ${name} for select to ${appRole} using (municipality_id is null)`,
        );
      }
      if (visible !== undefined) {
        statements.push(
          `create policy public_rows on ${name} for select to ${publicRole} using (${visible})`,
        );
      }
    } else {
      statements.push(
        `create policy own_municipality on ${name} to ${ownerName} using (${own}) with check (${own})`,
        `create policy system_work on ${name} to ${ownerName} using (${systemOn}) with check (${systemOn})`,
      );
      if (shared) {
        statements.push(
          `create policy shared_rows on ${name} for select to ${ownerName} using (municipality_id is null)`,
        );
      }
      if (visible !== undefined) {
        statements.push(
          `create policy public_rows on ${name} for select to ${ownerName} using (${publicOn} and (${visible}))`,
        );
      }
    }
  }
  return statements;
}
