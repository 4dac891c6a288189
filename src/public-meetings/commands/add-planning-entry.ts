import { z } from 'zod';
import { recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { isTopic, planningKind } from '../data/planning.ts';
import { refuse } from '../refusals.ts';
import { entryFields, entryValues } from '../rules/planning.ts';
import { planningEntry } from '../schema.ts';

/** Writes down a proposal, or adds a line to the table of a problem that focus groups have analysed. */
export const addPlanningEntry = defineCommand({
  name: 'public-meetings.add-planning-entry',
  input: z.strictObject({ id: id(), ...entryFields }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await recordableMeeting(scope, planningKind, input);
    if (!found.ok) return found;
    const { column, problemId, text } = input;
    if (problemId === null ? column !== 'proposal' : !(await isTopic(scope, found.row.cycleId, problemId)))
      return refuse('planning-problem-unknown', { field: 'problemId' });
    const place = { meetingId: input.id, problemId, part: column };
    await addRow(scope, planningEntry, { ...place, text, ...entryValues(column, input) });
    await touchMeeting(scope, planningKind, found.row);
    return ok({ id: input.id, problemId, column }, { subjectKind: 'planning', details: { column } });
  },
});
