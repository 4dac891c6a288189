import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { membership } from '../schema.ts';
import { personShape, standingPerson } from './person-fields.ts';
import { completeCard, memberConstraints, placeShape } from './place-member.ts';

/** Changes what a member is in the group: role, category, post; and the sex, which the rules of the group ask for. Refused with `member-role-taken`, `member-left`. */
export const changeMemberRole = defineCommand({
  name: 'people.change-member-role',
  input: z.object({
    membershipId: id(),
    ...placeShape,
    /** The person's own, kept on the card; without it nothing changes. */
    sex: personShape.sex,
  }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ scope, input, now }) {
    const here = own(scope, membership, eq(membership.id, input.membershipId));
    const [found] = await scope.tx.select().from(membership).where(here).for('update');
    if (!found) return refuse('not-found');
    if (found.validTo !== null) return refuse('member-left');
    const { role, category, post, sex } = input;
    await scope.tx.update(membership).set({ role, category, post, updatedAt: now }).where(here);
    const member = await standingPerson(scope, found.personId);
    if (member) await completeCard(scope, member, { sex, occupation: post });
    return ok(
      { id: found.id, bodyId: found.bodyId },
      { subjectKind: 'membership', details: { role, category } },
    );
  },
});
