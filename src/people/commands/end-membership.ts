import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, refuse } from '../../platform/db/command.ts';
import { mayChangePeople } from '../policy.ts';
import { membership } from '../schema.ts';
import { memberConstraints } from './add-member.ts';
import { day, idField, standingPerson } from './person-fields.ts';

/** A member leaves a body on a day; the past stays. Refused with `member-ends-before-start`, `member-left`. */
export const endMembership = defineCommand({
  name: 'people.end-membership',
  input: z.object({ membershipId: idField, on: day }),
  policy: mayChangePeople,
  async run({ tx, scope, input, now }) {
    const here = and(
      eq(membership.municipalityId, scope.municipalityId),
      eq(membership.id, input.membershipId),
    );
    const [found] = await tx.select().from(membership).where(here).for('update');
    if (!found) return refuse('not-found');
    if (found.validTo !== null) return refuse('member-left');
    if (input.on < found.validFrom) return refuse('member-ends-before-start', { field: 'on' });
    await tx.update(membership).set({ validTo: input.on, updatedAt: now }).where(here);
    return ok(
      { id: found.id, bodyId: found.bodyId },
      { subjectKind: 'membership', details: { on: input.on } },
    );
  },
});

/** Takes the end of a membership back. Refused with `member-already` or `member-role-taken` when the place is filled. */
export const restoreMembership = defineCommand({
  name: 'people.restore-membership',
  input: z.object({ membershipId: idField }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ tx, scope, input, now }) {
    const here = and(
      eq(membership.municipalityId, scope.municipalityId),
      eq(membership.id, input.membershipId),
    );
    const [found] = await tx.select().from(membership).where(here).for('update');
    if (!found || !(await standingPerson(tx, scope.municipalityId, found.personId)))
      return refuse('not-found');
    await tx.update(membership).set({ validTo: null, updatedAt: now }).where(here);
    return ok({ id: found.id, bodyId: found.bodyId }, { subjectKind: 'membership', details: {} });
  },
});
