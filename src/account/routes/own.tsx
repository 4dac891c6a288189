import { Hono } from 'hono';
import { accountById, endSignIns, listSignIns, setPasswordHash } from '../../platform/auth/accounts.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import { needsSecondFactor, type Account } from '../../platform/auth/sign-in-gate.ts';
import { forgetBrowsers } from '../../platform/auth/browsers.ts';
import { eventsOf } from '../../platform/auth/event-log.ts';
import { recordEvent } from '../../platform/auth/events.ts';
import { offersFor } from '../../platform/auth/answer-invitation.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../../platform/auth/second-factor.ts';
import { showCodes, shownCodes } from '../../platform/auth/shown-codes.ts';
import { checkOwnPassword } from '../../platform/auth/sign-in.ts';
import { isId } from '../../platform/db/id.ts';
import type { FormFields } from '../../platform/http/body.ts';
import { refused, shows } from '../../platform/http/pages.ts';
import { accountOf, formOf, missing, show, type C, type Web } from '../../platform/http/web.ts';
import { isLang } from '../../platform/i18n/lang.ts';
import { codePicture } from '../code-picture.ts';
import { fromOf, signIn } from '../sign-in-cookie.ts';
import { AccountPage } from '../views/account.tsx';
import { EnrolPage } from '../views/second-factor.tsx';
import { nameError, passwordError } from './links.tsx';
import { newsRoutes, offersInWords } from './news.tsx';
import { codesPath, codesRoutes } from './recovery-codes.tsx';
import { textOf } from '../../platform/forms/rows.ts';
import { refusalStatus, refusalText } from './sign-in.tsx';

/** One's own account. */
export function ownRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.use('/account', signedIn);
  app.use('/account/*', signedIn);

  app.route('/', newsRoutes());
  app.route('/', codesRoutes());
  app.get('/account', shows(accountPage));

  app.post('/account', async (c) => {
    const { db } = c.get('services');
    const { t } = c.get('page');
    const account = accountOf(c);
    const values = await formOf(c);
    const name = textOf(values, 'name').trim();
    const lang = textOf(values, 'lang');
    const errors: Record<string, string> = {};
    const wrong = nameError(c, name);
    if (wrong !== undefined) errors.name = wrong;
    if (!isLang(lang)) errors.lang = t('ui.error.choose');
    if (Object.keys(errors).length > 0) return await refused(c, accountPage, errors);
    await db.app.query('update auth_user set name = $2, lang = $3 where id = $1', [account.id, name, lang]);
    return done(c, 'saved');
  });

  app.post('/account/password', async (c) => {
    const { db } = c.get('services');
    const account = accountOf(c);
    const values = await formOf(c);
    const wrong = await askPassword(c, account, values);
    if (wrong) return wrong;
    const password = textOf(values, 'password');
    const weakness = await passwordError(c, password, account);
    if (weakness !== undefined) {
      return await refused(c, accountPage, { password: weakness });
    }
    const hash = await hashPassword(password);
    await db.appQueries.transaction(async (tx) => {
      await setPasswordHash(tx, account.id, hash);
      await endSignIns(tx, account.id, 'all', c.get('now'));
      await forgetBrowsers(tx, account.id);
      await recordEvent(tx, { kind: 'password-changed', accountId: account.id }, c.get('now'));
    });
    await signIn(c, account, { secondFactorGiven: true });
    return done(c, 'password-changed');
  });

  app.post('/account/sign-ins/end', async (c) => {
    const id = textOf(await formOf(c), 'signIn');
    if (!isId(id)) return missing(c);
    await endOwn(c, { only: id });
    return done(c, 'sign-in-ended');
  });

  app.post('/account/sign-ins/end-others', async (c) => {
    await endOwn(c, { except: accountOf(c).signInId });
    return done(c, 'sign-ins-ended');
  });

  app.get('/account/second-factor', async (c) => {
    if (accountOf(c).secondFactor) return c.redirect(c.get('page').href('/account'), 303);
    return show(c, await enrolPage(c));
  });

  app.post('/account/second-factor', async (c) => {
    const { db, env } = c.get('services');
    const account = accountOf(c);
    if (account.secondFactor) return c.redirect(c.get('page').href('/account'), 303);
    const given = { code: textOf(await formOf(c), 'code'), ...fromOf(c) };
    const tried = await confirmSecondFactor(db, env, account, given, c.get('now'));
    if (!tried.ok) return await refused(c, enrolPage, { code: refusalText(c, tried) }, refusalStatus(tried));
    await signIn(c, account, { secondFactorGiven: true, codes: tried.value });
    return c.redirect(codesPath(c), 303);
  });

  app.post('/account/second-factor/change', async (c) => {
    const { db, env } = c.get('services');
    const account = accountOf(c);
    const values = await formOf(c);
    if (!account.secondFactor) return missing(c);
    const wrong = await askPassword(c, account, values);
    if (wrong) return wrong;
    if (textOf(values, 'what') === 'remove') {
      await db.appQueries.transaction(async (tx) => {
        await removeSecondFactor(tx, account.id);
        await recordEvent(tx, { kind: 'second-factor-removed', accountId: account.id }, c.get('now'));
      });
      return done(c, 'second-factor-removed');
    }
    const codes = await db.appQueries.transaction(
      async (tx) => await renewRecoveryCodes(tx, env, account.id, c.get('now')),
    );
    await showCodes(db, env, account.signInId, codes, c.get('now'));
    return c.redirect(codesPath(c), 303);
  });
  return app;
}

