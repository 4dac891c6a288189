import { hasGroups } from '../amount.ts';
import type { DelimitedRow, Position } from '../delimited.ts';
import { Fraction } from '../rational.ts';
import { ElectionBuilder, voteTypes } from '../selection/election.ts';
import { BallotLimits, olderLengthFields } from './ballot-limits.ts';
import { checkWhole, type ProjectRow, type ProjectTally } from './check-whole.ts';
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
import { list } from './lists.ts';
import { type SectionName, sectionNames, SectionReader } from './sections.ts';

/**
 * Checks a `.pb` file against its format: fields, types, limits on ballots, and whether the numbers of the file agree
 * with each other. Every finding has its line and field. Reads as a stream.
 */

const fieldsOf: Record<SectionName, readonly Field[]> = {
  META: metaFields,
  PROJECTS: projectFields,
  VOTES: voteFields,
};

export class PbChecker {
  readonly #sections: SectionReader;
  readonly #issues: PbIssue[] = [];
  readonly #counts: Partial<Record<PbIssueCode, number>> = {};
  readonly #meta = new Map<string, { value: string; at: Position }>();
  readonly #projects = new Map<string, ProjectRow>();
  readonly #tally = new Map<string, ProjectTally>();
  readonly #voters = new Set<string>();
  #columns: readonly string[] = [];
  #votes = 0;
  #voteType = 'approval';
  #limits: BallotLimits | undefined;
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
      if (!olderLengthFields.includes(key))
        this.#add('warning', 'field-unknown', place(row, 0), key, { section: 'META' });
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
      // Published files give a project that was withdrawn after the vote a cost of nines, so that no rule chooses it.
      if (/^9{6,}$/.test(values['cost'] ?? ''))
        this.#add('warning', 'project-withdrawn', at['cost'] ?? here, 'cost', params);
      else this.#add('error', 'project-over-budget', at['cost'] ?? here, 'cost', params);
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
    const meta = { get: (field: string) => this.#meta.get(field)?.value };
    this.#limits = new BallotLimits(
      meta,
      projects.map(({ id, cost }) => [id, cost] as const),
    );
    if (!type || !budget || projects.length === 0) return;
    this.#builder = new ElectionBuilder({
      projects,
      budget,
      voteType: type,
      maxLength: this.#limits.maxLength,
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
    const points = this.#points(row, ids, voter);
    const seen = new Set<string>();
    for (const [place, id] of ids.entries()) {
      if (!this.#projects.has(id)) this.#add('error', 'project-unknown', voteAt, 'vote', { voter, id });
      const entry = this.#tally.get(id) ?? { votes: 0, repeats: 0, repeatedScore: Fraction.zero };
      this.#tally.set(id, entry);
      if (seen.has(id)) {
        this.#add('error', 'project-twice-in-vote', voteAt, 'vote', { voter, id });
        entry.repeats += 1;
        entry.repeatedScore = entry.repeatedScore.plus(this.#worth(ids, place, points));
      } else entry.votes += 1;
      seen.add(id);
    }
    this.#checkLimits(row, voter, ids, points ?? []);
    this.#builder?.add(ids, points);
  }

  /** What an entry adds to the score. */
  #worth(ids: readonly string[], place: number, points: readonly string[] | undefined): Fraction {
    if (points) return Fraction.parse(points[place] ?? '') ?? Fraction.zero;
    return Fraction.of(this.#voteType === 'ordinal' ? ids.length - place : 1);
  }

  #checkLimits(row: DelimitedRow, voter: string, ids: readonly string[], points: readonly string[]): void {
    for (const { code, found, limit } of this.#limits?.passedBy(ids, points) ?? []) {
      const field = code.startsWith('points') ? 'points' : 'vote';
      const at = place(row, Math.max(0, this.#columns.indexOf(field)));
      const params = { voter, found: found.toDecimal(6), limit: limit.toDecimal(6) };
      // Offices let ballots through that cost too much, and sources round points: both are so in official data.
      const rounded =
        code.startsWith('points-sum') && differ(found, limit).compare(Fraction.of(ids.length, 2)) <= 0;
      const severity = rounded || code === 'vote-cost-too-high' ? 'warning' : 'error';
      this.#add(severity, code, at, field, params);
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
    return points;
  }

  #compare(): void {
    const stated = [...this.#projects.values()].map((row) => Fraction.parse(row.score));
    checkWhole(
      {
        meta: this.#meta,
        projects: this.#projects,
        tally: this.#tally,
        votes: this.#votes,
        top: this.#sectionAt.META ?? this.#last,
        election: this.#builder && builtAsStated(this.#builder, stated),
      },
      (...finding) => this.#add(...finding),
    );
  }
}

function differ(a: Fraction, b: Fraction): Fraction {
  const difference = a.minus(b);
  return difference.num < 0n ? difference.negated() : difference;
}

function place(row: DelimitedRow, index: number): Position {
  return { line: row.lines[index] ?? row.end.line, column: row.columns[index] ?? row.end.column };
}
