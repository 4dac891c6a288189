import { errorMessage } from '../../platform/http/errors.ts';
import { overLimit } from '../../platform/http/limits.ts';
import type { C } from '../../platform/http/web.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import { isLang, type Lang } from '../../platform/i18n/lang.ts';
import type { Refused } from '../../platform/refusals.ts';
import { knownDevice, type KnownDevice } from '../data/devices.ts';
import { refuse } from '../refusals.ts';

/** The language a program asks to be answered in: `?lang=ru`, else the address's. */
export function askedLang(c: C): Lang {
  const asked = c.req.query('lang');
  return isLang(asked) ? asked : c.get('lang');
}

/** An answer to a program: why it was not done, as a code for it and in words for its person. */
export function apiRefusal(
  c: C,
  { code, status: listed, params }: Refused,
  about: {
    readonly lang?: Lang;
    readonly retryAfter?: number;
    /** What programs are told where no page would be: not readable at all, and of an unknown type. */
    readonly status?: 400 | 415;
  } = {},
): Response {
  const status = about.status ?? listed;
  c.header('Cache-Control', 'no-store');
  if (about.retryAfter !== undefined) c.header('Retry-After', String(about.retryAfter));
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  const message = errorMessage(translator(about.lang ?? askedLang(c)), code, params);
  return c.json({ ok: false, code, message }, status);
}

/** Too many requests or tries; `wait` in seconds. */
export function tooMany(c: C, wait: number, lang?: Lang): Response {
  const params = { minutes: Math.ceil(wait / 60) };
  return apiRefusal(c, refuse('too-many-attempts', { params }), {
    ...(lang ? { lang } : {}),
    retryAfter: wait,
  });
}

/**
 * The door of the field API: the device of the request and its person's roles now, or the answer that refuses it.
 * The gate is put where `read` and `gateOf` find it. No cookie is looked at.
 */
export async function deviceOf(c: C): Promise<KnownDevice | Response> {
  const known = await knownDevice(c.get('services').db, c.req.header('authorization'), c.get('now'));
  if (typeof known === 'string') return apiRefusal(c, refuse(known));
  const wait = await overLimit({ deviceId: known.device.id });
  if (wait !== undefined) return tooMany(c, wait, known.lang);
  c.set('gate', known.gate);
  return known;
}
