import { eq } from 'drizzle-orm';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { doorWaiting, voteToken } from '../schema.ts';
import type { Waiting } from './door.ts';

/** Somebody who waits at the door, held: two registrars who tap at once decide once. */
export async function waitingToDecide(
  scope: MunicipalityScope,
  meetingId: string,
  id: string,
): Promise<{ readonly ok: true; readonly row: Waiting } | Refused> {
  const [row] = await scope.tx
    .select()
    .from(doorWaiting)
    .where(own(scope, doorWaiting, eq(doorWaiting.id, id), eq(doorWaiting.meetingId, meetingId)))
    .for('update');
  if (!row) return refuse('waiting-not-found');
  return row.state === 'waiting' ? { ok: true, row } : refuse('waiting-decided');
}

export type OwnPlace = Pick<Waiting, 'state' | 'mayVote'> & {
  readonly token: { readonly id: string; readonly number: number; readonly voided: boolean } | null;
};

/** Where the phone of this ticket stands; undefined when no phone came with it. */
export async function placeOfTicket(
  scope: MunicipalityScope,
  meetingId: string,
  ticketHash: string,
): Promise<OwnPlace | undefined> {
  const [row] = await scope.tx
    .select({ waiting: doorWaiting, token: voteToken })
    .from(doorWaiting)
    .leftJoin(voteToken, sameRow(voteToken, 'id', doorWaiting, 'tokenId'))
    .where(
      own(scope, doorWaiting, eq(doorWaiting.meetingId, meetingId), eq(doorWaiting.ticketHash, ticketHash)),
    );
  if (!row) return undefined;
  const { waiting, token } = row;
  return {
    ...{ state: waiting.state, mayVote: waiting.mayVote },
    token: token && { id: token.id, number: token.number, voided: token.voidedAt !== null },
  };
}
