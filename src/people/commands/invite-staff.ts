import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { emailOf, phoneOf } from '../../platform/auth/contacts.ts';
import { inviteStaff as invite, listInvitations } from '../../platform/auth/invitations.ts';
import { listStaff } from '../../platform/auth/staff.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { hasRole, roles } from '../../platform/db/gate.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { called, field, optional, several } from '../../platform/forms/field.ts';
import { choice, id } from '../../platform/forms/fields.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitName } from '../../territory/data.ts';
import { name } from '../../platform/forms/name.ts';
import { mayManageStaff } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { person } from '../schema.ts';
import { addContact, personShape, standingPerson } from './person-fields.ts';

/** An account's contact: what it must be is known by the accounts (`invitation-contact`). */
const typedContact = (kind: 'email' | 'phone') =>
  field({ kind, required: true, max: 200 }, z.string().trim().max(200));

/**
 * Asks somebody to take roles here; they are given when the owner accepts. Whoever is invited stands on the list of
 * people at once, as the person chosen or as a new one, with sex and contacts where they were not known, so that they
 * can be put on the schedule and into a group. The answer is the same
 * whether or not the e-mail or phone has an account somewhere. Only an administrator asks for another administrator.
 * The link itself is not part of the answer, which is kept for repeats: `renewInvitation` shows one. Where no letters
 * go (`mails`), it is handed over although there is an e-mail.
 */
export const inviteStaff = defineCommand({
  name: 'people.invite-staff',
  input: z.object({
    name: name(),
    email: optional(typedContact('email')),
    phone: optional(typedContact('phone')),
    sex: personShape.sex,
    roles: several(choice(roles, 'ui.role'), 1, 6),
    personId: called('people.staff.person', optional(id())),
    lang: z.enum(['ky', 'ru', 'en']).default('ky'),
    mails: z.boolean().default(true),
  }),
  policy: (gate, input) =>
    mayManageStaff(gate) && (!input.roles.includes('administrator') || hasRole(gate, 'administrator')),
  async run({ scope, input, now }) {
    const { municipalityId } = scope;
    const chosen = input.personId === null ? undefined : await standingPerson(scope, input.personId);
    if (input.personId !== null && !chosen) return refuse('person-not-found', { field: 'personId' });
    const municipalityName = await unitName(scope, municipalityId, todayInBishkek(now), input.lang);
    const { name, lang } = input;
    const [email, phone] = [input.email ?? undefined, input.phone ?? undefined];
    const personId = chosen?.id ?? (await personOfContact(scope, { email, phone })) ?? newId();
    const invited = await invite(scope, {
      name,
      email,
      phone,
      roles: [...new Set(input.roles)],
      lang,
      municipalityName,
      personId,
      mails: input.mails,
    });
    if (!invited.ok) {
      // What was typed and cannot be read is the field to look at; the e-mail when nothing was.
      const field = email !== undefined && emailOf(email) === undefined ? 'email' : phone ? 'phone' : 'email';
      return refuse(invited.code, { field: invited.code === 'invitation-roles' ? 'roles' : field });
    }
    await scope.tx
      .insert(person)
      .values({ id: personId, municipalityId, fullName: name, sex: input.sex })
      .onConflictDoNothing();
    if (input.sex !== null) {
      await scope.tx
        .update(person)
        .set({ sex: input.sex, updatedAt: now })
        .where(own(scope, person, eq(person.id, personId), isNull(person.sex)));
    }
    // A group asks for a contact of each: what the invitation knows need not be typed again.
    await addContact(scope, personId, { email, phone });
    return ok(
      { id: invited.invitationId, mailed: invited.mailed },
      { subjectKind: 'invitation', subjectId: invited.invitationId, details: { roles: input.roles } },
    );
  },
});

/** The person here who is meant by this contact: of somebody who works here, or of an earlier invitation. */
async function personOfContact(
  scope: MunicipalityScope,
  typed: { readonly email?: string | undefined; readonly phone?: string | undefined },
): Promise<string | undefined> {
  const email = typed.email === undefined ? undefined : emailOf(typed.email);
  const phone = typed.phone === undefined ? undefined : phoneOf(typed.phone);
  const same = (one: { email: string | null; phone: string | null }) =>
    email === undefined ? phone !== undefined && one.phone === phone : one.email === email;
  const waiting = (await listInvitations(scope)).find((one) => one.personId !== null && same(one));
  const member = (await listStaff(scope)).find(same);
  if (!member) {
    return waiting?.personId && (await standingPerson(scope, waiting.personId))
      ? waiting.personId
      : undefined;
  }
  const [found] = await scope.tx
    .select({ id: person.id })
    .from(person)
    .where(own(scope, person, eq(person.accountId, member.accountId)));
  return found?.id;
}
