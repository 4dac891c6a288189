import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { groupDay } from '../../people/commands/person-fields.ts';
import { membership } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupMember } from '../schema.ts';

/** Somebody leaves a group, with day and reason; what they were stays in its history, their name in public does not. */
export const leaveGroup = defineCommand({
  name: 'groups.leave-group',
  input: z.object({
    membershipId: called('meetings.col.name', id()),
    on: called('people.field.leavesOn', groupDay()),
    reason: called('ui.field.reason', text(500)),
  }),
  policy: mayLeadGroups,
  run: async ({ scope, input: { membershipId, on, reason }, now }) => {
    const facts = own(scope, groupMember, eq(groupMember.membershipId, membershipId));
    const [member] = await scope.tx.select().from(groupMember).where(facts);
    const mine = own(scope, membership, eq(membership.id, membershipId));
    const [found] = await scope.tx.select().from(membership).where(mine).for('update');
    if (!member || !found) return refuse('group-member-unknown');
    if (found.validTo !== null) return refuse('member-left');
    if (on < found.validFrom) return refuse('member-ends-before-start', { field: 'on' });
    if (on > todayInBishkek(now)) return refuse('member-ends-ahead', { field: 'on' });
    await changeRow(scope, membership, membershipId, { validTo: on });
    await scope.tx.update(groupMember).set({ leftReason: reason, named: false }).where(facts);
    return ok(
      { id: member.groupId },
      { subjectKind: 'membership', subjectId: membershipId, details: { on } },
    );
  },
});
