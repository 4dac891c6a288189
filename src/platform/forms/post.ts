import type { z } from 'zod';
import type { Command } from '../db/command.ts';
import type { MunicipalityScope, SystemScope } from '../db/scope.ts';
import { perform, formOf, type PerformOptions, type C } from '../http/web.ts';
import { factsOf } from './field.ts';
import { errorsOfRows, rowsOf } from './rows.ts';

/** A command whose input has named fields. */
export type FormCommand<Shape extends z.ZodRawShape, T = unknown> =
  Command<z.ZodObject<Shape>, T, MunicipalityScope> | Command<z.ZodObject<Shape>, T, SystemScope>;

type Sent = {
  readonly input: Record<string, unknown>;
  /** By field of rows, the number in the form of each row that reaches the command. */
  readonly places: readonly (readonly [string, readonly number[]])[];
};

async function sentTo<Shape extends z.ZodRawShape>(
  c: C,
  command: { readonly input: z.ZodObject<Shape> },
): Promise<Sent> {
  const sent = await formOf(c);
  const input: Record<string, unknown> = {};
  const places: [string, readonly number[]][] = [];
  for (const [name, schema] of Object.entries(command.input.shape)) {
    const facts = factsOf(schema as z.ZodType);
    const named = c.req.param(name);
    if (named !== undefined) input[name] = named;
    else if (facts?.kind === 'rows') {
      const found = rowsOf(sent, name, facts);
      input[name] = found.rows;
      places.push([name, found.places]);
    } else if (Object.hasOwn(sent, name) && facts) input[name] = sent[name];
  }
  return { input, places };
}

/**
 * What the command may get of a post: the parts of its shape that the address names, and those that are fields
 * (`platform/forms/fields.ts`) as the form sent them. Nothing else that was sent reaches a command.
 */
export async function postOf<Shape extends z.ZodRawShape>(
  c: C,
  command: { readonly input: z.ZodObject<Shape> },
): Promise<Record<string, unknown>> {
  return (await sentTo(c, command)).input;
}

/**
 * Posts a form of a command: reads its fields, runs it and answers as `perform` does.
 * @param also what neither the form nor the address says (the reader's language); it wins over what was sent.
 */
export async function post<Shape extends z.ZodRawShape, T>(
  c: C,
  command: FormCommand<Shape, T>,
  options: PerformOptions<T>,
  also: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  const { input, places } = await sentTo(c, command);
  const refused: typeof options.refused = async (problem) =>
    await options.refused({
      ...problem,
      errors: places.reduce((errors, [name, of]) => errorsOfRows(errors, name, of), problem.errors),
    });
  return await perform(c, command, { ...input, ...also }, { ...options, refused });
}
