import { eq, inArray, or } from 'drizzle-orm';
import type { Refused } from '../../../platform/refusals.ts';
import { newId } from '../../../platform/db/id.ts';
import { own } from '../../../platform/db/own.ts';
import type { MunicipalityScope } from '../../../platform/db/scope.ts';
import { placement, statement } from '../../schema.ts';
import { participant } from '../../../meetings/schema.ts';
import { StickerWall, type AddedSticker, type ReceivedSticker } from '../rules/sticker-wall.ts';
import { placeStatements } from './placements.ts';
import { stickerRoom } from './received-record.ts';
import type { SessionRow } from './session-kind.ts';

/**
 * Adds stickers under the ids their devices gave them. Each is taken or refused by itself; one that stands already is
 * taken without a second row. The session must be held alone (`update`) by the caller, so that two devices that send
 * the last sticker at the same moment are counted one after the other.
 *
 * Refusals: `writer-unknown`, `too-many-stickers` (of one person), `too-many-stickers-together` (people × stickers
 * each, once people were counted), `sticker-corrects-unknown`, `sticker-corrected-already`, `sticker-of-another`
 * (the id stands in another session).
 */
export async function receiveStickers(
  scope: MunicipalityScope,
  session: SessionRow,
  stickers: readonly ReceivedSticker[],
  at: Date,
): Promise<{ readonly refused: ReadonlyMap<string, Refused>; readonly added: number }> {
  const wall = await readWall(scope, session, stickers);
  const refused = wall.takeAll(stickers);
  await write(scope, session, wall.added, at);
  return { refused, added: wall.added.length };
}

async function readWall(
  scope: MunicipalityScope,
  session: SessionRow,
  stickers: readonly ReceivedSticker[],
): Promise<StickerWall> {
  const ids = stickers.map(({ id }) => id);
  const rows = await scope.tx
    .select({
      id: statement.id,
      sessionId: statement.sessionId,
      participantId: statement.participantId,
      slot: statement.slot,
      correctsId: statement.correctsId,
      withdrawn: statement.withdrawn,
      text: statement.text,
      sex: statement.sex,
    })
    .from(statement)
    .where(
      own(
        scope,
        statement,
        or(eq(statement.sessionId, session.id), ids.length === 0 ? undefined : inArray(statement.id, ids)),
      ),
    );
  const people = await scope.tx
    .select({ id: participant.id, number: participant.number, fullName: participant.fullName })
    .from(participant)
    .where(own(scope, participant, eq(participant.meetingId, session.id)));
  return new StickerWall(session, rows, people, await stickerRoom(scope, session));
}

/** Rows a single insert carries: far below the 65,535 parameters of the protocol. */
const batch = 1000;

async function write(
  scope: MunicipalityScope,
  session: SessionRow,
  added: readonly AddedSticker[],
  at: Date,
): Promise<void> {
  if (added.length === 0) return;
  const { municipalityId } = scope;
  for (let start = 0; start < added.length; start += batch) {
    await scope.tx.insert(statement).values(
      added.slice(start, start + batch).map((row) => ({
        ...row,
        municipalityId,
        sessionId: session.id,
        entry: 'sticker' as const,
        byAccountId: scope.actor.accountId,
        byName: scope.actor.name,
        createdAt: at,
      })),
    );
  }
  // A corrected sticker stands where the first one stood.
  const corrections = new Map(
    added.flatMap((row) => (row.correctsId === null ? [] : [[row.correctsId, row] as const])),
  );
  if (corrections.size === 0) return;
  const stood = await scope.tx
    .select({ id: placement.statementId, problemId: placement.problemId })
    .from(placement)
    .where(own(scope, placement, inArray(placement.statementId, [...corrections.keys()])));
  const moves = stood.flatMap(({ id, problemId }) => {
    let last = corrections.get(id);
    for (let next = last; next; next = corrections.get(next.id)) last = next;
    return [
      { statementId: id, problemId: null },
      ...(last === undefined || last.withdrawn ? [] : [{ statementId: last.id, problemId }]),
    ];
  });
  if (moves.length > 0) await placeStatements(scope, { actionId: newId(), at, moves });
}
