import type { Position } from '../delimited.ts';
import { Fraction, sum } from '../rational.ts';
import type { Election } from '../selection/election.ts';
import type { Completion, SelectionRule } from '../selection/result.ts';
import { select } from '../selection/select.ts';
import { isMissing } from './format.ts';
import type { PbIssue, PbIssueCode } from './issues.ts';

/** What the checker compares once a file is read: its numbers, its budget and its rule against each other. */

export interface ProjectRow {
  readonly cost: Fraction | undefined;
  readonly selected: string;
  readonly votes: string;
  readonly score: string;
  readonly at: Readonly<Record<string, Position>>;
}

export interface ProjectTally {
  /** Ballots that name the project. */
  votes: number;
  /** Entries that name it a second time on one ballot, and what they would add to its score. */
  repeats: number;
  repeatedScore: Fraction;
}

export interface WholeFile {
  readonly meta: ReadonlyMap<string, { readonly value: string; readonly at: Position }>;
  readonly projects: ReadonlyMap<string, ProjectRow>;
  readonly tally: ReadonlyMap<string, ProjectTally>;
  /** Ballots. */
  readonly votes: number;
  /** Where the file begins. */
  readonly top: Position;
  readonly election: Election | undefined;
}

export type AddFinding = (
  severity: PbIssue['severity'],
  code: PbIssueCode,
  at: Position,
  field: string,
  params?: PbIssue['params'],
) => void;

export function checkWhole(file: WholeFile, add: AddFinding): void {
  const differs = (name: 'num_projects' | 'num_votes', found: number, code: PbIssueCode) => {
    const stated = file.meta.get(name);
    if (!stated || !/^\d+$/.test(stated.value) || Number(stated.value) === found) return;
    add('error', code, stated.at, name, { stated: stated.value, found });
  };
  differs('num_projects', file.projects.size, 'num-projects-differs');
  differs('num_votes', file.votes, 'num-votes-differs');
  for (const [number, [id, row]] of [...file.projects].entries()) compareCounts(file, add, number, id, row);
  compareBudget(file, add);
  if (file.election) compareRule(file, file.election, add);
}

/**
 * Votes and score of a project. A number that includes what a ballot names twice is no finding of its own: the ballot is
 * named already.
 */
function compareCounts(file: WholeFile, add: AddFinding, number: number, id: string, row: ProjectRow): void {
  const { votes, repeats, repeatedScore } = file.tally.get(id) ?? noBallots;
  const at = row.at['votes'] ?? row.at['row'] ?? file.top;
  if (/^\d+$/.test(row.votes)) {
    const stated = Number(row.votes);
    if (stated !== votes && stated !== votes + repeats)
      add('error', 'votes-differ', at, 'votes', { id, stated: row.votes, found: votes });
    if (stated === 0) add('warning', 'project-without-votes', at, 'votes', { id });
  }
  const score = Fraction.parse(row.score);
  if (!score || !file.election) return;
  const found = Fraction.of(BigInt(file.election.scores[number] ?? 0), BigInt(file.election.pointScale));
  if (score.equals(found) || score.equals(found.plus(repeatedScore))) return;
  const params = { id, stated: row.score, found: found.toDecimal(6) };
  add('error', 'score-differs', row.at['score'] ?? at, 'score', params);
}

const noBallots: ProjectTally = { votes: 0, repeats: 0, repeatedScore: Fraction.zero };

function compareBudget(file: WholeFile, add: AddFinding): void {
  const stated = file.meta.get('budget');
  const budget = Fraction.parse(stated?.value ?? '');
  if (!stated || !budget) return;
  const rows = [...file.projects];
  const total = sum(rows.map(([, row]) => row.cost ?? Fraction.zero));
  const chosen = rows.filter(([, row]) => row.selected === '1');
  const spent = sum(chosen.map(([, row]) => row.cost ?? Fraction.zero));
  if (spent.compare(budget) > 0) {
    const params = { budget: budget.toDecimal(2), spent: spent.toDecimal(2) };
    add('error', 'budget-exceeded', stated.at, 'budget', params);
  }
  const funded = file.meta.get('fully_funded');
  if (funded?.value === '1') {
    if (rows.some(([, row]) => row.selected === '0'))
      add('error', 'fully-funded-but-not', funded.at, 'fully_funded');
    return;
  }
  if (total.compare(budget) <= 0 && rows.length > 0) {
    const params = { budget: budget.toDecimal(2), total: total.toDecimal(2) };
    add('error', 'all-projects-fit', stated.at, 'fully_funded', params);
    return;
  }
  if (chosen.length > 0) compareRest(file, add, budget.minus(spent));
}

