import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase, Pool } from 'pg';
import { projectRoot } from '../env.ts';
import { refuseUnfitDatabase, unreachable } from './fitness.ts';
import { raiseWalls } from './walls.ts';

/** A database this program cannot bring up to date; the message is for the operator. */
export class MigrationError extends Error {}

export type Migrated = { readonly separateRoles: boolean };

/** Any number, the same in every Ashar: the key of the advisory lock around migrations and restore. */
export const migrationLock = 724_001_118;

/**
 * Applies what is missing and lays the walls, one process at a time: drizzle's migrator takes no lock, and of
 * four processes started at once all four would fail. A database that is not fit is refused before it is touched.
 * @throws UnfitDatabase, MigrationError, WallError.
 */
export async function migrate(owner: Pool): Promise<Migrated> {
  const client = await owner.connect().catch((error: unknown) => {
    throw unreachable(error);
  });
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      const files = migrationFiles();
      const applied = await appliedHashes(client);
      checkLineage(
        files.map((file) => file.hash),
        applied,
      );
      await refuseUnfitDatabase(client, applied.length > 0);
      if (applied.length < files.length) {
        await applyMigrations(drizzle(client), { migrationsFolder: migrationsFolder() });
      }
      return { separateRoles: await raiseWalls(client) };
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

function migrationsFolder(): string {
  return path.join(projectRoot(), 'migrations');
}

function migrationFiles() {
  return readMigrationFiles({ migrationsFolder: migrationsFolder() });
}

/** Hash of this program's last migration: a backup is restored only into the tables it was made from. */
export function migrationHash(): string {
  return migrationFiles().at(-1)?.hash ?? '';
}

/** Hash of the last migration that this database has; empty when it has none. */
export async function appliedMigrationHash(client: ClientBase): Promise<string> {
  return (await appliedHashes(client)).at(-1) ?? '';
}

async function appliedHashes(client: ClientBase): Promise<string[]> {
  const found = await client.query<{ exists: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (found.rows[0]?.exists !== true) return [];
  const rows = await client.query<{ hash: string }>(
    'select hash from drizzle.__drizzle_migrations order by created_at, id',
  );
  return rows.rows.map((row) => row.hash);
}

/**
 * What was applied must be the beginning of what this program has. Otherwise the database is newer, or comes from
 * another draft made before the first release, and going on would damage it.
 */
function checkLineage(known: readonly string[], applied: readonly string[]): void {
  if (applied.length > known.length) {
    throw new MigrationError('The database was made by a newer Ashar. Install that version or a later one.');
  }
  if (applied.some((hash, index) => hash !== known[index])) {
    throw new MigrationError(
      'The database was made by another program, or by an Ashar from before its first release. Start on an empty data folder or database.',
    );
  }
}
