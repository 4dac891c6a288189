import type { Context } from 'hono';
import type { Web } from './web.ts';

/** Most bytes of a form and of a form with files. */
export const FORM_LIMIT = 1024 * 1024;
export const UPLOAD_LIMIT = 25 * 1024 * 1024;
/** What is beyond the limit is still read to its end, up to here, so that the browser shows our answer. */
const DRAIN_LIMIT = 120 * 1024 * 1024;
/** Fields beyond this are refused: no form of ours is so long. */
const MOST_FIELDS = 20_000;

export type FormFields = Record<string, string | string[]>;
export type Body = {
  readonly values: FormFields;
  readonly files: Readonly<Record<string, readonly File[]>>;
};
export type BodyOutcome = Body | 'too-large' | 'unreadable' | 'unknown-type';

const empty: Body = { values: {}, files: {} };

/**
 * Reads what was sent with the request: a form, a form with files, or JSON (members that are not texts become
 * texts, so that commands see one shape). Never throws for what was sent.
 */
export async function readBody(c: Context<Web>): Promise<BodyOutcome> {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const multipart = type === 'multipart/form-data';
  const bytes = await receive(c.req.raw, multipart ? UPLOAD_LIMIT : FORM_LIMIT);
  if (bytes === undefined) return 'too-large';
  if (bytes === null) return 'unreadable';
  if (bytes.length === 0) return empty;
  switch (type) {
    case 'application/x-www-form-urlencoded':
      return fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
    case 'multipart/form-data':
      try {
        const headers = { 'content-type': c.req.header('content-type') ?? '' };
        const form = await new Response(bytes, { headers }).formData();
        return fromEntries(form);
      } catch {
        return 'unreadable';
      }
    case 'application/json':
      return fromJson(bytes);
    default:
      return 'unknown-type';
  }
}

/**
 * Reads JSON for programs that carry a token of their own and no cookie. Only what calls itself JSON is read: a form
 * of another site cannot send that without asking first.
 */
export async function readJson(
  request: Request,
  limit: number,
): Promise<{ readonly value: unknown } | 'too-large' | 'unreadable' | 'unknown-type'> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 'unknown-type';
  const bytes = await receive(request, limit);
  if (bytes === undefined) return 'too-large';
  if (bytes === null) return 'unreadable';
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  } catch {
    return 'unreadable';
  }
}

function fromEntries(entries: Iterable<[string, string | File]>): BodyOutcome {
  const values = Object.create(null) as FormFields;
  const files = Object.create(null) as Record<string, File[]>;
  let count = 0;
  for (const [name, value] of entries) {
    count += 1;
    if (count > MOST_FIELDS) return 'unreadable';
    if (typeof value !== 'string') {
      // A file field left empty is sent as a file without a name.
      if (value.name !== '' || value.size > 0) (files[name] ??= []).push(value);
      continue;
    }
    const before = values[name];
    if (before === undefined) values[name] = value;
    else if (typeof before === 'string') values[name] = [before, value];
    else before.push(value);
  }
  return { values: { ...values }, files: { ...files } };
}

function fromJson(bytes: Uint8Array): BodyOutcome {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return 'unreadable';
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'unreadable';
  const said = (value: unknown): string =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const values: FormFields = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (name === '__proto__' || value === null || value === undefined) continue;
    values[name] = Array.isArray(value) ? value.map(said) : said(value);
  }
  return { values, files: {} };
}

/** The whole body; undefined when it is longer than allowed, null when the sender went away. */
async function receive(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined | null> {
  if (!request.body) return new Uint8Array();
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > DRAIN_LIMIT) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > DRAIN_LIMIT) break;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    return null;
  }
  if (size > limit) return undefined;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
