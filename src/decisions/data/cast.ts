import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { writeAudit } from '../../platform/audit/write.ts';
import { guestGate } from '../../platform/auth/guest-gate.ts';
import type { Database } from '../../platform/db/connect.ts';
import { own } from '../../platform/db/own.ts';
import { openMunicipality, type MunicipalityScope } from '../../platform/db/scope.ts';
import { choicesOf } from '../rules/question.ts';
import { Gathered } from './gathered.ts';
import { vote, voteQuestion, voteToken } from '../schema.ts';

/** A vote as a phone sends it. */
export type Ballot = {
  readonly meetingId: string;
  readonly questionId: string;
  /** Keyed hash of the token's code. */
  readonly codeHash: string;
  readonly choice: string;
};

/** What became of a vote; all but `counted` are refusals of the room. `counted` and `voted-already` say what stands, so that a repeat gets the same answer. */
export type Cast =
  | { readonly state: 'counted'; readonly choice: string; readonly fresh: boolean }
  /** The token has voted otherwise before: that stands. */
  | { readonly state: 'voted-already'; readonly choice: string }
  | { readonly state: 'vote-over' | 'token-unknown' | 'token-void' | 'vote-unknown' };

/**
 * Takes votes in batches. Each change of a municipality adds a row to its log, whose rows hold each other by their
 * hashes, so only one transaction at a time can end there: 300 votes a second would wait for each other. Votes that come
 * together go in one transaction with one row of the log; each is answered after it was committed, and when it could
 * not be committed nothing was taken.
 */
export const voteBatches = (db: Database, now: () => Date): Gathered<Ballot, Cast> =>
  new Gathered(
    async (municipalityId, ballots) =>
      await openMunicipality(db, guestGate(municipalityId), async (scope) => await castAll(scope, ballots), {
        now: now(),
      }),
  );

const keyOf = (questionId: string, tokenId: string) => `${questionId} ${tokenId}`;

/** A ballot whose question and token stand. */
type Seen = {
  readonly state: 'seen';
  readonly question: typeof voteQuestion.$inferSelect;
  readonly token: Pick<typeof voteToken.$inferSelect, 'id' | 'voidedAt'>;
  readonly choice: string;
};
type Unseen = { readonly state: 'vote-over' | 'token-unknown' | 'vote-unknown' };

/**
 * Writes votes in the scope's transaction with one row of the log: how many were taken of each question, and a hash of
 * them in the order of their tokens. The answers are in the order of the ballots.
 */
export async function castAll(scope: MunicipalityScope, ballots: readonly Ballot[]): Promise<Cast[]> {
  const { municipalityId, now } = scope;
  const looked = await look(scope, ballots);
  const seen = looked.filter((one): one is Seen => one.state === 'seen');
  const wanted = seen
    .filter(({ question, token }) => question.state === 'open' && token.voidedAt === null)
    .map(({ question, token, choice }) => ({
      ...{ municipalityId, questionId: question.id, tokenId: token.id, choice, at: now },
    }))
    // In one order for everybody: two servers whose batches name the same tokens must not wait for each other.
    .sort((a, b) => (a.tokenId < b.tokenId ? -1 : a.tokenId > b.tokenId ? 1 : 0));
  const written =
    wanted.length === 0
      ? []
      : await scope.tx
          .insert(vote)
          .values(wanted)
          .onConflictDoNothing()
          .returning({ questionId: vote.questionId, tokenId: vote.tokenId, choice: vote.choice });
  const fresh = new Map(written.map((one) => [keyOf(one.questionId, one.tokenId), one.choice]));
  const standing = await standingVotes(
    scope,
    seen
      .filter(({ question, token }) => !fresh.has(keyOf(question.id, token.id)))
      .map(({ question, token }) => ({ questionId: question.id, tokenId: token.id })),
  );
  if (written.length > 0) {
    const questions = hashed(written);
    await writeAudit(scope, {
      action: 'decisions.cast-votes',
      subjectKind: 'question',
      subjectId: questions[0]!.id,
      details: { votes: written.length, questions },
    });
  }
  const told = new Set<string>();
  return looked.map((one): Cast => {
    if (one.state !== 'seen') return one;
    if (one.token.voidedAt !== null) return { state: 'token-void' };
    const key = keyOf(one.question.id, one.token.id);
    const made = fresh.get(key);
    const choice = made ?? standing.get(key);
    if (choice === undefined) return { state: 'vote-over' };
    const first = made !== undefined && !told.has(key);
    told.add(key);
    return choice === one.choice
      ? { state: 'counted', choice, fresh: first }
      : { state: 'voted-already', choice };
  });
}

/** Finds the question and the token of each ballot. */
async function look(scope: MunicipalityScope, ballots: readonly Ballot[]): Promise<(Seen | Unseen)[]> {
  // Held until the end, so that closing a question or voiding a token waits for this batch, and it for them. Not
  // shared: whoever closes would wait for ever behind readers that follow each other.
  const questions = await scope.tx
    .select()
    .from(voteQuestion)
    .where(own(scope, voteQuestion, inArray(voteQuestion.id, distinct(ballots, 'questionId'))))
    .orderBy(asc(voteQuestion.id))
    .for('no key update');
  const tokens = await scope.tx
    .select({
      id: voteToken.id,
      meetingId: voteToken.meetingId,
      codeHash: voteToken.codeHash,
      voidedAt: voteToken.voidedAt,
    })
    .from(voteToken)
    .where(
      own(
        scope,
        voteToken,
        inArray(voteToken.meetingId, distinct(ballots, 'meetingId')),
        inArray(voteToken.codeHash, distinct(ballots, 'codeHash')),
        isNotNull(voteToken.givenAt),
      ),
    );
  const questionOf = new Map(questions.map((one) => [one.id, one]));
  const tokenOf = new Map(tokens.map((one) => [`${one.meetingId} ${one.codeHash}`, one]));
  return ballots.map(({ meetingId, questionId, codeHash, choice }) => {
    const question = questionOf.get(questionId);
    const token = tokenOf.get(`${meetingId} ${codeHash}`);
    if (!token) return { state: 'token-unknown' };
    if (question?.meetingId !== meetingId || question.way !== 'tokens') return { state: 'vote-over' };
    if (!choicesOf(question).includes(choice)) return { state: 'vote-unknown' };
    return { state: 'seen', question, token, choice };
  });
}

const distinct = <K extends keyof Ballot>(ballots: readonly Ballot[], name: K) => [
  ...new Set(ballots.map((one) => one[name])),
];

async function standingVotes(
  scope: MunicipalityScope,
  keys: readonly { readonly questionId: string; readonly tokenId: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await scope.tx
    .select()
    .from(vote)
    .where(
      own(
        scope,
        vote,
        or(...keys.map((one) => and(eq(vote.questionId, one.questionId), eq(vote.tokenId, one.tokenId)))),
      ),
    );
  return new Map(rows.map((one) => [keyOf(one.questionId, one.tokenId), one.choice]));
}

/** Of each question how many votes, and SHA-256 over its lines «token choice» in their order. */
function hashed(
  written: readonly { readonly questionId: string; readonly tokenId: string; readonly choice: string }[],
) {
  return [...new Set(written.map((one) => one.questionId))].sort().map((id) => {
    const lines = written
      .filter((one) => one.questionId === id)
      .map(({ tokenId, choice }) => `${tokenId} ${choice}`)
      .sort();
    return { id, votes: lines.length, hash: createHash('sha256').update(lines.join('\n')).digest('hex') };
  });
}
