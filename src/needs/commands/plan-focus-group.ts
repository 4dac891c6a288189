import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cycle } from '../../cycle/schema.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { newId } from '../../platform/db/id.ts';
import { own } from '../../platform/db/own.ts';
import { writeFocusFacilitators, writeFocusTopics } from '../data/focus-plan.ts';
import { listVillages } from '../data/sessions.ts';
import { mayPlanFocusGroups } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { focusPlanFields } from '../rules/focus-fields.ts';
import { focusLength } from '../rules/focus-record.ts';
import { idField } from '../rules/session-fields.ts';
import { minutesLater } from '../rules/session.ts';
import { focusGroup } from '../schema.ts';

/**
 * Plans a focus group of a village, or of the whole municipality, with the problems it will analyse and who leads it.
 * Without an end it takes the 170 minutes of the programme.
 */
export const planFocusGroup = defineCommand({
  name: 'needs.plan-focus-group',
  input: z.strictObject({
    cycleId: idField,
    /** Null or empty: for the whole municipality. */
    villageId: z.preprocess((value) => (value === '' ? null : value), idField.nullable()).default(null),
    ...focusPlanFields,
  }),
  policy: mayPlanFocusGroups,
  constraints: { focus_group_times: refuse('ends-before-start') },
  run: async ({ scope, input }) => {
    const { municipalityId } = scope;
    const cycles = await scope.tx
      .select({ finishedAt: cycle.finishedAt })
      .from(cycle)
      .where(own(scope, cycle, eq(cycle.id, input.cycleId)));
    if (!cycles[0]) return refuse('cycle-not-found');
    if (cycles[0].finishedAt !== null) return refuse('cycle-finished');
    if (input.villageId !== null) {
      const villages = await listVillages(scope);
      if (!villages.some((village) => village.id === input.villageId)) {
        return refuse('village-unknown', { field: 'villageId' });
      }
    }
    const endsAt =
      input.endsAt ?? (input.startsAt === null ? null : minutesLater(input.startsAt, focusLength));
    if (endsAt !== null && input.startsAt !== null && endsAt <= input.startsAt) {
      return refuse('ends-before-start', { field: 'endsAt' });
    }
    const id = newId();
    await scope.tx.insert(focusGroup).values({
      id,
      municipalityId,
      cycleId: input.cycleId,
      villageId: input.villageId,
      plannedOn: input.plannedOn,
      startsAt: input.startsAt,
      endsAt,
      venue: input.venue,
    });
    const hours = { plannedOn: input.plannedOn, startsAt: input.startsAt, endsAt };
    const refused =
      (await writeFocusTopics(scope, { id, cycleId: input.cycleId }, input.problemIds)) ??
      (await writeFocusFacilitators(scope, id, input, hours));
    return (
      refused ?? ok({ id }, { subjectKind: 'focusGroup', details: { problems: input.problemIds.length } })
    );
  },
});
