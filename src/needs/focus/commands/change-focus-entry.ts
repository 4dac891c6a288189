import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { focusLineFields, ownFields } from '../rules/focus-fields.ts';
import { focusEntry } from '../../schema.ts';
import { id, text } from '../../../platform/forms/fields.ts';
import { touchMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { entryToChange } from '../data/entry-to-change.ts';
import { focusKind } from '../data/focus-kind.ts';

const { problemId: _problem, column: _column, ...fields } = focusLineFields;

/** Mends a line. Refuses `edited-meanwhile` when it says something else than the form showed. */
export const changeFocusEntry = defineCommand({
  name: 'needs.change-focus-entry',
  input: z.strictObject({
    id: id(),
    entryId: id(),
    /** What the form showed. */
    before: text(500, 0),
    ...fields,
  }),
  policy: mayRecordMeetings,
  run: async ({ scope, input }) => {
    const found = await entryToChange(scope, input);
    if (!found.ok) return found;
    const { group, entry, mine } = found;
    await scope.tx
      .update(focusEntry)
      .set({ text: input.text, ...ownFields({ ...input, column: entry.part }) })
      .where(mine);
    const revision = await touchMeeting(scope, focusKind, group);
    return ok(
      { id: group.id, entryId: entry.id, problemId: entry.problemId, column: entry.part, revision },
      { subjectKind: 'focusGroup', details: { column: entry.part } },
    );
  },
});
