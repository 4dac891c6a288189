import type { ClientBase } from 'pg';
import { postgresError } from './postgres-errors.ts';

/** Why a database is not one that this program may begin to use; the sentences are in the commands' catalogue. */
export type UnfitCode =
  | 'unreachable'
  | 'old-server'
  | 'encoding'
  | 'letters'
  | 'read-only'
  | 'rights'
  | 'extension'
  | 'foreign'
  | 'foreign-queue';

/** Found before anything in the database was changed. */
export class UnfitDatabase extends Error {
  readonly code: UnfitCode;
  readonly params: Readonly<Record<string, string>>;
  constructor(code: UnfitCode, params: Readonly<Record<string, string>> = {}) {
    super(`The database cannot be used (${code}) ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }
}

/** The oldest PostgreSQL whose SQL the migrations speak. */
const oldest = 15;
const extensions = ['btree_gist', 'pg_trgm'];

type Facts = {
  readonly name: string;
  readonly user: string;
  readonly version: number;
  readonly encoding: string;
  readonly readOnly: boolean;
  readonly mayCreate: boolean;
};

/**
 * Looks whether this is a database that Ashar can work in, and changes nothing. An unfit one is better refused than
 * found out later: searches that miss a name, a half of our tables beside somebody else's.
 * @param begun whether our tables are in it already.
 * @throws UnfitDatabase.
 */
export async function refuseUnfitDatabase(client: ClientBase, begun: boolean): Promise<void> {
  const found = await client.query<Facts>(`
    select current_database() as name, current_user::text as user,
           current_setting('server_version_num')::int / 10000 as version,
           current_setting('server_encoding') as encoding,
           pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly",
           has_database_privilege(current_database(), 'CREATE')
             and has_schema_privilege('public', 'USAGE, CREATE') as "mayCreate"`);
  const facts = found.rows[0];
  if (!facts) throw new Error('The database does not tell what it is.');
  const { name, user, version, encoding } = facts;
  if (version < oldest) throw new UnfitDatabase('old-server', { version: String(version) });
  if (encoding !== 'UTF8') throw new UnfitDatabase('encoding', { name, encoding });
  await refuseDeafToLetters(client, name);
  if (facts.readOnly) throw new UnfitDatabase('read-only', { name });
  if (!facts.mayCreate) throw new UnfitDatabase('rights', { name, user });
  if (begun) await refuseStrangersTables(client, name, user);
  else await refuseForeign(client, name);
}

/** With the locale C, capital and small letters beyond English ones are strangers to each other: searches miss. */
async function refuseDeafToLetters(client: ClientBase, name: string): Promise<void> {
  const found = await client.query<{ hears: boolean }>(
    `select 'ӨЗГӨН ҮҢ' ilike 'өзгөн үң' and lower('ӨҢҮЁЖ') = 'өңүёж' and upper('өңү') = 'ӨҢҮ' as hears`,
  );
  if (found.rows[0]?.hears !== true) throw new UnfitDatabase('letters', { name });
}

/** Our tables, but not ours to change: as after a copy made by another user. */
async function refuseStrangersTables(client: ClientBase, name: string, user: string): Promise<void> {
  const found = await client.query(`
    select from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not pg_has_role(current_user, c.relowner, 'USAGE')
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`);
  if (found.rowCount !== 0) throw new UnfitDatabase('rights', { name, user });
}

/** What somebody else keeps in the database: ours would be made beside it, or break on a table named like ours. */
async function refuseForeign(client: ClientBase, name: string): Promise<void> {
  const found = await client.query<{ thing: string }>(`
    select c.relname as thing from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select t.typname from pg_type t
     where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
       and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
     order by 1 limit 1`);
  const thing = found.rows[0]?.thing;
  if (thing !== undefined) throw new UnfitDatabase('foreign', { name, thing });
  const queue = await client.query(`select from pg_namespace where nspname = 'pgboss'`);
  if (queue.rowCount !== 0) throw new UnfitDatabase('foreign-queue', { name });
  const there = await client.query<{ name: string }>(
    'select name from pg_available_extensions where name = any($1)',
    [extensions],
  );
  const missing = extensions.find((extension) => !there.rows.some((row) => row.name === extension));
  if (missing !== undefined) throw new UnfitDatabase('extension', { name: missing });
}

/** The server's own words about a connection that it, or the network, refused; anything else stays as it is. */
export function unreachable(error: unknown): unknown {
  const answer = postgresError(error)?.code ?? '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const refused = /^(28|3D|53300|57P03|08)/.test(answer);
  const network = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET'];
  const late = error instanceof Error && /timeout|does not support SSL|terminated/i.test(error.message);
  if (!refused && !network.includes(code) && !late) return error;
  const said = error instanceof AggregateError ? code : (error as Error).message;
  return new UnfitDatabase('unreachable', { reason: said || code });
}
