import { statfsSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { lastBackup, type LastBackup } from '../platform/db/backup/last-backup.ts';
import type { SystemScope } from '../platform/db/scope.ts';
import type { Environment } from '../platform/env.ts';

export type Database = { readonly version: string; readonly bytes: number };

export async function databaseFacts(scope: SystemScope): Promise<Database> {
  const found = await scope.tx.execute<{ version: string; bytes: string }>(
    sql`select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  );
  const { version = '', bytes = '0' } = found.rows[0] ?? {};
  return { version, bytes: Number(bytes) };
}

export type Disk = { readonly free: number; readonly size: number };

/** Letters of all places: how many wait, and how many nobody tries any more. */
export async function letterCounts(
  scope: SystemScope,
): Promise<{ readonly waiting: number; readonly givenUp: number }> {
  const found = await scope.tx.execute<{ waiting: number; givenUp: number }>(sql`
    select count(*) filter (where given_up_at is null)::int as waiting,
           count(given_up_at)::int as "givenUp" from unsent_letter`);
  return found.rows[0] ?? { waiting: 0, givenUp: 0 };
}

/** The disk of the data folder, and its last backup. */
export function folderFacts({ dataFolder }: Pick<Environment, 'dataFolder'>): {
  readonly disk: Disk | undefined;
  readonly backup: LastBackup | undefined;
} {
  return { disk: diskOf(dataFolder), backup: lastBackup(dataFolder) };
}

function diskOf(folder: string): Disk | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return undefined;
  }
}
