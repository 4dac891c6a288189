import { Hono } from 'hono';
import type { z } from 'zod';
import { listInvitations } from '../../platform/auth/invitations.ts';
import { listStaff } from '../../platform/auth/staff.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import {
  answer,
  forbidden,
  gateOf,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../platform/http/web.ts';
import { post } from '../../platform/forms/post.ts';
import { dismissStaff } from '../commands/dismiss-staff.ts';
import { endRole } from '../commands/end-role.ts';
import { inviteStaff } from '../commands/invite-staff.ts';
import { renewInvitation } from '../commands/renew-invitation.ts';
import { resetAccess } from '../commands/reset-access.ts';
import { withdrawInvitation } from '../commands/withdraw-invitation.ts';
import { unsentLetters } from '../../platform/mail/unsent.ts';
import { people } from '../data.ts';
import { mayManageStaff } from '../policy.ts';
import { StaffPage } from '../views/staff.tsx';
import { baseOf } from './base.ts';

/** Staff and their roles; mounted at /m/:municipalityId/people/staff. */
export function staffRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => (mayManageStaff(gateOf(c)) ? show(c, await staffPage(c, {})) : forbidden(c)));
  app.post(
    '/',
    async (c) =>
      await post(
        c,
        inviteStaff,
        {
          done: ({ mailed }) =>
            `${baseOf(c)}/staff?done=people.done.${mailed ? 'invited-by-mail' : 'invited'}`,
          refused: async (problem) => await staffPage(c, { problem }),
        },
        { lang: c.get('lang') },
      ),
  );
  app.post('/invitations/:invitationId/link', async (c) => {
    const result = await runSecret(c, renewInvitation, { invitationId: c.req.param('invitationId') });
    return await answerWithLink(c, result, result.ok ? result.value.name : '', 'invitation-mailed');
  });
  app.post(
    '/invitations/:invitationId/withdraw',
    async (c) => await post(c, withdrawInvitation, changed(c, 'invitation-withdrawn')),
  );
  app.post('/:accountId/link', async (c) => {
    const accountId = c.req.param('accountId');
    const result = await runSecret(c, resetAccess, { accountId });
    const staff = await read(c, listStaff);
    const name = staff.find((member) => member.accountId === accountId)?.name ?? '';
    return await answerWithLink(c, result, name, 'reset-mailed');
  });
  app.post('/:accountId/dismiss', async (c) => await post(c, dismissStaff, changed(c, 'dismissed')));
  app.post('/:accountId/end', async (c) => await post(c, endRole, changed(c, 'role-ended')));
  return app;
}

/** Where a change of somebody leads; what is refused is not about the form of invitations. */
function changed(c: C, done: string) {
  return {
    done: () => `${baseOf(c)}/staff?done=people.done.${done}`,
    refused: async (problem: Problem) => await staffPage(c, { problem, formless: true }),
  };
}

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
    return show(c, await staffPage(c, { link: { name, address } }));
  }
  return await answer(c, result, changed(c, mailed));
}

type Shown = {
  readonly problem?: Problem;
  /** The refusal is not about the form of invitations. */
  readonly formless?: boolean;
  /** A link that was just made, to be handed over; shown once. */
  readonly link?: { readonly name: string; readonly address: string };
};

async function staffPage(c: C, { problem, formless, link }: Shown) {
  const lang = c.get('lang');
  const { staff, invitations, unsent, options } = await read(c, async (scope) => {
    const everybody = await people(scope, lang);
    return {
      staff: await listStaff(scope),
      invitations: await listInvitations(scope),
      unsent: await unsentLetters(scope),
      options: everybody
        .filter((person) => person.accountId === null)
        .map((person) => ({ value: person.id, label: person.fullName })),
    };
  });
  return (
    <StaffPage
      base={baseOf(c)}
      municipality={`/m/${gateOf(c).municipalityId ?? ''}`}
      staff={staff}
      invitations={invitations}
      unsent={unsent}
      now={c.get('now')}
      people={options}
      mayMakeAdministrators={hasRole(gateOf(c), 'administrator')}
      link={link}
      message={formless ? problem?.message : undefined}
      sent={formless ? undefined : problem}
    />
  );
}
