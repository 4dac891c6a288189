import { Hono } from 'hono';
import { listStaff } from '../../platform/auth/staff.ts';
import { runCommand } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
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
import { endRole } from '../commands/end-role.ts';
import { inviteStaff } from '../commands/invite-staff.ts';
import { renewLink } from '../commands/renew-link.ts';
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
      done: ({ mailed, active }) => {
        const done = active ? 'role-given' : mailed ? 'invited-by-mail' : 'invited';
        return `${baseOf(c)}/staff?done=people.done.${done}`;
      },
      refused: async (problem) => await staffPage(c, { problem }),
    });
  });
  app.post('/:accountId/link', async (c) => {
    const { reset } = await formOf(c);
    // No operation id: the answer holds the link, a secret that must not be kept.
    const result = await openMunicipality(
      c.get('services').db,
      gateOf(c),
      async (scope) =>
        await runCommand(scope, renewLink, {
          accountId: c.req.param('accountId'),
          reset: one(reset) === 'yes',
        }),
      { now: c.get('now') },
    );
    if (result.ok)
      return show(c, await staffPage(c, { accountId: c.req.param('accountId'), path: result.value.path }));
    return await answer(c, result, {
      done: () => `${baseOf(c)}/staff`,
      refused: async (problem) => await staffPage(c, { problem, formless: true }),
    });
  });
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

type Shown = {
  readonly problem?: Problem;
  /** The refusal is not about the form of invitations. */
  readonly formless?: boolean;
  readonly accountId?: string;
  readonly path?: string;
};

async function staffPage(c: C, { problem, formless, accountId, path }: Shown) {
  const lang = c.get('lang');
  const { staff, options } = await read(c, async (scope) => {
    const everybody = await people(scope, lang);
    return {
      staff: await listStaff(scope),
      options: everybody
        .filter((person) => person.accountId === null)
        .map((person) => ({ value: person.id, label: person.fullName })),
    };
  });
  const page = c.get('page');
  const invited = staff.find((member) => member.accountId === accountId);
  return (
    <StaffPage
      base={baseOf(c)}
      staff={staff}
      people={options}
      mayMakeAdministrators={hasRole(gateOf(c), 'administrator')}
      {...(problem && formless ? { message: problem.message } : {})}
      {...(problem && !formless ? { values: problem.values, errors: problem.errors } : {})}
      {...(path !== undefined && invited
        ? { link: { name: invited.name, address: `${page.origin ?? ''}${page.href(path)}` } }
        : {})}
    />
  );
}
