import { z } from 'zod';
import { resetAccess as reset } from '../../platform/auth/staff.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { letterFails } from '../letter-fails.ts';
import { refuse } from '../refusals.ts';
import { id, tick } from '../../platform/forms/fields.ts';

/**
 * A link for a colleague who lost the password or the phone: to the e-mail where there is one, else to be handed over
 * by hand; by hand as well where no letters go (`mails`) or the one to this address did not (`byHand`). Administrators only, since the link opens the account; the owner and the other administrators and auditors
 * are told. Run it without an operation id: its answer is a secret.
 * Refused with `link-elsewhere` when the account is not this municipality's alone.
 */
export const resetAccess = defineCommand({
  name: 'people.reset-access',
  input: z.object({ accountId: id(), byHand: tick(), mails: z.boolean().default(true) }),
  policy: (gate) => hasRole(gate, 'administrator'),
  async run({ scope, input }) {
    const fails = await letterFails(scope, { mails: input.mails, asked: input.byHand });
    const made = await reset(scope, input.accountId, fails);
    if (!made.ok) return refuse(made.code);
    return ok(
      { path: made.path },
      {
        subjectKind: 'account',
        subjectId: input.accountId,
        details: { mailed: made.path === undefined },
      },
    );
  },
});
