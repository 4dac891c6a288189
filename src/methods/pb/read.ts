import type { DelimitedRow, Position } from '../delimited.ts';
import { type AmountFault, readAmount } from '../amount.ts';
import { Fraction } from '../rational.ts';
import {
  type Election,
  ElectionBuilder,
  type ProjectInput,
  type VoteType,
  voteTypes,
} from '../selection/election.ts';
import { BallotLimits, type PassedLimit } from './ballot-limits.ts';
import { isMissing } from './format.ts';
import { type GroupColumn, groupColumns, list } from './lists.ts';
import { builtAsStated } from './ranking.ts';
import { type SectionFault, type SectionName, SectionReader } from './sections.ts';

/** What makes a file useless for a selection rule. Everything else is the checker's business. */
export interface PbFault extends Position {
  readonly code:
    | SectionFault['code']
    | 'section-missing'
    | 'section-out-of-order'
    | 'column-missing'
    | 'meta-missing'
    | AmountFault
    | 'unknown-vote-type'
    | 'empty-id'
    | 'repeated-id'
    | 'points-differ'
    | 'no-projects';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface PbElection {
  readonly election: Election;
  readonly meta: ReadonlyMap<string, string>;
  /** Categories and neighbourhoods of every project, in order. */
  readonly groupsOf: Readonly<Record<GroupColumn, readonly (readonly string[])[]>>;
  /** Ballots that pass a limit the file states, by the field that states it. They are counted all the same. */
  readonly ballotsPast: ReadonlyMap<string, number>;
}

/**
 * Reads an election out of a `.pb` file as it streams in: push the bytes, then call {@link end}. Votes are counted
 * row by row, so memory grows with the number of different ballots, not with the number of voters.
 */
export class PbReader {
  readonly #sections: SectionReader;
  readonly #meta = new Map<string, string>();
  readonly #metaPositions = new Map<string, Position>();
  readonly #projects: ProjectInput[] = [];
  readonly #ids = new Set<string>();
  readonly #groupsOf: Record<GroupColumn, string[][]> = { category: [], neighborhood: [] };
  readonly #ballotsPast = new Map<string, number>();
  #limits: BallotLimits | undefined;
  readonly #statedScores: (Fraction | undefined)[] = [];
  #columns: Readonly<Record<string, number>> = {};
  #builder: ElectionBuilder | undefined;
  #voteType: VoteType = 'approval';
  #hasPoints = false;
  #fault: PbFault | undefined;
  #lastLine = 1;
  #metaAt: Position = { line: 1, column: 1 };

  readonly #ranking: 'own-length' | 'max-length' | undefined;

