import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { meeting } from '../../meetings/schema.ts';
import { guestGate } from '../../platform/auth/guest-gate.ts';
import type { Database } from '../../platform/db/connect.ts';
import { own, sameRow } from '../../platform/db/own.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import { meetingDoor, vote, voteQuestion, voteToken } from '../schema.ts';
import type { Door } from './door.ts';
import { Gathered } from './gathered.ts';
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

export type PhoneAsked = {
  readonly meetingId: string;
  readonly typed: readonly { readonly code: string; readonly hash: string }[];
};

/**
 * What phones with these codes see, in their order; undefined for a meeting that is not there. However many ask, the
 * meetings are read once and the numbers once.
 */
export async function phoneViews(
  scope: MunicipalityScope,
  asked: readonly PhoneAsked[],
): Promise<(PhoneView | undefined)[]> {
  const meetingIds = [...new Set(asked.map(({ meetingId }) => meetingId))];
  const rows = await scope.tx
    .select({
      meeting: {
        id: meeting.id,
        kind: meeting.kind,
        state: meeting.state,
        plannedOn: meeting.plannedOn,
        heldOn: meeting.heldOn,
        venue: meeting.venue,
        villageId: meeting.villageId,
      },
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
    .where(own(scope, meeting, inArray(meeting.id, meetingIds)));
  const meetings = new Map(rows.map((row) => [row.meeting.id, row]));
  const tokens = await tokensOf(
    scope,
    asked,
    rows.flatMap(({ question }) => (question ? [question.id] : [])),
  );
  return asked.map(({ meetingId, typed }) => {
    const row = meetings.get(meetingId);
    if (!row) return undefined;
    const own = typed.flatMap(({ code, hash }) => {
      const token = tokens.get(`${meetingId} ${hash}`);
      return token ? [{ ...token, code }] : [];
    });
    return {
      ...row,
      tokens: own.sort((a, b) => a.number - b.number),
      unknown: typed.filter(({ code }) => !own.some((one) => one.code === code)).map(({ code }) => code),
    };
  });
}

/** The numbers of typed codes by meeting and hash, with what each has voted on an open question of its meeting. */
async function tokensOf(
  scope: MunicipalityScope,
  asked: readonly PhoneAsked[],
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, Omit<PhoneToken, 'code'>>> {
  const hashes = [...new Set(asked.flatMap(({ typed }) => typed.map(({ hash }) => hash)))];
  if (hashes.length === 0) return new Map();
  const meetingIds = [...new Set(asked.map(({ meetingId }) => meetingId))];
  const found = await scope.tx
    .select({
      meetingId: voteToken.meetingId,
      codeHash: voteToken.codeHash,
      number: voteToken.number,
      voidedAt: voteToken.voidedAt,
      choice: vote.choice,
    })
    .from(voteToken)
    .leftJoin(
      vote,
      and(
        sameRow(vote, 'tokenId', voteToken, 'id'),
        questionIds.length === 0 ? sql`false` : inArray(vote.questionId, [...questionIds]),
      ),
    )
    .where(
      own(
        scope,
        voteToken,
        inArray(voteToken.meetingId, meetingIds),
        inArray(voteToken.codeHash, hashes),
        isNotNull(voteToken.givenAt),
      ),
    );
  return new Map(
    found.map(({ meetingId, codeHash, number, voidedAt, choice }) => [
      `${meetingId} ${codeHash}`,
      { number, choice, voided: voidedAt !== null },
    ]),
  );
}

/** What one phone sees. */
export const phoneView = async (
  scope: MunicipalityScope,
  meetingId: string,
  typed: PhoneAsked['typed'],
): Promise<PhoneView | undefined> => (await phoneViews(scope, [{ meetingId, typed }]))[0];

/** Phones that look at the same moment are read together. */
export const gatheredViews = (db: Database): Gathered<PhoneAsked, PhoneView | undefined> =>
  new Gathered(
    async (municipalityId, asked) =>
      await openMunicipality(db, guestGate(municipalityId), async (scope) => await phoneViews(scope, asked)),
  );
