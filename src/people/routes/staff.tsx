import { Hono } from 'hono';
import type { z } from 'zod';
import { listInvitations } from '../../platform/auth/invitations.ts';
import { listStaff } from '../../platform/auth/staff.ts';
import { runCommand, type Command, type Result } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import {
  act,
  answer,
  forbidden,
  formOf,
  gateOf,
  read,
  show,
  type C,
  type Problem,
  type Web,
} from '../../platform/http/web.ts';
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
import { all, baseOf, one } from './form-input.ts';

/** Staff and their roles; mounted at /m/:municipalityId/people/staff. */
export function staffRoutes(): Hono<Web> {
  const app = new Hono<Web>();
  app.get('/', async (c) => (mayManageStaff(gateOf(c)) ? show(c, await staffPage(c, {})) : forbidden(c)));
  app.post('/', async (c) => {
    const values = await formOf(c);
    const { name, email, phone } = values;
    const input = {
      name,
      email,
      phone,
      roles: all(values.roles),
      personId: one(values.personId),
      lang: c.get('lang'),
    };
    return await act(c, inviteStaff, input, {
      done: ({ mailed }) => `${baseOf(c)}/staff?done=people.done.${mailed ? 'invited-by-mail' : 'invited'}`,
      refused: async (problem) => await staffPage(c, { problem }),
    });
  });
  app.post('/invitations/:invitationId/link', async (c) => {
    const result = await runSecret(c, renewInvitation, { invitationId: c.req.param('invitationId') });
    return await answerWithLink(c, result, result.ok ? result.value.name : '', 'invitation-mailed');
  });
  app.post(
    '/invitations/:invitationId/withdraw',
    async (c) =>
      await act(
        c,
        withdrawInvitation,
        { invitationId: c.req.param('invitationId') },
        {
          done: () => `${baseOf(c)}/staff?done=people.done.invitation-withdrawn`,
          refused: async (problem) => await staffPage(c, { problem, formless: true }),
        },
      ),
  );
  app.post('/:accountId/link', async (c) => {
    const accountId = c.req.param('accountId');
    const result = await runSecret(c, resetAccess, { accountId });
    const staff = await read(c, listStaff);
    const name = staff.find((member) => member.accountId === accountId)?.name ?? '';
    return await answerWithLink(c, result, name, 'reset-mailed');
  });
  app.post(
    '/:accountId/dismiss',
    async (c) =>
      await act(
        c,
        dismissStaff,
        { accountId: c.req.param('accountId') },
        {
          done: () => `${baseOf(c)}/staff?done=people.done.dismissed`,
          refused: async (problem) => await staffPage(c, { problem, formless: true }),
        },
      ),
  );
  app.post('/:accountId/end', async (c) => {
    const { role } = await formOf(c);
    return await act(
      c,
      endRole,
      { accountId: c.req.param('accountId'), role },
      {
        done: () => `${baseOf(c)}/staff?done=people.done.role-ended`,
        refused: async (problem) => await staffPage(c, { problem, formless: true }),
      },
    );
  });
  return app;
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
  return await answer(c, result, {
    done: () => `${baseOf(c)}/staff?done=people.done.${mailed}`,
    refused: async (problem) => await staffPage(c, { problem, formless: true }),
  });
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
      {...(problem && formless ? { message: problem.message } : {})}
      {...(problem && !formless ? { values: problem.values, errors: problem.errors } : {})}
    />
  );
}
