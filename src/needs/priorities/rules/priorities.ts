/* eslint-disable max-lines -- one count of a list with its rules, warnings and questions */
import { compareNames } from '../../../methods/kyrgyz-order.ts';
import {
  agreementBetweenGroups,
  ownPriorities,
  rollUp,
  topWithTies,
  type RankedProblem,
  type RollUpRule,
  type VoteGroup,
} from '../../../methods/rollup.ts';
import { influentialMerges, mergeWhatIf, type MergeWhatIf } from '../../../methods/what-if.ts';
import { wordingDoubt } from '../../rules/wording.ts';
import type { KnownProblem } from '../../rules/problem.ts';

/** Rules a chair may look through; the book's own is the plain sum (R-AGG-01), the others stand beside it. */
export const shownRules = ['raw', 'equal-groups', 'population', 'borda', 'copeland'] as const;
export type ShownRule = (typeof shownRules)[number];

/** The rule a page's address asks for; the book's own when it asks for none or for nonsense. */
export function ruleNamed(text: string | undefined): ShownRule {
  return shownRules.find((rule) => rule === text) ?? 'raw';
}
/** Length of a village's list (R-AGG-02). */
export const listLength = 5;
/** R-PAR: a session is held with 20 to 25 people. */
export const fewestPeople = 20;

export type Sex = 'female' | 'male';
export type SexMode = 'mixed' | 'women' | 'men';

/** What one session said, counted. */
export type SessionVotes = {
  readonly id: string;
  readonly villageId: string;
  readonly ageGroup: string;
  readonly sexMode: SexMode;
  readonly part: number;
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
  readonly heldOn: string | null;
  /** Participants; null when nothing was entered. */
  readonly people: number | null;
  readonly women: number | null;
  readonly men: number | null;
  readonly stickersPerPerson: number;
  /** Statements that count: neither corrected nor withdrawn. */
  readonly statements: number;
  /** Problem → grouped statements. */
  readonly votes: ReadonlyMap<string, number>;
  /** The part of a mixed session's votes whose writer's sex is known. */
  readonly bySex?: Readonly<Record<Sex, ReadonlyMap<string, number>>> | undefined;
};

export type Merge = {
  readonly id: string;
  /** Null: made in the municipality's list. */
  readonly villageId: string | null;
  readonly fromProblemId: string;
  readonly intoProblemId: string;
};

/**
 * Which problem each one is counted under, given the standing merges of one list. Chains are followed to their end;
 * a cycle (which commands refuse) ends at its smallest id instead of running for ever.
 */
export function rootsOf(
  merges: readonly Pick<Merge, 'fromProblemId' | 'intoProblemId'>[],
): (id: string) => string {
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    // Path compression: the next question about any of them is one step.
    for (let at = id; at !== root;) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const merge of merges) {
    const from = find(merge.fromProblemId);
    const into = find(merge.intoProblemId);
    if (from !== into) parent.set(from, into);
  }
  return find;
}

/**
 * The sessions' votes with the merges applied. A village's merge says what that village meant, so it moves that
 * village's votes only, in its own list and in the municipality's; a merge of the municipality's list then joins what
 * the villages brought.
 * @param list the village whose list is counted, or null for the municipality's
 */
export function withMerges(
  sessions: readonly SessionVotes[],
  merges: readonly Merge[],
  list: string | null,
): SessionVotes[] {
  const common =
    list === null ? rootsOf(merges.filter((merge) => merge.villageId === null)) : (id: string) => id;
  const byVillage = new Map<string, (id: string) => string>();
  const rootIn = (villageId: string) => {
    let root = byVillage.get(villageId);
    if (!root) {
      root = rootsOf(merges.filter((merge) => merge.villageId === villageId));
      byVillage.set(villageId, root);
    }
    return root;
  };
  const join = (votes: ReadonlyMap<string, number>, villageId: string) => {
    const joined = new Map<string, number>();
    for (const [problem, count] of votes) {
      const root = common(rootIn(villageId)(problem));
      joined.set(root, (joined.get(root) ?? 0) + count);
    }
    return joined;
  };
  return sessions.map((session) => ({
    ...session,
    votes: join(session.votes, session.villageId),
    bySex: session.bySex && {
      female: join(session.bySex.female, session.villageId),
      male: join(session.bySex.male, session.villageId),
    },
  }));
}

