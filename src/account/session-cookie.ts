import type { KnownAccount } from '../platform/auth/accounts.ts';
import { endSession, startSession } from '../platform/auth/sign-in.ts';
import { readSession, type SessionState } from '../platform/auth/session-gate.ts';
import { readCookie, removeCookie, writeCookie } from '../platform/http/cookies.ts';
import type { C } from '../platform/http/web.ts';

const DAYS_30 = 30 * 24 * 3600;

/** Starts a session in this browser; the one before ends, so that no identifier outlives a sign-in. */
export async function signIn(
  c: C,
  account: Pick<KnownAccount, 'id' | 'demo'>,
  options: { readonly secondFactorGiven?: boolean } = {},
): Promise<void> {
  const { db } = c.get('services');
  const now = c.get('now');
  const before = readCookie(c, 'ashar_session');
  if (before !== undefined) await endSession(db, before, now);
  const token = await startSession(db, account, c.req.header('user-agent') ?? '', now, options);
  writeCookie(c, 'ashar_session', token, DAYS_30);
}

/** Ends this browser's session. */
export async function signOut(c: C): Promise<void> {
  const token = readCookie(c, 'ashar_session');
  if (token !== undefined) await endSession(c.get('services').db, token, c.get('now'));
  removeCookie(c, 'ashar_session');
}

/** The session also while the second factor is still to come, which the pipeline does not show to rooms. */
export async function sessionState(c: C): Promise<SessionState> {
  return await readSession(c.get('services').db, readCookie(c, 'ashar_session'), c.get('now'));
}
