import type { z } from 'zod';
import { type Command, runCommand } from '../platform/db/command.ts';
import type { Database } from '../platform/db/connect.ts';
import type { Gate } from '../platform/db/gate.ts';
import {
  type MunicipalityScope,
  openMunicipality,
  openSystem,
  type SystemScope,
} from '../platform/db/scope.ts';

/**
 * Plays people's work through the rooms' commands, so that every rule and the audit log hold in the demonstration as
 * in life. Each deed has a name: played again (a start that was interrupted) it answers what it answered then.
 */
export class Storyteller {
  readonly #db: Database;
  /** Beginning of every operation id: the cycle's year, so that deeds of another year are others. */
  readonly #chapter: string;

  constructor(db: Database, chapter: string) {
    this.#db = db;
    this.#chapter = chapter;
  }

  /**
   * One deed of one person at a moment.
   * @throws Error when the command refuses: the demonstration then breaks a rule, which is a fault of it.
   */
  async perform<Schema extends z.ZodType, T>(
    who: Gate,
    at: Date,
    deed: string,
    command: Command<Schema, T, MunicipalityScope>,
    input: z.input<Schema>,
  ): Promise<T> {
    return await openMunicipality(
      this.#db,
      who,
      async (scope) => {
        const result = await runCommand(scope, command, input, this.#operation(deed));
        if (result.ok) return result.value;
        throw new Error(`Demo: ${command.name} (${deed}) was refused: ${JSON.stringify(result)}`);
      },
      { now: at },
    );
  }

  /** The same for the system's own commands. */
  async actForSystem<Schema extends z.ZodType, T>(
    who: Gate,
    at: Date,
    deed: string,
    command: Command<Schema, T, SystemScope>,
    input: z.input<Schema>,
  ): Promise<T> {
    return await openSystem(
      this.#db,
      who,
      async (scope) => {
        const result = await runCommand(scope, command, input, this.#operation(deed));
        if (result.ok) return result.value;
        throw new Error(`Demo: ${command.name} (${deed}) was refused: ${JSON.stringify(result)}`);
      },
      { now: at },
    );
  }

  #operation(deed: string): { operationId: string } {
    return { operationId: `demo ${this.#chapter} ${deed}` };
  }
}

/** A moment of the story: local time in Bishkek. */
export function moment(year: number, month: number, day: number, hour = 10, minute = 0): Date {
  const two = (number: number) => String(number).padStart(2, '0');
  return new Date(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00+06:00`);
}

/** A day as commands take it. */
export function day(year: number, month: number, date: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
