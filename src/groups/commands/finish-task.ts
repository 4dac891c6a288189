import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { id } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayWriteGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { groupNote } from '../schema.ts';

/** Marks a task of a group as done today. */
export const finishTask = defineCommand({
  name: 'groups.finish-task',
  input: z.object({ noteId: id() }),
  policy: mayWriteGroups,
  run: async ({ scope, input: { noteId }, now }) => {
    const [note] = await scope.tx
      .select()
      .from(groupNote)
      .where(own(scope, groupNote, eq(groupNote.id, noteId)))
      .for('update');
    if (!note || note.kind !== 'task' || note.doneOn !== null) return refuse('group-note-gone');
    await changeRow(scope, groupNote, noteId, { doneOn: todayInBishkek(now) });
    return ok({ id: note.groupId }, { subjectKind: 'body', subjectId: note.groupId });
  },
});
