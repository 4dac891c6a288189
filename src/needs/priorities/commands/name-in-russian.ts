import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { cleanName } from '../../../methods/names.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { id } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { problem } from '../../schema.ts';

/**
 * Gives problems outside the catalogue their Russian names, for Russian pages, posters and papers; at most 200 at once.
 * An empty name takes one away. Lists that are published keep the names they were published with.
 */
export const nameInRussian = defineCommand({
  name: 'needs.name-in-russian',
  input: z.object({
    cycleId: id(),
    names: z
      .array(z.object({ problemId: id(), nameRu: z.string().transform(cleanName).pipe(z.string().max(200)) }))
      .min(1)
      .max(200),
  }),
  policy: mayGroup,
  run: async ({ scope, input }) => {
    for (const { problemId, nameRu } of input.names) {
      const named = await scope.tx
        .update(problem)
        .set({ nameRu })
        .where(own(scope, problem, and(eq(problem.id, problemId), eq(problem.cycleId, input.cycleId))))
        .returning({ id: problem.id });
      if (named.length === 0) return refuse('problem-not-found');
    }
    return ok(
      { id: input.cycleId, count: input.names.length },
      {
        subjectKind: 'cycle',
        subjectId: input.cycleId,
        details: { names: input.names.map(({ nameRu }) => nameRu) },
      },
    );
  },
});
