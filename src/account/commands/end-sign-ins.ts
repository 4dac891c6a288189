import { z } from 'zod';
import { endSignInsOf } from '../../platform/auth/standing.ts';
import { defineSystemCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { refuse } from '../../platform/refusals.ts';

/** Signs somebody out of all browsers; they may sign in again. System administrators only. */
export const endAccountSignIns = defineSystemCommand({
  name: 'account.end-sessions',
  input: z.object({ accountId: id() }),
  policy: (gate) => gate.systemAdministrator,
  async run({ scope, input, now }) {
    const done = await endSignInsOf(scope.tx, input.accountId, scope.actor, now);
    return done.ok ? ok({ id: input.accountId }) : refuse(done.code);
  },
});
