import { Hono } from 'hono';
import { findAccount, insertAccount, isTaken } from '../../platform/auth/accounts.ts';
import { tryAttempt } from '../../platform/auth/attempts.ts';
import { knownBrowser } from '../../platform/auth/browsers.ts';
import { emailOf, phoneOf } from '../../platform/auth/contacts.ts';
import { recordEvent } from '../../platform/auth/events.ts';
import { openLink, useLink, type OpenLink } from '../../platform/auth/one-time-links.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, weaknessOf } from '../../platform/auth/passwords.ts';
import { useReset } from '../../platform/auth/use-reset.ts';
import { refused, shows } from '../../platform/http/pages.ts';
import { formOf, show, type C, type Web } from '../../platform/http/web.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { sendReset } from '../reset-mail.ts';
import { fromOf, signIn, signOut } from '../sign-in-cookie.ts';
import { ChoosePasswordPage, DeadLinkPage, ResetSentPage, ResetPage, SetupPage } from '../views/links.tsx';
import { textOf } from '../../platform/forms/rows.ts';

/** Why a new password is refused, in words. */
export async function passwordError(
  c: C,
  password: string,
  about: Parameters<typeof weaknessOf>[1],
): Promise<string | undefined> {
  const code = await weaknessOf(password, about);
  return code && c.get('page').t(`error.${code}`, { min: PASSWORD_MIN, max: PASSWORD_MAX });
}

/** Reset of the password, first administrator. */
export function linkRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/reset', shows(resetPage));
  app.post('/reset', async (c) => {
    const { db } = c.get('services');
    const values = await formOf(c);
    const { t, lacks = [] } = c.get('page');
    // No letter would go: the page says who helps.
    if (lacks.includes('mail')) return show(c, resetPage());
    const email = emailOf(textOf(values, 'email'));
    if (email === undefined) {
      return await refused(c, resetPage, { email: t('ui.error.not-an-email') });
    }
    const wait = await countReset(c, email);
    if (wait > 0) {
      const message = t('error.too-many-attempts', { minutes: Math.ceil(wait / 60) });
      return await refused(c, resetPage, { '': message }, 429);
    }
    await db.appQueries.transaction(async (tx) => await enqueue(tx, sendReset, { email }));
    return show(c, <ResetSentPage />);
  });

  app.get('/reset/:token', async (c) => {
    const link = await openLink(c.get('services').db, 'reset', c.req.param('token'), c.get('now'));
    return link ? show(c, choicePage(c, link)) : show(c, <DeadLinkPage kind="reset" />, 404);
  });
  app.post('/reset/:token', async (c) => {
    const { db } = c.get('services');
    const now = c.get('now');
    const link = await openLink(db, 'reset', c.req.param('token'), now);
    if (!link) return show(c, <DeadLinkPage kind="reset" />, 404);
    const password = textOf(await formOf(c), 'password');
    const about = { name: link.name ?? '', email: link.email, phone: link.phone };
    const error = await passwordError(c, password, about);
    if (error !== undefined) return await refused(c, () => choicePage(c, link), { password: error });
    const used = await useReset(db, link, await hashPassword(password), now);
    if (!used) return show(c, <DeadLinkPage kind="reset" />, 404);
    await signOut(c);
    return c.redirect(c.get('page').href('/sign-in?done=account.done.password-set'), 303);
  });

  app.get('/setup/:token', async (c) => {
    const link = await openLink(c.get('services').db, 'setup', c.req.param('token'), c.get('now'));
    if (!link) return show(c, <DeadLinkPage kind="setup" />, 404);
    return show(c, <SetupPage action={c.req.path} />);
  });
  app.post('/setup/:token', async (c) => {
    const { db } = c.get('services');
    const now = c.get('now');
    const { t } = c.get('page');
    const link = await openLink(db, 'setup', c.req.param('token'), now);
    if (!link) return show(c, <DeadLinkPage kind="setup" />, 404);
    const values = await formOf(c);
    const name = textOf(values, 'name').trim();
    const [typedEmail, typedPhone] = [textOf(values, 'email').trim(), textOf(values, 'phone').trim()];
    const email = typedEmail === '' ? undefined : emailOf(typedEmail);
    const phone = typedPhone === '' ? undefined : phoneOf(typedPhone);
    const errors: Record<string, string> = {};
    const wrong = nameError(c, name);
    if (wrong !== undefined) errors.name = wrong;
    if (typedEmail === '' && typedPhone === '') errors.email = t('error.invitation-contact');
    if (typedEmail !== '' && email === undefined) errors.email = t('ui.error.not-an-email');
    if (typedPhone !== '' && phone === undefined) errors.phone = t('ui.error.not-a-phone');
    const password = textOf(values, 'password');
    const weakness = await passwordError(c, password, { name, email: email ?? null, phone: phone ?? null });
    if (weakness !== undefined) errors.password = weakness;
    if (Object.keys(errors).length > 0) {
      return await refused(c, () => <SetupPage action={c.req.path} />, errors);
    }
    const hash = await hashPassword(password);
    try {
      const account = await db.appQueries.transaction(async (tx) => {
        if (!(await useLink(tx, link, now))) return undefined;
        const made = await insertAccount(
          tx,
          { name, email, phone, lang: c.get('lang'), systemAdministrator: true },
          hash,
          'setup',
        );
        await recordEvent(tx, { kind: 'administrator-appointed', accountId: made.id }, now);
        return made;
      });
      if (!account) return show(c, <DeadLinkPage kind="setup" />, 404);
      await signIn(c, { id: account.id, demo: false });
    } catch (error) {
      if (!isTaken(error)) throw error;
      return show(c, <DeadLinkPage kind="setup" />, 404);
    }
    return c.redirect(c.get('page').href('/sign-in/second-factor'), 303);
  });
  return app;
}

/** A letter asked for from a browser that is known to the account is not held up by what strangers ask for. */
async function countReset(c: C, email: string): Promise<number> {
  const { db } = c.get('services');
  const from = fromOf(c);
  const account = await findAccount(db, email);
  const browser = account && (await knownBrowser(db, account.id, from.browser, c.get('now')));
  const attempt = { kind: 'reset', account: email, address: from.address, browser };
  return await tryAttempt(db, attempt, c.get('now'));
}

/** Why it cannot be the name of an account, in words; characters that a database or a log cannot hold are none. */
export function nameError(c: C, name: string): string | undefined {
  const { t } = c.get('page');
  if (name === '') return t('ui.error.required');
  if (name.length > 200) return t('ui.error.too-long', { max: 200 });
  // eslint-disable-next-line no-control-regex -- refusing control characters is the point
  return name.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(name) ? undefined : t('ui.error.invalid');
}

const choicePage = (c: C, link: OpenLink) => (
  <ChoosePasswordPage action={c.req.path} name={link.name ?? ''} signIn={link.email ?? link.phone ?? ''} />
);

const resetPage = () => <ResetPage />;
