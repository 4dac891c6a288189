import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { choice, id } from '../../platform/forms/fields.ts';
import { republishGroups } from '../data/publish-groups.ts';
import { groupOf } from '../data/groups.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupMember } from '../schema.ts';

/** A member agrees to be named in public, or takes that back: then the name is gone from the page at once. */
export const nameMember = defineCommand({
  name: 'groups.name-member',
  input: z.object({ membershipId: id(), named: choice(['yes', 'no'], 'ui') }),
  policy: mayLeadGroups,
  run: async ({ scope, input: { membershipId, named } }) => {
    const mine = own(scope, groupMember, eq(groupMember.membershipId, membershipId));
    const [member] = await scope.tx.select().from(groupMember).where(mine).for('update');
    if (!member) return refuse('group-member-unknown');
    await scope.tx
      .update(groupMember)
      .set({ named: named === 'yes' })
      .where(mine);
    const group = await groupOf(scope, member.groupId);
    if (group) await republishGroups(scope, group.cycleId);
    return ok(
      { id: member.groupId },
      { subjectKind: 'membership', subjectId: membershipId, details: { named } },
    );
  },
});
