import { z } from 'zod';
import { listStaff, renewLink as renew } from '../../platform/auth/staff.ts';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { mayManageStaff } from '../policy.ts';
import { idField } from './person-fields.ts';

/**
 * A new link to be handed over by hand: for somebody invited who has no password yet, or (`reset`, administrators
 * only) for somebody who lost the phone or the password. Whoever holds the link opens the account, so only an
 * administrator gets the link of an administrator. Run it without an operation id: its answer is a secret.
 * Refused with `link-elsewhere` when the account also belongs to others, or is in use and no reset was asked for.
 */
export const renewLink = defineCommand({
  name: 'people.renew-link',
  input: z.object({ accountId: idField, reset: z.boolean().default(false) }),
  policy: (gate, input) => mayManageStaff(gate) && (!input.reset || hasRole(gate, 'administrator')),
  async run({ tx, scope, gate, input }) {
    const { accountId, reset } = input;
    const member = (await listStaff({ ...scope, tx })).find((one) => one.accountId === accountId);
    if (!member) return refuse('not-found');
    if (member.roles.includes('administrator') && !hasRole(gate, 'administrator')) return refuse('forbidden');
    const path = await renew(scope, accountId, { reset }, tx);
    if (path === undefined) return refuse('link-elsewhere');
    return ok({ path }, { subjectKind: 'account', subjectId: accountId, details: { reset } });
  },
});
