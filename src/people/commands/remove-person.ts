import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { forgetInvitations } from '../../platform/auth/invitations.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { membership, organisation, person, personContact } from '../schema.ts';
import { standingPerson } from './person-fields.ts';

/** Stands where a name stood; no name begins so, and every list sorts it last. */
export const removedName = '***';

/**
 * Removes a person at their own wish: name, year, occupation, village, street and contacts go, the row with the sex
 * stays, so that the counts of past events and groups hold. Memberships end today. It cannot be undone, so the name
 * is typed to confirm. Refused with `person-name-differs`, and `person-signs-in` while they have an account.
 */
export const removePerson = defineCommand({
  name: 'people.remove-person',
  input: z.object({ personId: id(), confirmName: called('ui.confirm.type', text(300)) }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    const found = await standingPerson(scope, input.personId);
    if (!found) return refuse('not-found');
    if (found.accountId !== null) return refuse('person-signs-in');
    const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').toLowerCase();
    if (plain(found.fullName) !== plain(input.confirmName)) {
      return refuse('person-name-differs', { field: 'confirmName' });
    }
    await clearPerson(scope, found.id, now);
    return ok({ id: found.id }, { subjectKind: 'person', details: {} });
  },
});

/** Takes everything of a standing person but the sex; their memberships end on the day of `now`. */
export async function clearPerson(scope: MunicipalityScope, personId: string, now: Date): Promise<void> {
  await scope.tx.delete(personContact).where(own(scope, personContact, eq(personContact.personId, personId)));
  const theirs = own(scope, membership, eq(membership.personId, personId), isNull(membership.validTo));
  const today = todayInBishkek(now);
  for (const { id, validFrom } of await scope.tx.select().from(membership).where(theirs)) {
    // A membership that was to begin later ends on the day it begins.
    await scope.tx
      .update(membership)
      .set({ validTo: validFrom > today ? validFrom : today, updatedAt: now })
      .where(own(scope, membership, eq(membership.id, id)));
  }
  // An invitation holds a name and a contact, whether or not it was answered.
  await forgetInvitations(scope.tx, scope.municipalityId, personId);
  await scope.tx
    .update(organisation)
    .set({ speakerId: null })
    .where(own(scope, organisation, eq(organisation.speakerId, personId)));
  // The post in a group's list names a person as surely as the name does.
  await scope.tx
    .update(membership)
    .set({ post: '' })
    .where(own(scope, membership, eq(membership.personId, personId)));
  await scope.tx
    .update(person)
    .set({
      fullName: removedName,
      birthYear: null,
      occupation: '',
      villageId: null,
      street: null,
      removedAt: now,
      updatedAt: now,
    })
    .where(own(scope, person, eq(person.id, personId)));
}
