import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { participant } from '../../meetings/schema.ts';
import { newId } from '../../platform/db/id.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { TokenCodes } from '../rules/token-code.ts';
import { voteQuestion, voteToken } from '../schema.ts';

export type TokenRow = typeof voteToken.$inferSelect;

export type Token = Pick<
  TokenRow,
  'id' | 'number' | 'givenAt' | 'givenBy' | 'voidedAt' | 'voidedBy' | 'voidReason'
> & {
  /** Whose it is; null for a card in the stack, and for one whose owner was erased. */
  readonly holder: { readonly id: string; readonly number: number; readonly fullName: string | null } | null;
};

/** The numbers of a meeting in their order, with those they were given to: for those who register. */
export async function tokensOf(scope: MunicipalityScope, meetingId: string): Promise<Token[]> {
  const rows = await scope.tx
    .select({
      token: voteToken,
      holder: { id: participant.id, number: participant.number, fullName: participant.fullName },
    })
    .from(voteToken)
    .leftJoin(participant, sameRow(participant, 'id', voteToken, 'participantId'))
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId)))
    .orderBy(asc(voteToken.number));
  return rows.map(({ token, holder }) => ({ ...token, holder }));
}

/** One number of a meeting by its id. */
export async function tokenOf(
  scope: MunicipalityScope,
  meetingId: string,
  tokenId: string,
): Promise<TokenRow | undefined> {
  const [row] = await scope.tx
    .select()
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.id, tokenId), eq(voteToken.meetingId, meetingId)));
  return row;
}

const mostTurns = 20;

/**
 * Makes numbers of a meeting, whose row is held. A code that another number of the meeting has already is thrown away
 * and made anew: nine figures meet now and then.
 * @returns ids in the order of the numbers
 */
export async function makeTokens(
  scope: MunicipalityScope,
  meetingId: string,
  numbers: readonly number[],
  codes: TokenCodes,
): Promise<string[]> {
  const made = new Map<number, string>();
  for (let turn = 0; turn < mostTurns && made.size < numbers.length; turn += 1) {
    const rows = numbers
      .filter((number) => !made.has(number))
      .map((number) => {
        const id = newId();
        const codeHash = codes.hashOf(meetingId, codes.codeOf(id));
        return { id, municipalityId: scope.municipalityId, meetingId, number, codeHash };
      });
    const done = await scope.tx
      .insert(voteToken)
      .values(rows)
      .onConflictDoNothing({
        target: [voteToken.municipalityId, voteToken.meetingId, voteToken.codeHash],
      })
      .returning({ id: voteToken.id, number: voteToken.number });
    for (const { id, number } of done) made.set(number, id);
  }
  if (made.size < numbers.length) throw new Error('No free codes were found.');
  return numbers.map((number) => made.get(number)!);
}

/** The number after the last one of a meeting, whose row is held. */
export async function nextTokenNumber(scope: MunicipalityScope, meetingId: string): Promise<number> {
  const [last] = await scope.tx
    .select({ number: voteToken.number })
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId)))
    .orderBy(desc(voteToken.number))
    .limit(1);
  return (last?.number ?? 0) + 1;
}

/**
 * The number that is given next when nobody names one: the lowest card that was printed and not given, so that a stack
 * is followed; a new one when the stack is at its end. The meeting's row is held.
 */
export async function tokenToGive(
  scope: MunicipalityScope,
  meetingId: string,
  codes: TokenCodes,
): Promise<string> {
  const free = and(isNull(voteToken.givenAt), isNull(voteToken.voidedAt));
  const [printed] = await scope.tx
    .select({ id: voteToken.id })
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId), free))
    .orderBy(asc(voteToken.number))
    .limit(1);
  if (printed) return printed.id;
  const [id] = await makeTokens(scope, meetingId, [await nextTokenNumber(scope, meetingId)], codes);
  return id!;
}

/** The card of a number; undefined when none was printed with it. */
export async function tokenNumbered(
  scope: MunicipalityScope,
  meetingId: string,
  number: number,
): Promise<TokenRow | undefined> {
  const [row] = await scope.tx
    .select()
    .from(voteToken)
    .where(own(scope, voteToken, eq(voteToken.meetingId, meetingId), eq(voteToken.number, number)))
    .for('update');
  return row;
}

/** The next card of a stack after this one that nobody has; undefined at its end. */
export async function cardAfter(
  scope: MunicipalityScope,
  meetingId: string,
  number: number,
): Promise<number | undefined> {
  const [row] = await scope.tx
    .select({ number: voteToken.number })
    .from(voteToken)
    .where(
      own(
        scope,
        voteToken,
        eq(voteToken.meetingId, meetingId),
        gt(voteToken.number, number),
        isNull(voteToken.givenAt),
        isNull(voteToken.voidedAt),
      ),
    )
    .orderBy(asc(voteToken.number))
    .limit(1);
  return row?.number;
}

/** The tokens that people of a list hold. */
export async function heldBy(
  scope: MunicipalityScope,
  participantIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (participantIds.length === 0) return new Map();
  const rows = await scope.tx
    .select({ participantId: voteToken.participantId, number: voteToken.number })
    .from(voteToken)
    .where(
      own(
        scope,
        voteToken,
        inArray(voteToken.participantId, [...participantIds]),
        isNull(voteToken.voidedAt),
      ),
    );
  return new Map(rows.map(({ participantId, number }) => [participantId!, number]));
}

/**
 * Holds the open question of a meeting, if there is one: votes that are being written are waited for, and none begins
 * before the work is done.
 */
export async function stopVotes(scope: MunicipalityScope, meetingId: string): Promise<void> {
  await scope.tx
    .select({ id: voteQuestion.id })
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.meetingId, meetingId), eq(voteQuestion.state, 'open')))
    .for('update');
}
