import { and, asc, eq, inArray } from 'drizzle-orm';
import { meeting } from '../../meetings/schema.ts';
import type { Database } from '../../platform/db/connect.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingDoor, vote, voteQuestion, voteToken } from '../schema.ts';
import type { Door } from './door.ts';
import type { QuestionRow } from './questions.ts';

/** The door of a short address; undefined when there is none. Nothing else is known before it. */
export async function doorOfCode(db: Database, code: string): Promise<Door | undefined> {
  const [door] = await db.appQueries.select().from(meetingDoor).where(eq(meetingDoor.code, code));
  return door;
}

export type PhoneToken = {
  readonly number: number;
  readonly code: string;
  readonly voided: boolean;
  /** What it has voted on the question shown; null while it has not. */
  readonly choice: string | null;
};

export type PhoneView = {
  readonly meeting: Pick<
    typeof meeting.$inferSelect,
    'id' | 'kind' | 'state' | 'plannedOn' | 'heldOn' | 'venue' | 'villageId'
  >;
  /** The question that phones vote on now; null while there is none. */
  readonly question: QuestionRow | null;
  readonly tokens: readonly PhoneToken[];
  /** Typed codes that belong to no number of this meeting. */
  readonly unknown: readonly string[];
};

/** What a phone with these codes sees. */
export async function phoneView(
  scope: MunicipalityScope,
  meetingId: string,
  typed: readonly { readonly code: string; readonly hash: string }[],
): Promise<PhoneView | undefined> {
  const [row] = await scope.tx
    .select({
      id: meeting.id,
      kind: meeting.kind,
      state: meeting.state,
      plannedOn: meeting.plannedOn,
      heldOn: meeting.heldOn,
      venue: meeting.venue,
      villageId: meeting.villageId,
      question: voteQuestion,
    })
    .from(meeting)
    .leftJoin(
      voteQuestion,
      and(
        sameRow(voteQuestion, 'meetingId', meeting, 'id'),
        eq(voteQuestion.state, 'open'),
        eq(voteQuestion.way, 'tokens'),
      ),
    )
    .where(own(scope, meeting, eq(meeting.id, meetingId)));
  if (!row) return undefined;
  const { question, ...facts } = row;
  if (typed.length === 0) return { meeting: facts, question, tokens: [], unknown: [] };
  const found = await scope.tx
    .select({
      number: voteToken.number,
      codeHash: voteToken.codeHash,
      givenAt: voteToken.givenAt,
      voidedAt: voteToken.voidedAt,
      choice: vote.choice,
    })
    .from(voteToken)
    .leftJoin(
      vote,
      and(
        sameRow(vote, 'tokenId', voteToken, 'id'),
        eq(vote.questionId, question?.id ?? '00000000-0000-0000-0000-000000000000'),
      ),
    )
    .where(
      own(
        scope,
        voteToken,
        eq(voteToken.meetingId, meetingId),
        inArray(
          voteToken.codeHash,
          typed.map(({ hash }) => hash),
        ),
      ),
    )
    .orderBy(asc(voteToken.number));
  const given = found.filter(({ givenAt }) => givenAt !== null);
  const codeOf = new Map(typed.map(({ code, hash }) => [hash, code]));
  return {
    meeting: facts,
    question,
    tokens: given.map(({ number, codeHash, voidedAt, choice }) => ({
      ...{ number, choice, voided: voidedAt !== null, code: codeOf.get(codeHash)! },
    })),
    unknown: typed.filter(({ hash }) => !given.some((one) => one.codeHash === hash)).map(({ code }) => code),
  };
}
