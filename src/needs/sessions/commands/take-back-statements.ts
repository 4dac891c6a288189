import { z } from 'zod';
import { recordableMeeting } from '../../../meetings/data/hold.ts';
import { mayRecordMeetings } from '../../../meetings/policy.ts';
import { defineCommand, ok } from '../../../platform/db/command.ts';
import { newId } from '../../../platform/db/id.ts';
import { id } from '../../../platform/forms/fields.ts';
import { refuse } from '../../refusals.ts';
import { statement } from '../../schema.ts';
import { batchRows, type BatchRow } from '../data/batches.ts';
import { placeStatements } from '../data/placements.ts';
import { sessionKind } from '../data/session-kind.ts';
import { lockBoard } from './place-on-board.ts';

/**
 * Takes back what was entered at once: sixty lines pasted into the wrong session go in one step. Each sticker is
 * withdrawn as `withdrawStatement` does it, so the record keeps its words and its writer has the place free again;
 * those that were withdrawn one by one already are left. Refuses `batch-changed-since` when others of them were
 * corrected or moved on the board since: that is somebody's work, and is undone where it was done.
 */
export const takeBackStatements = defineCommand({
  name: 'needs.take-back-statements',
  input: z.strictObject({ sessionId: id(), batchId: id() }),
  policy: mayRecordMeetings,
  constraints: {
    statement_corrected_once: refuse('edited-meanwhile'),
    grouping_seq_key: refuse('edited-meanwhile'),
  },
  run: async ({ scope, input, now }) => {
    const { sessionId, batchId } = input;
    const guarded = await recordableMeeting(scope, sessionKind, { id: sessionId }, 'share');
    if (!guarded.ok) return guarded;
    await lockBoard(scope, sessionId);
    const rows = (await batchRows(scope, sessionId, batchId)).filter((row) => row.later !== 'withdrawn');
    if (rows.length === 0) return refuse('batch-not-found');
    const changed = rows.filter((row) => row.later === 'corrected' || isElsewhere(row)).length;
    if (changed > 0) return refuse('batch-changed-since', { params: { count: changed, all: rows.length } });

    await scope.tx.insert(statement).values(
      rows.map((row) => ({
        id: newId(),
        municipalityId: scope.municipalityId,
        sessionId,
        participantId: row.participantId,
        slot: null,
        text: row.text,
        sex: row.sex,
        entry: row.entry,
        correctsId: row.id,
        withdrawn: true,
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
        createdAt: now,
      })),
    );
    const placed = rows.filter((row) => row.placed);
    if (placed.length > 0) {
      const out = await placeStatements(scope, {
        actionId: newId(),
        at: now,
        moves: placed.map((row) => ({ statementId: row.id, problemId: null })),
      });
      if (!out.ok) return refuse('edited-meanwhile');
    }
    return ok(
      { sessionId, withdrawn: rows.length },
      { subjectKind: 'session', subjectId: sessionId, details: { removed: rows.length } },
    );
  },
});

/** Under a problem that it did not come with: a counted sticker's own is its first move, a typed one has none. */
const isElsewhere = ({ entry, placed, moves }: BatchRow) => placed && moves > (entry === 'count' ? 1 : 0);
