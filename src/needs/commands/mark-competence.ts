import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../platform/db/command.ts';
import { own } from '../../platform/db/own.ts';
import { mayGroup } from '../policy.ts';
import { refuse } from '../refusals.ts';
import { competences, problem } from '../schema.ts';

/** Says who settles a problem: a local matter (one of 23), a delegated state power, or others (R-GAL-07). */
export const markCompetence = defineCommand({
  name: 'needs.mark-competence',
  input: z
    .strictObject({
      problemId: z.uuid(),
      competence: z.enum(competences).nullable(),
      localMatter: z.number().int().min(1).max(23).nullable().default(null),
    })
    .refine((input) => input.competence !== 'local' || input.localMatter !== null, {
      path: ['localMatter'],
      error: 'local-matter-missing',
    })
    .transform((input) => (input.competence === 'local' ? input : { ...input, localMatter: null })),
  policy: mayGroup,
  run: async ({ scope, input }) => {
    const done = await scope.tx
      .update(problem)
      .set({ competence: input.competence, localMatter: input.localMatter })
      .where(own(scope, problem, eq(problem.id, input.problemId)))
      .returning({ id: problem.id });
    if (done.length === 0) return refuse('problem-not-found');
    return ok(
      { id: input.problemId },
      {
        subjectKind: 'problem',
        subjectId: input.problemId,
        details: { competence: input.competence, localMatter: input.localMatter },
      },
    );
  },
});
