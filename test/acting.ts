import { afterAll, beforeAll, expect } from 'vitest';
import type { z } from 'zod';
import { runCommand, type Command, type Result } from '../src/platform/db/command.ts';
import type { Database } from '../src/platform/db/connect.ts';
import { roles, type Gate, type Role } from '../src/platform/db/gate.ts';
import {
  openMunicipality,
  openSystem,
  type MunicipalityScope,
  type SystemScope,
} from '../src/platform/db/scope.ts';
import {
  createTestDatabase,
  makeMunicipality,
  systemGate,
  type TestDatabase,
  type TestMunicipality,
} from './database.ts';

// Commands run as people run them: by a gate, in a scope of their municipality, through the pipe.

type Runnable<S extends z.ZodType, T> = Command<S, T, MunicipalityScope>;
/** Any command: tables hold them side by side, whatever they take and give back. */
export type AnyCommand = Command<z.ZodType, unknown, MunicipalityScope>;

export type Acting = {
  /** What the command answered this person. */
  readonly run: <S extends z.ZodType, T>(
    gate: Gate,
    command: Runnable<S, T>,
    input: unknown,
    operationId?: string,
  ) => Promise<Result<T>>;
  /** The value of a command that must be done. @throws Error with the refusal. */
  readonly done: <S extends z.ZodType, T>(gate: Gate, command: Runnable<S, T>, input: unknown) => Promise<T>;
  /** The code of a refusal; `done` when it was not refused. */
  readonly code: <S extends z.ZodType, T>(
    gate: Gate,
    command: Runnable<S, T>,
    input: unknown,
  ) => Promise<string>;
  /** The answer of a command that is taken back whatever it answered: the next may try the same input. */
  readonly tried: <S extends z.ZodType, T>(
    gate: Gate,
    command: Runnable<S, T>,
    input: unknown,
  ) => Promise<Result<T>>;
  readonly read: <T>(gate: Gate, work: (scope: MunicipalityScope) => Promise<T>) => Promise<T>;
};

class TakenBack extends Error {}

/** People who act in a test's database, at one moment (the clock's when left out). */
export function actingIn(db: Database, now?: Date): Acting {
  const settings = now === undefined ? {} : { now };
  const acting: Acting = {
    run: async (gate, command, input, operationId) =>
      await openMunicipality(
        db,
        gate,
        async (scope) => await runCommand(scope, command, input, { operationId }),
        settings,
      ),
    async done(gate, command, input) {
      return valueOf(await acting.run(gate, command, input), command.name);
    },
    code: async (gate, command, input) => codeOf(await acting.run(gate, command, input)),
    async tried<S extends z.ZodType, T>(gate: Gate, command: Runnable<S, T>, input: unknown) {
      const answers: Result<T>[] = [];
      await openMunicipality(
        db,
        gate,
        async (scope) => {
          answers.push(await runCommand(scope, command, input));
          throw new TakenBack();
        },
        settings,
      ).catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error;
      });
      return answers.at(-1)!;
    },
    read: async (gate, work) => await openMunicipality(db, gate, work, settings),
  };
  return acting;
}