/** Why two problems may not be merged in a list; undefined when they may. `merges` are the standing ones of that list. */
export function mergeRefusal(
  merges: readonly Merge[],
  from: string,
  into: string,
): 'merge-same' | 'merge-already' | 'merge-target-merged' | 'merge-cycle' | undefined {
  if (from === into) return 'merge-same';
  if (merges.some((merge) => merge.fromProblemId === from)) return 'merge-already';
  if (rootsOf(merges)(into) === from) return 'merge-cycle';
  if (merges.some((merge) => merge.fromProblemId === into)) return 'merge-target-merged';
  return undefined;
}

/** How sessions are put together into the groups that a rule weighs. */
export type GroupBy = 'group' | 'village' | 'ageGroup' | 'sex';

/** Residents a group stands for; null when the profile does not say. */
export type PopulationOf = (group: {
  villageId: string | null;
  ageGroup: string | null;
  sexMode: SexMode;
}) => number | null;

/** The sessions as the groups of a roll-up; sessions of one key are added up. Cancelled sessions say nothing. */
export function groupsOf(
  sessions: readonly SessionVotes[],
  by: GroupBy,
  populationOf: PopulationOf = () => null,
): VoteGroup<string>[] {
  const groups = new Map<string, { votes: Map<string, number>; people: number; population: number | null }>();
  const add = (
    key: string,
    votes: ReadonlyMap<string, number>,
    people: number | null,
    population: () => number | null,
  ) => {
    let group = groups.get(key);
    if (!group) {
      group = { votes: new Map(), people: 0, population: population() };
      groups.set(key, group);
    }
    group.people += people ?? 0;
    for (const [problem, count] of votes) group.votes.set(problem, (group.votes.get(problem) ?? 0) + count);
  };
  for (const session of sessions) {
    if (session.state === 'cancelled') continue;
    const { villageId, ageGroup, sexMode, votes, people } = session;
    if (by === 'village') {
      add(villageId, votes, people, () => populationOf({ villageId, ageGroup: null, sexMode: 'mixed' }));
    } else if (by === 'group') {
      add(`${ageGroup}|${sexMode}`, votes, people, () => populationOf({ villageId, ageGroup, sexMode }));
    } else if (by === 'ageGroup') {
      add(ageGroup, votes, people, () => null);
    } else if (sexMode === 'mixed') {
      if (session.bySex?.female.size) add('female', session.bySex.female, null, () => null);
      if (session.bySex?.male.size) add('male', session.bySex.male, null, () => null);
    } else {
      add(sexMode === 'women' ? 'female' : 'male', votes, people, () => null);
    }
  }
  return [...groups].map(([id, group]) => ({ id, ...group }));
}

/** A place of a list, with where its votes come from. */
export type Priority = {
  readonly problem: KnownProblem;
  readonly rank: number;
  readonly tied: boolean;
  readonly votes: number;
  /** Part of the list's whole, 0..1. */
  readonly share: number;
  /** What the rule ranks by. */
  readonly score: number;
  /** Votes by group (in a village) or by village (in the municipality). */
  readonly parts: ReadonlyMap<string, number>;
};

export type OwnList = {
  readonly group: string;
  readonly kind: 'ageGroup' | 'sex';
  readonly votes: number;
  readonly top: readonly { readonly problem: KnownProblem; readonly rank: number; readonly votes: number }[];
  /** First for them, but missing from the common list. */
  readonly firstButMissing: readonly KnownProblem[];
  readonly missing: readonly KnownProblem[];
};

