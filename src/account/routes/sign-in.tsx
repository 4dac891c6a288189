import { Hono } from 'hono';
import { demoAccounts } from '../../platform/auth/demo.ts';
import { safeNext } from '../../platform/auth/next-path.ts';
import { offersFor } from '../../platform/auth/answer-invitation.ts';
import { noticesOf } from '../../platform/auth/events.ts';
import type { TriedRefusal } from '../../platform/auth/hearing.ts';
import {
  beginSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
} from '../../platform/auth/second-factor.ts';
import type { Account } from '../../platform/auth/sign-in-gate.ts';
import { checkPassword } from '../../platform/auth/sign-in.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { readCookie } from '../../platform/http/cookies.ts';
import { refused } from '../../platform/http/pages.ts';
import { formOf, missing, show, type C, type Web } from '../../platform/http/web.ts';
import { codePicture } from '../code-picture.ts';
import { fromOf, signInState, signIn, signOut } from '../sign-in-cookie.ts';
import { EnrolPage, EnterCodePage } from '../views/second-factor.tsx';
import { SignInPage } from '../views/sign-in.tsx';
import { codesPath } from './recovery-codes.tsx';

/** What a refused attempt says. */
export function refusalText(c: C, refused: TriedRefusal): string {
  const minutes = refused.code === 'too-many-attempts' ? refused.minutes : 0;
  return c.get('page').t(`error.${refused.code}`, { minutes });
}

/** 429 while the brake is on, else 422. */
export function refusalStatus(refused: TriedRefusal): 422 | 429 {
  return refused.code === 'too-many-attempts' ? 429 : 422;
}

/** After sign-in: the page that was wanted, already with its language, or the home page. */
function home(c: C, next: string): string {
  return next === '/' ? c.get('page').href('/') : next;
}

/** The same, but first what the owner must hear: what happened to the account, and roles that are offered. */
async function homeByNews(c: C, account: Pick<Account, 'id'>, next: string): Promise<string> {
  const { db } = c.get('services');
  // Whoever follows an invitation answers it first.
  if (/^(\/(ru|en|ky))?\/invitation\//.test(next)) return next;
  const any =
    (await noticesOf(db, account.id, c.get('lang'))).length > 0 ||
    (await offersFor(db, account.id, c.get('now'))).length > 0;
  if (!any) return home(c, next);
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return c.get('page').href(`/account/news${query}`);
}

function secondFactorPath(c: C, next: string): string {
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return c.get('page').href(`/sign-in/second-factor${query}`);
}

/** The password again, when the time between it and the code was too long. */
function fromTheStart(c: C, next: string): string {
  return c.get('page').href(`/sign-in${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`);
}

/** A cookie whose sign-in is over says why somebody stands here: signing out would have taken it away. */
async function signInPage(c: C, next: string) {
  const ended = readCookie(c, 'ashar_session') !== undefined && (await signInState(c)).kind === 'none';
  const kept = /[?&]kept=/.test(next);
  return <SignInPage next={next} ended={ended} kept={kept} demo={await demoAccounts(c.get('services').db)} />;
}

/** Sign-in, second factor, sign-out. */
export function signInRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/sign-in', async (c) => {
    const next = safeNext(c.req.query('next'));
    const state = await signInState(c);
    if (state.kind === 'signed-in') return c.redirect(home(c, next), 303);
    return show(c, await signInPage(c, next));
  });

  app.post('/sign-in', async (c) => {
    const { db } = c.get('services');
    const values = await formOf(c);
    const next = safeNext(textOf(values, 'next'));
    const typed = { account: textOf(values, 'account'), password: textOf(values, 'password'), ...fromOf(c) };
    const tried = await checkPassword(db, typed, c.get('now'));
    if (!tried.ok) {
      const page = async () => await signInPage(c, next);
      return await refused(c, page, { '': refusalText(c, tried) }, refusalStatus(tried));
    }
    await signIn(c, tried.value);
    return c.redirect(secondFactorPath(c, next), 303);
  });

  app.post('/sign-in/demo', async (c) => {
    const values = await formOf(c);
    const accounts = await demoAccounts(c.get('services').db);
    const chosen = accounts.find(({ id }) => id === textOf(values, 'accountId'));
    if (!chosen) return missing(c);
    await signIn(c, { id: chosen.id, demo: true });
    return c.redirect(await homeByNews(c, chosen, safeNext(textOf(values, 'next'))), 303);
  });

  app.get('/sign-in/second-factor', async (c) => {
    const next = safeNext(c.req.query('next'));
    const state = await signInState(c);
    if (state.kind === 'none') return c.redirect(fromTheStart(c, next), 303);
    if (state.kind === 'signed-in') return c.redirect(await homeByNews(c, state.account, next), 303);
    if (state.step === 'enter') return show(c, <EnterCodePage next={next} />);
    return show(c, await enrolPage(c, state.account, next));
  });

  app.post('/sign-in/second-factor', async (c) => {
    const { db, env } = c.get('services');
    const values = await formOf(c);
    const next = safeNext(textOf(values, 'next'));
    const state = await signInState(c);
    if (state.kind !== 'pending') return c.redirect(fromTheStart(c, next), 303);
    const { account } = state;
    const given = { accountId: account.id, code: textOf(values, 'code'), ...fromOf(c) };
    if (state.step === 'enrol') {
      const tried = await confirmSecondFactor(db, env, account, given, c.get('now'));
      if (!tried.ok) {
        const page = async () => await enrolPage(c, account, next);
        return await refused(c, page, { code: refusalText(c, tried) }, refusalStatus(tried));
      }
      await signIn(c, account, { secondFactorGiven: true, codes: tried.value });
      return c.redirect(codesPath(c, next), 303);
    }
    const tried = await checkSecondFactor(db, env, given, c.get('now'));
    if (!tried.ok) {
      const errors = { code: refusalText(c, tried) };
      return await refused(c, () => <EnterCodePage next={next} />, errors, refusalStatus(tried));
    }
    await signIn(c, account, { secondFactorGiven: true });
    return c.redirect(
      tried.value.recovery
        ? c.get('page').href('/account?done=account.done.recovery')
        : await homeByNews(c, account, next),
      303,
    );
  });

  app.post('/sign-out', async (c) => {
    await signOut(c);
    return c.redirect(c.get('page').href('/'), 303);
  });
  return app;
}

async function enrolPage(c: C, account: Account, next: string) {
  const { db, env } = c.get('services');
  const secret = await beginSecondFactor(db, env, account);
  const picture = await codePicture(secret, account.email ?? account.phone ?? '');
  return <EnrolPage action="/sign-in/second-factor" next={next} picture={picture} secret={secret} demanded />;
}
