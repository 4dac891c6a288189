import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { writeAudit } from '../audit/write.ts';
import { refuse, type Refused } from '../refusals.ts';
import type { Gate } from './gate.ts';
import { isId, newId } from './id.ts';
import { isBadValue, violatedConstraint } from './postgres-errors.ts';
import type { MunicipalityScope, SystemScope } from './scope.ts';
import { decodeResult, encodeResult } from './stored-result.ts';
import { fieldRefusals, unsoundText } from './validation.ts';

/** A piece of work that was done. */
export type Done<T> = { readonly ok: true; readonly value: T; readonly repeated?: boolean };

export type Result<T> = Done<T> | Refused;

/** What the audit row says beyond the action's name. */
export type AuditNote = {
  readonly subjectKind?: string;
  readonly subjectId?: string;
  /** Ids, counts, what changed; no contacts and no answers of people, since the row is never removed. */
  readonly details?: Readonly<Record<string, unknown>>;
};

type DoneWithNote<T> = Done<T> & { readonly note?: AuditNote };

/** The work was done. Without a note, the audit row takes `value.id` and the ids and numbers of the input. */
export function ok<T>(value: T, note?: AuditNote): DoneWithNote<T> {
  return note === undefined ? { ok: true, value } : { ok: true, value, note };
}

export type CommandContext<I, S> = {
  /** The scope of the command alone: its `tx` is the command's own savepoint. */
  readonly scope: S;
  readonly input: I;
  readonly now: Date;
};

export type Command<Schema extends z.ZodType, T, S extends MunicipalityScope | SystemScope> = {
  /** Audit action: `room.verb-object`. */
  readonly name: string;
  readonly input: Schema;
  readonly policy: (gate: Gate, input: z.output<Schema>) => boolean;
  readonly run: (context: CommandContext<z.output<Schema>, S>) => Promise<DoneWithNote<T> | Refused>;
  /** Names of database constraints whose violation is an expected refusal, and that refusal. */
  readonly constraints?: Readonly<Record<string, Refused>>;
};

/** One use case of a municipality. Types only: what is given is what comes back. */
export function defineCommand<Schema extends z.ZodType, T>(
  command: Command<Schema, T, MunicipalityScope>,
): Command<Schema, T, MunicipalityScope> {
  return command;
}

/** One use case of the system: units, municipalities, first administrators. */
export function defineSystemCommand<Schema extends z.ZodType, T>(
  command: Command<Schema, T, SystemScope>,
): Command<Schema, T, SystemScope> {
  return command;
}

/** Ends the savepoint with a refusal; never leaves runCommand. */
class Refusal extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}

/**
 * Runs one use case inside an open scope: shape of the input, permission, idempotency, the work, the audit row.
 * Nothing of a refused command stays. Several commands may run in one scope; all are committed together.
 *
 * Refusal codes of its own: `invalid-input` (with fields), `forbidden`, `operation-reused` (the operation id was
 * used for something else).
 * @param operationId made by the sender once for each intention; a repeat gets the first one's result, also when
 *   both arrive at the same moment. At most 200 characters.
 */
export async function runCommand<Schema extends z.ZodType, T, S extends MunicipalityScope | SystemScope>(
  scope: S,
  command: Command<Schema, T, S>,
  rawInput: unknown,
  options: { readonly operationId?: string | undefined } = {},
): Promise<Result<T>> {
  const unsound = unsoundText(rawInput);
  if (unsound !== undefined) return refuse('invalid-input', { fields: { [unsound]: { code: 'invalid' } } });
  const parsed = await command.input.safeParseAsync(rawInput);
  if (!parsed.success) return refuse('invalid-input', { fields: fieldRefusals(parsed.error, rawInput) });
  const input = parsed.data;
  if (!command.policy(scope.actor, input)) return refuse('forbidden');
  const key = options.operationId;
  if (key !== undefined && (key === '' || key.length > 200 || unsoundText(key) !== undefined)) {
    return refuse('invalid-input', { fields: { operationId: { code: 'invalid' } } });
  }

  try {
    return await scope.tx.transaction(async (tx) => {
      const inside: S = { ...scope, tx };
      const operation =
        key === undefined ? undefined : await claimOperation(inside, command.name, key, input);
      if (operation && 'stored' in operation) return operation.stored as Result<T>;
      const outcome = await command.run({ scope: inside, input, now: scope.now });
      if (!outcome.ok) throw new Refusal(outcome);
      // Constraints that wait for the end of the transaction are asked now, while a refusal can still be given.
      if (command.constraints) await tx.execute(sql`set constraints all immediate`);
      if (operation) {
        const stored = JSON.stringify(encodeResult(outcome.value));
        await tx.execute(sql`update operation set result = ${stored}::jsonb where id = ${operation.id}`);
      }
      const note = outcome.note ?? {};
      await writeAudit(inside, {
        action: command.name,
        subjectKind: note.subjectKind,
        subjectId: note.subjectId ?? idOf(outcome.value),
        details: note.details ?? harmlessPart(input),
      });
      return { ok: true, value: outcome.value };
    });
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    const constraint = violatedConstraint(error);
    const expected =
      constraint === undefined ? undefined : (command.constraints?.[constraint] ?? everywhere[constraint]);
    if (expected !== undefined) return expected;
    // The schema let through what the column cannot hold: the sender's mistake all the same, never a 500.
    if (isBadValue(error)) return refuse('invalid-input');
    throw error;
  }
}

/** Walls that any command may meet. */
const everywhere: Readonly<Record<string, Refused>> = { cycle_frozen: refuse('cycle-finished') };

/**
 * Writes the row of the operation id, or finds the one that stands there. PostgreSQL makes a second writer of the
 * same key wait until the first transaction ends: then it finds the result, or (first refused) goes on itself.
 */
async function claimOperation(
  scope: MunicipalityScope | SystemScope,
  action: string,
  key: string,
  input: unknown,
): Promise<{ readonly id: string } | { readonly stored: Result<unknown> }> {
  const id = newId();
  const accountId = scope.actor.accountId;
  const inputHash = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const made = await scope.tx.execute(sql`
    insert into operation (id, municipality_id, key, action, account_id, input_hash)
    values (${id}, ${scope.municipalityId}, ${key}, ${action}, ${accountId}, ${inputHash})
    on conflict on constraint operation_key do nothing`);
  if (made.rowCount === 1) return { id };
  const found = await scope.tx.execute<{
    action: string;
    account_id: string;
    input_hash: string;
    result: unknown;
  }>(sql`
    select action, account_id, input_hash, result from operation
     where municipality_id is not distinct from ${scope.municipalityId} and key = ${key}`);
  const first = found.rows[0];
  if (first?.action !== action || first.account_id !== accountId || first.input_hash !== inputHash) {
    return { stored: refuse('operation-reused') };
  }
  return { stored: { ok: true, value: decodeResult(first.result), repeated: true } };
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : undefined;
}

/** Ids, numbers, yes and no: what says which thing was changed without saying anything about a person. */
function harmlessPart(input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return {};
  return Object.fromEntries(
    Object.entries(input).filter(
      ([, member]) =>
        typeof member === 'number' ||
        typeof member === 'boolean' ||
        typeof member === 'bigint' ||
        (typeof member === 'string' && isId(member)),
    ),
  );
}
