import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { lockSessions, moveStatements, reasonText } from './place-on-board.ts';

/**
 * Takes one action of the board back: every statement it moved goes where it was before. Refused when one of them
 * was moved again since, because undoing would then undo somebody else's work too.
 */
export const undoAction = defineCommand({
  name: 'needs.undo-action',
  input: z.strictObject({ actionId: z.uuid(), reason: reasonText() }),
  policy: mayGroup,
  constraints: { grouping_seq_key: refuse('changed-meanwhile') },
  run: async ({ scope, input, now }) => {
    const found = await scope.tx.execute<{
      id: string;
      statement_id: string;
      seq: number;
      was: string | null;
    }>(sql`
      select g.id, g.statement_id, g.seq, before.problem_id as was
        from grouping g
        left join grouping before on before.municipality_id = g.municipality_id
             and before.statement_id = g.statement_id and before.seq = g.seq - 1
       where g.municipality_id = ${scope.municipalityId} and g.action_id = ${input.actionId}`);
    if (found.rows.length === 0) return refuse('action-not-found');
    const ids = found.rows.map((row) => row.statement_id);
    const locked = await lockSessions(scope, scope.actor, ids, input.reason);
    if (!locked.ok) return locked;
    const actionId = newId();
    const moved = await moveStatements(scope, {
      moves: found.rows.map((row) => ({
        statementId: row.statement_id,
        problemId: row.was,
        undoesId: row.id,
        expectedSeq: row.seq,
      })),
      actionId,
      reason: input.reason,
      at: now,
    });
    if (!moved.ok) return moved;
    return ok(
      { actionId, placed: moved.placed },
      {
        subjectKind: 'grouping',
        subjectId: actionId,
        details: {
          undoes: input.actionId,
          statements: ids,
          ...(input.reason ? { reason: input.reason } : {}),
        },
      },
    );
  },
});
