import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { heldGroup } from '../data/groups.ts';
import { mayWriteGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { noteKinds } from '../rules/words.ts';
import { groupNote } from '../schema.ts';

/** Writes down a task, what a meeting of the group decided, what it was given, how it was thanked. */
export const addNote = defineCommand({
  name: 'groups.add-note',
  input: z.object({
    groupId: id(),
    kind: choice(noteKinds, 'groups.note'),
    on: called('groups.field.note-on', day()),
    text: called('groups.field.note', text(2000)),
    who: called('ui.field.who', optional(text(300), '')),
    dueOn: called('groups.field.due-on', optional(day())),
  }),
  policy: mayWriteGroups,
  run: async ({ scope, input: { groupId, ...note }, now }) => {
    if (!(await heldGroup(scope, groupId))) return refuse('group-not-found');
    if (note.kind !== 'task' && note.dueOn !== null) return refuse('group-task-only', { field: 'dueOn' });
    await addRow(scope, groupNote, { ...note, groupId, byName: scope.actor.name, at: now });
    return ok({ id: groupId }, { subjectKind: 'body', subjectId: groupId, details: { kind: note.kind } });
  },
});
