import { Hono } from 'hono';
import type { z } from 'zod';
import { listInvitations } from '../../platform/auth/invitations.ts';
import { listStaff, systemAdministratorNames } from '../../platform/auth/staff.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import { answer, forbidden, formOf, gateOf, read, show, type C, type Web } from '../../platform/http/web.ts';
import { dismissStaff } from '../commands/dismiss-staff.ts';
import { endRole } from '../commands/end-role.ts';
import { inviteStaff } from '../commands/invite-staff.ts';
import { renewInvitation } from '../commands/renew-invitation.ts';
import { resetAccess } from '../commands/reset-access.ts';
import { withdrawInvitation } from '../commands/withdraw-invitation.ts';
import { unsentLetters } from '../../platform/mail/unsent.ts';
import { people } from '../data.ts';
import { mayManageStaff } from '../policy.ts';
import { post } from '../../platform/forms/post.ts';
import { textOf } from '../../platform/forms/rows.ts';
import { StaffListPage } from '../views/staff.tsx';
import { shows, posts, filled, again } from '../../platform/http/pages.ts';

const room = '/m/:municipalityId/people/staff';
const done = `${room}?done=people.done`;

/** Staff and their roles; mounted at /m/:municipalityId/people/staff. */
export function staffRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', shows(staffPage));
  app.post('/', invite);
  app.post(
    '/invitations/:invitationId/link',
    async (c) => await showLink(c, c.req.param('invitationId'), await asksByHand(c)),
  );
  app.post(
    '/invitations/:invitationId/withdraw',
    posts(withdrawInvitation, staffPage, `${done}.invitation-withdrawn`),
  );
  app.post('/:accountId/link', async (c) => {
    const accountId = c.req.param('accountId');
    const result = await runSecret(c, resetAccess, { accountId, ...(await asksByHand(c)) });
    const staff = await read(c, listStaff);
    const name = staff.find((member) => member.accountId === accountId)?.name ?? '';
    return await answerWithLink(c, result, name, 'reset-mailed');
  });
  app.post('/:accountId/dismiss', posts(dismissStaff, staffPage, `${done}.dismissed`));
  app.post('/:accountId/end', posts(endRole, staffPage, `${done}.role-ended`));
  return app;
}

/** Invites; where the link is to be handed over, it is shown at once. */
async function invite(c: C): Promise<Response> {
  let byHand: string | undefined;
  const answered = await post(
    c,
    inviteStaff,
    {
      done: ({ id, mailed }) => {
        if (!mailed) byHand = id;
        return filled(c, `${done}.invited-by-mail`);
      },
      refused: again(c, staffPage),
    },
    { lang: c.get('lang'), mails: mails(c) },
  );
  return byHand === undefined ? answered : await showLink(c, byHand, { byHand: 'yes', mails: mails(c) });
}

/** A new link of an invitation: shown, or sent to the e-mail. */
async function showLink(c: C, invitationId: string, how: object): Promise<Response> {
  const result = await runSecret(c, renewInvitation, { invitationId, ...how });
  return await answerWithLink(c, result, result.ok ? result.value.name : '', 'invitation-mailed');
}

/** Whether letters go from this server. */
const mails = (c: C) => !(c.get('page').lacks ?? []).includes('mail');

/** Whether the link is asked for to be handed over, and whether letters go at all. */
const asksByHand = async (c: C) => ({ byHand: textOf(await formOf(c), 'byHand'), mails: mails(c) });

/** Runs a command whose answer is a secret: without an operation id, since answers of those are kept. */
async function runSecret<Schema extends z.ZodType, T>(
  c: C,
  command: Command<Schema, T, MunicipalityScope>,
  input: unknown,
): Promise<Result<T>> {
  return await openMunicipality(
    c.get('services').db,
    gateOf(c),
    async (scope) => await runCommand(scope, command, input),
    { now: c.get('now') },
  );
}

/** The link on the page where it must be handed over by hand; else it is in the owner's mailbox alone. */
async function answerWithLink(
  c: C,
  result: Result<{ path: string | undefined }>,
  name: string,
  mailed: string,
): Promise<Response> {
  if (result.ok && result.value.path !== undefined) {
    const page = c.get('page');
    const address = `${page.origin ?? ''}${page.href(result.value.path)}`;
    return show(c, await staffView(c, { name, address }));
  }
  return await answer(c, result, {
    done: () => filled(c, `${done}.${mailed}`),
    refused: again(c, staffPage),
  });
}

const staffPage = async (c: C) => (mayManageStaff(gateOf(c)) ? await staffView(c) : forbidden(c));

/** @param link that was just made, to be handed over; shown once */
async function staffView(c: C, link?: { readonly name: string; readonly address: string }) {
  const lang = c.get('lang');
  const page = await read(c, async (scope) => {
    const everybody = await people(scope, lang);
    return {
      staff: await listStaff(scope),
      systemAdministrators: await systemAdministratorNames(scope),
      invitations: await listInvitations(scope),
      unsent: await unsentLetters(scope),
      people: everybody
        .filter((person) => person.accountId === null)
        .map((person) => ({ value: person.id, label: person.fullName })),
    };
  });
  const mayMakeAdministrators = hasRole(gateOf(c), 'administrator');
  return (
    <StaffListPage {...page} now={c.get('now')} mayMakeAdministrators={mayMakeAdministrators} link={link} />
  );
}
