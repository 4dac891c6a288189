import { seated } from './elect.ts';

/**
 * What a vote decided, by a rule that is data. The engine knows no meeting, no stage and no body: whoever calls it
 * brings the rule (`known-rules.ts`, or the municipality's own) and the counted votes. It compares whole numbers only,
 * so no share is ever rounded into a majority.
 */

/** A part of a whole that must be reached (`twoThirds`, `threeQuarters`, `all`) or passed (`half`). */
export const parts = ['half', 'twoThirds', 'threeQuarters', 'all'] as const;
export type Part = (typeof parts)[number];

/** Of whom a majority is counted. */
export const bases = ['present', 'voting', 'members', 'tokens'] as const;
export type Base = (typeof bases)[number];

export type Quorum =
  | { readonly kind: 'none' }
  /** Of all members, or of those who may vote here where there are no members. */
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'number'; readonly people: number };

export type DecisionRule = {
  readonly quorum: Quorum;
  readonly base: Base;
  /** `most`: most votes win, however few. */
  readonly majority: Part | 'most';
  /**
   * Only for the base `voting`: whether those who abstained are among those who voted. In the other bases they are,
   * because they are there, or members, or hold a token.
   */
  readonly abstentions: 'counted' | 'left-out';
  /** What becomes of equal votes: the chair's vote decides, or nothing is decided. */
  readonly tie: 'chair' | 'not-adopted';
};

/** What was counted. Whole numbers of votes; one person has one vote. */
export type VoteCount = {
  /**
   * `motion`: votes for and against one thing. `choice`: votes for each of several.
   */
  readonly votes:
    | { readonly kind: 'motion'; readonly for: number; readonly against: number }
    | {
        readonly kind: 'choice';
        readonly options: readonly { readonly id: string; readonly votes: number }[];
      };
  readonly abstained: number;
  /** Slips that say nothing clear: they are no votes, and those who cast them took part. None where it is missing. */
  readonly spoiled?: number;
  /** People in the room who may vote. */
  readonly present: number;
  /** Members of the body; null where there is no body (a gathering, a hearing). */
  readonly members: number | null;
  /** Tokens given at the door; null where none are. */
  readonly tokens: number | null;
  /** How the chair voted: `for`, `against`, or the id of an option; null when the chair did not vote or is unknown. */
  readonly chair: string | null;
};

/** A count that cannot be. */
export type CountFault =
  | 'not-whole'
  | 'no-options'
  | 'more-votes-than-voters'
  | 'more-present-than-members'
  | 'base-unknown'
  /** A motion is adopted or not: most votes choose among several. */
  | 'most-of-a-motion';

export type Decided = {
  readonly state: 'adopted' | 'not-adopted' | 'no-quorum';
  /** What was chosen: the id of the option; for a motion `for` when it was adopted. */
  readonly winner: string | null;
  /** The same where several seats are filled, most votes first; one or none otherwise. */
  readonly winners: readonly string[];
  /** The number the majority was counted of, and the votes that were needed; null for most votes. */
  readonly of: number;
  readonly needed: number | null;
  /** Votes of the side or option that has most; of a motion those for it. */
  readonly reached: number;
  /** Whoever took part in the vote, abstaining or not, and whoever could. */
  readonly took: number;
  readonly voters: number;
  readonly quorumNeeded: number;
  readonly quorumReached: number;
  /** Equal at the top, in the order of the count; empty when nothing was equal. */
  readonly tied: readonly string[];
  readonly tieBy: 'chair' | null;
  /** Chosen by most votes that are no more than half of the votes cast. */
  readonly withoutMajority: boolean;
};

/** The fewest votes that reach a part of a whole: `half` is passed, the others are reached. */
export function votesFor(part: Part, whole: number): number {
  switch (part) {
    case 'half':
      return Math.floor(whole / 2) + 1;
    case 'twoThirds':
      return Math.ceil((whole * 2) / 3);
    case 'threeQuarters':
      return Math.ceil((whole * 3) / 4);
    case 'all':
      return Math.max(whole, 1);
  }
}

const isCount = (value: number | null) => value === null || (Number.isSafeInteger(value) && value >= 0);

function optionsOf({ votes }: VoteCount): readonly { readonly id: string; readonly votes: number }[] {
  return votes.kind === 'choice'
    ? votes.options
    : [
        { id: 'for', votes: votes.for },
        { id: 'against', votes: votes.against },
      ];
}

/** Who could vote: holders of tokens where tokens were given, else those present. */
const votersOf = ({ tokens, present }: VoteCount): number => tokens ?? present;

