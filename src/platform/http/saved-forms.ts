import { isId } from '../db/id.ts';
import { readCookie, writeCookie } from './cookies.ts';
import type { C } from './request.ts';

/** Until the next page; what no page has taken then is of a window that was closed. */
const SECONDS = 600;
/** Several windows may save before one of them shows its page. */
const MOST = 10;

/**
 * Tells the browser which form was carried out, by its operation id: its draft may go. A cookie, since the answer to a
 * post only leads on, and the page that comes then knows nothing of it.
 */
export function tellSaved(c: C, operationId: unknown): void {
  if (typeof operationId !== 'string' || !isId(operationId)) return;
  const before = (readCookie(c, 'ashar_saved') ?? '').split(' ').filter(isId);
  writeCookie(c, 'ashar_saved', [...before, operationId].slice(-MOST).join(' '), SECONDS);
}
