import type { VNode } from 'preact';
import type { z } from 'zod';
import { type Command, type Result, runCommand } from '../db/command.ts';
import type { Params, Refused, RefusalStatus } from '../refusals.ts';
import type { Gate } from '../db/gate.ts';
import {
  openMunicipality,
  openPublic,
  openSystem,
  type MunicipalityScope,
  type PublicScope,
  type ScopeOptions,
  type SystemScope,
} from '../db/scope.ts';
import { encodeResult } from '../db/stored-result.ts';
import { contentDisposition, downloadHeaders, safeFileName, type DownloadFormat } from '../files/download.ts';
import { todayInBishkek, type IsoDate } from '../i18n/calendar.ts';
import { renderWhole } from '../ui/render-page.tsx';
import type { FormFields } from './body.ts';
import { safeNext } from '../auth/next-path.ts';
import type { Account } from '../auth/sign-in-gate.ts';
import { stripLanguage } from '../i18n/lang.ts';
import { writeCookie } from './cookies.ts';
import { errorPage } from './error-pages.tsx';
import { errorMessage, fieldMessages } from './errors.ts';
import { wantsJson, type C, type Web } from './request.ts';

export { wantsJson, type C, type Web };

/** The proven gate of `/m/:municipalityId/*` and `/admin/*`. @throws Error elsewhere: a fault of the route. */
export function gateOf(c: C): Gate {
  const gate = c.get('gate');
  if (!gate) throw new Error(`There is no gate at ${c.req.path}.`);
  return gate;
}

/** Whoever is signed in, at addresses that ask for it. @throws Error elsewhere: a fault of the route. */
export function accountOf(c: C): Account {
  const account = c.get('account');
  if (!account) throw new Error('Nobody is signed in.');
  return account;
}

/** Runs the reads of a page in one scope of its municipality. */
export async function read<T>(
  c: C,
  work: (scope: MunicipalityScope) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  return await openMunicipality(c.get('services').db, gateOf(c), work, { now: c.get('now'), ...options });
}

/** Runs the reads of a page under `/admin` in one scope that sees all municipalities. */
export async function readSystem<T>(
  c: C,
  work: (scope: SystemScope) => Promise<T>,
  options: ScopeOptions = {},
): Promise<T> {
  return await openSystem(c.get('services').db, gateOf(c), work, { now: c.get('now'), ...options });
}

/** Runs the reads of a public page: published rows only, whoever asks. */
export async function readPublic<T>(c: C, work: (scope: PublicScope) => Promise<T>): Promise<T> {
  return await openPublic(c.get('services').db, work, { now: c.get('now') });
}

/** Answers with a page. The view holds the `Layout`. */
export function show(c: C, view: VNode, status: 200 | 400 | RefusalStatus = 200): Response {
  const html = renderWhole(c.get('page'), view);
  const binding = c.get('formBinding');
  if (binding !== undefined) writeCookie(c, 'ashar_form', binding);
  return c.html(html, status);
}

/** The posted fields. The token against forged posts and the size were checked before. */

export async function formOf(c: C): Promise<FormFields> {
  return { ...c.get('body')?.values };
}

/** The posted files by field; empty file fields are left out. Their content is not checked: FileStore.put does. */

export async function files(c: C): Promise<Readonly<Record<string, readonly File[]>>> {
  return c.get('body')?.files ?? {};
}

