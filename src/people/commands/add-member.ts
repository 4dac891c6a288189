import { eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, id, text, tick } from '../../platform/forms/fields.ts';
import { name } from '../../platform/forms/name.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { body, memberCategories, memberRoles, membership, person } from '../schema.ts';
import { groupDay, personShape, standingPerson, writeContact } from './person-fields.ts';

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

/**
 * Puts a person into a body from a day on: someone of the list (`personId`), or else someone new by name.
 * Refused with `member-already`, `member-role-taken` (a body has one chair and one secretary), `body-dissolved`,
 * `member-who` when neither was given.
 */
export const addMember = defineCommand({
  name: 'people.add-member',
  input: z.object({
    bodyId: id(),
    personId: called('people.member.known', optional(id())),
    fullName: called('name', optional(name())),
    sex: personShape.sex,
    phone: personShape.phone,
    ...placeShape,
    trained: tick(),
    from: groupDay(),
  }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ scope, input }) {
    const { municipalityId } = scope;
    const [into] = await scope.tx
      .select()
      .from(body)
      .where(own(scope, body, eq(body.id, input.bodyId)));
    if (!into) return refuse('not-found');
    if (into.dissolvedOn !== null) return refuse('body-dissolved');
    let personId = input.personId;
    let occupation = '';
    if (personId !== null) {
      const found = await standingPerson(scope, personId);
      if (!found) return refuse('person-not-found', { field: 'personId' });
      occupation = found.occupation;
    } else if (input.fullName !== null) {
      personId = newId();
      const { fullName, sex, phone, post } = input;
      await scope.tx.insert(person).values({ id: personId, municipalityId, fullName, sex, occupation: post });
      await writeContact(scope, personId, { phone, email: null, address: null });
    } else return refuse('member-who', { field: 'personId' });
    const standing = await scope.tx
      .select({ personId: membership.personId, role: membership.role })
      .from(membership)
      .where(own(scope, membership, eq(membership.bodyId, into.id), isNull(membership.validTo)));
    if (standing.some((member) => member.personId === personId)) {
      return refuse('member-already', { field: 'personId' });
    }
    if (input.role !== 'member' && standing.some((member) => member.role === input.role)) {
      return refuse('member-role-taken', { field: 'role' });
    }
    const membershipId = newId();
    const { role, category, trained } = input;
    await scope.tx.insert(membership).values({
      id: membershipId,
      municipalityId,
      bodyId: into.id,
      personId,
      role,
      category,
      post: input.post || occupation,
      trained,
      validFrom: input.from,
    });
    return ok(
      { id: membershipId, personId },
      { subjectKind: 'membership', details: { body: into.id, person: personId, role } },
    );
  },
});
