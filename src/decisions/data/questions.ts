import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { own, sameRow } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { decide, type Decided, type VoteCount } from '../rules/decide.ts';
import type { Figures, NamedVote } from '../rules/question.ts';
import {
  decisionEvent,
  memberVote,
  vote,
  voteMember,
  voteQuestion,
  voteTally,
  voteToken,
} from '../schema.ts';
import { meetingAtVote } from './at-meeting.ts';

export type QuestionRow = typeof voteQuestion.$inferSelect;

/** What a counter counted, as it stands now. */
export type Tally = {
  readonly id: string;
  readonly figures: Figures;
  readonly accountId: string;
  readonly byName: string;
  readonly at: Date;
  /** The day on which it was typed from a paper sheet; null where it was counted in the room. */
  readonly paperTypedOn: string | null;
};

export type Member = Omit<NamedVote, 'vote'> & {
  readonly fullName: string;
  /** Empty until it was written down. */
  readonly vote: string;
  readonly presided: boolean;
};

export type Question = QuestionRow & {
  /** All tallies in the order they were made; a counter's last one counts. */
  readonly tallies: readonly Tally[];
  /** Members of the body, where it votes by name. */
  readonly called: readonly Member[];
  /** Votes by token that count: those of tokens that were taken back do not. */
  readonly cast: number;
  /** What was counted, with the chair's vote; null until the question is closed. */
  readonly counted: VoteCount | null;
  readonly decided: Decided | null;
  /** What befell the decision since, in the order in which it was written down. */
  readonly events: readonly DecisionEvent[];
};

export type DecisionEvent = typeof decisionEvent.$inferSelect;

/** The questions of a meeting in their order, with what was counted and what that decided by the rule of its day. */
export async function questionsOf(scope: MunicipalityScope, meetingId: string): Promise<Question[]> {
  const rows = await scope.tx
    .select()
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.meetingId, meetingId)))
    .orderBy(asc(voteQuestion.number));
  return await withCounts(scope, rows);
}

export async function questionOf(
  scope: MunicipalityScope,
  meetingId: string,
  id: string,
): Promise<Question | undefined> {
  const rows = await scope.tx
    .select()
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.id, id), eq(voteQuestion.meetingId, meetingId)));
  return (await withCounts(scope, rows))[0];
}

async function withCounts(scope: MunicipalityScope, rows: readonly QuestionRow[]): Promise<Question[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const tallies = await scope.tx
    .select()
    .from(voteTally)
    .where(own(scope, voteTally, inArray(voteTally.questionId, ids)))
    .orderBy(asc(voteTally.at), asc(voteTally.id));
  const events = await scope.tx
    .select()
    .from(decisionEvent)
    .where(own(scope, decisionEvent, inArray(decisionEvent.questionId, ids)))
    .orderBy(asc(decisionEvent.at), asc(decisionEvent.id));
  const members = await membersIn(scope, ids);
  const cast = await castIn(scope, ids);
  return rows.map((row) => {
    const counted = row.count && row.rule ? { ...row.count, chair: row.chair } : null;
    const decided = counted && decide(row.rule!, counted, row.seats ?? 1);
    return {
      ...row,
      tallies: tallies.filter(({ questionId }) => questionId === row.id),
      events: events.filter(({ questionId }) => questionId === row.id),
      called: members.get(row.id) ?? [],
      cast: cast.get(row.id) ?? 0,
      counted,
      decided: decided && 'fault' in decided ? null : decided,
    };
  });
}