function faultOf(rule: DecisionRule, count: VoteCount): CountFault | undefined {
  const options = optionsOf(count);
  const numbers = [...options.map(({ votes }) => votes), count.abstained, count.spoiled ?? 0, count.present];
  if (![...numbers, count.members, count.tokens].every(isCount)) return 'not-whole';
  if (options.length === 0) return 'no-options';
  if (rule.majority === 'most' && count.votes.kind === 'motion') return 'most-of-a-motion';
  const given = options.reduce((sum, { votes }) => sum + votes, count.abstained + (count.spoiled ?? 0));
  if (given > votersOf(count)) return 'more-votes-than-voters';
  if (count.members !== null && count.present > count.members) return 'more-present-than-members';
  if (
    (rule.base === 'members' && count.members === null) ||
    (rule.base === 'tokens' && count.tokens === null)
  )
    return 'base-unknown';
  return undefined;
}

function baseOf(rule: DecisionRule, count: VoteCount, cast: number): number {
  switch (rule.base) {
    case 'present':
      return count.present;
    case 'members':
      return count.members ?? 0;
    case 'tokens':
      return count.tokens ?? 0;
    case 'voting':
      return cast;
  }
}

/**
 * Applies a rule to a count. Without a quorum nothing is decided, whatever the votes. A chair breaks a tie only where
 * the votes are equal: of a motion for and against, of a choice the options with most votes.
 * @param seats how many of a choice are chosen: those with most votes (`elect.ts`)
 * @returns the fault instead when the numbers contradict each other or the rule asks for one that is missing
 */
export function decide(
  rule: DecisionRule,
  count: VoteCount,
  seats = 1,
): Decided | { readonly fault: CountFault } {
  const fault = faultOf(rule, count);
  if (fault !== undefined) return { fault };
  const options = optionsOf(count);
  const valid = options.reduce((sum, { votes }) => sum + votes, 0);
  const cast = valid + (rule.abstentions === 'counted' ? count.abstained : 0);
  const of = baseOf(rule, count, cast);
  const needed = rule.majority === 'most' ? null : votesFor(rule.majority, of);
  const quorum = quorumOf(rule.quorum, count);
  const most = Math.max(...options.map(({ votes }) => votes));
  const top = options.filter(({ votes }) => votes === most).map(({ id }) => id);
  const tied = most > 0 && top.length > 1 ? top : [];
  const leading = tied.length === 0 ? top[0]! : chairsPick(rule, count, tied);
  const reached = count.votes.kind === 'motion' ? count.votes.for : most;
  const facts = {
    ...{
      of,
      needed,
      reached,
      tied,
      took: valid + count.abstained + (count.spoiled ?? 0),
      voters: votersOf(count),
    },
    quorumNeeded: quorum.needed,
    quorumReached: quorum.reached,
  };
  if (quorum.reached < quorum.needed)
    return { ...facts, state: 'no-quorum', winner: null, winners: [], tieBy: null, withoutMajority: false };
  if (seats > 1) return { ...facts, ...filled(options, seats, needed) };
  // Two halves: the chair's vote stands for the one that each of them lacks. Where abstentions keep both sides below
  // the half, nothing is equal to it and the chair has nothing to decide.
  const broken =
    tied.length > 0 && leading !== null && (needed === null || (rule.majority === 'half' && 2 * most === of));
  const enough = most > 0 && (needed === null || most >= needed || broken);
  const lost = leading === null || !enough || (count.votes.kind === 'motion' && leading === 'against');
  const winner = lost ? null : leading;
  return {
    ...facts,
    state: winner === null ? 'not-adopted' : 'adopted',
    winner,
    winners: winner === null ? [] : [winner],
    tieBy: broken ? 'chair' : null,
    withoutMajority: winner !== null && rule.majority === 'most' && 2 * most <= valid,
  };
}

/** Several seats: a chair breaks no tie for the last of them. */
function filled(
  options: Parameters<typeof seated>[0],
  seats: number,
  needed: number | null,
): Pick<Decided, 'state' | 'winner' | 'winners' | 'tied' | 'tieBy' | 'withoutMajority'> {
  const { winners, tied } = seated(options, seats, needed);
  const winner = winners[0] ?? null;
  const state = winner === null ? 'not-adopted' : 'adopted';
  return { state, winner, winners, tied, tieBy: null, withoutMajority: false };
}

function chairsPick(rule: DecisionRule, { chair }: VoteCount, tied: readonly string[]): string | null {
  return rule.tie === 'chair' && chair !== null && tied.includes(chair) ? chair : null;
}

function quorumOf(quorum: Quorum, count: VoteCount): { readonly needed: number; readonly reached: number } {
  const whole = count.members ?? votersOf(count);
  const needed =
    quorum.kind === 'none' ? 0 : quorum.kind === 'number' ? quorum.people : votesFor(quorum.part, whole);
  return { needed, reached: count.present };
}

/** Where two counters of the same vote differ; a result is taken only when nothing does. */
export function differences(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): { readonly id: string; readonly one: number | null; readonly other: number | null }[] {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return ids
    .map((id) => ({ id, one: one[id] ?? null, other: other[id] ?? null }))
    .filter((pair) => pair.one !== pair.other);
}
