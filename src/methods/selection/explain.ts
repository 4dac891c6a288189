import type { Fraction } from '../rational.ts';
import { type Election, type Project, scoreOf } from './election.ts';
import type { Loser, Selection, Winner } from './result.ts';

/**
 * A selection as a list of facts that can be put into words: why this project, why not that one, who paid what.
 * `key` names the sentence; a caller has one text per key and language. Amounts are in the money of the file.
 */
export interface ExplanationFact {
  readonly key:
    | 'intro-greedy'
    | 'intro-greedy-no-skip'
    | 'intro-greedy-custom'
    | 'intro-votes-per-cost'
    | 'intro-mes'
    | 'intro-mes-raised'
    | 'intro-phragmen'
    | 'won-ranking'
    | 'won-clause'
    | 'won-free'
    | 'won-shares'
    | 'won-shares-rest'
    | 'won-points'
    | 'won-points-rest'
    | 'won-load'
    | 'won-completion'
    | `lost-${Loser['reason']}`
    | 'lost-supporters-and-money';
  /** Project the fact is about; empty for the introduction. */
  readonly id: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly amounts: Readonly<Record<string, Fraction>>;
  readonly counts: Readonly<Record<string, number>>;
  /** Projects it was equal with when a tie rule set the order, and whether that decided who was chosen. */
  readonly tie?: { readonly with: readonly Pick<Project, 'id' | 'name'>[]; readonly decided: boolean };
}

/** All facts: the introduction, the winners in order of choice, then the others. */
export function explanationFacts(election: Election, selection: Selection): ExplanationFact[] {
  const raised = selection.raised !== null && selection.raised > 0;
  const introduction: ExplanationFact = {
    key: selection.rule === 'mes' && raised ? 'intro-mes-raised' : `intro-${selection.rule}`,
    id: '',
    texts: {},
    amounts: {
      budget: selection.budget,
      ...(selection.endowment ? { share: selection.endowment } : {}),
    },
    counts: { voters: election.voters, steps: selection.raised ?? 0 },
  };
  return [
    introduction,
    ...selection.winners.map((winner, index) => won(election, selection, winner, index + 1)),
    ...selection.losers.map((loser) => lost(election, loser)),
  ].map((fact) => withTie(election, selection, fact));
}

/** The deciding tie of a project, or else the first that only set the order. */
function withTie(election: Election, selection: Selection, fact: ExplanationFact): ExplanationFact {
  const number = election.projects.findIndex((project) => project.id === fact.id);
  const ties = selection.tied.filter(({ between }) => between.includes(number));
  const tie = ties.find(({ decided }) => decided) ?? ties[0];
  if (!tie) return fact;
  const others = tie.between.filter((project) => project !== number);
  const named = others.flatMap((project) => election.projects[project] ?? []);
  return { ...fact, tie: { with: named.map(({ id, name }) => ({ id, name })), decided: tie.decided } };
}

function about(election: Election, entry: Winner | Loser) {
  const project = election.projects[entry.project];
  return {
    id: project?.id ?? '',
    texts: { id: project?.id ?? '', name: project?.name ?? '' },
    amounts: { cost: entry.cost, score: scoreOf(election, entry.project), left: entry.left },
    counts: { supporters: election.votes[entry.project] ?? 0 },
  };
}

function won(election: Election, selection: Selection, winner: Winner, place: number): ExplanationFact {
  const fact = about(election, winner);
  const counts = { ...fact.counts, place };
  if (winner.chosenBy === 'completion') return { ...fact, counts, key: 'won-completion' };
  if (winner.chosenBy === 'clause') return { ...fact, counts, key: 'won-clause' };
  if (winner.load)
    return { ...fact, counts, key: 'won-load', amounts: { ...fact.amounts, load: winner.load } };
  if (!winner.payment || !winner.price || !winner.restPaid) return { ...fact, counts, key: 'won-ranking' };
  if (!winner.effectiveVotes) return { ...fact, counts, key: 'won-free' };
  const rest = (winner.restPayers ?? 0) > 0;
  const points = selection.utility === 'points';
  return {
    ...fact,
    key: points ? (rest ? 'won-points-rest' : 'won-points') : rest ? 'won-shares-rest' : 'won-shares',
    amounts: {
      ...fact.amounts,
      payment: winner.payment,
      price: winner.price,
      restPaid: winner.restPaid,
      effective: winner.effectiveVotes,
    },
    counts: { ...counts, full: winner.fullPayers ?? 0, rest: winner.restPayers ?? 0 },
  };
}

function lost(election: Election, loser: Loser): ExplanationFact {
  const fact = about(election, loser);
  const rival = loser.excludedBy === null ? undefined : election.projects[loser.excludedBy];
  const texts = { ...fact.texts, rival: rival?.name ?? '', group: loser.fullGroup ?? '' };
  if (!loser.supportersLeft) return { ...fact, texts, key: `lost-${loser.reason}` };
  const amounts = {
    ...fact.amounts,
    owned: loser.supportersLeft,
    short: loser.cost.minus(loser.supportersLeft),
  };
  // After a greedy completion two things stood in the way: the supporters' money, and the rest of the budget.
  const key = loser.reason === 'no-money' ? 'lost-supporters-and-money' : (`lost-${loser.reason}` as const);
  return { ...fact, texts, amounts, key };
}
