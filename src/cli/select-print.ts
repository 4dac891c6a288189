import type { Fraction } from '../methods/rational.ts';
import { type Election, scoreOf } from '../methods/selection/election.ts';
import { explanationFacts } from '../methods/selection/explain.ts';
import type { Selection } from '../methods/selection/result.ts';
import { lotOf } from '../methods/selection/ties.ts';
import { type Note, tieRule } from './select-notes.ts';
import { grouped, type Language, textTable, words } from './words.ts';

/** A selection as JSON, as a table, and as sentences. */

function idOf(election: Election, project: number): string {
  return election.projects[project]?.id ?? '';
}

/** The JSON answer: money as plain numbers, fractions as exact strings. */
export function plain(
  election: Election,
  result: Selection,
  notes: readonly Note[],
  explanation: readonly string[] | undefined,
) {
  const chosen = new Set(result.winners.map((winner) => winner.project));
  const text = (value: Fraction | null) => value?.toString() ?? null;
  return {
    rule: result.rule,
    ...(result.utility ? { utility: result.utility, completion: result.completion } : {}),
    ties: result.ties.by === 'lot' ? `lot:${result.ties.seed}` : result.ties.by,
    budget: result.budget.toNumber(),
    spent: result.spent.toNumber(),
    winners: result.winners.map((winner) => ({
      id: idOf(election, winner.project),
      cost: winner.cost.toNumber(),
      payment: text(winner.payment),
      effectiveVotes: text(winner.effectiveVotes),
      votes: election.votes[winner.project] ?? 0,
      score: scoreOf(election, winner.project).toNumber(),
      chosenBy: winner.chosenBy,
      ...(winner.price ? { price: text(winner.price) } : {}),
      ...(winner.load ? { load: text(winner.load) } : {}),
    })),
    order: result.winners.map((winner) => idOf(election, winner.project)),
    losers: result.losers.map((loser) => ({
      id: idOf(election, loser.project),
      cost: loser.cost.toNumber(),
      votes: election.votes[loser.project] ?? 0,
      score: scoreOf(election, loser.project).toNumber(),
      reason: loser.reason,
      ...(loser.supportersLeft ? { supportersLeft: text(loser.supportersLeft) } : {}),
      ...(loser.excludedBy === null ? {} : { excludedBy: idOf(election, loser.excludedBy) }),
      ...(loser.fullGroup === null ? {} : { fullGroup: loser.fullGroup }),
    })),
    ...(result.endowment ? { endowment: text(result.endowment), raised: result.raised } : {}),
    tied: result.tied.map((tie) => ({
      between: tie.between.map((project) => idOf(election, project)),
      chosen: tie.between.filter((project) => chosen.has(project)).map((project) => idOf(election, project)),
      decided: tie.decided,
    })),
    ...(result.ties.by === 'lot' ? { lot: lotsOf(election, result.ties.seed) } : {}),
    ...(election.ranking ? { ranking: election.ranking } : {}),
    notes,
    ...(explanation ? { explanation } : {}),
  };
}

/** Why each project was chosen or not, in words. */
export function sentences(language: Language, election: Election, result: Selection): string[] {
  return explanationFacts(election, result).map(({ key, texts, amounts, counts, tie }) => {
    const sentence = words(language, `select.explain.${key}`, {
      ...texts,
      ...Object.fromEntries(
        Object.entries(amounts).map(([name, value]) => [name, grouped(value.toDecimal(2))]),
      ),
      ...Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, grouped(value)])),
    });
    if (!tie) return sentence;
    const others = tie.with.map(({ id, name }) => (id === name ? id : `${name} (${id})`)).join(', ');
    const params = { others, rule: tieRule(language, result) };
    return `${sentence} ${words(language, `select.explain.${tie.decided ? 'tie' : 'tie-order'}`, params)}`;
  });
}

/** The answer as text. */
export function printed(
  language: Language,
  election: Election,
  result: Selection,
  notes: readonly Note[],
  explanation: readonly string[] | undefined,
): string {
  const shares = result.rule === 'mes';
  const header = ['id', 'name', 'cost', 'score', ...(shares ? ['payment', 'effective'] : [])].map((name) =>
    words(language, `select.column.${name}`),
  );
  const rows = result.winners.map((winner) => [
    idOf(election, winner.project),
    election.projects[winner.project]?.name ?? '',
    grouped(winner.cost.toDecimal(2)),
    grouped(scoreOf(election, winner.project).toDecimal(2)),
    ...(shares ? [winner.payment?.toDecimal(2) ?? '–', winner.effectiveVotes?.toDecimal(2) ?? '–'] : []),
  ]);
  const blocks = [
    words(language, `select.title.${result.rule}`),
    textTable([header, ...rows], [2, 3, 4, 5]),
    words(language, 'select.totals', {
      budget: grouped(result.budget.toDecimal(2)),
      spent: grouped(result.spent.toDecimal(2)),
      left: grouped(result.budget.minus(result.spent).toDecimal(2)),
    }),
  ];
  if (result.ties.by === 'lot') blocks.push(lotTable(language, election, result.ties.seed));
  if (notes.length > 0) blocks.push(notes.map((note) => `  ! ${note.message}`).join('\n'));
  if (explanation) blocks.push(explanation.join('\n'));
  return blocks.join('\n\n');
}

/** The order of the lot with the number that drew it, for anybody to check. */
function lotsOf(election: Election, seed: string): { id: string; sha256: string }[] {
  return election.projects
    .map(({ id }) => ({ id, sha256: lotOf(seed, id) }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

function lotTable(language: Language, election: Election, seed: string): string {
  const rows = lotsOf(election, seed).map(({ id, sha256 }, place) => [`${place + 1}`, id, sha256]);
  return `${words(language, 'select.lot', { seed })}\n${textTable([['', 'id', 'SHA-256'], ...rows], [0])}`;
}
