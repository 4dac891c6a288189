import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockCycle } from '../../cycle/commands/lock-cycle.ts';
import { mayOrganise } from '../../cycle/policy.ts';
import { refuse } from '../../cycle/refusals.ts';
import { stageMarks } from '../../cycle/rules/stages.ts';
import { cycleStage } from '../../cycle/schema.ts';
import { stages } from '../../drawings/words.ts';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, day, id, text } from '../../platform/forms/fields.ts';
import { todayInBishkek } from '../../platform/i18n/calendar.ts';
import { stageFactsOf } from '../data/stages.ts';

/**
 * Says of a stage what the records do not show: it began or is done, begins later than planned, or is left out; the
 * last two with a reason that everybody at work reads. Left empty, what was said is taken back. A stage in which there
 * is work already neither waits nor is left out.
 */
export const markStage = defineCommand({
  name: 'cycle.mark-stage',
  input: z.object({
    cycleId: id(),
    stage: choice(stages, ''),
    mark: called('cycle.stages.mark', optional(choice(stageMarks, 'cycle.stages.mark'))),
    on: called('cycle.stages.on', optional(day())),
    reason: called('ui.field.why', optional(text(500), '')),
  }),
  policy: mayOrganise,
  run: async ({ scope, input: { cycleId, stage, mark, on, reason }, now }) => {
    const found = await lockCycle(scope, cycleId);
    if (!found) return refuse('not-found');
    if (found.finishedAt !== null) return refuse('cycle-finished');
    const waits = mark === 'later' || mark === 'skipped';
    if (waits && reason === '') return refuse('stage-without-reason', { field: 'reason' });
    if (mark === 'later' && on === null) return refuse('stage-without-day', { field: 'on' });
    if (mark === 'later' && on !== null && on < todayInBishkek(now))
      return refuse('stage-day-past', { field: 'on' });
    if (waits && (await stageFactsOf(scope, found)).get(stage)!.begun)
      return refuse('stage-has-work', { field: 'mark' });
    await scope.tx
      .delete(cycleStage)
      .where(own(scope, cycleStage, eq(cycleStage.cycleId, cycleId), eq(cycleStage.stage, stage)));
    if (mark !== null)
      await scope.tx.insert(cycleStage).values({
        municipalityId: scope.municipalityId,
        ...{ cycleId, stage, mark, reason: waits ? reason : '', on: mark === 'later' ? on : null },
        byName: scope.actor.name,
        at: now,
      });
    return ok({ id: cycleId, year: found.year }, { subjectKind: 'cycle', details: { stage, mark, on } });
  },
});
