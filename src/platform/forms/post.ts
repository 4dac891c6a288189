import type { z } from 'zod';
import type { Command } from '../db/command.ts';
import type { MunicipalityScope, SystemScope } from '../db/scope.ts';
import { perform, formOf, type PerformOptions, type C } from '../http/web.ts';
import { factsOf } from './field.ts';

/** A command whose input has named fields. */
export type FormCommand<Shape extends z.ZodRawShape, T = unknown> =
  Command<z.ZodObject<Shape>, T, MunicipalityScope> | Command<z.ZodObject<Shape>, T, SystemScope>;

/**
 * What the command may get of a post: the parts of its shape that the address names, and those that are fields
 * (`platform/forms/fields.ts`) as the form sent them. Nothing else that was sent reaches a command.
 */
export async function postOf<Shape extends z.ZodRawShape>(
  c: C,
  command: { readonly input: z.ZodObject<Shape> },
): Promise<Record<string, unknown>> {
  const sent = await formOf(c);
  const input: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(command.input.shape)) {
    const named = c.req.param(name);
    if (named !== undefined) input[name] = named;
    else if (Object.hasOwn(sent, name) && factsOf(schema as z.ZodType)) input[name] = sent[name];
  }
  return input;
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
  return await perform(c, command, { ...(await postOf(c, command)), ...also }, options);
}
