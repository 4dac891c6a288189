import type { DelimitedRow } from './delimited.ts';
import { type JoinedName, Spellings } from './spellings.ts';
import {
  at,
  checkHeader,
  checkWidth,
  emptyField,
  HeadedReader,
  largestNumber,
  type TallyFault,
  wholeNumber,
} from './tally-rows.ts';

/**
 * The table of votes that `ashar tally` reads: one row per village, group and problem. Rows are added up as they
 * stream in, so a file of a million rows needs no more memory than its distinct groups and problems.
 */

/** One group of the file: the people of one session, or of one sex and age when the sessions have no names. */
export interface TallyGroup {
  readonly village: string;
  /** Name of the group; empty when the file gives none. */
  readonly group: string;
  /** Labels as written; the labels of all rows of the group. */
  readonly sexes: Set<string>;
  readonly ageGroups: Set<string>;
  readonly votes: Map<string, number>;
  people: number | null;
  population: number | null;
}

export interface TallyTable {
  readonly groups: readonly TallyGroup[];
  /** Columns of the header that mean nothing here. */
  readonly ignoredColumns: readonly string[];
  /** Names of villages, groups and problems that stood there in several spellings and are counted as one. */
  readonly joined: readonly JoinedName[];
}

const required = ['village', 'problem', 'votes'] as const;
const columnNames = [
  'village',
  'group',
  'sex',
  'age_group',
  'problem',
  'votes',
  'people',
  'population',
] as const;
type Column = (typeof columnNames)[number];

/** Reads the table of votes. Push the bytes of the file, then call {@link end}; the first fault ends the reading. */
export class TallyReader {
  readonly #groups = new Map<string, TallyGroup>();
  readonly #spellings = { village: new Spellings(), group: new Spellings(), problem: new Spellings() };
  readonly #reader: HeadedReader;
  #columns: Partial<Record<Column, number>> = {};
  #width = 0;
  #ignored: string[] = [];

  constructor() {
    this.#reader = new HeadedReader(
      columnNames,
      (names, row) => this.#header(names, row),
      (row) => this.#row(row),
    );
  }

  push(bytes: Uint8Array): TallyFault | undefined {
    return this.#reader.push(bytes);
  }

  /** The table, or the first fault. */
  end(): { ok: true; table: TallyTable } | { ok: false; fault: TallyFault } {
    const fault = this.#reader.end();
    if (fault) return { ok: false, fault };
    const { village, group, problem } = this.#spellings;
    const joined = [village, group, problem].flatMap((spellings) => spellings.joined());
    const groups = joined.length === 0 ? [...this.#groups.values()] : this.#shown();
    return { ok: true, table: { groups, ignoredColumns: this.#ignored, joined } };
  }

  /** The groups with the spellings that should be shown: known only when all rows were read. */
  #shown(): TallyGroup[] {
    const { village, group, problem } = this.#spellings;
    const labels = (names: ReadonlySet<string>) => new Set([...names].map((name) => group.shown(name)));
    return [...this.#groups.values()].map((entry) => ({
      ...entry,
      village: village.shown(entry.village),
      group: group.shown(entry.group),
      sexes: labels(entry.sexes),
      ageGroups: labels(entry.ageGroups),
      votes: new Map([...entry.votes].map(([name, votes]) => [problem.shown(name), votes])),
    }));
  }

  #header(names: readonly string[], row: DelimitedRow): TallyFault | undefined {
    const fault = checkHeader(names, row, required, columnNames);
    if (fault) return fault;
    for (const [index, name] of names.entries()) {
      const column = columnNames.find((known) => known === name);
      if (column) this.#columns[column] = index;
      else if (name !== '') this.#ignored.push((row.fields[index] ?? '').trim());
    }
    this.#width = names.length;
    return undefined;
  }

  #value(fields: readonly string[], column: Column): string {
    const index = this.#columns[column];
    const kind = column === 'village' || column === 'problem' ? column : 'group';
    return index === undefined ? '' : this.#spellings[kind].of(fields[index]);
  }

  #row(row: DelimitedRow): TallyFault | undefined {
    const wrongWidth = checkWidth(row, this.#width);
    if (wrongWidth) return wrongWidth;
    const { fields } = row;
    const village = this.#value(fields, 'village');
    const problem = this.#value(fields, 'problem');
    if (village === '') return emptyField(row, this.#columns.village ?? 0, 'village');
    if (problem === '') return emptyField(row, this.#columns.problem ?? 0, 'problem');
    const votes = wholeNumber(row, this.#columns.votes ?? 0, 'votes');
    if (typeof votes !== 'number') return votes;
    const sex = this.#value(fields, 'sex');
    const ageGroup = this.#value(fields, 'age_group');
    const group = this.#value(fields, 'group');

    const key = group === '' ? `${village}\u0000\u0000${sex}\u0000${ageGroup}` : `${village}\u0000${group}`;
    let entry = this.#groups.get(key);
    if (!entry) {
      entry = {
        village,
        group,
        sexes: new Set(),
        ageGroups: new Set(),
        votes: new Map(),
        people: null,
        population: null,
      };
      this.#groups.set(key, entry);
    }
    if (sex !== '') entry.sexes.add(sex);
    if (ageGroup !== '') entry.ageGroups.add(ageGroup);
    const total = (entry.votes.get(problem) ?? 0) + votes;
    if (total > largestNumber * 1_000) {
      const index = this.#columns.votes ?? 0;
      return {
        ...at(row, index),
        code: 'number-too-large',
        params: { name: 'votes', value: total, limit: largestNumber },
      };
    }
    entry.votes.set(problem, total);
    return this.#count(row, entry, 'people') ?? this.#count(row, entry, 'population');
  }

  /** A number that belongs to the group and is repeated on its rows: it must be the same wherever it stands. */
  #count(row: DelimitedRow, entry: TallyGroup, name: 'people' | 'population'): TallyFault | undefined {
    const index = this.#columns[name];
    if (index === undefined || (row.fields[index] ?? '').trim() === '') return undefined;
    const value = wholeNumber(row, index, name);
    if (typeof value !== 'number') return value;
    if (entry[name] !== null && entry[name] !== value) {
      return {
        ...at(row, index),
        code: 'conflicting-number',
        params: { name, value, before: entry[name], village: entry.village, group: groupLabel(entry) },
      };
    }
    entry[name] = value;
    return undefined;
  }
}

/** How a group is called where it is shown: its name, or its sex and age. */
export function groupLabel(group: Pick<TallyGroup, 'group' | 'sexes' | 'ageGroups'>): string {
  return group.group !== '' ? group.group : [...group.sexes, ...group.ageGroups].join(' ');
}
