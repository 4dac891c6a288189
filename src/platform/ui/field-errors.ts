import type { Translate } from '../i18n/catalogues.ts';

/** The part of a zod issue that is needed to explain it; kept structural, so that `zod/mini` issues fit too. */
export interface FieldIssue {
  code?: string;
  path: readonly PropertyKey[];
  message: string;
  input?: unknown;
  minimum?: number | bigint;
  maximum?: number | bigint;
  origin?: string;
  format?: string;
  expected?: string;
  params?: Record<string, unknown>;
}

const FORMATS: Record<string, string> = {
  email: 'not-an-email',
  date: 'not-a-date',
  time: 'not-a-time',
  e164: 'not-a-phone',
  phone: 'not-a-phone',
};

function isEmpty(input: unknown): boolean {
  return input === undefined || input === null || (typeof input === 'string' && input.trim() === '');
}

function say(t: Translate, issue: FieldIssue): string {
  const one = (code: string, params: Record<string, string | number | bigint> = {}) =>
    t(`ui.error.${code}`, params);
  const texts = issue.origin === 'string';
  const lists = issue.origin === 'array' || issue.origin === 'set';
  switch (issue.code) {
    case 'too_small': {
      const min = issue.minimum ?? 0;
      if (texts) return Number(min) <= 1 ? one('required') : one('too-short', { min });
      if (lists) return Number(min) <= 1 ? one('choose') : one('too-few', { min });
      return issue.origin === 'date' ? one('not-a-date') : one('too-small', { min });
    }
    case 'too_big': {
      const max = issue.maximum ?? 0;
      if (texts) return one('too-long', { max });
      if (lists) return one('too-many', { max });
      return issue.origin === 'date' ? one('not-a-date') : one('too-big', { max });
    }
    case 'invalid_type':
      if (isEmpty(issue.input)) return one('required');
      if (issue.expected === 'number' || issue.expected === 'bigint') return one('not-a-number');
      if (issue.expected === 'int') return one('not-whole');
      return issue.expected === 'date' ? one('not-a-date') : one('invalid');
    case 'invalid_value':
    case 'invalid_union':
      return isEmpty(issue.input) ? one('choose') : one('not-in-list');
    case 'invalid_format':
      return one(FORMATS[issue.format ?? ''] ?? 'invalid');
    case 'not_multiple_of':
      return one('not-whole');
    default:
      return one('invalid');
  }
}

/**
 * Turns zod issues into the `errors` of a `Form`, in words. A custom issue whose message is a message key (of any
 * room, or a short code such as `not-a-date`) is said with that message; `params` fill it. The first issue of a
 * field wins. `values` is what was sent: zod leaves it out of its issues, and only it tells «empty» from «wrong».
 */
export function fieldErrors(
  t: Translate,
  issues: readonly FieldIssue[],
  values: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const reported of issues) {
    const field = reported.path.map(String).join('.');
    if (errors[field] !== undefined) continue;
    const issue = reported.input === undefined ? { ...reported, input: values[field] } : reported;
    const params = (issue.params ?? {}) as Record<string, string | number>;
    if (t.has(issue.message)) errors[field] = t(issue.message, params);
    else if (t.has(`ui.error.${issue.message}`)) errors[field] = t(`ui.error.${issue.message}`, params);
    else if (t.has(`ui.written.${issue.message}`)) {
      const text = t(`ui.written.${issue.message}`, params);
      errors[field] = text.charAt(0).toUpperCase() + text.slice(1);
    } else errors[field] = say(t, issue);
  }
  return errors;
}
