import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Environment } from '../env.ts';
import { settleRestore } from './backup/staged-restore.ts';
import { runningEmbedded } from './embedded-running.ts';
import { startEmbedded, type EmbeddedServer } from './embedded.ts';
import { migrate, type Migrated } from './migrate.ts';
import { separateRoles } from './roles.ts';

/** The database: three ways in, each with the rights its users need. Rooms use it only through scopes. */
export type Database = {
  /** Owner of the tables, sees every row: migrations, jobs, backup, audit check. Never for a request. */
  readonly owner: pg.Pool;
  /** Role ashar_app: sees the rows of the municipality whose scope is open. */
  readonly app: pg.Pool;
  /** Role ashar_public, read only: what is published. */
  readonly public: pg.Pool;
  readonly ownerQueries: NodePgDatabase;
  readonly appQueries: NodePgDatabase;
  readonly publicQueries: NodePgDatabase;
  /** False where the operator's user may not make roles: row security alone then stands (see administrators' guide). */
  readonly separateRoles: boolean;
  readonly embedded: EmbeddedServer | undefined;
  /** The address with its password, for workers and listeners; never to be logged. */
  readonly url: string;
  /** True when every pool gives a connection that answers. Used by /healthz. */
  readonly answers: () => Promise<boolean>;
  /**
   * Waits for open transactions (10 s at most), closes the pools, and stops the embedded server when this process
   * started it. May be called again.
   */
  readonly close: () => Promise<void>;
};

export type OpenOptions = {
  /** Name of the work for "already running" messages. */
  readonly purpose?: string;
  /** Commands beside a running server: join its embedded server instead of failing. */
  readonly join?: boolean;
  /** False leaves the database as it is (restore does its own). */
  readonly migrate?: boolean;
  /** Called once the embedded server's process runs, before it answers: what keeps this thread busy may begin. */
  readonly onSpawned?: () => void;
  readonly onNotice?: (line: string) => void;
  readonly onGone?: (error: Error) => void;
};

const databaseName = 'ashar';

/**
 * Opens the database of this environment: the operator's by DATABASE_URL, else the embedded one in the data
 * folder, started here. Applies migrations and walls.
 * @throws FolderInUse, EmbeddedDatabaseError, MigrationError, WallError with messages for the operator.
 */
export async function openDatabase(
  env: Pick<Environment, 'databaseUrl' | 'dataFolder'>,
  options: OpenOptions = {},
): Promise<Database> {
  if (env.databaseUrl !== undefined) return await opened(env, connectDatabase(env.databaseUrl, options));
  if (options.join) {
    const url = await runningEmbedded(env.dataFolder, databaseName);
    // The server that runs decides when to migrate, not a command of perhaps another version beside it.
    if (url !== undefined) return await opened(env, connectDatabase(url, { ...options, migrate: false }));
  }
  const embedded = await startEmbedded({
    folder: env.dataFolder,
    ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
    ...(options.onNotice ? { onNotice: options.onNotice } : {}),
    ...(options.onGone ? { onGone: options.onGone } : {}),
    ...(options.onSpawned ? { onSpawned: options.onSpawned } : {}),
  });
  try {
    await ensureDatabase(embedded.url('postgres'), databaseName);
    return await opened(env, connectDatabase(embedded.url(databaseName), options, embedded));
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Nobody uses a database and a data folder before a restore that was cut short is finished or undone. */
async function opened(
  env: Pick<Environment, 'dataFolder'>,
  connecting: Promise<Database>,
): Promise<Database> {
  const db = await connecting;
  try {
    await settleRestore(db.owner, env.dataFolder);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Makes the database in the cluster when it is not there. The name is ours, never a user's. */
export async function ensureDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Connects to a database by its address. Used by openDatabase and by tests. */
export async function connectDatabase(
  url: string,
  options: OpenOptions & { readonly poolSize?: number } = {},
  embedded?: EmbeddedServer,
): Promise<Database> {
  const notice = options.onNotice ?? (() => undefined);
  // ashar.system lets the owner see every row also where the owner is subject to row security (FORCE).
  const owner = makePool(url, '-c ashar.system=on', options.poolSize ?? 4, notice, 'ashar');
  let separate: boolean;
  let migrated: Migrated | undefined;
  try {
    if (options.migrate !== false) migrated = await migrate(owner);
    separate = migrated?.separateRoles ?? (await separateRoles(owner));
  } catch (error) {
    await owner.end();
    throw error;
  }
  if (!separate) {
    notice(
      'The database user may not make the roles ashar_app and ashar_public: municipalities are kept apart by row security alone. See docs/administrators/database.en.md.',
    );
  }
  // Limits: no request may hold a lock or a connection for long, whatever happens to it.
  const limits = '-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s';
  const asApp = separate ? '-c role=ashar_app' : '';
  const asPublic = separate ? '-c role=ashar_public' : '-c ashar.public=on';
  const app = makePool(url, `${limits} ${asApp}`, options.poolSize ?? 12, notice, 'ashar app');
  const open = makePool(
    url,
    `${limits} ${asPublic} -c default_transaction_read_only=on`,
    options.poolSize ?? 8,
    notice,
    'ashar public',
  );
  const pools = [owner, app, open];
  let closing: Promise<void> | undefined;
  return {
    owner,
    app,
    public: open,
    ownerQueries: drizzle(owner, { casing: 'snake_case' }),
    appQueries: drizzle(app, { casing: 'snake_case' }),
    publicQueries: drizzle(open, { casing: 'snake_case' }),
    separateRoles: separate,
    embedded,
    url,
    async answers() {
      try {
        await Promise.all(pools.map(async (pool) => await pool.query('select 1')));
        return true;
      } catch {
        return false;
      }
    },
    close() {
      closing ??= closeAll(pools, embedded);
      return closing;
    },
  };
}

/** How long transactions that are still open may take to end, in milliseconds. */
const closingPatience = 10_000;

async function closeAll(pools: readonly pg.Pool[], embedded: EmbeddedServer | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closingPatience);
  });
  await Promise.race([Promise.all(pools.map(async (pool) => await pool.end())), patience]);
  clearTimeout(timer);
  await embedded?.stop();
}

function makePool(
  url: string,
  settings: string,
  size: number,
  notice: (line: string) => void,
  name: string,
): pg.Pool {
  const pool = new pg.Pool({
    ...withOptions(url, settings),
    max: size,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  // A connection lost while it is working tells its caller by the failed query; without a listener of its own the
  // same event would end the whole program.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A connection lost while idle (the server was restarted) is replaced at the next use: not a reason to end.
  pool.on('error', (error) => notice(`A database connection was lost: ${error.message}`));
  return pool;
}

/** The operator's address may carry options of its own (`?options=-c …`): ours come after them and win. */
function withOptions(url: string, settings: string): pg.PoolConfig {
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options') ?? '';
  parsed.searchParams.delete('options');
  return { connectionString: parsed.href, options: `${given} ${settings}`.trim() };
}
