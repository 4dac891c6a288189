import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { body } from '../../people/schema.ts';
import { bodyNames } from '../../people/commands/person-fields.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { changeRow, own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { id, ids, revision, text } from '../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../platform/forms/version.ts';
import { heldGroup } from '../data/groups.ts';
import { saveTopics } from '../data/topics.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { initiativeGroup } from '../schema.ts';

/** What a group is called, carries, works by and where, and what it says of its own balance. */
export const saveGroup = defineCommand({
  name: 'groups.save-group',
  input: z.object({
    groupId: id(),
    revision: revision(),
    ...bodyNames,
    problemIds: called('ui.field.problems', ids(50)),
    regulation: optional(text(6000), ''),
    place: called('groups.field.place', optional(text(300), '')),
    balanceWords: optional(text(1000), ''),
  }),
  policy: mayLeadGroups,
  constraints: { group_topic_once: refuse('group-topic-taken', { field: 'problemIds' }) },
  run: async ({ scope, input: { groupId, revision: seen, nameKy, nameRu, problemIds, ...facts } }) => {
    const group = await heldGroup(scope, groupId);
    if (!group) return refuse('group-not-found');
    const edited = editedMeanwhile(seen, group.revision);
    if (edited) return edited;
    await changeRow(scope, body, groupId, { nameKy, nameRu });
    await scope.tx
      .update(initiativeGroup)
      .set({ ...facts, revision: group.revision + 1 })
      .where(own(scope, initiativeGroup, eq(initiativeGroup.id, groupId)));
    const refused = await saveTopics(scope, group, problemIds);
    return refused ?? ok({ id: groupId }, { subjectKind: 'body', subjectId: groupId });
  },
});
