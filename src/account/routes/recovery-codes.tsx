import { Hono } from 'hono';
import { safeNext } from '../../platform/auth/next-path.ts';
import { hideCodes, shownCodes } from '../../platform/auth/shown-codes.ts';
import { accountOf, formOf, show, type C, type Web } from '../../platform/http/web.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { RecoveryCodesPage } from '../views/second-factor.tsx';

const accountPath = '/account';
const path = `${accountPath}/recovery-codes`;

/** The page of new recovery codes, in the reader's language; from there to `next`, the account when it is left out. */
export function codesPath(c: C, next?: string): string {
  return c.get('page').href(next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`);
}

/** New recovery codes: an address of their own, so that they stand there again until they are kept. */
export function codesRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get(path, async (c) => {
    const { db, env } = c.get('services');
    const codes = await shownCodes(db, env, accountOf(c).signInId, c.get('now'));
    if (!codes) return c.redirect(c.get('page').href(accountPath), 303);
    const next = safeNext(c.req.query('next') ?? accountPath);
    return show(c, <RecoveryCodesPage action={path} codes={codes} next={next} />);
  });
  app.post(path, async (c) => {
    await hideCodes(c.get('services').db, accountOf(c).signInId);
    const next = safeNext(textOf(await formOf(c), 'next'));
    const done = c.get('page').href(`${accountPath}?done=account.done.codes-kept`);
    return c.redirect(next === accountPath ? done : next, 303);
  });
  return app;
}
