import { z } from 'zod';
import { disableAccount as disable } from '../../platform/auth/standing.ts';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { refuse } from '../../platform/refusals.ts';

/**
 * Closes an account: nobody signs in to it, and all its browsers are out. Roles stay, for the day it is opened again.
 * System administrators only; one who can sign in is always left (`account-last-administrator`).
 */
export const disableAccount = defineSystemCommand({
  name: 'account.disable',
  input: z.object({ accountId: id() }),
  policy: (gate) => gate.systemAdministrator,
  async run({ scope, input, now }) {
    const done = await disable(scope.tx, input.accountId, scope.actor, now);
    return done.ok ? ok({ id: input.accountId }) : refuse(done.code);
  },
});
