import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { CATEGORY_ICONS } from '../../../platform/ui/icon.tsx';
import { called, optional } from '../../../platform/forms/field.ts';
import { choice, id, text } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { problemFinder } from '../../sessions/data/problem-by-name.ts';
import { refuse } from '../../refusals.ts';
import { problem } from '../../schema.ts';
import { problemName } from '../../sessions/commands/create-problem.ts';

/** Renames a problem, describes it, chooses its icon. The statements under it stay as people wrote them. */
export const editProblem = defineCommand({
  name: 'needs.edit-problem',
  input: z.object({
    problemId: id(),
    name: problemName(),
    nameRu: called('needs.problem.name-ru', optional(text(200), '')),
    description: called('needs.problem.description', optional(text(1000), '')),
    category: called('needs.problem.category', optional(choice(CATEGORY_ICONS, 'ui.category'))),
  }),
  policy: mayGroup,
  constraints: { problem_name_key: refuse('problem-name-taken') },
  run: async ({ scope, input }) => {
    const mine = own(scope, problem, eq(problem.id, input.problemId));
    const found = await scope.tx
      .select({ name: problem.name, cycleId: problem.cycleId })
      .from(problem)
      .where(mine)
      .for('update');
    const before = found[0];
    if (!before) return refuse('problem-not-found');
    const named = (await problemFinder(scope, before.cycleId))(input.name);
    if (named !== undefined && named !== input.problemId)
      return refuse('problem-name-taken', { field: 'name' });
    await scope.tx
      .update(problem)
      .set({
        name: input.name,
        nameRu: input.nameRu,
        description: input.description,
        category: input.category,
      })
      .where(mine);
    return ok(
      { id: input.problemId },
      {
        subjectKind: 'problem',
        subjectId: input.problemId,
        details: { before: before.name, after: input.name },
      },
    );
  },
});
