import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { connectDatabase } from '../src/platform/db/connect.ts';
import { FolderStore } from '../src/platform/files/folder-store.ts';
import { createDatabaseFrom, databaseUrl, dropDatabase, type TestDatabase } from './database.ts';
import { startServer } from './server.ts';

/** The demonstration as `ashar demo` tells it: to be copied, nobody connects to it. */
const templateName = 'ashar_demo';
/** Any number: one process of the run tells the story while the others wait. */
const lockNumber = 7_204_118;

/** A copy of the demonstration's database and data folder. Telling it takes many seconds, so a run tells it once. */
export async function copyDemo(): Promise<{
  readonly url: string;
  readonly folder: string;
  readonly drop: () => Promise<void>;
}> {
  const told = path.join(inject('runFolder'), 'demo');
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    const known = await client.query('select from pg_database where datname = $1', [templateName]);
    if (known.rowCount === 0) await tell(told, client);
  } finally {
    // Ends the lock too.
    await client.end();
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-demo-'));
  cpSync(told, folder, { recursive: true });
  const { name, url } = await createDatabaseFrom(templateName, 'demo');
  return { url, folder, drop: async () => await dropDatabase(name) };
}

/** A copy of the demonstration for tests that need no server: its database opened, and its files. */
export async function openDemo(): Promise<TestDatabase & { readonly files: FolderStore }> {
  const { url, folder, drop } = await copyDemo();
  const db = await connectDatabase(url, { migrate: false, poolSize: 8 });
  return {
    db,
    url,
    name: new URL(url).pathname.slice(1),
    files: new FolderStore(path.join(folder, 'files')),
    async drop() {
      await db.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function tell(folder: string, client: pg.Client): Promise<void> {
  const { name, url } = await createDatabaseFrom('template1', 'telling');
  const server = await startServer({ command: 'demo', databaseUrl: url, folder, patience: 240_000 });
  await server.stop();
  // Only what was told whole gets the name that others look for.
  await client.query(`alter database ${name} rename to ${templateName}`);
}
