import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { endRole as end, listStaff } from '../../platform/auth/staff.ts';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { hasRole, roles, type Role } from '../../platform/db/gate.ts';
import { mayManageStaff } from '../policy.ts';
import { person } from '../schema.ts';
import { idField } from './person-fields.ts';

/**
 * Ends a role now; with the last one the person no longer signs in here. Only an administrator ends an
 * administrator's role, and a municipality keeps one (`role-last-administrator`).
 */
export const endRole = defineCommand({
  name: 'people.end-role',
  input: z.object({ accountId: idField, role: z.enum(roles as [Role, ...Role[]]) }),
  policy: (gate, input) =>
    mayManageStaff(gate) && (input.role !== 'administrator' || hasRole(gate, 'administrator')),
  async run({ tx, scope, input, now }) {
    const ended = await end(scope, input, tx);
    if (!ended.ok) return refuse(ended.code);
    const staff = await listStaff({ ...scope, tx });
    if (!staff.some((member) => member.accountId === input.accountId)) {
      await tx
        .update(person)
        .set({ accountId: null, updatedAt: now })
        .where(and(eq(person.municipalityId, scope.municipalityId), eq(person.accountId, input.accountId)));
    }
    return ok(
      { id: input.accountId },
      { subjectKind: 'account', subjectId: input.accountId, details: { role: input.role } },
    );
  },
});
