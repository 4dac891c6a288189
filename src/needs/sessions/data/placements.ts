import { inArray, sql } from 'drizzle-orm';
import { newId } from '../../../platform/db/id.ts';
import { own, sameRow } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { grouping, placement, statement } from '../../schema.ts';

/** One statement going under a problem, or out of every problem. */
export type Move = {
  readonly statementId: string;
  /** `null` takes the statement out of its problem. */
  readonly problemId: string | null;
  /** The `grouping` row this one takes back. */
  readonly undoesId?: string | null | undefined;
  /** The `seq` the person was looking at (0: never grouped). When another one stands, the move is a conflict. */
  readonly expectedSeq?: number | undefined;
};

export type Placing = {
  readonly moves: readonly Move[];
  /** One action of a person: undo takes all of it back. */
  readonly actionId: string;
  readonly reason?: string | null | undefined;
  readonly at: Date;
  /**
   * Session of each statement that this transaction itself has just added: they stand nowhere yet, so they are not
   * looked up. Importing thousands of rows is several times quicker so.
   */
  readonly fresh?: ReadonlyMap<string, string> | undefined;
};

export type Conflict = {
  readonly statementId: string;
  readonly seq: number;
  readonly problemId: string | null;
};

export type Placed =
  | { readonly ok: true; readonly placed: number; readonly groupingIds: readonly string[] }
  | { readonly ok: false; readonly reason: 'unknown-statement'; readonly statementId: string }
  | { readonly ok: false; readonly reason: 'moved-meanwhile'; readonly conflicts: readonly Conflict[] };

/** Rows a single insert carries: far below the 65,535 parameters of the protocol. */
const batch = 2000;

/**
 * Appends `grouping` rows (each with the next `seq` of its statement) and keeps `placement` in step. The one place
 * that writes these two tables. Permission, the session's lock and the problem's cycle are the caller's to check.
 *
 * Two people moving one statement at the same moment: the second waits for the first and then breaks the constraint
 * `grouping_seq_key`, which commands name in their `constraints` as `moved-meanwhile`.
 */
export async function placeStatements(scope: MunicipalityScope, placing: Placing): Promise<Placed> {
  const { municipalityId } = scope;
  // One statement once: the last word about it holds.
  const moves = [...new Map(placing.moves.map((move) => [move.statementId, move])).values()];
  const standing = new Map<string, { sessionId: string; seq: number; problemId: string | null }>();
  for (const { statementId } of moves) {
    const sessionId = placing.fresh?.get(statementId);
    if (sessionId !== undefined) standing.set(statementId, { sessionId, seq: 0, problemId: null });
  }
  const others = moves.map((move) => move.statementId).filter((id) => !standing.has(id));
  for (let start = 0; start < others.length; start += batch) {
    const ids = others.slice(start, start + batch);
    const rows = await scope.tx
      .select({
        id: statement.id,
        sessionId: statement.sessionId,
        seq: sql<number>`coalesce((select max(g.seq) from grouping g
           where g.municipality_id = statement.municipality_id and g.statement_id = statement.id), 0)::int`,
        problemId: placement.problemId,
      })
      .from(statement)
      .leftJoin(placement, sameRow(placement, 'statementId', statement, 'id'))
      .where(own(scope, statement, inArray(statement.id, ids)));
    for (const row of rows) standing.set(row.id, row);
  }

  const conflicts: Conflict[] = [];
  for (const move of moves) {
    const now = standing.get(move.statementId);
    if (!now) return { ok: false, reason: 'unknown-statement', statementId: move.statementId };
    if (move.expectedSeq !== undefined && move.expectedSeq !== now.seq) {
      conflicts.push({ statementId: move.statementId, seq: now.seq, problemId: now.problemId });
    }
  }
  if (conflicts.length > 0) return { ok: false, reason: 'moved-meanwhile', conflicts };

  const groupingIds: string[] = [];
  for (let start = 0; start < moves.length; start += batch) {
    const part = moves.slice(start, start + batch).map((move) => {
      const now = standing.get(move.statementId);
      const id = newId();
      groupingIds.push(id);
      return { id, move, sessionId: now?.sessionId ?? '', seq: (now?.seq ?? 0) + 1 };
    });
    await scope.tx.insert(grouping).values(
      part.map(({ id, move, seq }) => ({
        id,
        municipalityId,
        statementId: move.statementId,
        seq,
        problemId: move.problemId,
        reason: placing.reason ?? null,
        undoesId: move.undoesId ?? null,
        actionId: placing.actionId,
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
        at: placing.at,
      })),
    );
    const under = part.flatMap(({ move, sessionId, seq }) =>
      move.problemId === null
        ? []
        : [{ municipalityId, statementId: move.statementId, sessionId, problemId: move.problemId, seq }],
    );
    if (under.length > 0) {
      await scope.tx
        .insert(placement)
        .values(under)
        .onConflictDoUpdate({
          target: [placement.municipalityId, placement.statementId],
          set: { problemId: sql`excluded.problem_id`, seq: sql`excluded.seq` },
        });
    }
    const out = part.filter(({ move }) => move.problemId === null).map(({ move }) => move.statementId);
    if (out.length > 0) {
      await scope.tx.delete(placement).where(own(scope, placement, inArray(placement.statementId, out)));
    }
  }
  return { ok: true, placed: moves.length, groupingIds };
}
