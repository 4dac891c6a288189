import { eq, isNull } from 'drizzle-orm';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, text } from '../../platform/forms/fields.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import type { MemberCategory, MemberRole } from '../rules/composition.ts';
import { body, memberCategories, memberRoles, membership, person } from '../schema.ts';
import { addContact, standingPerson, writeContact } from './person-fields.ts';

// How somebody comes into a body, alone or with others.

/** Two at once, or one sent twice: the database says so. */
export const memberConstraints = {
  membership_person_once: refuse('member-already'),
  membership_one_chair: refuse('member-role-taken'),
};

/** What a member is in a body. */
export const placeShape = {
  role: choice(memberRoles),
  category: choice(memberCategories),
  post: optional(text(200), ''),
};

export type NewMember = {
  readonly personId: string | null;
  readonly fullName: string | null;
  readonly sex: 'female' | 'male' | null;
  readonly phone: string | null;
  readonly role: MemberRole;
  readonly category: MemberCategory;
  readonly post: string;
  readonly trained: boolean;
  readonly from: string;
};

/** The body that somebody joins, with those who are in it. Refused with `not-found`, `body-dissolved`. */
export async function bodyToJoin(scope: MunicipalityScope, bodyId: string) {
  const [into] = await scope.tx
    .select()
    .from(body)
    .where(own(scope, body, eq(body.id, bodyId)));
  if (!into) return refuse('not-found');
  if (into.dissolvedOn !== null) return refuse('body-dissolved');
  const members: { personId: string; role: MemberRole }[] = await scope.tx
    .select({ personId: membership.personId, role: membership.role })
    .from(membership)
    .where(own(scope, membership, eq(membership.bodyId, bodyId), isNull(membership.validTo)));
  return { ok: true as const, body: { id: bodyId, members } };
}

/** Writes one membership, and whoever is new; `into.members` grows by it. Refusals are those of `addMember`. */
export async function placeMember(
  scope: MunicipalityScope,
  into: { readonly id: string; readonly members: { personId: string; role: MemberRole }[] },
  input: NewMember,
): Promise<Refused | { readonly ok: true; readonly membershipId: string; readonly personId: string }> {
  const who = await personMeant(scope, input);
  if (!who.ok) return who;
  const { personId } = who;
  const { role, category, trained } = input;
  if (into.members.some((member) => member.personId === personId)) {
    return refuse('member-already', { field: 'personId' });
  }
  if (role !== 'member' && into.members.some((member) => member.role === role)) {
    return refuse('member-role-taken', { field: 'role' });
  }
  const membershipId = newId();
  await scope.tx.insert(membership).values({
    id: membershipId,
    municipalityId: scope.municipalityId,
    bodyId: into.id,
    personId,
    role,
    category,
    post: input.post || who.occupation,
    trained,
    validFrom: input.from,
  });
  into.members.push({ personId, role });
  return { ok: true, membershipId, personId };
}

/**
 * What was typed beside a person goes to the card: the sex in place of what stood there, a post where none was known
 * (in a group it may be another than at work).
 */
export async function completeCard(
  scope: MunicipalityScope,
  stands: Pick<typeof person.$inferSelect, 'id' | 'sex' | 'occupation'>,
  typed: { readonly sex: 'female' | 'male' | null; readonly occupation: string },
): Promise<void> {
  const sex = typed.sex ?? stands.sex;
  const occupation = stands.occupation || typed.occupation;
  if (sex === stands.sex && occupation === stands.occupation) return;
  await scope.tx
    .update(person)
    .set({ sex, occupation, updatedAt: scope.now })
    .where(own(scope, person, eq(person.id, stands.id)));
}

/** Someone of the list, whose card takes what was typed beside; or someone new. */
async function personMeant(
  scope: MunicipalityScope,
  input: NewMember,
): Promise<Refused | { readonly ok: true; readonly personId: string; readonly occupation: string }> {
  const { municipalityId } = scope;
  const { fullName, sex, phone, post } = input;
  if (input.personId !== null) {
    const found = await standingPerson(scope, input.personId);
    if (!found) return refuse('person-not-found', { field: 'personId' });
    if (fullName !== null) return refuse('member-both', { field: 'fullName' });
    await completeCard(scope, found, { sex, occupation: post });
    await addContact(scope, found.id, { phone }, { over: true });
    return { ok: true, personId: found.id, occupation: found.occupation };
  }
  if (fullName === null) return refuse('member-who', { field: 'personId' });
  const personId = newId();
  await scope.tx.insert(person).values({ id: personId, municipalityId, fullName, sex, occupation: post });
  await writeContact(scope, personId, { phone, email: null, address: null });
  return { ok: true, personId, occupation: '' };
}
