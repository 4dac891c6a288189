import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { called, optional } from '../../platform/forms/field.ts';
import { choice, count, id, text } from '../../platform/forms/fields.ts';
import { mayOrganise } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { answerable } from '../rules/readiness.ts';
import { readinessAnswer } from '../schema.ts';
import { lockCycle } from './lock-cycle.ts';

/** A person's answer to a readiness question that the data cannot answer; a later answer replaces it. */
export const answerReadiness = defineCommand({
  name: 'cycle.answer-readiness',
  input: z.object({
    cycleId: id(),
    question: count(1, 8),
    answer: called('', choice(['yes', 'no'], 'ui')),
    note: optional(text(500), ''),
  }),
  policy: mayOrganise,
  run: async ({ scope, input, now }) => {
    if (!answerable.includes(input.question)) return refuse('readiness-from-data');
    const found = await lockCycle(scope, input.cycleId);
    if (!found) return refuse('not-found');
    const answer = input.answer === 'yes';
    const said = {
      answer,
      note: input.note,
      byAccountId: scope.actor.accountId,
      byName: scope.actor.name,
      at: now,
    };
    await scope.tx
      .insert(readinessAnswer)
      .values({ municipalityId: scope.municipalityId, cycleId: found.id, question: input.question, ...said })
      .onConflictDoUpdate({
        target: [readinessAnswer.municipalityId, readinessAnswer.cycleId, readinessAnswer.question],
        set: said,
      });
    return ok({ id: found.id }, { subjectKind: 'cycle', details: { question: input.question, answer } });
  },
});
