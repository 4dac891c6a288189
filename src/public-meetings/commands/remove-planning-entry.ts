import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { entryToChange, planningKind } from '../data/planning.ts';
import { before } from '../rules/planning.ts';
import { planningEntry } from '../schema.ts';

/** Takes a line away. Refuses `edited-meanwhile` when it says something else than was shown. */
export const removePlanningEntry = defineCommand({
  name: 'public-meetings.remove-planning-entry',
  input: z.strictObject({ id: id(), entryId: id(), before: before() }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await entryToChange(scope, input);
    if (!found.ok) return found;
    const { id: entryId, part: column, problemId } = found.entry;
    await scope.tx.delete(planningEntry).where(own(scope, planningEntry, eq(planningEntry.id, entryId)));
    await touchMeeting(scope, planningKind, found.row);
    return ok({ id: input.id, problemId, column }, { subjectKind: 'planning', details: { column } });
  },
});