/** Why a command was refused, in the reader's words; what a form needs to be shown again. */
export type Problem = {
  readonly code: string;
  readonly message: string;
  /** Field → message; the form's `errors`. A refusal about no field stands under the empty name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly values: FormFields;
  readonly params: Params;
};

/** A refusal in words, for routes that run commands themselves. */
export function problemOf(c: C, refused: Refused, values: FormFields): Problem {
  const { t } = c.get('page');
  const message = errorMessage(t, refused.code, refused.params);
  const fields = fieldMessages(t, refused);
  const errors = Object.keys(fields).length > 0 ? fields : { '': message };
  return { code: refused.code, message, errors, values, params: refused.params ?? {} };
}

export type PerformOptions<T> = {
  /** Where the reader goes after it was done: a path without language prefix, `?done=` names a message. */
  readonly done: (value: T) => string;
  /** The page with the form filled in again. */
  readonly refused: (problem: Problem) => VNode | Response | Promise<VNode | Response>;
};

/**
 * Runs one command in a scope of its own and answers: 303 when it was done, the form again when it was refused. In
 * `/admin` the scope is the system's. The operation id comes from the form, so that a double click counts once.
 */
export async function perform<Schema extends z.ZodType, T>(
  c: C,
  command: Command<Schema, T, MunicipalityScope> | Command<Schema, T, SystemScope>,
  input: unknown,
  options: PerformOptions<T>,
): Promise<Response> {
  const { db } = c.get('services');
  const gate = gateOf(c);
  const values = await formOf(c);
  const operationId = typeof values.operationId === 'string' ? values.operationId : undefined;
  const settings = { now: c.get('now') };
  const run = { operationId: operationId === '' ? undefined : operationId };
  const result: Result<T> =
    gate.municipalityId === null
      ? await openSystem(
          db,
          gate,
          async (scope) => await runCommand(scope, command as Command<Schema, T, SystemScope>, input, run),
          settings,
        )
      : await openMunicipality(
          db,
          gate,
          async (scope) =>
            await runCommand(scope, command as Command<Schema, T, MunicipalityScope>, input, run),
          settings,
        );
  return await answer(c, result, options, values);
}

/** The answer to a command's result: what `perform` does after the command, for routes that ran it themselves. */
export async function answer<T>(
  c: C,
  result: Result<T>,
  options: PerformOptions<T>,
  values?: FormFields,
): Promise<Response> {
  if (result.ok) {
    c.set('saved', true);
    const location = thenOf(c, values) ?? c.get('page').href(options.done(result.value));
    if (!wantsJson(c)) return c.redirect(location, 303);
    return c.json({ ok: true, value: encodeResult(result.value) as never, location });
  }
  const problem = problemOf(c, result, values ?? (await formOf(c)));
  const { status } = result;
  if (wantsJson(c)) {
    const { code, message, errors: fields } = problem;
    return c.json({ ok: false, code, message, fields }, status);
  }
  if (status === 403) return errorPage(c, 403);
  const view = await options.refused(problem);
  return view instanceof Response ? view : show(c, view, status);
}

/** Where a button of the form leads when it is saved (ui/save-and-go.tsx): within the municipality or the system's pages. */
function thenOf(c: C, values: FormFields | undefined): string | undefined {
  const then = (values ?? c.get('body')?.values)?.then;
  if (typeof then !== 'string') return undefined;
  const room = /^\/(m\/[^/]+|admin)\//.exec(c.req.path)?.[0];
  const to = safeNext(then);
  return room !== undefined && stripLanguage(to).path.startsWith(room) ? to : undefined;
}

/** The page for what is not there, or not for this reader: the two are not told apart. */
export function missing(c: C): Response {
  return errorPage(c, 404);
}

/** The page for what this account may not see although it is of the municipality. */
export function forbidden(c: C): Response {
  return errorPage(c, 403);
}

const downloadTypes: Readonly<Record<string, string>> = {
  zip: 'application/zip',
  ics: 'text/calendar; charset=utf-8',
  geojson: 'application/geo+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  pb: 'text/plain; charset=utf-8',
};

/** Answers with a file made on the spot. `name` needs no ending. */
export function download(
  c: C,
  bytes: Uint8Array | string,
  format: DownloadFormat | 'zip' | 'ics' | 'geojson' | 'svg' | 'png' | 'pb',
  name: string,
): Response {
  const type = downloadTypes[format];
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const headers = downloadHeaders(type === undefined ? (format as DownloadFormat) : 'json', name, {
    size: content.length,
  });
  if (type !== undefined) {
    headers['Content-Type'] = type;
    headers['Content-Disposition'] = contentDisposition(safeFileName(name, format));
  }
  return c.body(new Uint8Array(content), 200, headers);
}

/** Today in Bishkek. */
export function todayOf(c: C): IsoDate {
  return todayInBishkek(c.get('now'));
}