/**
 * A project that would have fitted in the rest. Only the list that passes over what does not fit promises to spend what
 * it can; every other rule leaves money by design, and so do limits of categories.
 */
function compareRest(file: WholeFile, add: AddFinding, left: Fraction): void {
  const rule = file.meta.get('rule')?.value;
  const limited = ['budget_per_category', 'budget_per_neighborhood'].some(
    (field) => !isMissing(file.meta.get(field)?.value),
  );
  if (limited || (rule !== 'greedy' && rule !== 'greedy-threshold')) return;
  const least = thresholdOf(file);
  // Under a threshold the order of the walk is not known to the end: this is told, not held against the file.
  const severity = rule === 'greedy' ? 'error' : 'warning';
  for (const [number, [id, row]] of [...file.projects].entries()) {
    if (row.selected !== '0' || !row.cost || row.cost.compare(left) > 0) continue;
    const score = file.election && Fraction.of(file.election.scores[number] ?? 0, file.election.pointScale);
    if (rule === 'greedy-threshold' && (!least || !score || score.compare(least) < 0)) continue;
    const params = { id, left: left.toDecimal(2), cost: row.cost.toDecimal(2) };
    add(severity, 'unused-budget', row.at['selected'] ?? row.at['row'] ?? file.top, 'selected', params);
  }
}

function thresholdOf(file: WholeFile): Fraction | undefined {
  return Fraction.parse(file.meta.get('min_project_score_threshold')?.value ?? '');
}

function compareRule(file: WholeFile, election: Election, add: AddFinding): void {
  const stated = file.meta.get('rule');
  if (!stated || ![...file.projects.values()].some((row) => row.selected === '1')) return;
  const threshold = thresholdOf(file);
  const unit = file.meta.get('unit')?.value ?? '';
  const rules: Partial<Record<string, { rule: SelectionRule; completion?: Completion }[]>> = {
    greedy: [{ rule: 'greedy' }],
    'greedy-no-skip': [{ rule: 'greedy-no-skip' }],
    'greedy-threshold': [{ rule: 'greedy' }],
    // The format does not say how the rest was spent: either reading counts as followed.
    'equalshares/add1': [
      { rule: 'mes', completion: 'add1' },
      { rule: 'mes', completion: 'add1u' },
    ],
    ...(/^Pozna[nń]$/.test(unit) ? { 'greedy-custom': [{ rule: 'greedy-custom' }] } : {}),
  };
  const taken = new Set(
    [...file.projects]
      .filter(([, row]) => row.selected === '1' || (stated.value === 'greedy-custom' && row.selected === '2'))
      .map(([id]) => id),
  );
  let found: { missing: string[]; extra: string[] } | undefined;
  for (const options of rules[stated.value] ?? []) {
    const result = select(election, {
      ...options,
      ...(stated.value === 'greedy-threshold' && threshold ? { threshold } : {}),
    });
    const expected = new Set(result.winners.map((winner) => election.projects[winner.project]?.id ?? ''));
    const missing = [...expected].filter((id) => !taken.has(id));
    const extra = [...taken].filter((id) => !expected.has(id));
    if (missing.length + extra.length === 0) return;
    found ??= { missing, extra };
  }
  if (!found) return;
  const named = (ids: readonly string[]) => (ids.length === 0 ? '–' : ids.join(', '));
  const params = { rule: stated.value, missing: named(found.missing), extra: named(found.extra) };
  add('warning', 'rule-not-followed', stated.at, 'rule', params);
}
