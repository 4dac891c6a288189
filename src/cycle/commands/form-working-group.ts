import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { body } from '../../people/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { groupOrderTemplate } from '../data.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle } from '../schema.ts';
import { draftOrder } from './draft-order.ts';
import { lockCycle } from './lock-cycle.ts';

/** Makes the cycle's working group (still without members) and the draft of the order that creates it. */
export const formWorkingGroup = defineCommand({
  name: 'cycle.form-working-group',
  input: z.object({
    cycleId: id(),
    nameKy: text(200),
    nameRu: text(200),
  }),
  policy: mayOrganise,
  run: async ({ scope, input, now }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    if (found.workingGroupId !== null) return refuse('working-group-exists');
    const bodyId = newId();
    await scope.tx.insert(body).values({
      municipalityId: scope.municipalityId,
      id: bodyId,
      kind: 'workingGroup',
      nameKy: input.nameKy,
      nameRu: input.nameRu,
      cycleId: found.id,
      formedOn: todayInBishkek(now),
    });
    await scope.tx
      .update(cycle)
      .set({ workingGroupId: bodyId })
      .where(own(scope, cycle, eq(cycle.id, found.id)));
    const actId = await draftOrder(scope, groupOrderTemplate, found.id);
    return ok({ id: bodyId, actId }, { subjectKind: 'body', details: { cycleId: found.id, actId } });
  },
});
