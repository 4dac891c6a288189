import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { mayGroup } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import {
  lockSessions,
  movedStatements,
  moveStatements,
  problemInCycle,
  reasonText,
} from './place-on-board.ts';

/** Puts statements under a problem: one action of a person, however many stickers it moves. */
export const groupStatements = defineCommand({
  name: 'needs.group-statements',
  input: z.strictObject({ statements: movedStatements, problemId: z.uuid(), reason: reasonText() }),
  policy: mayGroup,
  constraints: { grouping_seq_key: refuse('changed-meanwhile') },
  run: async ({ scope, input, now }) => {
    const ids = input.statements.map((statement) => statement.id);
    const locked = await lockSessions(scope, scope.actor, ids, input.reason);
    if (!locked.ok) return locked;
    if (!(await problemInCycle(scope, input.problemId, locked.cycleId))) return refuse('problem-not-found');
    const actionId = newId();
    const moved = await moveStatements(scope, {
      moves: input.statements.map(({ id, seq }) => ({
        statementId: id,
        problemId: input.problemId,
        expectedSeq: seq,
      })),
      actionId,
      reason: input.reason,
      at: now,
    });
    if (!moved.ok) return moved;
    return ok(
      { actionId, problemId: input.problemId, placed: moved.placed },
      {
        subjectKind: 'problem',
        subjectId: input.problemId,
        details: { actionId, statements: ids, ...(input.reason ? { reason: input.reason } : {}) },
      },
    );
  },
});
