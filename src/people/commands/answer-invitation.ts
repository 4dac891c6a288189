import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { claimInvitation } from '../../platform/auth/answer-invitation.ts';
import type { Invitation } from '../../platform/auth/invitations.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { unitNameInEach } from '../../territory/data.ts';
import { refuse } from '../refusals.ts';
import { person } from '../schema.ts';
import { addContact, standingPerson } from './person-fields.ts';

/**
 * The owner of an account takes or declines the roles offered here. Who may is not a role's question: the link, or an
 * e-mail that is known to be theirs, is the proof (`claimInvitation`). With the roles the account is tied to the person
 * who was meant on the list. Run it without an operation id: its input holds a secret.
 * Refused with `invitation-gone`, and `invitation-password` where a new password must come with it.
 */
export const answerInvitation = defineCommand({
  name: 'people.answer-invitation',
  input: z.object({
    by: z.union([
      z.strictObject({ token: z.string().max(100) }),
      z.strictObject({ invitationId: z.string().max(100) }),
    ]),
    answer: z.enum(['accepted', 'declined']),
    freshHash: z.string().optional(),
  }),
  policy: () => true,
  async run({ scope, input, now }) {
    const municipalityName = await unitNameInEach(scope, scope.municipalityId, todayInBishkek(now));
    const claimed = await claimInvitation(scope, { ...input, municipalityName });
    if (!claimed.ok) return refuse(claimed.code);
    const { invitation } = claimed;
    if (input.answer === 'accepted') await tiePerson(scope, invitation);
    return ok(
      { id: scope.actor.accountId },
      {
        subjectKind: 'account',
        subjectId: scope.actor.accountId,
        details: { answer: input.answer, roles: invitation.roles },
      },
    );
  },
});

/** Ties the account to the person who was meant, unless it is tied here already. */
async function tiePerson(scope: MunicipalityScope, invitation: Invitation): Promise<void> {
  const { municipalityId, actor, now } = scope;
  const [tied] = await scope.tx
    .select({ id: person.id })
    .from(person)
    .where(own(scope, person, eq(person.accountId, actor.accountId)));
  if (tied) return;
  const meant = invitation.personId === null ? undefined : await standingPerson(scope, invitation.personId);
  if (meant) {
    const done = await scope.tx
      .update(person)
      .set({ accountId: actor.accountId, updatedAt: now })
      .where(own(scope, person, eq(person.id, meant.id), isNull(person.accountId)));
    if (done.rowCount === 1) return;
  }
  // The person was removed meanwhile, or signs in with another account.
  const id = newId();
  const fullName = invitation.name;
  await scope.tx.insert(person).values({ id, municipalityId, fullName, accountId: actor.accountId });
  await addContact(scope, id, invitation);
}
