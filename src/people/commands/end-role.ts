import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { endRole as end, listStaff } from '../../platform/auth/staff.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole, roles } from '../../platform/db/gate.ts';
import { own } from '../../platform/db/own.ts';
import { choice, id } from '../../platform/forms/fields.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitNameInEach } from '../../territory/data.ts';
import { mayManageStaff } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { person } from '../schema.ts';

/**
 * Ends a role now; with the last one the person no longer signs in here. Only an administrator ends an
 * administrator's role, and a municipality keeps one (`role-last-administrator`).
 */
export const endRole = defineCommand({
  name: 'people.end-role',
  input: z.object({ accountId: id(), role: choice(roles, 'ui.role') }),
  policy: (gate, input) =>
    mayManageStaff(gate) && (input.role !== 'administrator' || hasRole(gate, 'administrator')),
  async run({ scope, input, now }) {
    const municipalityName = await unitNameInEach(scope, scope.municipalityId, todayInBishkek(now));
    const ended = await end(scope, { ...input, municipalityName });
    if (!ended.ok) return refuse(ended.code);
    await untiePerson(scope, input.accountId);
    return ok(
      { id: input.accountId },
      { subjectKind: 'account', subjectId: input.accountId, details: { role: input.role } },
    );
  },
});

/** Whoever has no role here any more is a person of the list like others. */
export async function untiePerson(scope: MunicipalityScope, accountId: string): Promise<void> {
  const staff = await listStaff(scope);
  if (staff.some((member) => member.accountId === accountId)) return;
  await scope.tx
    .update(person)
    .set({ accountId: null, updatedAt: scope.now })
    .where(own(scope, person, eq(person.accountId, accountId)));
}