/** The value of what must have been done. @throws Error with the refusal. */
export function valueOf<T>(result: Result<T>, name = 'the command'): T {
  if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result)}`);
  return result.value;
}

/** What was answered, in a word. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'done' : result.code;
}

/** One row of a table of who may: an input that is right for those who may, or one made for each who tries. */
export type MayRow = {
  readonly command: AnyCommand;
  readonly input: unknown;
  readonly may: readonly Role[];
  /**
   * What people of the other municipality meet who may at home: `nothing` of what the input names (403 or 404, and
   * `also` these codes), or `their-own`: it names nothing, so they do it at their own place.
   */
  readonly abroad?: 'nothing' | 'their-own';
  readonly also?: readonly string[];
  /** Roles at home for whom what the input names is not there, though they may do the same with others. */
  readonly unseen?: readonly Role[];
};

/** A row of {@link expectTable}; `input` may be a function of the gate that tries. */
export const row = <S extends z.ZodType, T>(
  command: Runnable<S, T>,
  input: unknown,
  may: readonly Role[],
  more: Pick<MayRow, 'abroad' | 'also' | 'unseen'> = {},
): MayRow => ({ command: command as unknown as AnyCommand, input, may, ...more });

type Places = { readonly home: TestMunicipality; readonly away: TestMunicipality };

/** A database with two municipalities, and people of each role in both. */
export type Neighbours = {
  readonly base: TestDatabase;
  readonly home: TestMunicipality;
  readonly away: TestMunicipality;
  readonly acting: Acting;
  /** {@link expectMay} for each row. */
  readonly expectTable: (rows: readonly MayRow[]) => Promise<void>;
};

/**
 * Neighbours for a test file, from before its first test until after its last; to be called where the file begins and
 * read inside of tests and hooks. `now` is the moment at which people act (the clock's when left out).
 */
export function openNeighbours(
  about: {
    readonly now?: Date;
    /** Villages of the second municipality. */
    readonly villages?: readonly string[];
  } = {},
): Neighbours {
  const opened: Partial<Neighbours> = {};
  beforeAll(async () => {
    const base = await createTestDatabase();
    Object.assign(opened, { base });
    const acting = actingIn(base.db, about.now);
    const home = await makeMunicipality(base.db);
    const away = await makeMunicipality(base.db, {
      name: 'Ак-Суу',
      ...(about.villages === undefined ? {} : { villages: about.villages }),
    });
    Object.assign(opened, {
      base,
      home,
      away,
      acting,
      expectTable: async (rows) => await expectTable(base.db, acting, { home, away }, rows),
    } satisfies Neighbours);
  });
  afterAll(async () => await opened.base?.drop());
  return opened as Neighbours;
}

/** {@link expectMay} for each row. */
export async function expectTable(
  db: Database,
  acting: Acting,
  places: Places,
  rows: readonly MayRow[],
): Promise<void> {
  for (const one of rows) await expectMay(db, acting, places, one);
}

const inputFor = async ({ input }: MayRow, gate: Gate): Promise<unknown> =>
  typeof input === 'function' ? await (input as (gate: Gate) => unknown)(gate) : input;

/**
 * Who may run a command, with an input that nothing but the person can make wrong: each role that may is let do it
 * (and it is taken back), each other is `forbidden`, and people of the other municipality, who may do the same at
 * home, are told `forbidden` or that there is no such thing, and leave every row of both municipalities as it was.
 */
export async function expectMay(
  db: Database,
  acting: Acting,
  { home, away }: Places,
  one: MayRow,
): Promise<void> {
  const { command, may, abroad = 'nothing', also = [], unseen = [] } = one;
  const isHidden = (result: Result<unknown>): boolean =>
    !result.ok && ([403, 404].includes(result.status) || also.includes(result.code));
  const wanted = roles.map((role) => [role, may.includes(role) ? 'done' : 'forbidden'] as const);
  for (const [role, answer] of wanted) {
    const gate = home.gate(role);
    const result = await acting.tried(gate, command, await inputFor(one, gate));
    const label = `${command.name} as ${role}: ${codeOf(result)}`;
    if (unseen.includes(role)) expect(isHidden(result), label).toBe(true);
    else expect(codeOf(result), label).toBe(answer);
  }
  if (abroad === 'their-own') {
    for (const [role, answer] of wanted) {
      const gate = away.gate(role);
      const result = await acting.tried(gate, command, await inputFor(one, gate));
      expect(codeOf(result), `${command.name} as ${role} of another municipality`).toBe(answer);
    }
    const before = await rowsOf(db, home.id);
    const gate = away.gate(may[0]!);
    await acting.done(gate, command, await inputFor(one, gate));
    expect(await rowsOf(db, home.id), command.name).toEqual(before);
    return;
  }
  for (const role of roles) {
    const gate = away.gate(role);
    const input = await inputFor(one, gate);
    const before = await rowsOf(db, home.id, away.id);
    const result = await acting.run(gate, command, input);
    const label = `${command.name} as ${role} of another municipality: ${codeOf(result)}`;
    expect(isHidden(result), label).toBe(true);
    expect(await rowsOf(db, home.id, away.id), label).toEqual(before);
  }
}

/**
 * A command of the system: its administrators do it (and it is taken back), and nobody else comes as far. No role of a
 * municipality opens the system's scope, and the command's own policy lets none of them pass who did.
 */
export async function expectSystemOnly<S extends z.ZodType, T>(
  db: Database,
  command: Command<S, T, SystemScope>,
  input: unknown,
  municipality: TestMunicipality,
): Promise<void> {
  let said = '';
  await openSystem(db, systemGate(), async (scope) => {
    said = codeOf(await runCommand(scope, command, input));
    for (const role of roles) {
      const stranger = { ...scope, actor: municipality.gate(role) };
      const answer = codeOf(await runCommand(stranger, command, input));
      expect([command.name, role, answer]).toEqual([command.name, role, 'forbidden']);
    }
    throw new TakenBack();
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  expect([command.name, said]).toEqual([command.name, 'done']);
  for (const role of roles) {
    const asked = openSystem(db, municipality.gate(role), async () => await Promise.resolve('in'));
    await expect(asked, `${command.name}: ${role}`).rejects.toThrow();
  }
}

/**
 * Runs work while another transaction, not yet committed, has written what the statement writes, as another program or
 * a hand at the database may: the work waits for it, and then finds it.
 */
export async function whileWritten<T>(
  db: Database,
  [statement, values]: readonly [statement: string, values: readonly unknown[]],
  work: () => Promise<T>,
): Promise<T> {
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    // Its references hold no rows: only what it writes is in the way.
    await client.query('set local session_replication_role = replica');
    await client.query(statement, [...values]);
    const done = work();
    for (let turn = 0; turn < 500; turn += 1) {
      const waiting = await db.owner.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.rowCount !== 0) break;
      await new Promise((next) => setTimeout(next, 10));
    }
    await client.query('commit');
    return await done;
  } finally {
    client.release();
  }
}

let tables: Promise<readonly string[]> | undefined;

/** A fingerprint of every table's rows of these municipalities, by table. */
export async function rowsOf(db: Database, ...municipalityIds: string[]): Promise<Record<string, string>> {
  tables ??= db.owner
    .query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'municipality_id' and t.table_type = 'BASE TABLE' order by 1`,
    )
    .then(({ rows }) => rows.map(({ name }) => name));
  const each = (await tables).map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as print
         from "${name}" t where municipality_id = any($1)`,
  );
  const { rows } = await db.owner.query<{ name: string; print: string }>(each.join(' union all '), [
    municipalityIds,
  ]);
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}
