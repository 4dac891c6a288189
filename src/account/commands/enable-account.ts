import { z } from 'zod';
import { enableAccount as enable } from '../../platform/auth/standing.ts';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { refuse } from '../../platform/refusals.ts';

/** Opens a closed account again, with its password, second factor and roles. System administrators only. */
export const enableAccount = defineSystemCommand({
  name: 'account.enable',
  input: z.object({ accountId: id() }),
  policy: (gate) => gate.systemAdministrator,
  async run({ scope, input, now }) {
    const done = await enable(scope.tx, input.accountId, scope.actor, now);
    return done.ok ? ok({ id: input.accountId }) : refuse(done.code);
  },
});
