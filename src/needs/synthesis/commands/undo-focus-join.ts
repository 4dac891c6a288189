import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { own } from '../../../platform/db/own.ts';
import { id } from '../../../platform/forms/fields.ts';
import { mayMerge } from '../../policy.ts';
import { refuse } from '../../refusals.ts';
import { focusJoin, focusJoinLine } from '../../schema.ts';
import { holdJoins } from './join-focus-lines.ts';

/** Takes a join back: its lines stand by themselves again, and a join that it had taken up stands as before. */
export const undoFocusJoin = defineCommand({
  name: 'needs.undo-focus-join',
  input: z.object({ joinId: id() }),
  policy: mayMerge,
  async run({ scope, input: { joinId }, now }) {
    const mine = own(scope, focusJoin, eq(focusJoin.id, joinId));
    const [known] = await scope.tx.select({ cycleId: focusJoin.cycleId }).from(focusJoin).where(mine);
    if (!known) return refuse('join-not-found');
    await holdJoins(scope, known.cycleId);
    const undone = await scope.tx
      .update(focusJoin)
      .set({ undoneAt: now, undoneBy: scope.actor.name })
      .where(and(mine, isNull(focusJoin.undoneAt)))
      .returning({ id: focusJoin.id });
    if (undone.length === 0) return refuse('join-gone');
    const linesOf = (ids: readonly string[]) =>
      own(scope, focusJoinLine, inArray(focusJoinLine.joinId, [...ids]));
    await scope.tx
      .update(focusJoinLine)
      .set({ standing: false })
      .where(linesOf([joinId]));
    const revived = await scope.tx
      .update(focusJoin)
      .set({ undoneAt: null, undoneBy: '', intoId: null })
      .where(own(scope, focusJoin, eq(focusJoin.intoId, joinId)))
      .returning({ id: focusJoin.id });
    if (revived.length > 0)
      await scope.tx
        .update(focusJoinLine)
        .set({ standing: true })
        .where(linesOf(revived.map((one) => one.id)));
    return ok({ id: joinId }, { subjectKind: 'focus_join', details: { revived: revived.length } });
  },
});
