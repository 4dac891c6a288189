import { changeRow } from '../../platform/db/own.ts';
import { newId } from '../../platform/db/id.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import type { Refused } from '../../platform/refusals.ts';
import { refuse } from '../refusals.ts';
import { decide, type Decided, type VoteCount } from '../rules/decide.ts';
import { knownRules } from '../rules/known-rules.ts';
import { countedChoices, sumOf, type Figures, type FrozenRule, type RuleName } from '../rules/question.ts';
import { voteMember, voteQuestion, voteTally } from '../schema.ts';
import { beginMeeting } from './begin-meeting.ts';
import { countedNow } from './counted-now.ts';
import { liveTokens, type QuestionRow } from './questions.ts';

// What opens, counts and ends a vote, for the office's pages and for what comes from the field; the question is held.

/** Who may vote on it. */
export type Voters = {
  /** People in the room who may vote; null where nobody counted. */
  readonly present: number | null;
  readonly members?: readonly { readonly personId: string; readonly fullName: string }[] | undefined;
  /** Whether nobody but members votes at this meeting, whatever the way. */
  readonly bodyVotes?: boolean | undefined;
};

/** Puts a draft to the vote; its rule and the members of the body are frozen with it. */
export async function openHeld(
  scope: MunicipalityScope,
  row: QuestionRow,
  voters: Voters,
): Promise<{ readonly ok: true; readonly rule: FrozenRule; readonly tokens: number } | Refused> {
  const { present } = voters;
  const rule: FrozenRule = row.rule ?? {
    ...knownRules[row.ruleName as RuleName],
    name: row.ruleName as RuleName,
  };
  const ofMembers = voters.bodyVotes === true || row.way === 'named' || rule.base === 'members';
  const body = ofMembers ? (voters.members ?? []) : [];
  if (body.length === 0 && (row.way === 'named' || rule.base === 'members')) return refuse('members-unknown');
  const tokens = await liveTokens(scope, row.meetingId);
  if (tokens === 0 && (row.way === 'tokens' || rule.base === 'tokens')) return refuse('tokens-none');
  if (present === null && (row.way === 'hands' || row.way === 'paper'))
    return refuse('present-unknown', { field: 'present' });
  if (present !== null && body.length === 0 && tokens > 0 && present > tokens)
    return refuse('present-above-tokens', { field: 'present', params: { tokens } });
  if (present !== null && body.length > 0 && present > body.length)
    return refuse('present-above-members', { field: 'present', params: { members: body.length } });
  await changeRow(scope, voteQuestion, row.id, {
    ...{ state: 'open', rule, present, members: body.length === 0 ? null : body.length },
    ...{ openedAt: scope.now, openedBy: scope.actor.name },
  });
  if (row.way === 'named')
    await scope.tx.insert(voteMember).values(
      body.map((one, place) => ({
        ...one,
        ...{ municipalityId: scope.municipalityId, questionId: row.id, place },
      })),
    );
  await beginMeeting(scope, row.meetingId);
  return { ok: true, rule, tokens };
}

/** Keeps what one counter has counted of an open question. The same id a second time changes nothing. */
export async function takeTally(
  scope: MunicipalityScope,
  row: QuestionRow,
  tally: Pick<typeof voteTally.$inferInsert, 'accountId' | 'byName' | 'at' | 'paperTypedOn'> & {
    readonly id?: string;
    /** Votes by choice, as they were typed. */
    readonly given: ReadonlyMap<string, number>;
  },
): Promise<{ readonly ok: true; readonly figures: Figures } | Refused> {
  const { given, id = newId(), ...who } = tally;
  if (row.way !== 'hands' && row.way !== 'paper') return refuse('counted-otherwise');
  const choices = countedChoices(row);
  const lacks = choices.some((choice) => choice !== 'spoiled' && !given.has(choice));
  if (lacks || [...given.keys()].some((choice) => !choices.includes(choice))) return refuse('vote-unknown');
  const figures = Object.fromEntries(choices.map((choice) => [choice, given.get(choice) ?? 0]));
  const tokens = await liveTokens(scope, row.meetingId);
  const voters = tokens > 0 ? tokens : (row.present ?? 0);
  const votes = sumOf(figures);
  if (votes > voters) return refuse('votes-above-voters', { params: { votes, voters } });
  await scope.tx
    .insert(voteTally)
    .values({ ...who, id, municipalityId: scope.municipalityId, questionId: row.id, figures })
    .onConflictDoNothing();
  return { ok: true, figures };
}

/** Ends the vote and takes what was counted, or says what is missing. */
export async function closeHeld(
  scope: MunicipalityScope,
  row: QuestionRow,
): Promise<
  | {
      readonly ok: true;
      readonly count: Omit<VoteCount, 'chair'>;
      readonly result: Decided['state'];
    }
  | Refused
> {
  const counted = await countedNow(scope, row);
  if (!counted.ok) return counted;
  const { chair, ...count } = counted.count;
  const decided = decide(row.rule!, counted.count, row.seats ?? 1);
  if ('fault' in decided)
    return refuse(
      decided.fault === 'more-present-than-members' ? 'present-above-members' : 'votes-above-voters',
      {
        params: {
          votes: counted.cast,
          voters: count.tokens ?? count.present,
          members: count.members ?? 0,
        },
      },
    );
  await changeRow(scope, voteQuestion, row.id, {
    ...{ state: 'closed', count, chair },
    ...{ closedAt: scope.now, closedBy: scope.actor.name },
  });
  return { ok: true, count, result: decided.state };
}