async function membersIn(scope: MunicipalityScope, ids: readonly string[]): Promise<Map<string, Member[]>> {
  const last = scope.tx
    .select({
      questionId: memberVote.questionId,
      entry: sql<number>`max(${memberVote.entry})`.as('last_entry'),
    })
    .from(memberVote)
    .where(own(scope, memberVote, inArray(memberVote.questionId, [...ids])))
    .groupBy(memberVote.questionId)
    .as('last');
  const rows = await scope.tx
    .select({ member: voteMember, vote: memberVote })
    .from(voteMember)
    .leftJoin(last, eq(last.questionId, voteMember.questionId))
    .leftJoin(
      memberVote,
      and(
        sameRow(memberVote, 'questionId', voteMember, 'questionId'),
        eq(memberVote.personId, voteMember.personId),
        eq(memberVote.entry, last.entry),
      ),
    )
    .where(own(scope, voteMember, inArray(voteMember.questionId, [...ids])))
    .orderBy(asc(voteMember.place));
  const found = new Map<string, Member[]>();
  for (const { member, vote: said } of rows) {
    const { personId, fullName } = member;
    const one = {
      ...{ personId, fullName, vote: said?.vote ?? '' },
      ...{ dissent: said?.dissent ?? '', presided: said?.presided ?? false },
    };
    found.set(member.questionId, [...(found.get(member.questionId) ?? []), one]);
  }
  return found;
}

/** Votes of each question by tokens that stand; which choice they name is told by `choicesCast`, after closing. */
async function castIn(scope: MunicipalityScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await scope.tx
    .select({ questionId: vote.questionId, votes: count() })
    .from(vote)
    .innerJoin(voteToken, sameRow(voteToken, 'id', vote, 'tokenId'))
    .where(own(scope, vote, inArray(vote.questionId, [...ids]), isNull(voteToken.voidedAt)))
    .groupBy(vote.questionId);
  return new Map(rows.map(({ questionId, votes }) => [questionId, votes]));
}

/** Votes by choice, of tokens that stand now. For closing: while a question is open no page asks. */
export async function choicesCast(scope: MunicipalityScope, questionId: string): Promise<Figures> {
  const rows = await scope.tx
    .select({ choice: vote.choice, votes: count() })
    .from(vote)
    .innerJoin(voteToken, sameRow(voteToken, 'id', vote, 'tokenId'))
    .where(own(scope, vote, eq(vote.questionId, questionId), isNull(voteToken.voidedAt)))
    .groupBy(vote.choice);
  return Object.fromEntries(rows.map(({ choice, votes }) => [choice, votes]));
}

/** Tokens of a meeting that were given and not taken back. */
export async function liveTokens(scope: MunicipalityScope, meetingId: string): Promise<number> {
  const [found] = await scope.tx
    .select({ tokens: count() })
    .from(voteToken)
    .where(
      own(
        scope,
        voteToken,
        eq(voteToken.meetingId, meetingId),
        isNotNull(voteToken.givenAt),
        isNull(voteToken.voidedAt),
      ),
    );
  return found?.tokens ?? 0;
}

/**
 * A question of a meeting that may be counted now, both held; a vote by token that is being written is waited for.
 * @param state what it must be: `question-not-draft`, `question-not-open` or `question-not-closed` otherwise
 */
export async function heldQuestion(
  scope: MunicipalityScope,
  { id, questionId }: { readonly id: string; readonly questionId: string },
  state?: 'draft' | 'open' | 'closed',
): Promise<{ readonly ok: true; readonly row: QuestionRow } | Refused> {
  const found = await meetingAtVote(scope, id);
  if (!found.ok) return found;
  const [row] = await scope.tx
    .select()
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.id, questionId), eq(voteQuestion.meetingId, id)))
    .for('update');
  if (!row) return refuse('question-not-found');
  if (state !== undefined && row.state !== state) return refuse(`question-not-${state}`);
  return { ok: true, row };
}

/** The number of the next question of a meeting, whose row is held. */
export async function nextQuestionNumber(scope: MunicipalityScope, meetingId: string): Promise<number> {
  const [last] = await scope.tx
    .select({ number: voteQuestion.number })
    .from(voteQuestion)
    .where(own(scope, voteQuestion, eq(voteQuestion.meetingId, meetingId)))
    .orderBy(desc(voteQuestion.number))
    .limit(1);
  return (last?.number ?? 0) + 1;
}
