import { z } from 'zod';
import { renewInvitation } from '../../platform/auth/staff.ts';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { mayManageStaff } from '../policy.ts';
import { idField } from './person-fields.ts';

/**
 * A new link for somebody invited who has no password yet, to be handed over by hand. Run it without an operation
 * id: its answer holds a secret and must not be kept.
 */
export const renewLink = defineCommand({
  name: 'people.renew-link',
  input: z.object({ accountId: idField }),
  policy: mayManageStaff,
  async run({ tx, scope, input }) {
    const path = await renewInvitation(scope, input.accountId, tx);
    if (path === undefined) return refuse('not-found');
    return ok({ path }, { subjectKind: 'account', subjectId: input.accountId, details: {} });
  },
});
