import { Hono } from 'hono';
import { accountById, isTaken } from '../../platform/auth/accounts.ts';
import {
  gateOfInvited,
  needsFreshPassword,
  newcomerOf,
  startAccount,
} from '../../platform/auth/answer-invitation.ts';
import { openInvitation, type Invitation } from '../../platform/auth/invitations.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import type { Account } from '../../platform/auth/sign-in-gate.ts';
import { runCommand } from '../../platform/db/command.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { refused } from '../../platform/http/pages.ts';
import { formOf, show, type C, type Web } from '../../platform/http/web.ts';
import { answerInvitation } from '../../people/commands/answer-invitation.ts';
import { signIn } from '../sign-in-cookie.ts';
import { InvitationPage } from '../views/invitation.tsx';
import { DeadLinkPage } from '../views/links.tsx';
import { passwordError } from './links.tsx';
import { placeOfOffer } from './news.tsx';
import { textOf } from '../../platform/forms/rows.ts';

/** The account of the link was made by somebody else in the same moment. */
class TakenMeanwhile extends Error {}

/** The link of an invitation: whoever is signed in takes or declines the roles, whoever is new chooses a password. */
export function invitationRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/invitation/:token', async (c) => {
    const invitation = await invitationOf(c);
    return invitation ? show(c, await invitationPage(c, invitation)) : dead(c);
  });

  app.post('/invitation/:token', async (c) => {
    const invitation = await invitationOf(c);
    if (!invitation) return dead(c);
    const values = await formOf(c);
    const account = c.get('account');
    const [answer, password] = [textOf(values, 'answer'), textOf(values, 'password')];
    return account
      ? await answerAs(c, invitation, account, answer === 'declined' ? 'declined' : 'accepted', password)
      : await answerAsNew(c, invitation, password);
  });
  return app;
}

function tokenOf(c: C): string {
  return c.req.param('token') ?? '';
}

async function invitationOf(c: C): Promise<Invitation | undefined> {
  return await openInvitation(c.get('services').db, tokenOf(c), c.get('now'));
}

function dead(c: C): Response {
  return show(c, <DeadLinkPage kind="invitation" />, 404);
}

async function answerAs(
  c: C,
  invitation: Invitation,
  account: Account,
  answer: 'accepted' | 'declined',
  password: string,
): Promise<Response> {
  const { db } = c.get('services');
  const fresh = answer === 'accepted' && (await asksPassword(c, invitation, account));
  if (fresh) {
    const error = await passwordError(c, password, {
      ...account,
      places: [await place(c, invitation, account)],
    });
    if (error !== undefined) return await again(c, invitation, { password: error });
  }
  const freshHash = fresh ? await hashPassword(password) : undefined;
  const result = await openMunicipality(
    db,
    gateOfInvited(account, invitation.municipalityId),
    async (scope) =>
      await runCommand(scope, answerInvitation, { by: { token: tokenOf(c) }, answer, freshHash }),
    { now: c.get('now') },
  );
  if (!result.ok) return dead(c);
  const page = c.get('page');
  if (fresh) {
    // All sign-ins ended with the new password, this one as well.
    await signIn(c, account);
    return c.redirect(page.href('/sign-in/second-factor'), 303);
  }
  const done = answer === 'accepted' ? 'role-accepted' : 'role-declined';
  return c.redirect(page.href(`/account?done=account.done.${done}`), 303);
}

async function answerAsNew(c: C, invitation: Invitation, password: string): Promise<Response> {
  const { db } = c.get('services');
  const { name, email, phone, municipalityId } = invitation;
  const about = { name, email, phone, places: [await place(c, invitation, { id: invitation.id, name })] };
  const error = await passwordError(c, password, about);
  if (error !== undefined) return await again(c, invitation, { password: error });
  const hash = await hashPassword(password);
  const newcomer = await newcomerOf(db, invitation);
  const known = { '': c.get('page').t('account.invitation.known') };
  if (!newcomer) return await again(c, invitation, known);
  try {
    await openMunicipality(
      db,
      gateOfInvited({ id: newcomer.id, name }, municipalityId),
      async (scope) => {
        await startAccount(scope.tx, newcomer, invitation, hash, scope.now);
        const input = { by: { token: tokenOf(c) }, answer: 'accepted' };
        const result = await runCommand(scope, answerInvitation, input);
        if (!result.ok) throw new TakenMeanwhile();
      },
      { now: c.get('now') },
    );
  } catch (error) {
    if (error instanceof TakenMeanwhile) return dead(c);
    if (isTaken(error)) return await again(c, invitation, known);
    throw error;
  }
  const account = await accountById(db, newcomer.id);
  if (account) await signIn(c, account);
  return c.redirect(c.get('page').href('/sign-in/second-factor'), 303);
}

async function place(c: C, invitation: Invitation, owner: { id: string; name: string }): Promise<string> {
  return await placeOfOffer(c, owner, invitation.municipalityId);
}

async function asksPassword(c: C, invitation: Invitation, account: Account): Promise<boolean> {
  const { db } = c.get('services');
  return await needsFreshPassword(db.appQueries, account.id, invitation.municipalityId);
}

const again = async (c: C, invitation: Invitation, errors: Record<string, string>) =>
  await refused(c, async () => await invitationPage(c, invitation), errors);

async function invitationPage(c: C, invitation: Invitation) {
  const account = c.get('account');
  const page = c.get('page');
  return (
    <InvitationPage
      path={c.req.path}
      signInPath={`/sign-in?next=${encodeURIComponent(page.href(c.req.path))}`}
      invitation={invitation}
      place={await place(c, invitation, account ?? { id: invitation.id, name: invitation.name })}
      account={account}
      asksPassword={account !== undefined && (await asksPassword(c, invitation, account))}
    />
  );
}
