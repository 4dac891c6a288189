import { Hono } from 'hono';
import { gateOfInvited, offersFor, type OfferedRoles } from '../../platform/auth/answer-invitation.ts';
import { markSeen, noticesOf } from '../../platform/auth/events.ts';
import { safeNext } from '../../platform/auth/next-path.ts';
import { runCommand } from '../../platform/db/command.ts';
import { isId } from '../../platform/db/id.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { accountOf, formOf, missing, show, todayOf, type C, type Web } from '../../platform/http/web.ts';
import { answerInvitation } from '../../people/commands/answer-invitation.ts';
import { unitName } from '../../territory/data.ts';
import { NewsPage, type OfferInWords } from '../views/news.tsx';
import { textOf } from '../../platform/forms/rows.ts';

/** Name of the municipality of an invitation, read with the right of whoever is invited. */
export async function placeOfOffer(
  c: C,
  owner: { readonly id: string; readonly name: string },
  municipalityId: string,
): Promise<string> {
  return await openMunicipality(
    c.get('services').db,
    gateOfInvited(owner, municipalityId),
    async (scope) => await unitName(scope, municipalityId, todayOf(c), c.get('lang')),
    { now: c.get('now') },
  );
}

/** Offers with the names of their municipalities. */
export async function offersInWords(c: C, offers: readonly OfferedRoles[]): Promise<OfferInWords[]> {
  const account = c.get('account');
  if (!account) return [];
  return await Promise.all(
    offers.map(async (offer) => ({
      ...offer,
      place: await placeOfOffer(c, account, offer.municipalityId),
    })),
  );
}

/** What the owner must hear: shown after sign-in, until it was read. Mounted inside `/account`. */
export function newsRoutes(): Hono<Web> {
  const app = new Hono<Web>();

  app.get('/account/news', async (c) => {
    const account = accountOf(c);
    const { db } = c.get('services');
    const notices = await noticesOf(db, account.id, c.get('lang'));
    const offers = await offersInWords(c, await offersFor(db, account.id, c.get('now')));
    return show(c, <NewsPage notices={notices} offers={offers} next={safeNext(c.req.query('next'))} />);
  });

  app.post('/account/news', async (c) => {
    const values = await formOf(c);
    const ids = textOf(values, 'notices').split(' ').filter(isId);
    await markSeen(c.get('services').db, accountOf(c).id, ids, c.get('now'));
    const next = safeNext(textOf(values, 'next'));
    return c.redirect(next === '/' ? c.get('page').href('/') : next, 303);
  });

  app.post('/account/offers/:invitationId', async (c) => {
    const account = accountOf(c);
    const { db } = c.get('services');
    const offers = await offersFor(db, account.id, c.get('now'));
    const offer = offers.find(({ id }) => id === c.req.param('invitationId'));
    if (!offer) return missing(c);
    const answer = textOf(await formOf(c), 'answer');
    const result = await openMunicipality(
      db,
      gateOfInvited(account, offer.municipalityId),
      async (scope) => await runCommand(scope, answerInvitation, { by: { invitationId: offer.id }, answer }),
      { now: c.get('now') },
    );
    if (!result.ok) return missing(c);
    const page = c.get('page');
    const done = answer === 'accepted' ? 'role-accepted' : 'role-declined';
    return c.redirect(page.href(`/account?done=account.done.${done}`), 303);
  });
  return app;
}
