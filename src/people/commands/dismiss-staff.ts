import { z } from 'zod';
import { endRole, listStaff } from '../../platform/auth/staff.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole } from '../../platform/db/gate.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitNameInEach } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { untiePerson } from './end-role.ts';

/**
 * Ends all roles of somebody here at once. They are out of this municipality's pages with the next request; whoever
 * works nowhere else is signed out of all browsers. Administrators only; a municipality keeps one
 * (`role-last-administrator`).
 */
export const dismissStaff = defineCommand({
  name: 'people.dismiss-staff',
  input: z.object({ accountId: id() }),
  policy: (gate) => hasRole(gate, 'administrator'),
  async run({ scope, input, now }) {
    const { accountId } = input;
    const member = (await listStaff(scope)).find((one) => one.accountId === accountId);
    if (!member) return refuse('not-found');
    const municipalityName = await unitNameInEach(scope, scope.municipalityId, todayInBishkek(now));
    for (const role of member.roles) {
      const ended = await endRole(scope, { accountId, role, municipalityName });
      if (!ended.ok) return refuse(ended.code);
    }
    await untiePerson(scope, accountId);
    return ok(
      { id: accountId },
      { subjectKind: 'account', subjectId: accountId, details: { roles: member.roles } },
    );
  },
});
