import { eq } from 'drizzle-orm';
import type { Refused } from '../../../platform/refusals.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { refuse } from '../../refusals.ts';
import { placement, statement } from '../../schema.ts';
import { placeStatements } from './placements.ts';
import { recordableMeeting } from '../../../meetings/data/hold.ts';
import { sessionKind } from './session-kind.ts';

/**
 * Adds the row that corrects or withdraws a statement, and moves its place on the board with it. Refuses
 * `statement-not-found`, `edited-meanwhile` when another row corrects it already, and what `recordableMeeting`
 * refuses.
 */
export async function replaceStatement(
  scope: MunicipalityScope,
  change: { id: string; text?: string; reason: string; withdrawn: boolean; at: Date },
): Promise<{ ok: true; id: string; sessionId: string } | Refused> {
  const { municipalityId } = scope;
  const rows = await scope.tx
    .select()
    .from(statement)
    .where(own(scope, statement, eq(statement.id, change.id)));
  const old = rows[0];
  if (!old) return refuse('statement-not-found');
  const guarded = await recordableMeeting(scope, sessionKind, { id: old.sessionId }, 'share');
  if (!guarded.ok) return guarded;
  if (old.withdrawn) return refuse('edited-meanwhile');
  const later = await scope.tx
    .select({ id: statement.id })
    .from(statement)
    .where(own(scope, statement, eq(statement.correctsId, old.id)));
  if (later.length > 0) return refuse('edited-meanwhile');

  const id = newId();
  await scope.tx.insert(statement).values({
    id,
    municipalityId,
    sessionId: old.sessionId,
    participantId: old.participantId,
    // The first row of the chain keeps the slot: the writer's places are counted by chains.
    slot: null,
    text: change.text ?? old.text,
    sex: old.sex,
    entry: old.entry,
    correctsId: old.id,
    correctionReason: change.reason === '' ? null : change.reason,
    withdrawn: change.withdrawn,
    byAccountId: scope.actor.accountId,
    byName: scope.actor.name,
    createdAt: change.at,
  });
  const stood = await scope.tx
    .select({ problemId: placement.problemId })
    .from(placement)
    .where(own(scope, placement, eq(placement.statementId, old.id)));
  const problemId = stood[0]?.problemId;
  if (problemId !== undefined) {
    const placed = await placeStatements(scope, {
      actionId: newId(),
      at: change.at,
      reason: change.reason === '' ? null : change.reason,
      moves: [
        { statementId: old.id, problemId: null },
        ...(change.withdrawn ? [] : [{ statementId: id, problemId }]),
      ],
    });
    if (!placed.ok) return refuse('edited-meanwhile');
  }
  return { ok: true, id, sessionId: old.sessionId };
}
