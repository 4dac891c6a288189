import { hasGroups } from '../amount.ts';
import type { DelimitedRow, Position } from '../delimited.ts';
import { Fraction, sum } from '../rational.ts';
import { ElectionBuilder, voteTypes } from '../selection/election.ts';
import { type Completion, select, type SelectionRule } from '../selection/select.ts';
import {
  type Field,
  hasKind,
  isMissing,
  metaFields,
  parseDate,
  projectFields,
  ruleNames,
  voteFields,
} from './format.ts';
import { listedPerCode, type PbIssue, type PbIssueCode, type PbReport } from './issues.ts';
import { builtAsStated } from './ranking.ts';
import { list } from './read.ts';
import { type SectionName, sectionNames, SectionReader } from './sections.ts';

/**
 * Checks a `.pb` file against its format: fields, types, limits on ballots, and whether the numbers of the file agree
 * with each other. Every finding has its line and field. Reads as a stream.
 */

interface ProjectRow {
  readonly cost: Fraction | undefined;
  readonly selected: string;
  readonly votes: string;
  readonly score: string;
  readonly at: Readonly<Record<string, Position>>;
}

const fieldsOf: Record<SectionName, readonly Field[]> = {
  META: metaFields,
  PROJECTS: projectFields,
  VOTES: voteFields,
};

/** Older files name these limits apart for the unit and the district. */
const lengthNames = {
  max: ['max_length', 'max_length_unit', 'max_length_district'],
  min: ['min_length', 'min_length_unit', 'min_length_district'],
};

export class PbChecker {
  readonly #sections: SectionReader;
  readonly #issues: PbIssue[] = [];
  readonly #counts: Partial<Record<PbIssueCode, number>> = {};
  readonly #meta = new Map<string, { value: string; at: Position }>();
  readonly #projects = new Map<string, ProjectRow>();
  readonly #tally = new Map<string, { votes: number; score: Fraction }>();
  readonly #voters = new Set<string>();
  #columns: readonly string[] = [];
  #votes = 0;
  #voteType = 'approval';
  #limits: Readonly<Record<string, Fraction | undefined>> = {};
  #builder: ElectionBuilder | undefined;
  #sectionAt: Partial<Record<SectionName, Position>> = {};
  #hasPoints = false;
  #last: Position = { line: 1, column: 1 };

