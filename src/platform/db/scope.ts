import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Database } from './connect.ts';
import type { Gate } from './gate.ts';
import { isId } from './id.ts';
import { isRetryable } from './postgres-errors.ts';
import { systemRole } from './roles.ts';

/** A transaction of the query builder; also what a nested transaction (savepoint) gives. */
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

declare const scoped: unique symbol;

/** Leave to read and write one municipality's rows, within one transaction. Made by openMunicipality only. */
export type MunicipalityScope = {
  readonly kind: 'municipality';
  readonly municipalityId: string;
  readonly actor: Gate;
  readonly tx: Tx;
  /** The moment of this piece of work: rules that speak of time use it, so that tests can set it. */
  readonly now: Date;
  readonly [scoped]: 'municipality';
};

/** Leave to read and write all municipalities' rows: units, first administrators, the country view. */
export type SystemScope = {
  readonly kind: 'system';
  readonly municipalityId: null;
  readonly actor: Gate;
  readonly tx: Tx;
  readonly now: Date;
  readonly [scoped]: 'system';
};

/** Leave to read what is published, and nothing else. */
export type PublicScope = {
  readonly kind: 'public';
  readonly tx: Tx;
  readonly now: Date;
  readonly [scoped]: 'public';
};

export type ScopeOptions = {
  /** For tests and for work done on behalf of an earlier moment. */
  readonly now?: Date;
  /** Read only, and all reads see one moment: exports and documents. */
  readonly snapshot?: boolean;
};

/**
 * Runs `work` in one transaction that sees exactly the rows of the gate's municipality. What it returns has been
 * committed; when it throws, nothing was done. A serialization failure or deadlock runs it again (three times at
 * most), so `work` must do nothing but database work that cannot be done twice: mail goes through jobs.
 * @throws Error when the gate stands in no municipality (a fault of the caller).
 */
export async function openMunicipality<T>(
  db: Database,
  gate: Gate,
  work: (scope: MunicipalityScope) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  const municipalityId = gate.municipalityId;
  if (municipalityId === null || !isId(municipalityId))
    throw new Error('The gate stands in no municipality.');
  return await transact(db.appQueries, options, async (tx) => {
    await tx.execute(sql`select set_config('ashar.municipality', ${municipalityId}, true)`);
    const scope = { kind: 'municipality', municipalityId, actor: gate, tx, now: options.now ?? new Date() };
    return await work(Object.freeze(scope) as MunicipalityScope);
  });
}

/**
 * Runs `work` in one transaction that sees every municipality's rows.
 * @throws Error when the gate is not a system administrator's (a fault of the caller, who must ask first).
 */
export async function openSystem<T>(
  db: Database,
  gate: Gate,
  work: (scope: SystemScope) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  if (!gate.systemAdministrator) throw new Error('The gate is not a system administrator.');
  return await transact(db.appQueries, options, async (tx) => {
    if (db.separateRoles) await tx.execute(sql.raw(`set local role ${systemRole}`));
    await tx.execute(sql`select set_config('ashar.system', 'on', true)`);
    const scope = { kind: 'system', municipalityId: null, actor: gate, tx, now: options.now ?? new Date() };
    return await work(Object.freeze(scope) as SystemScope);
  });
}

/** Runs `work` in one read-only transaction that sees what is published. */
export async function openPublic<T>(
  db: Database,
  work: (scope: PublicScope) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  return await transact(db.publicQueries, options, async (tx) => {
    const scope = { kind: 'public', tx, now: options.now ?? new Date() };
    return await work(Object.freeze(scope) as PublicScope);
  });
}

const attempts = 4;

async function transact<T>(
  queries: NodePgDatabase,
  options: ScopeOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await queries.transaction(
        work,
        options.snapshot ? { isolationLevel: 'repeatable read', accessMode: 'read only' } : undefined,
      );
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
      // Two that met once should not meet again: they wait differently long.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
