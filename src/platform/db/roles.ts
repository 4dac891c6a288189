import type { ClientBase, Pool } from 'pg';
import { postgresError } from './postgres-errors.ts';

/**
 * The roles of the second wall. None can sign in: the owner's sessions become them. Roles belong to the whole
 * cluster, so databases of one cluster share them.
 */
export const appRole = 'ashar_app';
export const systemRole = 'ashar_system';
export const publicRole = 'ashar_public';
const all = [appRole, systemRole, publicRole];

/** Whether the three roles exist and this user may become them. */
export async function separateRoles(client: ClientBase | Pool): Promise<boolean> {
  const found = await client.query<{ usable: boolean }>(
    `select count(*) filter (where pg_has_role(current_user, oid, 'MEMBER')) = $2 as usable
       from pg_roles where rolname = any($1)`,
    [all, all.length],
  );
  return found.rows[0]?.usable === true;
}

/**
 * Makes the roles where this user may. NOBYPASSRLS is said aloud although it is the default: it is the point.
 * Must run inside a transaction; answers whether the roles can be used.
 */
export async function ensureRoles(client: ClientBase): Promise<boolean> {
  if (await separateRoles(client)) return true;
  for (const role of all) {
    await client.query('savepoint role_made');
    try {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (found.rowCount === 0) {
        await client.query(
          `create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`,
        );
      }
      await client.query(`grant ${role} to current_user`);
      await client.query('release savepoint role_made');
    } catch (error) {
      await client.query('rollback to savepoint role_made');
      const code = postgresError(error)?.code;
      // Another database of the cluster made it at the same moment: then it is there.
      const madeMeanwhile = code === '42710' || code === '23505';
      // Not permitted (also to grant): the caller falls back to row security alone.
      if (!madeMeanwhile && code !== '42501' && code !== '0LP01') throw error;
    }
  }
  return await separateRoles(client);
}
