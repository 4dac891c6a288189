import type { Hono } from 'hono';
import type { VNode } from 'preact';
import type { z } from 'zod';
import type { FormCommand } from '../forms/post.ts';
import { post } from '../forms/post.ts';
import { formOf, missing, show, type C, type Problem, type Web } from './web.ts';

type Shown = VNode | Response | undefined;

/** A page of a room: its view, an answer of its own (a redirect, a refusal), or undefined where there is nothing. */
export type Page = (c: C) => Shown | Promise<Shown>;

/** Answers with a page; 404 where it finds nothing. */
export const shows =
  (page: Page) =>
  async (c: C): Promise<Response> => {
    const view = await page(c);
    if (view === undefined) return missing(c);
    return view instanceof Response ? view : show(c, view);
  };

/**
 * Where the reader goes after it was done: a path without language prefix whose `:names` stand in the command's
 * answer or in the address (`/m/:municipalityId/people/persons/:id?done=people.done.added`), or who makes it.
 */
export type To<T> = string | ((value: T, c: C) => string);

/** The path with its names filled in. @throws Error for a name that nobody has: a fault of the route. */
export function filled(c: C, path: string, value?: unknown): string {
  return path.replace(/:([a-z]\w*)/gi, (_, name: string) => {
    const given = (value as Record<string, unknown> | null | undefined)?.[name] ?? c.req.param(name);
    if (typeof given !== 'string' && typeof given !== 'number') throw new Error(`${path}: no ${name}`);
    return encodeURIComponent(given);
  });
}

/** The page again, with what was refused: the form that was posted shows it, else the page's own top does. */
export const again = (c: C, page: Page) => async (problem: Problem) => {
  const shown = c.get('page');
  shown.refused = { ...problem, action: shown.path };
  return (await page(c)) ?? missing(c);
};

/** The page again, where the route itself found something wrong with what was posted: field → sentence. */
export async function refused(
  c: C,
  page: Page,
  errors: Readonly<Record<string, string>>,
  status: 200 | 422 | 429 = 422,
): Promise<Response> {
  const message = Object.values(errors)[0] ?? '';
  const problem = { code: 'invalid-input', message, errors, values: await formOf(c), params: {} };
  const view = await again(c, page)(problem);
  return view instanceof Response ? view : show(c, view, status);
}

type Also = (c: C) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;

/**
 * Answers the post of a form or of a button: runs the command with the fields sent and the ids of the address, then
 * leads on; a refusal shows the page on which the form stands.
 * @param also what neither the form nor the address says (the reader's language)
 */
export const posts =
  <Shape extends z.ZodRawShape, T>(command: FormCommand<Shape, T>, page: Page, to: To<T>, also?: Also) =>
  async (c: C): Promise<Response> => {
    const done = (value: T) => (typeof to === 'string' ? filled(c, to, value) : to(value, c));
    return await post(c, command, { done, refused: again(c, page) }, await also?.(c));
  };

/** A form that is a page: GET shows it, POST runs its command. */
export function formPage<Shape extends z.ZodRawShape, T>(
  app: Hono<Web>,
  path: string,
  command: FormCommand<Shape, T>,
  page: Page,
  to: To<T>,
  also?: Also,
): void {
  app.get(path, shows(page));
  app.post(path, posts(command, page, to, also));
}
