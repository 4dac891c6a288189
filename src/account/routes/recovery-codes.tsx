import { Hono } from 'hono';
import { safeNext } from '../../platform/auth/next-path.ts';
import { hideCodes, shownCodes } from '../../platform/auth/shown-codes.ts';
import type { Account } from '../../platform/auth/sign-in-gate.ts';
import { formOf, show, type C, type Web } from '../../platform/http/web.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { RecoveryCodesPage } from '../views/second-factor.tsx';

const path = '/account/recovery-codes';

const accountPath = '/account';

/** The page of new recovery codes, in the reader's language; from there to `next`, the account when it is left out. */
export function codesPath(c: C, next?: string): string {
  return c.get('page').href(next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`);
}

/** New recovery codes: an address of their own, so that they stand there again until they are kept. */
export function codesRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get(path, async (c) => {
    const { db, env } = c.get('services');
    const codes = await shownCodes(db, env, ownerOf(c).signInId, c.get('now'));
    if (!codes) return c.redirect(c.get('page').href('/account'), 303);
    const next = safeNext(c.req.query('next') ?? accountPath);
    return show(c, <RecoveryCodesPage action={path} codes={codes} next={next} />);
  });
  app.post(path, async (c) => {
    await hideCodes(c.get('services').db, ownerOf(c).signInId);
    const next = safeNext(textOf(await formOf(c), 'next'));
    const done = c.get('page').href(`${accountPath}?done=account.done.codes-kept`);
    return c.redirect(next === accountPath ? done : next, 303);
  });
  return app;
}

function ownerOf(c: C): Account {
  const account = c.get('account');
  if (!account) throw new Error('Nobody is signed in.');
  return account;
}
