import { expect } from 'vitest';
import type { z } from 'zod';
import { runCommand, type Command, type Result } from '../src/platform/db/command.ts';
import type { Database } from '../src/platform/db/connect.ts';
import { roles, type Gate, type Role } from '../src/platform/db/gate.ts';
import { openMunicipality, type MunicipalityScope } from '../src/platform/db/scope.ts';
import type { TestMunicipality } from './database.ts';

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
  /** The answer, as `code`, of a command that is taken back whatever it answered: the next may try the same input. */
  readonly tried: <S extends z.ZodType, T>(
    gate: Gate,
    command: Runnable<S, T>,
    input: unknown,
  ) => Promise<string>;
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
    async tried(gate, command, input) {
      let code = '';
      await openMunicipality(
        db,
        gate,
        async (scope) => {
          code = codeOf(await runCommand(scope, command, input));
          throw new TakenBack();
        },
        settings,
      ).catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error;
      });
      return code;
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

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'done' : result.code;
}

/** One row of a table of who may: an input that is right for those who may. */
export type MayRow = {
  readonly command: AnyCommand;
  readonly input: unknown;
  readonly may: readonly Role[];
};

/**
 * Who may run a command, with an input that nothing but the person can make wrong: each role that may is let do it
 * (and it is taken back), each other is `forbidden`, and people of the other municipality, who may do the same at
 * home, are told `forbidden` or that there is no such thing, and leave every row of both municipalities as it was.
 */
export async function expectMay(
  db: Database,
  acting: Acting,
  { home, away }: { readonly home: TestMunicipality; readonly away: TestMunicipality },
  { command, input, may }: MayRow,
): Promise<void> {
  const said = await Promise.all(
    roles.map(async (role) => [role, await acting.tried(home.gate(role), command, input)]),
  );
  const wanted = roles.map((role) => [role, may.includes(role) ? 'done' : 'forbidden']);
  expect(said, command.name).toEqual(wanted);
  const before = await rowsOf(db, home.id, away.id);
  for (const role of roles) {
    const result = await acting.run(away.gate(role), command, input);
    const status = result.ok ? 200 : result.status;
    const label = `${command.name} as ${role} of another municipality: ${codeOf(result)}`;
    expect([403, 404], label).toContain(status);
  }
  expect(await rowsOf(db, home.id, away.id), command.name).toEqual(before);
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