export type Alternative =
  | {
      readonly rule: ShownRule;
      readonly ok: true;
      readonly ranks: ReadonlyMap<string, number>;
      readonly scores: ReadonlyMap<string, number>;
      /** Problems of the first five, in order. */
      readonly top: readonly string[];
    }
  | {
      readonly rule: ShownRule;
      readonly ok: false;
      readonly code: 'population-missing' | 'too-many-problems';
    };

export type MergeQuestion = {
  readonly first: KnownProblem;
  readonly second: KnownProblem;
  readonly firstVotes: number;
  readonly secondVotes: number;
  readonly mergedVotes: number;
  readonly changesFirst: boolean;
  /** Of one kind (icon, family of matters): people may well have meant one thing. */
  readonly related: boolean;
};

export type PriorityList = {
  /** The village, or null for the municipality. */
  readonly list: string | null;
  readonly rule: ShownRule;
  /** The rule could not be used: the list below is the plain sum. */
  readonly ruleRefused: boolean;
  readonly priorities: readonly Priority[];
  readonly groupIds: readonly string[];
  readonly alternatives: readonly Alternative[];
  readonly own: readonly OwnList[];
  /** Kendall's W, 0..1; null when fewer than two groups spoke. */
  readonly agreement: number | null;
  readonly questions: readonly MergeQuestion[];
  readonly facts: ListFacts;
};

export type ListFacts = {
  readonly sessions: number;
  readonly closed: number;
  readonly people: number;
  readonly women: number;
  readonly men: number;
  /** Stickers people could have written: people × stickers each. */
  readonly possible: number;
  /** Statements written. */
  readonly used: number;
  readonly unused: number;
  readonly grouped: number;
  readonly notGrouped: number;
};

/** Sums of a list's sessions. */
export function factsOf(sessions: readonly SessionVotes[]): ListFacts {
  let [people, women, men, possible, used, grouped, closed, held] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const session of sessions) {
    if (session.state === 'cancelled') continue;
    held += 1;
    if (session.state === 'closed') closed += 1;
    people += session.people ?? 0;
    women += session.women ?? 0;
    men += session.men ?? 0;
    possible += (session.people ?? 0) * session.stickersPerPerson;
    used += session.statements;
    for (const count of session.votes.values()) grouped += count;
  }
  return {
    sessions: held,
    closed,
    people,
    women,
    men,
    possible,
    used,
    unused: Math.max(0, possible - used),
    grouped,
    notGrouped: Math.max(0, used - grouped),
  };
}

export type ListInput = {
  readonly list: string | null;
  /** Sessions of the list, votes not yet merged. */
  readonly sessions: readonly SessionVotes[];
  readonly problems: ReadonlyMap<string, KnownProblem>;
  readonly merges: readonly Merge[];
  readonly rule?: ShownRule | undefined;
  readonly populationOf?: PopulationOf | undefined;
  /** Sessions whose age groups and sexes have lists of their own; all of them unless told. */
  readonly voices?:
    { readonly ageGroup: readonly SessionVotes[]; readonly sex: readonly SessionVotes[] } | undefined;
};

/** The whole of a list: ranking, alternatives, every group's own, agreement, and merges that would turn it over. */
export function priorityList(input: ListInput): PriorityList {
  const { list, problems, populationOf } = input;
  const sessions = withMerges(input.sessions, input.merges, list);
  const groups = groupsOf(sessions, list === null ? 'village' : 'group', populationOf);
  const nameOf = (id: string) => problems.get(id)?.name ?? id;
  const compare = (a: string, b: string) => compareNames(nameOf(a), nameOf(b));
  const known = (id: string): KnownProblem =>
    problems.get(id) ?? { id, name: id, category: null, competence: null, localMatter: null };

  const wanted = input.rule ?? 'raw';
  const asked = rollUp({ groups, rule: wanted, compare });
  const raw = rollUp({ groups, rule: 'raw', compare });
  if (!raw.ok) throw new Error('a plain sum is never refused');
  const chosen = asked.ok ? asked : raw;

  const priorities = chosen.ranking.map((entry) => ({
    problem: known(entry.problem),
    rank: entry.rank,
    tied: entry.tied,
    votes: entry.votes,
    share: entry.share.toNumber(),
    score: entry.score.toNumber(),
    parts: partsOf(groups, entry.problem),
  }));

  return {
    list,
    rule: asked.ok ? wanted : 'raw',
    ruleRefused: !asked.ok,
    priorities,
    groupIds: groups.map((group) => group.id),
    alternatives: shownRules.map((rule) => alternative(groups, rule, compare)),
    own: [
      ...(['ageGroup', 'sex'] as const).flatMap((kind) => {
        const voices = input.voices ? withMerges(input.voices[kind], input.merges, list) : sessions;
        return ownLists(voices, kind, chosen, known, compare);
      }),
    ],
    agreement: agreementBetweenGroups(groups)?.toNumber() ?? null,
    questions: mergeQuestions(groups, raw.ranking, known),
    facts: factsOf(sessions),
  };
}

