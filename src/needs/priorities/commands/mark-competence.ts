import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { called, optional } from '../../../platform/forms/field.ts';
import { choice, count, id } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { competences, problem } from '../../schema.ts';

/** Says who settles a problem: a local matter (one of 23), a delegated state power, or others (R-GAL-07). */
export const markCompetence = defineCommand({
  name: 'needs.mark-competence',
  input: z.object({
    problemId: id(),
    competence: called('needs.competence.who', optional(choice(competences, 'needs.competence'))),
    localMatter: called('needs.competence.matter', optional(count(1, 23))),
  }),
  policy: mayGroup,
  run: async ({ scope, input }) => {
    const { competence } = input;
    const localMatter = competence === 'local' ? input.localMatter : null;
    if (competence === 'local' && localMatter === null)
      return refuse('invalid-input', { fields: { localMatter: { code: 'local-matter-missing' } } });
    const done = await scope.tx
      .update(problem)
      .set({ competence, localMatter })
      .where(own(scope, problem, eq(problem.id, input.problemId)))
      .returning({ id: problem.id });
    if (done.length === 0) return refuse('problem-not-found');
    return ok(
      { id: input.problemId },
      {
        subjectKind: 'problem',
        subjectId: input.problemId,
        details: { competence, localMatter },
      },
    );
  },
});
