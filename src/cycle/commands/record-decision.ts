import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { mayRecordDecision } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { cycle } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';

/** The political decision (S1.1): who gave the signal, when, and by which paper or meeting. */
export const recordDecision = defineCommand({
  name: 'cycle.record-decision',
  input: z.object({
    cycleId: id(),
    decidedBy: choice(['kenesh', 'head'], 'cycle.decision'),
    decidedOn: day(),
    decisionBasis: text(500),
    aim: optional(text(1000)),
  }),
  policy: mayRecordDecision,
  run: async ({ scope, input, now }) => {
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    if (input.decidedOn > todayInBishkek(now)) return refuse('decision-date-future', { field: 'decidedOn' });
    const { decidedBy, decidedOn, decisionBasis, aim } = input;
    await scope.tx
      .update(cycle)
      .set({ decidedBy, decidedOn, decisionBasis, aim: aim ?? found.aim })
      .where(own(scope, cycle, eq(cycle.id, found.id)));
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { decidedBy, decidedOn } });
  },
});