/** Ends signed-in browsers of one's own. */
async function endOwn(c: C, which: { only: string } | { except: string }): Promise<void> {
  const { id } = accountOf(c);
  const now = c.get('now');
  await c.get('services').db.appQueries.transaction(async (tx) => {
    await endSignIns(tx, id, which, now);
    // Whoever ends all others may have lost one of them.
    if ('except' in which) await forgetBrowsers(tx, id, fromOf(c).browser);
    await recordEvent(tx, { kind: 'sessions-ended', accountId: id }, now);
  });
}

/** Only for whoever is signed in. */
async function signedIn(c: C, next: () => Promise<void>): Promise<Response | undefined> {
  if (!c.get('account')) {
    const page = c.get('page');
    return c.redirect(page.href(`/sign-in?next=${encodeURIComponent(page.href('/account'))}`), 303);
  }
  await next();
  return undefined;
}

function done(c: C, what: string): Response {
  return c.redirect(c.get('page').href(`/account?done=account.done.${what}`), 303);
}

/** The current password must be given again; answers the page when it was wrong. */
async function askPassword(c: C, account: Account, values: FormFields): Promise<Response | undefined> {
  const { db } = c.get('services');
  const known = await accountById(db, account.id);
  const typed = { password: textOf(values, 'current'), ...fromOf(c) };
  const hash = known?.passwordHash ?? null;
  const tried = await checkOwnPassword(db, { id: account.id, passwordHash: hash }, typed, c.get('now'));
  if (tried.ok) return undefined;
  return await refused(c, accountPage, { current: refusalText(c, tried) }, refusalStatus(tried));
}

async function accountPage(c: C) {
  const { db, env } = c.get('services');
  const account = accountOf(c);
  const page = c.get('page');
  // A refused form stands at its own address; the language switch must lead to the page itself.
  page.path = '/account';
  return (
    <AccountPage
      account={account}
      signIns={await listSignIns(db, account.id, c.get('now'))}
      codesLeft={await countRecoveryCodes(db, account.id)}
      codesShown={(await shownCodes(db, env, account.signInId, c.get('now'))) !== undefined}
      demanded={needsSecondFactor(account)}
      offers={await offersInWords(c, await offersFor(db, account.id, c.get('now')))}
      events={await eventsOf(db, account.id, { limit: 30 })}
      now={c.get('now')}
    />
  );
}

async function enrolPage(c: C) {
  const { db, env } = c.get('services');
  const account = accountOf(c);
  const secret = await beginSecondFactor(db, env, account);
  const picture = await codePicture(secret, account.email ?? account.phone ?? '');
  return (
    <EnrolPage
      action="/account/second-factor"
      next="/account"
      picture={picture}
      secret={secret}
      demanded={false}
    />
  );
}
