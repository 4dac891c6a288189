import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { choice, id, revision, text } from '../../../platform/forms/fields.ts';
import { editedMeanwhile } from '../../../platform/forms/version.ts';
import { mayMerge } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { problem, problemVerdict } from '../../schema.ts';
import { verdicts } from '../rules/verdict.ts';

/**
 * Says of a problem whether people and municipality solve it by their own strength, only with help, or not soon; then
 * why stands beside it, since nothing will be planned for it. Refuses `verdict-without-reason`, `edited-meanwhile`.
 */
export const judgeProblem = defineCommand({
  name: 'needs.judge-problem',
  input: z.object({
    problemId: id(),
    revision: revision(),
    verdict: called('needs.synthesis.verdict', choice(verdicts, 'needs.synthesis.verdict')),
    helper: called('needs.synthesis.helper', optional(text(300), '')),
    reason: called('ui.field.why', optional(text(1000), '')),
  }),
  policy: mayMerge,
  // Two who judge it first at once.
  constraints: { problem_verdict_municipality_id_problem_id_pk: refuse('edited-meanwhile') },
  async run({ scope, input }) {
    const { problemId, revision: seen, verdict, helper, reason } = input;
    if (verdict === 'notSoon' && reason === '') return refuse('verdict-without-reason', { field: 'reason' });
    const [known] = await scope.tx
      .select({ id: problem.id, cycleId: problem.cycleId })
      .from(problem)
      .where(own(scope, problem, eq(problem.id, problemId)));
    if (!known) return refuse('problem-not-found');
    const mine = own(scope, problemVerdict, eq(problemVerdict.problemId, problemId));
    const [standing] = await scope.tx.select().from(problemVerdict).where(mine).for('update');
    const meanwhile = editedMeanwhile(seen, standing?.revision ?? 0);
    if (meanwhile) return meanwhile;
    const facts = {
      verdict,
      helper: verdict === 'outside' ? helper : '',
      reason,
      revision: seen + 1,
      byName: scope.actor.name,
    };
    if (standing) await scope.tx.update(problemVerdict).set(facts).where(mine);
    else
      await scope.tx
        .insert(problemVerdict)
        .values({ ...facts, municipalityId: scope.municipalityId, problemId });
    return ok(
      { id: problemId, problemId, cycleId: known.cycleId },
      { subjectKind: 'problem', details: { verdict } },
    );
  },
});
