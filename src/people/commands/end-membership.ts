import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayChangePeople } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { membership } from '../schema.ts';
import { memberConstraints } from './place-member.ts';
import { groupDay, standingPerson } from './person-fields.ts';

/** A member leaves a body on a day; the past stays. Refused with `member-ends-before-start`, `member-ends-ahead`,
 * `member-left`. */
export const endMembership = defineCommand({
  name: 'people.end-membership',
  input: z.object({ membershipId: id(), on: called('leavesOn', groupDay()) }),
  policy: mayChangePeople,
  async run({ scope, input, now }) {
    const here = own(scope, membership, eq(membership.id, input.membershipId));
    const [found] = await scope.tx.select().from(membership).where(here).for('update');
    if (!found) return refuse('not-found');
    if (found.validTo !== null) return refuse('member-left');
    if (input.on < found.validFrom) return refuse('member-ends-before-start', { field: 'on' });
    // Who leaves is off the lists at once, whatever the day: one far ahead would hide a member for nothing.
    if (input.on > todayInBishkek(now)) return refuse('member-ends-ahead', { field: 'on' });
    await scope.tx.update(membership).set({ validTo: input.on, updatedAt: now }).where(here);
    return ok(
      { id: found.id, bodyId: found.bodyId },
      { subjectKind: 'membership', details: { on: input.on } },
    );
  },
});

/** Takes the end of a membership back. Refused with `member-already` or `member-role-taken` when the place is filled. */
export const restoreMembership = defineCommand({
  name: 'people.restore-membership',
  input: z.object({ membershipId: id() }),
  policy: mayChangePeople,
  constraints: memberConstraints,
  async run({ scope, input, now }) {
    const here = own(scope, membership, eq(membership.id, input.membershipId));
    const [found] = await scope.tx.select().from(membership).where(here).for('update');
    if (!found || !(await standingPerson(scope, found.personId))) return refuse('not-found');
    await scope.tx.update(membership).set({ validTo: null, updatedAt: now }).where(here);
    return ok({ id: found.id, bodyId: found.bodyId }, { subjectKind: 'membership', details: {} });
  },
});
