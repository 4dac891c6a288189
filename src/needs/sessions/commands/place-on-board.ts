import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Refused } from '../../../platform/refusals.ts';
import type { Gate } from '../../../platform/db/gate.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { placeStatements, type Move } from '../data/placements.ts';
import { mayRegroupClosed } from '../../policy.ts';
import { ifSaid } from '../../../platform/forms/field.ts';
import { text } from '../../../platform/forms/fields.ts';
import { refuse } from '../../refusals.ts';
import { isAssigned } from '../../../meetings/data/hold.ts';

/** What commands of the board share: shape of moved statements, the lock of a session, conflicts in words. */

const uuid = z.uuid();

/** Statements to move, each with the number of its last move as the person saw it. */
export const movedStatements = z
  .array(z.strictObject({ id: uuid, seq: z.number().int().min(0).max(1_000_000).optional() }))
  .min(1)
  .max(2000);

export const reasonText = () => ifSaid(text(500));

/**
 * Sessions of the statements, locked against other boards until the end of the transaction: of two people who move
 * one sticker the second finds what the first did, instead of a broken constraint. Refuses statements that are not
 * there, and closed sessions unless a chair gives a reason (R-AGG-01: joining is the working group's job after the
 * sessions too).
 */
export async function lockSessions(
  scope: MunicipalityScope,
  gate: Gate,
  statementIds: readonly string[],
  reason: string | undefined,
): Promise<{ readonly ok: true; readonly cycleId: string } | Refused> {
  const statements = await scope.tx.execute<{ session_id: string; count: number }>(sql`
    select session_id, count(*)::int as count from statement
     where municipality_id = ${scope.municipalityId} and id = any(${`{${statementIds.join(',')}}`}::uuid[])
     group by session_id`);
  const counted = statements.rows.reduce((sum, row) => sum + row.count, 0);
  if (counted !== new Set(statementIds).size) return refuse('statement-not-found');
  const sessionIds = `{${statements.rows.map((row) => row.session_id).join(',')}}`;
  // Shared hold: a session is not closed while its stickers are being moved, and not moved once it is closed.
  const found = await scope.tx.execute<{ id: string; state: string; cycle_id: string }>(sql`
    select id, state, cycle_id from meeting
     where kind = 'session' and municipality_id = ${scope.municipalityId} and id = any(${sessionIds}::uuid[]) order by id for share`);
  const cycleId = found.rows[0]?.cycle_id;
  if (cycleId === undefined) return refuse('statement-not-found');
  if (found.rows.some((row) => row.cycle_id !== cycleId)) return refuse('problem-of-another-cycle');
  if (found.rows.some((row) => row.state === 'cancelled')) return refuse('session-cancelled');
  const chair = mayRegroupClosed(gate);
  for (const row of found.rows) {
    if (!chair && !(await isAssigned(scope, row.id))) return refuse('forbidden');
    await lockBoard(scope, row.id);
  }
  if (found.rows.some((row) => row.state === 'closed')) {
    if (!chair) return refuse('board-closed');
    if (reason === undefined) return refuse('board-closed-reason', { field: 'reason' });
  }
  return { ok: true, cycleId };
}

/** Until the end of the transaction nobody else moves stickers of this session. To be taken after the meeting is held. */
export async function lockBoard(scope: MunicipalityScope, sessionId: string): Promise<void> {
  await scope.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`board:${sessionId}`}, 0))`);
}

/** Moves statements; a conflict says who was faster and where the sticker stands now. */
export async function moveStatements(
  scope: MunicipalityScope,
  moving: {
    readonly moves: readonly Move[];
    readonly actionId: string;
    readonly reason?: string | undefined;
    readonly at: Date;
  },
): Promise<{ readonly ok: true; readonly placed: number } | Refused> {
  const ids = moving.moves.map((move) => move.statementId);
  const gone = await scope.tx.execute<{ id: string }>(sql`
    select s.id from statement s
     where s.municipality_id = ${scope.municipalityId} and s.id = any(${`{${ids.join(',')}}`}::uuid[])
       and (s.withdrawn or exists (select from statement later
             where later.municipality_id = s.municipality_id and later.corrects_id = s.id))
     limit 1`);
  if (gone.rows.length > 0) return refuse('statement-corrected-meanwhile');
  const placed = await placeStatements(scope, moving);
  if (placed.ok) return { ok: true, placed: placed.placed };
  if (placed.reason === 'unknown-statement') return refuse('statement-not-found');
  const first = placed.conflicts[0];
  const last = await scope.tx.execute<{ by_name: string; name: string | null }>(sql`
    select g.by_name, p.name from grouping g
      left join problem p on p.municipality_id = g.municipality_id and p.id = g.problem_id
     where g.municipality_id = ${scope.municipalityId} and g.statement_id = ${first?.statementId ?? null}
     order by g.seq desc limit 1`);
  const row = last.rows[0];
  const count = placed.conflicts.length;
  return row?.name === null || row === undefined
    ? refuse('taken-out-meanwhile', { params: { name: row?.by_name ?? '', count } })
    : refuse('moved-meanwhile', { params: { name: row.by_name, problem: row.name, count } });
}

/** Whether the problem is of this cycle. */
export async function problemInCycle(
  scope: MunicipalityScope,
  problemId: string,
  cycleId: string,
): Promise<boolean> {
  const found = await scope.tx.execute(sql`
    select 1 from problem where municipality_id = ${scope.municipalityId} and id = ${problemId}
       and cycle_id = ${cycleId}`);
  return found.rows.length > 0;
}
