import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, ids, text, tick } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { heldGroup } from '../data/groups.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { memberStages } from '../rules/words.ts';
import { groupMember } from '../schema.ts';

/**
 * Members come further: they are at work (and speak at the planning meeting), or a gathering confirmed them, by its
 * minutes; those whom the people there named themselves are marked.
 */
export const advanceMembers = defineCommand({
  name: 'groups.advance-members',
  input: z.object({
    groupId: id(),
    members: called('groups.field.members', ids(200)),
    stage: choice(memberStages, 'groups.stage'),
    confirmedOn: optional(day()),
    confirmedPaper: optional(text(200), ''),
    fromFloor: tick(),
  }),
  policy: mayLeadGroups,
  run: async ({ scope, input: { groupId, members, stage, confirmedOn, confirmedPaper, fromFloor }, now }) => {
    const group = await heldGroup(scope, groupId);
    if (!group) return refuse('group-not-found');
    if (members.length === 0) return refuse('group-nobody-chosen', { field: 'members' });
    const confirmed = stage === 'confirmed';
    if (confirmed && (confirmedOn === null || confirmedPaper === ''))
      return refuse('group-confirmed-without-paper', {
        field: confirmedPaper === '' ? 'confirmedPaper' : 'confirmedOn',
      });
    if (confirmedOn !== null && confirmedOn > todayInBishkek(now))
      return refuse('group-day-wrong', { field: 'confirmedOn' });
    const changed = await scope.tx
      .update(groupMember)
      .set(
        confirmed
          ? { stage, confirmedOn, confirmedPaper, fromFloor }
          : { stage, confirmedOn: null, confirmedPaper: '', fromFloor: false },
      )
      .where(
        own(scope, groupMember, eq(groupMember.groupId, groupId), inArray(groupMember.membershipId, members)),
      );
    if (changed.rowCount !== new Set(members).size) return refuse('group-member-unknown');
    return ok(
      { id: groupId },
      { subjectKind: 'body', subjectId: groupId, details: { stage, members: members.length } },
    );
  },
});
