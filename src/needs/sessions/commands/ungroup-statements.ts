import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { mayGroup } from '../../policy.ts';
import { lockSessions, movedStatements, moveStatements, reasonText } from './place-on-board.ts';
import { refuse } from '../../refusals.ts';

/** Takes statements out of their problems, back to the ungrouped ones. */
export const ungroupStatements = defineCommand({
  name: 'needs.ungroup-statements',
  input: z.strictObject({ statements: movedStatements, reason: reasonText() }),
  policy: mayGroup,
  constraints: { grouping_seq_key: refuse('changed-meanwhile') },
  run: async ({ scope, input, now }) => {
    const ids = input.statements.map((statement) => statement.id);
    const locked = await lockSessions(scope, scope.actor, ids, input.reason);
    if (!locked.ok) return locked;
    const actionId = newId();
    const moved = await moveStatements(scope, {
      moves: input.statements.map(({ id, seq }) => ({ statementId: id, problemId: null, expectedSeq: seq })),
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
        details: { statements: ids, ...(input.reason ? { reason: input.reason } : {}) },
      },
    );
  },
});