  /** `ranking` scores rankings so, whatever the file's own scores follow. */
  constructor(options: { readonly ranking?: 'own-length' | 'max-length' | undefined } = {}) {
    this.#ranking = options.ranking;
    this.#sections = new SectionReader({
      section: (name, position) => this.#section(name, position),
      header: (name, columns, row) => this.#header(name, columns, row),
      row: (name, row) => this.#row(name, row),
    });
  }

  /** True when reading may stop: something is wrong. */
  push(bytes: Uint8Array): boolean {
    if (this.#fault) return true;
    const fault = this.#sections.push(bytes);
    if (fault) this.#fault ??= { ...fault, params: {} };
    return this.#fault !== undefined;
  }

  end(): { ok: true; file: PbElection } | { ok: false; fault: PbFault } {
    if (!this.#fault) {
      const fault = this.#sections.end();
      if (fault) this.#fault ??= { ...fault, params: {} };
    }
    const at = { line: this.#lastLine, column: 1 };
    if (!this.#fault) {
      const missing = (['META', 'PROJECTS', 'VOTES'] as const).find((name) => !this.#sections.seen.has(name));
      if (missing) this.#fault = { ...at, code: 'section-missing', params: { name: missing } };
    }
    if (!this.#fault && !this.#builder) this.#start(at);
    if (this.#fault || !this.#builder) {
      return { ok: false, fault: this.#fault ?? { ...at, code: 'no-projects', params: {} } };
    }
    const election = this.#built(this.#builder);
    const file = { election, meta: this.#meta, groupsOf: this.#groupsOf, ballotsPast: this.#ballotsPast };
    return { ok: true, file };
  }

  #built(builder: ElectionBuilder): Election {
    if (this.#ranking) return builder.build(this.#ranking);
    return builtAsStated(builder, this.#statedScores);
  }

  #fail(at: Position, code: PbFault['code'], params: PbFault['params'] = {}): false {
    this.#fault ??= { line: at.line, column: at.column, code, params };
    return false;
  }

  #section(name: SectionName, position: Position): void {
    this.#lastLine = position.line;
    if (name === 'META') this.#metaAt = position;
    const needed = { META: [], PROJECTS: ['META'], VOTES: ['META', 'PROJECTS'] } as const;
    if (needed[name].some((before) => !this.#sections.seen.has(before))) {
      this.#fail(position, 'section-out-of-order', { name });
    }
  }

  #header(name: SectionName, columns: readonly string[], row: DelimitedRow): boolean {
    if (this.#fault) return false;
    const lower = columns.map((column) => column.toLowerCase());
    this.#columns = Object.fromEntries(lower.map((column, index) => [column, index]));
    const needed = { META: [], PROJECTS: ['project_id', 'cost'], VOTES: ['vote'] }[name];
    const missing = needed.find((column) => !lower.includes(column));
    if (missing) return this.#fail(place(row, 0), 'column-missing', { name: missing, section: name });
    if (name === 'VOTES') {
      this.#hasPoints = lower.includes('points');
      if (!this.#start(place(row, 0))) return false;
      const counted = this.#voteType === 'cumulative' || this.#voteType === 'scoring';
      if (counted && !this.#hasPoints) {
        return this.#fail(place(row, 0), 'column-missing', { name: 'points', section: name });
      }
    }
    return true;
  }

  /** Everything before the votes is known: the election can begin. */
  #start(at: Position): boolean {
    const budgetText = this.#meta.get('budget');
    if (isMissing(budgetText)) return this.#fail(this.#metaAt, 'meta-missing', { name: 'budget' });
    const budgetAt = this.#metaPositions.get('budget') ?? at;
    const budget = readAmount(budgetText ?? '');
    if (!budget.ok) return this.#fail(budgetAt, budget.code, { name: 'budget', value: budgetText ?? '' });
    const typeText = this.#meta.get('vote_type');
    if (isMissing(typeText)) return this.#fail(this.#metaAt, 'meta-missing', { name: 'vote_type' });
    const voteType = voteTypes.find((type) => type === typeText?.toLowerCase());
    if (!voteType) {
      return this.#fail(this.#metaPositions.get('vote_type') ?? at, 'unknown-vote-type', {
        value: typeText ?? '',
      });
    }
    if (this.#projects.length === 0) return this.#fail(at, 'no-projects');
    this.#voteType = voteType;
    this.#limits = new BallotLimits(
      this.#meta,
      this.#projects.map(({ id, cost }) => [id, cost] as const),
    );
    this.#builder = new ElectionBuilder({
      projects: this.#projects,
      budget: budget.value,
      voteType,
      rankedByPoints: this.#hasPoints,
      maxLength: this.#limits.maxLength,
    });
    return true;
  }

  #row(name: SectionName, row: DelimitedRow): boolean {
    if (this.#fault) return false;
    this.#lastLine = row.lines[0] ?? this.#lastLine;
    if (name === 'META') {
      const key = (row.fields[0] ?? '').trim().toLowerCase();
      this.#meta.set(key, (row.fields[1] ?? '').trim());
      this.#metaPositions.set(key, place(row, 1));
      return true;
    }
    return name === 'PROJECTS' ? this.#project(row) : this.#vote(row);
  }

  #project(row: DelimitedRow): boolean {
    const idAt = this.#columns['project_id'] ?? 0;
    const costAt = this.#columns['cost'] ?? 1;
    const id = (row.fields[idAt] ?? '').trim();
    if (id === '') return this.#fail(place(row, idAt), 'empty-id');
    if (this.#ids.has(id)) return this.#fail(place(row, idAt), 'repeated-id', { id });
    this.#ids.add(id);
    const text = (row.fields[costAt] ?? '').trim();
    const cost = readAmount(text);
    if (!cost.ok) return this.#fail(place(row, costAt), cost.code, { name: 'cost', value: text });
    const title = (row.fields[this.#columns['name'] ?? -1] ?? '').trim();
    this.#projects.push({ id, cost: cost.value, name: title === '' ? id : title });
    for (const column of groupColumns) {
      const text = row.fields[this.#columns[column] ?? -1] ?? '';
      this.#groupsOf[column].push(column === 'category' ? list(text) : [text.trim()]);
    }
    this.#statedScores.push(Fraction.parse(row.fields[this.#columns['score'] ?? -1] ?? ''));
    return true;
  }

  /** One ballot counts once for each limit, however often it passes it. */
  #countPast(passed: readonly PassedLimit[]): void {
    if (passed.length === 0) return;
    for (const field of new Set(passed.map((limit) => limit.field)))
      this.#ballotsPast.set(field, (this.#ballotsPast.get(field) ?? 0) + 1);
  }

  #vote(row: DelimitedRow): boolean {
    const voteAt = this.#columns['vote'] ?? 1;
    const ids = list(row.fields[voteAt]);
    const points = this.#hasPoints ? list(row.fields[this.#columns['points'] ?? 2]) : [];
    this.#countPast(this.#limits?.passedBy(ids, points) ?? []);
    if (!this.#hasPoints || this.#voteType === 'approval' || this.#voteType === 'choose-1') {
      this.#builder?.add(ids);
      return true;
    }
    const pointsAt = this.#columns['points'] ?? 2;
    if (points.length !== ids.length) {
      return this.#fail(place(row, pointsAt), 'points-differ', { votes: ids.length, points: points.length });
    }
    const unread = this.#builder?.add(ids, points) ?? -1;
    if (unread < 0) return true;
    return this.#fail(place(row, pointsAt), 'not-a-number', { name: 'points', value: points[unread] ?? '' });
  }
}

function place(row: DelimitedRow, index: number): Position {
  return { line: row.lines[index] ?? row.end.line, column: row.columns[index] ?? row.end.column };
}
