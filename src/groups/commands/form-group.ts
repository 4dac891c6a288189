import { z } from 'zod';
import { cycleById } from '../../cycle/data.ts';
import { body } from '../../people/schema.ts';
import { bodyNames } from '../../people/commands/person-fields.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { addRow } from '../../platform/db/own.ts';
import { called } from '../../platform/forms/field.ts';
import { id, ids } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { saveTopics } from '../data/topics.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { initiativeGroup } from '../schema.ts';

/** Forms an initiative group of a cycle for the problems that it will carry (S2.2, R-IG-01). */
export const formGroup = defineCommand({
  name: 'groups.form-group',
  input: z.object({ cycleId: id(), ...bodyNames, problemIds: called('ui.field.problems', ids(50)) }),
  policy: mayLeadGroups,
  constraints: { group_topic_once: refuse('group-topic-taken', { field: 'problemIds' }) },
  run: async ({ scope, input: { cycleId, nameKy, nameRu, problemIds }, now }) => {
    if (!(await cycleById(scope, cycleId))) return refuse('group-cycle-unknown');
    const { municipalityId } = scope;
    const groupId = await addRow(scope, body, {
      ...{ kind: 'initiativeGroup', nameKy, nameRu, cycleId, formedOn: todayInBishkek(now) },
    });
    await scope.tx.insert(initiativeGroup).values({ id: groupId, municipalityId, cycleId });
    const refused = await saveTopics(scope, { id: groupId, cycleId }, problemIds);
    return refused ?? ok({ id: groupId }, { subjectKind: 'body', subjectId: groupId, details: { cycleId } });
  },
});
