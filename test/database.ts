import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connectDatabase, type Database } from '../src/platform/db/connect.ts';
import type { Gate, Role } from '../src/platform/db/gate.ts';
import { newId } from '../src/platform/db/id.ts';
import { proveGate } from '../src/platform/db/prove-gate.ts';

export type TestDatabase = {
  readonly db: Database;
  readonly name: string;
  /** Address of this database as its owner. */
  readonly url: string;
  readonly drop: () => Promise<void>;
};

/**
 * A database of its own, copied from the migrated template (about 0.1 s). Call once in a file's `beforeAll` and
 * `drop` in its `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await copyDatabase('ashar_template');
}

/** A copy of a database to which nobody is connected. To be dropped by whoever made it. */
export async function copyDatabase(of: string): Promise<TestDatabase> {
  const { name, url } = await createDatabaseFrom(of, 'test');
  const db = await connectDatabase(url, { migrate: false, poolSize: 8 });
  return {
    db,
    name,
    url,
    async drop() {
      await db.close();
      await dropDatabase(name);
    },
  };
}

/** An empty database, without tables: for tests of migrations and of restore. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { name, url } = await createDatabaseFrom('template1', 'empty');
  return { url, drop: async () => await dropDatabase(name) };
}

/** Address of a database of the run's cluster. */
export function databaseUrl(name: string): string {
  return inject('clusterUrl').replace(/(%7Bdatabase%7D|\{database\})$/i, name);
}

/** A new database with a name of its own that begins with `kind`; nobody may be connected to the template. */
export async function createDatabaseFrom(
  template: string,
  kind: string,
): Promise<{ readonly name: string; readonly url: string }> {
  const name = `${kind}_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template}`);
  return { name, url: databaseUrl(name) };
}

export async function dropDatabase(name: string): Promise<void> {
  await administer(`drop database if exists ${name} with (force)`);
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A gate as the session gate would make it, with a fresh account. */
export function gateFor(
  role: Role | readonly Role[],
  municipalityId: string,
  facts: { readonly name?: string; readonly accountId?: string } = {},
): Gate {
  return proveGate({
    accountId: facts.accountId ?? newId(),
    municipalityId,
    roles: typeof role === 'string' ? [role] : role,
    name: facts.name ?? 'Айгүл Сынакова',
  });
}

/** The gate of a system administrator who stands in no municipality. */
export function systemGate(facts: { readonly name?: string; readonly accountId?: string } = {}): Gate {
  return proveGate({
    accountId: facts.accountId ?? newId(),
    municipalityId: null,
    roles: [],
    name: facts.name ?? 'Тутум Башкаруучу',
    systemAdministrator: true,
  });
}

export type TestMunicipality = {
  readonly id: string;
  readonly name: string;
  readonly districtId: string;
  /** Two villages: Арал and Бирдик unless other names were given. */
  readonly villages: readonly { readonly id: string; readonly name: string }[];
  /** A gate in this municipality; each call is another account unless one is given. */
  readonly gate: (role: Role | readonly Role[], facts?: Parameters<typeof gateFor>[2]) => Gate;
};

/** A municipality of a test: oblast, district, municipality, villages, settings; all valid from 2020. */
export async function makeMunicipality(
  db: Database,
  facts: { readonly name?: string; readonly villages?: readonly string[] } = {},
): Promise<TestMunicipality> {
  const name = facts.name ?? 'Көк-Ирим';
  const make = async (
    level: 'oblast' | 'district' | 'municipality' | 'village',
    unitName: string,
    parentId: string | null,
  ): Promise<string> => {
    const unitId = newId();
    await db.owner.query(`insert into unit (id, level) values ($1, $2)`, [unitId, level]);
    await db.owner.query(
      `insert into unit_version (id, unit_id, parent_id, name_ky, name_ru, kind, valid_from)
       values ($1, $2, $3, $4, $4, $5, '2020-01-01')`,
      [newId(), unitId, parentId, unitName, level === 'municipality' ? 'aiylAimak' : null],
    );
    return unitId;
  };
  const oblastId = await make('oblast', 'Жалал-Абад', null);
  const districtId = await make('district', 'Токтогул', oblastId);
  const id = await make('municipality', name, districtId);
  await db.owner.query(`insert into municipality_settings (municipality_id) values ($1)`, [id]);
  const villages: { id: string; name: string }[] = [];
  for (const village of facts.villages ?? ['Арал', 'Бирдик'])
    villages.push({ id: await make('village', village, id), name: village });
  return { id, name, districtId, villages, gate: (role, about) => gateFor(role, id, about) };
}
