import type { KnownAccount } from '../platform/auth/accounts.ts';
import { BROWSER_DAYS, rememberBrowser } from '../platform/auth/browsers.ts';
import { showCodes } from '../platform/auth/shown-codes.ts';
import { endSignIn, startSignIn, type From } from '../platform/auth/sign-in.ts';
import { readSignIn, type SignInState } from '../platform/auth/sign-in-gate.ts';
import { clientAddress } from '../platform/http/client.ts';
import { readCookie, removeCookie, writeCookie } from '../platform/http/cookies.ts';
import type { C } from '../platform/http/web.ts';

const DAYS_30 = 30 * 24 * 3600;

/**
 * Starts a sign-in in this browser; the one before ends, so that no identifier outlives a sign-in. When nothing is
 * still to be given, the browser is known to the account from now on.
 * @param options.codes new recovery codes, which this sign-in shows until they are kept
 */
export async function signIn(
  c: C,
  account: Pick<KnownAccount, 'id' | 'demo'>,
  options: { readonly secondFactorGiven?: boolean; readonly codes?: readonly string[] } = {},
): Promise<void> {
  const { db } = c.get('services');
  const now = c.get('now');
  const before = readCookie(c, 'ashar_session');
  if (before !== undefined) await endSignIn(db, before, now);
  const { id, token, level } = await startSignIn(db, account, c.req.header('user-agent') ?? '', now, options);
  if (options.codes) await showCodes(db, c.get('services').env, id, options.codes, now);
  writeCookie(c, 'ashar_session', token, DAYS_30);
  if (level !== 'full') return;
  const known = await rememberBrowser(db, account.id, readCookie(c, 'ashar_browser'), now);
  writeCookie(c, 'ashar_browser', known, BROWSER_DAYS * 24 * 3600);
}

/** Ends this browser's sign-in. It stays a known one: signing out every evening must not make it a stranger. */
export async function signOut(c: C): Promise<void> {
  const token = readCookie(c, 'ashar_session');
  if (token !== undefined) await endSignIn(c.get('services').db, token, c.get('now'));
  removeCookie(c, 'ashar_session');
}

/** The sign-in also while the second factor is still to come, which the pipeline does not show to rooms. */
export async function signInState(c: C): Promise<SignInState> {
  return await readSignIn(c.get('services').db, readCookie(c, 'ashar_session'), c.get('now'));
}

/** From where somebody tries a password or a code. */
export function fromOf(c: C): From {
  return { address: clientAddress(c, c.get('services').env), browser: readCookie(c, 'ashar_browser') };
}
