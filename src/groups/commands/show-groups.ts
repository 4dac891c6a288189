import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { id } from '../../platform/forms/fields.ts';
import { publishGroups } from '../data/publish-groups.ts';
import { mayLeadGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';

/** Shows residents the cycle's groups as they stand: topics, counts, and who agreed to be named. */
export const showGroups = defineCommand({
  name: 'groups.publish',
  input: z.object({ cycleId: id() }),
  policy: mayLeadGroups,
  run: async ({ scope, input: { cycleId } }) => {
    if (!(await lockCycle(scope, cycleId))) return refuse('group-cycle-unknown');
    const publicationId = await publishGroups(scope, cycleId);
    if (publicationId === undefined) return refuse('group-none');
    return ok({ id: publicationId }, { subjectKind: 'publication', subjectId: publicationId });
  },
});
