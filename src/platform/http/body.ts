import type { Sender } from './in-flight.ts';
import { isBoundedJson } from './json-bounds.ts';
import { readMultipart } from './multipart.ts';
import { receive } from './receive.ts';

/** Most bytes of a form of somebody signed in, of anybody else, and of a form with files. */
export const FORM_LIMIT = 1024 * 1024;
export const ANONYMOUS_LIMIT = 64 * 1024;
export const UPLOAD_LIMIT = 25 * 1024 * 1024;
/** What is beyond the limit is read and thrown away up to here, so that the browser shows our answer. */
const DRAINED = { files: 75 * 1024 * 1024, known: 4 * 1024 * 1024, anonymous: 256 * 1024 } as const;
/** Fields beyond this are refused: no form of ours is so long. */
const MOST_FIELDS = 20_000;

export type FormFields = Record<string, string | string[]>;
export type Body = {
  readonly values: FormFields;
  readonly files: Readonly<Record<string, readonly File[]>>;
};
export type BodyOutcome = Body | 'too-large' | 'busy' | 'unreadable' | 'unknown-type';

export type BodyLimits = {
  readonly sender: Sender;
  /** Most bytes of a form with files; without it such a form is refused unread. */
  readonly files?: number;
};

const empty: Body = { values: {}, files: {} };

/**
 * Reads what was sent with the request: a form, a form with files, or JSON (members that are not texts become
 * texts, so that commands see one shape). Never throws for what was sent. Whether the sender may send it at all is
 * asked before.
 */
export async function readBody(request: Request, { sender, files }: BodyLimits): Promise<BodyOutcome> {
  const contentType = request.headers.get('content-type') ?? '';
  const type = mediaType(contentType);
  const multipart = type === 'multipart/form-data';
  if (multipart && files === undefined) return 'unknown-type';
  const bytes = await receive(
    request,
    multipart && files !== undefined
      ? { sender, limit: files, drain: DRAINED.files }
      : { sender, limit: sender === 'known' ? FORM_LIMIT : ANONYMOUS_LIMIT, drain: DRAINED[sender] },
  );
  if (bytes === 'gone') return 'unreadable';
  if (typeof bytes === 'string') return bytes;
  if (bytes.length === 0) return empty;
  switch (type) {
    case 'application/x-www-form-urlencoded':
      return fromForm(bytes);
    case 'multipart/form-data':
      return fromMultipart(bytes, contentType);
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
  sender: Sender,
): Promise<{ readonly value: unknown } | 'too-large' | 'busy' | 'unreadable' | 'unknown-type'> {
  if (mediaType(request.headers.get('content-type') ?? '') !== 'application/json') return 'unknown-type';
  const bytes = await receive(request, { limit, sender });
  if (bytes === 'gone') return 'unreadable';
  if (typeof bytes === 'string') return bytes;
  return parsed(bytes) ?? 'unreadable';
}

function mediaType(header: string): string {
  return header.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function fromForm(bytes: Uint8Array): BodyOutcome {
  // Counted before they are made: half a million empty fields fit into a form.
  const ampersand = 0x26;
  let fields = 1;
  for (let at = bytes.indexOf(ampersand); at >= 0; at = bytes.indexOf(ampersand, at + 1)) {
    fields += 1;
    if (fields > MOST_FIELDS) return 'unreadable';
  }
  const values = new Fields();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) values.add(name, value);
  return { values: values.whole(), files: {} };
}

function fromMultipart(bytes: Uint8Array, contentType: string): BodyOutcome {
  const parts = readMultipart(bytes, contentType);
  if (!parts) return 'unreadable';
  const values = new Fields();
  const files = Object.create(null) as Record<string, File[]>;
  let text = 0;
  for (const part of parts) {
    if ('text' in part) {
      text += part.text.length;
      if (text > FORM_LIMIT) return 'too-large';
      values.add(part.name, part.text);
      continue;
    }
    // A file field left empty is sent as a file without a name.
    if (part.fileName === '' && part.bytes.length === 0) continue;
    const file = new File([part.bytes as Uint8Array<ArrayBuffer>], part.fileName, { type: part.type });
    (files[part.name] ??= []).push(file);
  }
  return { values: values.whole(), files: { ...files } };
}

function fromJson(bytes: Uint8Array): BodyOutcome {
  const read = parsed(bytes)?.value;
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return 'unreadable';
  const said = (value: unknown): string =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const values: FormFields = {};
  for (const [name, value] of Object.entries(read)) {
    if (name === '__proto__' || value === null || value === undefined) continue;
    values[name] = Array.isArray(value) ? value.map(said) : said(value);
  }
  return { values, files: {} };
}

/** What the text says; undefined when it is no JSON, or more inside than anybody means. */
function parsed(bytes: Uint8Array): { readonly value: unknown } | undefined {
  if (!isBoundedJson(bytes)) return undefined;
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  } catch {
    return undefined;
  }
}

/** Fields by name: one value, or a list where the name came twice. */
class Fields {
  readonly #values = Object.create(null) as FormFields;

  add(name: string, value: string): void {
    const before = this.#values[name];
    if (before === undefined) this.#values[name] = value;
    else if (typeof before === 'string') this.#values[name] = [before, value];
    else before.push(value);
  }

  whole(): FormFields {
    return { ...this.#values };
  }
}
