import { cleanName } from '../../../methods/names.ts';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { CATEGORY_ICONS } from '../../../platform/ui/icon.tsx';
import { called, field, ifSaid } from '../../../platform/forms/field.ts';
import { choice, id } from '../../../platform/forms/fields.ts';
import { mayGroup } from '../../policy.ts';
import { guessedCategory } from '../../rules/category.ts';
import { problemFinder } from '../data/problem-by-name.ts';
import { refuse } from '../../refusals.ts';
import { problem } from '../../schema.ts';
import { lockSessions, movedStatements, moveStatements, reasonText } from './place-on-board.ts';

/** What a problem is called; names of problems are sentences, not names of people or places. */
export const problemName = (label = 'needs.problem.name') =>
  field(
    { kind: 'text', required: true, max: 200, called: label },
    z.string().transform(cleanName).pipe(z.string().min(1).max(200)),
  );

/**
 * A new problem, with the statements that say it (a new column on the board, or part of another problem when one is
 * split). When the cycle already has a problem of this name the statements go there, so that two boards that name
 * the same thing at once do not fail; without statements the name is refused as taken.
 */
export const createProblem = defineCommand({
  name: 'needs.create-problem',
  input: z.object({
    cycleId: id(),
    name: problemName('needs.board.new-name'),
    category: ifSaid(choice(CATEGORY_ICONS, 'ui.category')),
    statements: movedStatements.optional(),
    reason: called('ui.field.reason', reasonText()),
  }),
  policy: mayGroup,
  constraints: {
    grouping_seq_key: refuse('changed-meanwhile'),
    problem_name_key: refuse('problem-name-taken'),
    problem_cycle: refuse('cycle-not-found'),
  },
  run: async ({ scope, input, now }) => {
    const ids = input.statements?.map((statement) => statement.id) ?? [];
    if (ids.length > 0) {
      const locked = await lockSessions(scope, scope.actor, ids, input.reason);
      if (!locked.ok) return locked;
      if (locked.cycleId !== input.cycleId) return refuse('problem-of-another-cycle');
    }
    const cycle = await scope.tx.execute(sql`
      select 1 from cycle where municipality_id = ${scope.municipalityId} and id = ${input.cycleId}`);
    if (cycle.rows.length === 0) return refuse('cycle-not-found');
    let found = (await problemFinder(scope, input.cycleId))(input.name);
    let existing = found !== undefined;
    if (found === undefined) {
      const inserted = await scope.tx
        .insert(problem)
        .values({
          id: newId(),
          municipalityId: scope.municipalityId,
          cycleId: input.cycleId,
          name: input.name,
          category: input.category ?? guessedCategory(input.name),
          byAccountId: scope.actor.accountId,
          byName: scope.actor.name,
        })
        .onConflictDoNothing({ target: [problem.municipalityId, problem.cycleId, problem.name] })
        .returning({ id: problem.id });
      existing = inserted.length === 0;
      // Somebody named the same thing at this very moment.
      found = inserted[0]?.id ?? (await problemFinder(scope, input.cycleId))(input.name);
      if (found === undefined) return refuse('changed-meanwhile');
    }
    if (existing && ids.length === 0) return refuse('problem-name-taken', { field: 'name' });
    const problemId = found;
    const actionId = newId();
    if (input.statements && ids.length > 0) {
      const moved = await moveStatements(scope, {
        moves: input.statements.map(({ id: statementId, seq }) => ({
          statementId,
          problemId,
          expectedSeq: seq,
        })),
        actionId,
        reason: input.reason,
        at: now,
      });
      if (!moved.ok) return moved;
    }
    return ok(
      { id: problemId, actionId: ids.length > 0 ? actionId : null, existing },
      {
        subjectKind: 'problem',
        subjectId: problemId,
        details: { name: input.name, existing, statements: ids },
      },
    );
  },
});
