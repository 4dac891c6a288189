import type { z } from 'zod';

/** A refusal of one field: the code chooses the message, the parameters fill it. */
export type FieldRefusal = {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/**
 * Turns the issues of a zod check into refusals by field. The key is the path joined by dots (`people.2.name`),
 * empty for the whole input. Codes: `required`, `invalid`, `too-short` {min}, `too-long` {max}, `too-few` {min},
 * `too-many` {max}, `out-of-range` {min} or {max}, `not-allowed`, `unknown-field`. A custom check's message is used
 * as the code when it looks like one (`ends-before-start`).
 */
export function fieldRefusals(error: z.ZodError, input: unknown): Record<string, FieldRefusal> {
  const fields: Record<string, FieldRefusal> = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] ??= { code: 'unknown-field' };
      continue;
    }
    fields[issue.path.join('.')] ??= refusalOf(issue, valueAt(input, issue.path));
  }
  return fields;
}

function refusalOf(issue: z.core.$ZodIssue, value: unknown): FieldRefusal {
  const own = ownRefusal(issue);
  // Nothing was sent and the whole form says why it must be: its own word tells more than `required`.
  if (own !== undefined && value === undefined) return own;
  const blank = typeof value === 'string' && value.trim() === '';
  if (value === undefined || value === null || blank) return { code: 'required' };
  switch (issue.code) {
    case 'too_small':
      return sized(issue.origin, 'too-short', 'too-few', { min: Number(issue.minimum) });
    case 'too_big':
      return sized(issue.origin, 'too-long', 'too-many', { max: Number(issue.maximum) });
    case 'invalid_value':
    case 'invalid_union':
      return own ?? { code: 'not-allowed' };
    case 'custom':
      return own ?? { code: 'invalid' };
    default:
      return { code: 'invalid' };
  }
}

/** What a custom check names, also one of the ways in which a value may be written. */
function ownRefusal(issue: z.core.$ZodIssue): FieldRefusal | undefined {
  if (issue.code === 'invalid_union') {
    return issue.errors
      .flat()
      .map(ownRefusal)
      .find((own) => own !== undefined);
  }
  if (issue.code !== 'custom' || !/^[a-z]+(-[a-z0-9]+)*$/.test(issue.message)) return undefined;
  return { code: issue.message, ...(issue.params && { params: issue.params as FieldRefusal['params'] }) };
}

function sized(
  origin: string,
  text: string,
  list: string,
  params: Readonly<Record<string, number>>,
): FieldRefusal {
  if (origin === 'string') return { code: text, params };
  if (origin === 'array' || origin === 'set' || origin === 'map') return { code: list, params };
  return origin === 'date' ? { code: 'out-of-range' } : { code: 'out-of-range', params };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Depth beyond which an input is refused unread: nothing people send is nested like this. */
const deepest = 30;

/**
 * The path of the first text that PostgreSQL cannot hold (a NUL character, half of a surrogate pair), or of a part
 * nested too deep; undefined when the input is sound.
 */
export function unsoundText(input: unknown, path: readonly string[] = []): string | undefined {
  if (typeof input === 'string') return isSound(input) ? undefined : path.join('.');
  if (typeof input !== 'object' || input === null) return undefined;
  if (path.length > deepest) return path.join('.');
  if (input instanceof Uint8Array || input instanceof Blob || input instanceof Date) return undefined;
  for (const [key, member] of Object.entries(input)) {
    const found = isSound(key) ? unsoundText(member, [...path, key]) : path.join('.');
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSound(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