  constructor() {
    this.#sections = new SectionReader({
      section: (name, position, repeated) => this.#section(name, position, repeated),
      header: (name, columns, row) => this.#header(name, columns, row),
      row: (name, row) => {
        this.#last = row.end;
        if (name === 'META') this.#metaRow(row);
        else if (name === 'PROJECTS') this.#projectRow(row);
        else this.#voteRow(row);
        return true;
      },
      empty: (line) => this.#add('error', 'empty-line', { line, column: 1 }, ''),
    });
  }

  push(bytes: Uint8Array): boolean {
    return this.#sections.push(bytes) !== undefined;
  }

  end(): PbReport {
    const fault = this.#sections.end();
    if (fault) this.#add('error', fault.code, fault, '');
    for (const name of sectionNames) {
      if (!this.#sections.seen.has(name)) this.#add('error', 'section-missing', this.#last, name, { name });
    }
    if (!fault) this.#compare();
    const issues = [...this.#issues].sort((a, b) => a.line - b.line || a.column - b.column);
    return {
      valid: issues.every((issue) => issue.severity !== 'error'),
      issues,
      counts: this.#counts,
      projects: this.#projects.size,
      votes: this.#votes,
    };
  }

  #add(
    severity: PbIssue['severity'],
    code: PbIssueCode,
    at: Position,
    field: string,
    params: PbIssue['params'] = {},
  ): void {
    const count = (this.#counts[code] ?? 0) + 1;
    this.#counts[code] = count;
    if (count > listedPerCode) return;
    this.#issues.push({
      severity,
      code,
      line: at.line,
      column: at.column,
      field,
      params: { field, ...params },
    });
  }

  #section(name: SectionName, position: Position, repeated: boolean): void {
    this.#sectionAt[name] ??= position;
    if (repeated) this.#add('error', 'section-repeated', position, name, { name });
    const index = sectionNames.indexOf(name);
    if (sectionNames.slice(0, index).some((before) => !this.#sections.seen.has(before))) {
      this.#add('error', 'section-out-of-order', position, name, { name });
    }
    if (name === 'PROJECTS') this.#closeMeta();
  }

  #header(name: SectionName, columns: readonly string[], row: DelimitedRow): boolean {
    this.#columns = columns;
    if (name === 'META') {
      if (columns.join(';').toLowerCase() !== 'key;value') {
        this.#add('error', 'column-missing', place(row, 0), 'META', { name: 'key;value' });
      }
      return true;
    }
    for (const [index, column] of columns.entries()) {
      if (columns.indexOf(column) !== index) this.#add('error', 'column-repeated', place(row, index), column);
      else if (!fieldsOf[name].some((field) => field.name === column)) {
        this.#add('warning', 'field-unknown', place(row, index), column, { section: name });
      }
    }
    for (const field of fieldsOf[name]) {
      if (field.required && !columns.includes(field.name)) {
        this.#add('error', 'column-missing', place(row, 0), field.name, { name: field.name, section: name });
      }
    }
    this.#checkOrder(name, columns, place(row, 0));
    if (name === 'PROJECTS' && !columns.includes('votes') && !columns.includes('score')) {
      this.#add('error', 'no-votes-or-scores', place(row, 0), 'votes');
    }
    if (name === 'VOTES') {
      this.#hasPoints = columns.includes('points');
      this.#startVotes();
      if (!this.#hasPoints && (this.#voteType === 'cumulative' || this.#voteType === 'scoring')) {
        this.#add('error', 'column-missing', place(row, 0), 'points', { name: 'points', section: name });
      }
    }
    return true;
  }

  #checkOrder(name: SectionName, found: readonly string[], at: Position): void {
    const order = fieldsOf[name].map((field) => field.name);
    const known = found.filter((field) => order.includes(field));
    const sorted = [...known].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (known.some((field, index) => field !== sorted[index])) {
      this.#add('warning', 'field-order', at, name, { section: name, fields: known.join(', ') });
    }
  }

  #metaRow(row: DelimitedRow): void {
    const key = (row.fields[0] ?? '').trim();
    const value = (row.fields[1] ?? '').trim();
    const at = place(row, 1);
    if (row.fields.length !== 2) {
      this.#add('error', 'row-width', place(row, 2), key, { expected: 2, found: row.fields.length });
    }
    if (this.#meta.has(key)) this.#add('error', 'field-repeated', place(row, 0), key);
    this.#meta.set(key, { value, at });
    const field = metaFields.find((known) => known.name === key);
    if (!field) {
      const allowed = [...lengthNames.max, ...lengthNames.min].includes(key);
      if (!allowed) this.#add('warning', 'field-unknown', place(row, 0), key, { section: 'META' });
      return;
    }
    this.#checkValue(field, value, at, field.required ?? false);
    if (key === 'rule' && value !== '' && !ruleNames.includes(value)) {
      this.#add('warning', 'rule-unknown', at, key, { value });
    }
  }

  #checkValue(field: Field, value: string, at: Position, required: boolean): void {
    if (isMissing(value)) {
      if (required || (!field.nullable && value === '' && field.kind !== 'text')) {
        this.#add(required ? 'error' : 'warning', 'value-missing', at, field.name);
      }
      return;
    }
    if (field.kind === 'amount' && hasGroups(value) && !/^\d+,\d+$/.test(value)) {
      this.#add('error', 'grouped-thousands', at, field.name, { value });
    } else if (!hasKind(value, field.kind)) {
      // A country or a currency this list does not know may still exist; a type that no reader takes is an error.
      const open = ['country', 'language', 'currency', 'comment'].includes(field.kind);
      this.#add(open ? 'warning' : 'error', 'value-invalid', at, field.name, { value });
    } else if ((field.kind === 'decimal' || field.kind === 'amount') && value.includes(',')) {
      this.#add('error', 'decimal-comma', at, field.name, { value });
    }
  }

  #number(name: string): Fraction | undefined {
    const value = this.#meta.get(name)?.value;
    return value === undefined ? undefined : Fraction.parse(value);
  }

  #firstNumber(names: readonly string[]): Fraction | undefined {
    return names.map((name) => this.#number(name)).find((value) => value !== undefined);
  }

  #closeMeta(): void {
    const at = this.#sectionAt.META ?? this.#last;
    for (const field of metaFields) {
      if (field.required && !this.#meta.has(field.name)) {
        this.#add('error', 'field-missing', at, field.name, { section: 'META' });
      }
    }
    this.#checkOrder('META', [...this.#meta.keys()], at);
    const begin = this.#meta.get('date_begin');
    const end = this.#meta.get('date_end');
    const from = begin && parseDate(begin.value);
    const to = end && parseDate(end.value);
    // A bare year as the end means its last day.
    const last = to && end.value.length === 4 ? to + 1130 : to;
    if (end && from && last && from > last) {
      this.#add('error', 'dates-reversed', end.at, 'date_end', { begin: begin.value, end: end.value });
    }
    this.#voteType = this.#meta.get('vote_type')?.value.toLowerCase() ?? 'approval';
    this.#limits = {
      maxLength: this.#firstNumber(lengthNames.max),
      minLength: this.#firstNumber(lengthNames.min),
      maxCost: this.#number('max_sum_cost'),
      minCost: this.#number('min_sum_cost'),
      maxPoints: this.#number('max_points'),
      minPoints: this.#number('min_points'),
      maxSum: this.#number('max_sum_points'),
      minSum: this.#number('min_sum_points'),
    };
  }

  #projectRow(row: DelimitedRow): void {
    const at: Record<string, Position> = {};
    const values: Record<string, string> = {};
    if (row.fields.length !== this.#columns.length) {
      this.#add('error', 'row-width', place(row, this.#columns.length), 'PROJECTS', {
        expected: this.#columns.length,
        found: row.fields.length,
      });
    }
    for (const [index, column] of this.#columns.entries()) {
      at[column] = place(row, index);
      const value = (row.fields[index] ?? '').trim();
      values[column] = value;
      const field = projectFields.find((known) => known.name === column);
      if (field) this.#checkValue(field, value, place(row, index), field.required ?? false);
    }
    const id = values['project_id'] ?? '';
    if (id === '') return;
    const here = at['project_id'] ?? place(row, 0);
    if (this.#projects.has(id)) this.#add('error', 'project-repeated', here, 'project_id', { id });
    const cost = Fraction.parse(values['cost'] ?? '');
    if (cost && cost.num <= 0n)
      this.#add('error', 'project-without-cost', at['cost'] ?? here, 'cost', { id });
    const budget = this.#number('budget');
    if (cost && budget && cost.compare(budget) > 0) {
      const params = { id, cost: cost.toDecimal(2), budget: budget.toDecimal(2) };
      this.#add('error', 'project-over-budget', at['cost'] ?? here, 'cost', params);
    }
    this.#projects.set(id, {
      cost,
      selected: values['selected'] ?? '',
      votes: values['votes'] ?? '',
      score: values['score'] ?? '',
      at: { ...at, row: here },
    });
  }

  #startVotes(): void {
    const type = voteTypes.find((known) => known === this.#voteType);
    const budget = this.#number('budget');
    const projects = [...this.#projects].map(([id, row]) => ({ id, cost: row.cost ?? Fraction.zero }));
    if (!type || !budget || projects.length === 0) return;
    const longest = this.#limits['maxLength'];
    this.#builder = new ElectionBuilder({
      projects,
      budget,
      voteType: type,
      maxLength: longest ? Number(longest.num) : undefined,
      rankedByPoints: this.#hasPoints,
    });
  }

  #voteRow(row: DelimitedRow): void {
    this.#votes += 1;
    const column = (name: string) => this.#columns.indexOf(name);
    const width = this.#columns.length;
    if (row.fields.length !== width) {
      this.#add('error', 'row-width', place(row, width), 'VOTES', {
        expected: width,
        found: row.fields.length,
      });
    }
    for (const [index, name] of this.#columns.entries()) {
      if (name === 'vote' || name === 'points' || name === 'voter_id') continue;
      const field = voteFields.find((known) => known.name === name);
      if (field) this.#checkValue(field, (row.fields[index] ?? '').trim(), place(row, index), false);
    }
    const voter = (row.fields[column('voter_id')] ?? '').trim();
    const voterAt = place(row, Math.max(0, column('voter_id')));
    if (voter === '') this.#add('error', 'value-missing', voterAt, 'voter_id');
    else if (this.#voters.has(voter)) this.#add('error', 'voter-repeated', voterAt, 'voter_id', { voter });
    else this.#voters.add(voter);

    const voteAt = place(row, Math.max(0, column('vote')));
    const text = row.fields[column('vote')] ?? '';
    const ids = list(text);
    if (/,\s|\s,/.test(text)) this.#add('warning', 'blank-in-list', voteAt, 'vote', { voter });
    const seen = new Set<string>();
    let cost = Fraction.zero;
    for (const id of ids) {
      const project = this.#projects.get(id);
      if (!project) this.#add('error', 'project-unknown', voteAt, 'vote', { voter, id });
      if (seen.has(id)) this.#add('error', 'project-twice-in-vote', voteAt, 'vote', { voter, id });
      seen.add(id);
      if (this.#limits['maxCost'] ?? this.#limits['minCost'])
        cost = cost.plus(project?.cost ?? Fraction.zero);
    }
    const { maxLength, minLength, maxCost, minCost } = this.#limits;
    const length = Fraction.of(ids.length);
    const about = (limit: Fraction) => ({ voter, found: ids.length, limit: limit.toString() });
    if (maxLength && length.compare(maxLength) > 0) {
      this.#add('error', 'vote-too-long', voteAt, 'vote', about(maxLength));
    }
    if (minLength && length.compare(minLength) < 0) {
      this.#add('error', 'vote-too-short', voteAt, 'vote', about(minLength));
    }
    if (maxCost && cost.compare(maxCost) > 0) {
      const params = { voter, found: cost.toDecimal(2), limit: maxCost.toDecimal(2) };
      this.#add('error', 'vote-cost-too-high', voteAt, 'vote', params);
    }
    if (minCost && cost.compare(minCost) < 0) {
      const params = { voter, found: cost.toDecimal(2), limit: minCost.toDecimal(2) };
      this.#add('error', 'vote-cost-too-low', voteAt, 'vote', params);
    }
    const points = this.#points(row, ids, voter);
    this.#builder?.add(ids, points);
    for (const id of seen) {
      const entry = this.#tally.get(id) ?? { votes: 0, score: Fraction.zero };
      entry.votes += 1;
      this.#tally.set(id, entry);
    }
  }

  #points(row: DelimitedRow, ids: readonly string[], voter: string): string[] | undefined {
    if (!this.#hasPoints) return undefined;
    const index = this.#columns.indexOf('points');
    const at = place(row, index);
    const points = list(row.fields[index]);
    if (points.length !== ids.length) {
      const params = { voter, votes: ids.length, points: points.length };
      this.#add('error', points.length === 0 ? 'points-missing' : 'points-differ', at, 'points', params);
    }
    const values = points.map((point) => Fraction.parse(point));
    for (const [place, value] of values.entries()) {
      if (!value) this.#add('error', 'value-invalid', at, 'points', { voter, value: points[place] ?? '' });
    }
    const { maxPoints, minPoints, maxSum, minSum } = this.#limits;
    const known = values.filter((value) => value !== undefined);
    for (const value of known) {
      const params = { voter, found: value.toDecimal(6) };
      if (maxPoints && value.compare(maxPoints) > 0) {
        this.#add('error', 'points-too-high', at, 'points', { ...params, limit: maxPoints.toString() });
      }
      if (minPoints && value.compare(minPoints) < 0) {
        this.#add('error', 'points-too-low', at, 'points', { ...params, limit: minPoints.toString() });
      }
    }
    if (maxSum ?? minSum) {
      const total = sum(known);
      const params = { voter, found: total.toDecimal(6) };
      if (maxSum && total.compare(maxSum) > 0) {
        this.#add('error', 'points-sum-too-high', at, 'points', { ...params, limit: maxSum.toString() });
      }
      if (minSum && total.compare(minSum) < 0) {
        this.#add('error', 'points-sum-too-low', at, 'points', { ...params, limit: minSum.toString() });
      }
    }
    return points;
  }

  /** Numbers of the file against each other, once all is read. */
  #compare(): void {
    const top = this.#sectionAt.META ?? this.#last;
    const meta = (name: string) => this.#meta.get(name);
    const differs = (name: 'num_projects' | 'num_votes', found: number, code: PbIssueCode) => {
      const stated = meta(name);
      if (!stated || !/^\d+$/.test(stated.value) || Number(stated.value) === found) return;
      this.#add('error', code, stated.at, name, { stated: stated.value, found });
    };
    differs('num_projects', this.#projects.size, 'num-projects-differs');
    differs('num_votes', this.#votes, 'num-votes-differs');

    const stated = [...this.#projects.values()].map((row) => Fraction.parse(row.score));
    const election = this.#builder && builtAsStated(this.#builder, stated);
    for (const [number, [id, row]] of [...this.#projects].entries()) {
      const counted = this.#tally.get(id)?.votes ?? 0;
      const at = row.at['votes'] ?? row.at['row'] ?? top;
      if (/^\d+$/.test(row.votes)) {
        if (Number(row.votes) !== counted) {
          this.#add('error', 'votes-differ', at, 'votes', { id, stated: row.votes, found: counted });
        }
        if (Number(row.votes) === 0) this.#add('warning', 'project-without-votes', at, 'votes', { id });
      }
      const score = Fraction.parse(row.score);
      if (score && election) {
        const found = Fraction.of(BigInt(election.scores[number] ?? 0), BigInt(election.pointScale));
        if (!score.equals(found)) {
          const params = { id, stated: row.score, found: found.toDecimal(6) };
          this.#add('error', 'score-differs', row.at['score'] ?? at, 'score', params);
        }
      }
    }
    this.#compareBudget(top);
    if (election) this.#compareRule(election);
  }

  #compareBudget(top: Position): void {
    const budget = this.#number('budget');
    const budgetAt = this.#meta.get('budget')?.at ?? top;
    if (!budget) return;
    const rows = [...this.#projects];
    const costs = rows.map(([, row]) => row.cost ?? Fraction.zero);
    const total = sum(costs);
    const chosen = rows.filter(([, row]) => row.selected === '1');
    const spent = sum(chosen.map(([, row]) => row.cost ?? Fraction.zero));
    if (spent.compare(budget) > 0) {
      const params = { budget: budget.toDecimal(2), spent: spent.toDecimal(2) };
      this.#add('error', 'budget-exceeded', budgetAt, 'budget', params);
    }
    const fits = total.compare(budget) <= 0;
    const funded = this.#meta.get('fully_funded');
    if (funded?.value === '1') {
      if (rows.some(([, row]) => row.selected === '0')) {
        this.#add('error', 'fully-funded-but-not', funded.at, 'fully_funded');
      }
      return;
    }
    if (fits && rows.length > 0) {
      const params = { budget: budget.toDecimal(2), total: total.toDecimal(2) };
      this.#add('error', 'all-projects-fit', budgetAt, 'fully_funded', params);
      return;
    }
    if (chosen.length === 0) return;
    const left = budget.minus(spent);
    // Only the plain greedy rule promises to spend what it can.
    const severity = this.#meta.get('rule')?.value === 'greedy' ? 'error' : 'warning';
    for (const [id, row] of rows) {
      if (row.selected !== '0' || !row.cost || row.cost.compare(left) > 0) continue;
      const params = { id, left: left.toDecimal(2), cost: row.cost.toDecimal(2) };
      this.#add(severity, 'unused-budget', row.at['selected'] ?? row.at['row'] ?? top, 'selected', params);
    }
  }

  #compareRule(election: Parameters<typeof select>[0]): void {
    const stated = this.#meta.get('rule');
    if (!stated || ![...this.#projects.values()].some((row) => row.selected === '1')) return;
    const threshold = this.#number('min_project_score_threshold');
    const unit = this.#meta.get('unit')?.value ?? '';
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
      [...this.#projects]
        .filter(
          ([, row]) => row.selected === '1' || (stated.value === 'greedy-custom' && row.selected === '2'),
        )
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
    this.#add('warning', 'rule-not-followed', stated.at, 'rule', params);
  }
}

function place(row: DelimitedRow, index: number): Position {
  return { line: row.lines[index] ?? row.end.line, column: row.columns[index] ?? row.end.column };
}
