import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { plannableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayPlanMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { id, revision } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { publicKind } from '../data/public-kind.ts';
import { refuse } from '../refusals.ts';
import { checklistRowFields } from '../rules/public-meeting-fields.ts';
import { checklistItem } from '../schema.ts';

/** The checklist of preparation with who answers for each row and by when (seed-002 T7), all rows at once. */
export const saveChecklist = defineCommand({
  name: 'public-meetings.save-checklist',
  input: z.strictObject({ id: id(), revision: revision(), rows: checklistRowFields() }),
  policy: mayPlanMeetings,
  run: async ({ scope, input: { id: meetingId, revision: seen, rows } }) => {
    const found = await plannableMeeting(scope, publicKind, { id: meetingId, revision: seen });
    if (!found.ok) return found;
    const today = todayInBishkek(scope.now);
    const once = new Set<string>();
    for (const [index, { row, doneOn }] of rows.entries()) {
      if (once.has(row)) return refuse('checklist-row-twice');
      once.add(row);
      if (doneOn !== null && doneOn > today)
        return refuse('done-in-future', { field: `rows.${index}.doneOn` });
    }
    const { municipalityId } = scope;
    await scope.tx
      .delete(checklistItem)
      .where(own(scope, checklistItem, eq(checklistItem.meetingId, meetingId)));
    const said = rows.filter((one) => one.responsible !== '' || one.dueOn !== null || one.doneOn !== null);
    if (said.length > 0)
      await scope.tx.insert(checklistItem).values(said.map((one) => ({ ...one, municipalityId, meetingId })));
    const { state } = found.row;
    const revision = await touchMeeting(scope, publicKind, found.row, { state });
    const done = said.filter((one) => one.doneOn !== null).length;
    return ok({ id: meetingId, revision }, { subjectKind: 'public-meeting', details: { done } });
  },
});
