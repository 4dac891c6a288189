import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inviteStaff as invite } from '../../platform/auth/staff.ts';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { hasRole, roles, type Role } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitName } from '../../territory/data.ts';
import { mayManageStaff } from '../policy.ts';
import { person } from '../schema.ts';
import { nameField, standingPerson } from './person-fields.ts';

const typed = z
  .string()
  .trim()
  .max(200)
  .nullish()
  .transform((text) => text || undefined);

/**
 * Gives somebody roles here, with a letter when there is an e-mail. Whoever signs in also stands on the list of
 * people: as the person chosen, or as a new one. Only an administrator makes another administrator.
 * The link itself is not part of the answer, which is kept for repeats: `renewLink` shows one.
 */
export const inviteStaff = defineCommand({
  name: 'people.invite-staff',
  input: z.object({
    name: nameField,
    email: typed,
    phone: typed,
    roles: z
      .array(z.enum(roles as [Role, ...Role[]]))
      .min(1)
      .max(6),
    personId: z
      .union([z.uuid(), z.literal('')])
      .nullish()
      .transform((id) => id || null),
    lang: z.enum(['ky', 'ru', 'en']).default('ky'),
  }),
  policy: (gate, input) =>
    mayManageStaff(gate) && (!input.roles.includes('administrator') || hasRole(gate, 'administrator')),
  async run({ tx, scope, input, now }) {
    const { municipalityId } = scope;
    const chosen =
      input.personId === null ? undefined : await standingPerson(tx, municipalityId, input.personId);
    if (input.personId !== null && !chosen) return refuse('person-not-found', { field: 'personId' });
    const municipalityName = await unitName(scope, municipalityId, todayInBishkek(now), input.lang);
    const { name, email, phone, lang } = input;
    const invited = await invite(
      scope,
      { name, email, phone, roles: [...new Set(input.roles)], lang, municipalityName },
      tx,
    );
    if (!invited.ok) {
      return refuse(invited.code, { field: invited.code === 'invitation-roles' ? 'roles' : 'email' });
    }
    const { accountId, mailed } = invited;
    if (chosen && chosen.accountId !== null && chosen.accountId !== accountId) {
      return refuse('person-has-account', { field: 'personId' });
    }
    const [linked] = await tx
      .select({ id: person.id })
      .from(person)
      .where(and(eq(person.municipalityId, municipalityId), eq(person.accountId, accountId)));
    if (linked && chosen && linked.id !== chosen.id)
      return refuse('account-has-person', { field: 'personId' });
    if (!linked && chosen) {
      await tx
        .update(person)
        .set({ accountId, updatedAt: now })
        .where(
          and(eq(person.municipalityId, municipalityId), eq(person.id, chosen.id), isNull(person.accountId)),
        );
    } else if (!linked) {
      await tx.insert(person).values({ id: newId(), municipalityId, fullName: name, accountId });
    }
    return ok(
      { id: accountId, mailed, active: invited.path === undefined },
      { subjectKind: 'account', subjectId: accountId, details: { roles: input.roles } },
    );
  },
});
