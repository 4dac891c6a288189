import { comparedRules, type ComparedRule } from '../methods/selection/compare.ts';
import { type Election, money, scoreOf } from '../methods/selection/election.ts';
import type { Note } from './select-notes.ts';
import { grouped, type Language, textTable, words } from './words.ts';

/** Rules side by side, as JSON and as a table. */

export function plainComparison(
  election: Election,
  compared: readonly ComparedRule[],
  notes: readonly Note[],
) {
  const [first] = compared;
  return {
    budget: first?.selection.budget.toNumber() ?? 0,
    voters: election.voters,
    rules: compared.map(({ selection, withNothing, meanChosen, gain, lose }) => ({
      rule: selection.rule,
      ...(selection.utility ? { utility: selection.utility, completion: selection.completion } : {}),
      winners: selection.winners.map(({ project }) => election.projects[project]?.id ?? ''),
      spent: selection.spent.toNumber(),
      votersWithNothing: withNothing,
      meanChosen: meanChosen.toString(),
      votersGaining: gain,
      votersLosing: lose,
      tieDecided: selection.tied.some(({ decided }) => decided),
    })),
    notes,
  };
}

/** One column a rule; one row a project that any of them chooses, then what it means for the voters. */
export function printedComparison(
  language: Language,
  election: Election,
  compared: readonly ComparedRule[],
  notes: readonly Note[],
): string {
  const text = (key: string, params = {}) => words(language, `select.compare.${key}`, params);
  const names = comparedRules.map(({ rule, completion }) =>
    text(`rule.${rule}${completion ? `-${completion}` : ''}`),
  );
  const chosen = compared.map(({ selection }) => new Set(selection.winners.map(({ project }) => project)));
  const rows = election.projects.flatMap(({ id, name, cost }, project) => {
    if (!chosen.some((winners) => winners.has(project))) return [];
    const marks = chosen.map((winners) => (winners.has(project) ? '+' : '–'));
    const score = grouped(scoreOf(election, project).toDecimal(2));
    return [[id, name, grouped(money(election, cost).toDecimal(2)), score, ...marks]];
  });
  const figures = (key: string, of: (rule: ComparedRule) => string) => [
    '',
    text(key),
    '',
    '',
    ...compared.map(of),
  ];
  const header = ['id', 'name', 'cost', 'score'].map((name) => words(language, `select.column.${name}`));
  const table = [
    [...header, ...names],
    ...rows,
    figures('spent', ({ selection }) => grouped(selection.spent.toDecimal(2))),
    figures('nothing', ({ withNothing }) => grouped(withNothing)),
    figures('mean', ({ meanChosen }) => meanChosen.toDecimal(2)),
    figures('gain', ({ gain }) => grouped(gain)),
    figures('lose', ({ lose }) => grouped(lose)),
    figures('tie', ({ selection }) => (selection.tied.some(({ decided }) => decided) ? '+' : '–')),
  ];
  const right = [2, 3, ...compared.map((_, index) => 4 + index)];
  const blocks = [text('title', { voters: grouped(election.voters) }), textTable(table, right)];
  if (notes.length > 0) blocks.push(notes.map((note) => `  ! ${note.message}`).join('\n'));
  return blocks.join('\n\n');
}
