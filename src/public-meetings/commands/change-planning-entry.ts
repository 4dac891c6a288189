import { z } from 'zod';
import { touchMeeting } from '../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../meetings/policy.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { entryToChange, planningKind } from '../data/planning.ts';
import { before, entryFields, entryValues } from '../rules/planning.ts';
import { planningEntry } from '../schema.ts';

const { problemId: _problem, column: _column, ...fields } = entryFields;

/** Mends a line. Refuses `edited-meanwhile` when it says something else than the form showed. */
export const changePlanningEntry = defineCommand({
  name: 'public-meetings.change-planning-entry',
  input: z.strictObject({ id: id(), entryId: id(), before: before(), ...fields }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await entryToChange(scope, input);
    if (!found.ok) return found;
    const { id: entryId, part: column, problemId } = found.entry;
    await changeRow(scope, planningEntry, entryId, { text: input.text, ...entryValues(column, input) });
    await touchMeeting(scope, planningKind, found.row);
    return ok({ id: input.id, problemId, column }, { subjectKind: 'planning', details: { column } });
  },
});