function partsOf(groups: readonly VoteGroup<string>[], problem: string): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const group of groups) {
    const count = group.votes.get(problem) ?? 0;
    if (count > 0) parts.set(group.id, count);
  }
  return parts;
}

function alternative(
  groups: readonly VoteGroup<string>[],
  rule: ShownRule & RollUpRule,
  compare: (a: string, b: string) => number,
): Alternative {
  const outcome = rollUp({ groups, rule, compare });
  if (!outcome.ok) return { rule, ok: false, code: outcome.code };
  return {
    rule,
    ok: true,
    ranks: new Map(outcome.ranking.map((entry) => [entry.problem, entry.rank])),
    scores: new Map(outcome.ranking.map((entry) => [entry.problem, entry.score.toNumber()])),
    top: topWithTies(outcome.ranking, listLength).map((entry) => entry.problem),
  };
}

function ownLists(
  sessions: readonly SessionVotes[],
  kind: 'ageGroup' | 'sex',
  common: Extract<ReturnType<typeof rollUp<string>>, { ok: true }>,
  known: (id: string) => KnownProblem,
  compare: (a: string, b: string) => number,
): OwnList[] {
  const groups = groupsOf(sessions, kind);
  return ownPriorities(groups, common, listLength, compare)
    .map((own) => ({
      group: own.group,
      kind,
      votes: [...(groups.find((group) => group.id === own.group)?.votes.values() ?? [])].reduce(
        (a, b) => a + b,
        0,
      ),
      top: own.top.map((entry) => ({ problem: known(entry.problem), rank: entry.rank, votes: entry.votes })),
      firstButMissing: own.firstButMissing.map(known),
      missing: own.missing.map(known),
    }))
    .sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** Families of matters that people mix up: leisure with culture with youth, pipes with drains, roads with buses. */
const families: readonly (readonly (number | string)[])[] = [
  [10, 13, 14, 18, 19, 20, 21, 'culture', 'youth', 'sport'],
  [4, 5, 'water'],
  [6, 12, 'road', 'bridge', 'transport'],
  [9, 11, 'waste'],
  [3, 'budget'],
];

function related(a: KnownProblem, b: KnownProblem): boolean {
  if (a.category !== null && a.category !== 'other' && a.category === b.category) return true;
  const marks = (problem: KnownProblem) => [problem.localMatter, problem.category];
  return families.some((family) =>
    [a, b].every((problem) => marks(problem).some((mark) => mark !== null && family.includes(mark))),
  );
}

/** How many of the first problems are tried in pairs: the others cannot reach the first places together. */
const pairsAmong = 10;

/** Pairs whose joining would change the first place or the first five, the likely ones first. */
function mergeQuestions(
  groups: readonly VoteGroup<string>[],
  ranking: readonly RankedProblem<string>[],
  known: (id: string) => KnownProblem,
): MergeQuestion[] {
  const candidates = ranking.filter((entry) => entry.votes > 0).slice(0, pairsAmong);
  const votesOf = new Map(ranking.map((entry) => [entry.problem, entry.votes]));
  const pairs = candidates.flatMap((a, index) =>
    candidates.slice(index + 1).map((b): readonly [string, string] => [a.problem, b.problem]),
  );
  return influentialMerges(groups, 'raw', { top: listLength, pairs })
    .map(({ pair: [first, second], mergedVotes, changesFirst }) => ({
      first: known(first),
      second: known(second),
      firstVotes: votesOf.get(first) ?? 0,
      secondVotes: votesOf.get(second) ?? 0,
      mergedVotes,
      changesFirst,
      related: related(known(first), known(second)),
    }))
    .sort((a, b) => Number(b.related) - Number(a.related) || Number(b.changesFirst) - Number(a.changesFirst));
}

export type WhatIf = Extract<MergeWhatIf<string>, { ok: true }>;

/** What joining two problems would change in a list; undefined when one of them has no votes there. */
export function whatIf(input: ListInput, first: string, second: string): WhatIf | undefined {
  if (first === second) return undefined;
  const sessions = withMerges(input.sessions, input.merges, input.list);
  const groups = groupsOf(sessions, input.list === null ? 'village' : 'group', input.populationOf);
  const nameOf = (id: string) => input.problems.get(id)?.name ?? id;
  const outcome = mergeWhatIf(groups, input.rule ?? 'raw', [first, second], {
    top: listLength,
    compare: (a, b) => compareNames(nameOf(a), nameOf(b)),
  });
  return outcome.ok ? outcome : undefined;
}

export type PriorityWarning =
  | { readonly code: 'few-people'; readonly sessionId: string; readonly people: number }
  | {
      readonly code: 'too-many-stickers';
      readonly sessionId: string;
      readonly used: number;
      readonly possible: number;
    }
  | { readonly code: 'unused-stickers'; readonly unused: number; readonly possible: number }
  | { readonly code: 'not-grouped'; readonly count: number }
  | { readonly code: 'sessions-open'; readonly count: number }
  | { readonly code: 'group-silent'; readonly villageId: string; readonly ageGroup: string }
  | { readonly code: 'village-silent'; readonly villageId: string }
  | { readonly code: 'wording-tool'; readonly problemId: string; readonly name: string };

/** What a chair should know before trusting or publishing a list. */
export function warningsOf(input: {
  readonly sessions: readonly SessionVotes[];
  readonly villageIds: readonly string[];
  readonly ageGroups: readonly string[];
  readonly problems: readonly KnownProblem[];
}): PriorityWarning[] {
  const warnings: PriorityWarning[] = [];
  const sessions = input.sessions.filter((session) => session.state !== 'cancelled');
  const facts = factsOf(sessions);
  for (const villageId of input.villageIds) {
    const here = sessions.filter((session) => session.villageId === villageId && session.statements > 0);
    if (here.length === 0) {
      warnings.push({ code: 'village-silent', villageId });
      continue;
    }
    for (const ageGroup of input.ageGroups) {
      if (!here.some((session) => session.ageGroup === ageGroup)) {
        warnings.push({ code: 'group-silent', villageId, ageGroup });
      }
    }
  }
  for (const session of sessions) {
    if (session.people === null || session.statements === 0) continue;
    const possible = session.people * session.stickersPerPerson;
    if (session.statements > possible) {
      warnings.push({ code: 'too-many-stickers', sessionId: session.id, used: session.statements, possible });
    }
    if (session.people < fewestPeople) {
      warnings.push({ code: 'few-people', sessionId: session.id, people: session.people });
    }
  }
  if (facts.used > 0 && facts.unused > 0) {
    warnings.push({ code: 'unused-stickers', unused: facts.unused, possible: facts.possible });
  }
  if (facts.notGrouped > 0) warnings.push({ code: 'not-grouped', count: facts.notGrouped });
  const open = facts.sessions - facts.closed;
  if (open > 0) warnings.push({ code: 'sessions-open', count: open });
  for (const problem of input.problems) {
    if (wordingDoubt(problem.name) === 'tool') {
      warnings.push({ code: 'wording-tool', problemId: problem.id, name: problem.name });
    }
  }
  return warnings;
}
