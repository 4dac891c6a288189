import { postgresError } from '../db/postgres-errors.ts';
import type { FieldRefusal } from '../db/validation.ts';
import type { Translate } from '../i18n/catalogues.ts';
import type { Params, Refused } from '../refusals.ts';

/** Answers of the pipeline that are pages of their own; each has a title and a text in three languages. */
export type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 422 | 429 | 500 | 503;

/** The sentence of a refusal in the reader's language. */
export function errorMessage(t: Translate, code: string, params: Params = {}): string {
  return t.has(`error.${code}`) ? t(`error.${code}`, params) : t('error.invalid-input');
}

/** The sentence of one field's refusal: the room's own, else the one all forms share. */
export function fieldMessage(t: Translate, { code, params = {} }: FieldRefusal): string {
  if (t.has(`error.${code}`)) return t(`error.${code}`, params);
  if (code === 'not-allowed') return t('ui.error.not-in-list');
  if (code === 'out-of-range' && !('min' in params && 'max' in params)) {
    if ('min' in params) return t('ui.error.too-small', params);
    if ('max' in params) return t('ui.error.too-big', params);
    return t('ui.error.invalid');
  }
  if (t.has(`ui.error.${code}`)) return t(`ui.error.${code}`, params);
  if (!t.has(`ui.written.${code}`)) return t('ui.error.invalid');
  const said = t(`ui.written.${code}`, params);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** All fields of a refusal in words, ready for a form's `errors`. */
export function fieldMessages(t: Translate, refused: Refused): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refused.fields ?? {}).map(([field, refusal]) => [field, fieldMessage(t, refusal)]),
  );
}

const lostConnection = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'];

/** Whether there is no room on the database's disk or on ours: nothing was kept, and somebody must make room. */
export function isFullDisk(error: unknown): boolean {
  const answer = postgresError(error)?.code;
  if (answer !== undefined) return answer === '53100';
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && ['ENOSPC', 'EDQUOT'].includes(String(current.code))) return true;
  }
  return false;
}

/** Whether the database could not be asked (stopped, restarting, full): the cure is to try again. */
export function isUnavailable(error: unknown): boolean {
  if (isFullDisk(error)) return true;
  const answer = postgresError(error)?.code;
  const passing = ['57P01', '57P02', '57P03', '53200', '53300', '53400', '08006', '08001'];
  if (answer !== undefined) return passing.includes(answer);
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && lostConnection.includes(String(current.code))) return true;
    // pg gives these two no code of their own.
    if (
      /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool)/.test(
        current.message,
      )
    )
      return true;
  }
  return false;
}
