import { DelimitedScanner, type DelimitedRow, type Position, Utf8Reader } from './delimited.ts';
import { cleanName, nameKey } from './names.ts';
import { type JoinedName, Spellings } from './spellings.ts';

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

/** What is wrong with the input, and where. `params` fill the sentence. */
export interface TallyFault extends Position {
  readonly code:
    | 'empty-file'
    | 'not-utf8'
    | 'utf16'
    | 'unclosed-quote'
    | 'text-after-quote'
    | 'field-too-long'
    | 'missing-column'
    | 'duplicate-column'
    | 'too-few-fields'
    | 'too-many-fields'
    | 'empty-field'
    | 'negative-number'
    | 'fractional-number'
    | 'not-a-number'
    | 'number-too-large'
    | 'conflicting-number';
  readonly params: Readonly<Record<string, string | number>>;
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

/** More stickers than this on one problem of one group is a spoiled number, and the sums stay exact below it. */
export const largestNumber = 1_000_000_000;

/** Shared by the two tables: finds the delimiter, reads the header, hands over the rows with their columns. */
class HeadedReader {
  readonly #text = new Utf8Reader();
  readonly #onHeader: (names: readonly string[], row: DelimitedRow) => TallyFault | undefined;
  readonly #onRow: (row: DelimitedRow) => TallyFault | undefined;
  readonly #known: readonly string[];
  #scanner: DelimitedScanner | undefined;
  #pending = '';
  #headerSeen = false;
  #fault: TallyFault | undefined;
  #firstChunk = true;

  constructor(
    known: readonly string[],
    onHeader: (names: readonly string[], row: DelimitedRow) => TallyFault | undefined,
    onRow: (row: DelimitedRow) => TallyFault | undefined,
  ) {
    this.#known = known;
    this.#onHeader = onHeader;
    this.#onRow = onRow;
  }

  push(bytes: Uint8Array): TallyFault | undefined {
    if (this.#fault) return this.#fault;
    if (this.#firstChunk && bytes.length >= 2) {
      this.#firstChunk = false;
      const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
      if (mark === 0xfffe || mark === 0xfeff) return this.#fail({ line: 1, column: 1 }, 'utf16');
    }
    return this.#accept(this.#text.push(bytes), false);
  }

  end(): TallyFault | undefined {
    if (this.#fault) return this.#fault;
    const fault = this.#accept(this.#text.end(), true);
    if (fault) return fault;
    const trouble = this.#scanner?.end();
    if (trouble) return this.#fail(trouble, trouble.code);
    if (this.#fault) return this.#fault;
    return this.#headerSeen ? undefined : this.#fail({ line: 1, column: 1 }, 'empty-file');
  }

  #accept(part: { text: string; invalid: boolean }, last: boolean): TallyFault | undefined {
    let text = part.text;
    if (!this.#scanner) {
      this.#pending += text;
      if (!last && !part.invalid && !/[\r\n]/.test(this.#pending) && this.#pending.length < 65_536) {
        return undefined;
      }
      text = this.#pending;
      this.#pending = '';
      text = this.#start(text);
    }
    const trouble = this.#scanner?.push(text);
    if (trouble) return this.#fail(trouble, trouble.code);
    if (this.#fault) return this.#fault;
    if (part.invalid) return this.#fail(this.#scanner?.position ?? { line: 1, column: 1 }, 'not-utf8');
    return undefined;
  }

  /** Chooses the delimiter that makes most of the first line known column names. */
  #start(text: string): string {
    let body = text;
    let firstLine = 1;
    let stated: string | undefined;
    // Excel writes this line above the header to name its delimiter.
    const hint = /^sep=(.)(\r\n|\r|\n)/.exec(body);
    if (hint) {
      stated = hint[1];
      body = body.slice(hint[0].length);
      firstLine = 2;
    }
    const header = /^[^\r\n]*/.exec(body)?.[0] ?? '';
    const score = (delimiter: string) =>
      header.split(delimiter).filter((name) => this.#known.includes(headerName(name))).length;
    const delimiter =
      stated ?? [',', ';', '\t'].reduce((best, next) => (score(next) > score(best) ? next : best));
    this.#scanner = new DelimitedScanner({
      delimiter,
      firstLine,
      onRow: (row) => {
        if (row.fields.every((field) => field.trim() === '')) return true;
        const fault = this.#headerSeen ? this.#onRow(row) : this.#onHeader(row.fields.map(headerName), row);
        this.#headerSeen = true;
        if (fault) this.#fault = fault;
        return !fault;
      },
    });
    return body;
  }

  #fail(at: Position, code: TallyFault['code']): TallyFault {
    this.#fault = { line: at.line, column: at.column, code, params: {} };
    return this.#fault;
  }
}

function headerName(text: string): string {
  return text
    .trim()
    .replace(/^"|"$/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

function at(row: DelimitedRow, index: number): Position {
  return { line: row.lines[index] ?? row.end.line, column: row.columns[index] ?? row.end.column };
}

function checkHeader(
  names: readonly string[],
  row: DelimitedRow,
  needed: readonly string[],
  known: readonly string[],
): TallyFault | undefined {
  for (const [index, name] of names.entries()) {
    if (known.includes(name) && names.indexOf(name) !== index) {
      return { ...at(row, index), code: 'duplicate-column', params: { name } };
    }
  }
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) return { ...at(row, 0), code: 'missing-column', params: { name: missing } };
  return undefined;
}

function emptyField(row: DelimitedRow, index: number, name: string): TallyFault {
  return { ...at(row, index), code: 'empty-field', params: { name } };
}

function checkWidth(row: DelimitedRow, width: number): TallyFault | undefined {
  const found = row.fields.length;
  if (found === width) return undefined;
  const params = { expected: width, found };
  return found < width
    ? { ...row.end, code: 'too-few-fields', params }
    : { ...at(row, width), code: 'too-many-fields', params };
}

/** Reads a whole number of the field `index`, or says what is wrong with it. */
function wholeNumber(row: DelimitedRow, index: number, name: string): number | TallyFault {
  const text = (row.fields[index] ?? '').trim();
  if (text.length < 10 && plainNumber.test(text)) return Number(text);
  return oddNumber(row, index, name, text);
}

const plainNumber = /^\d+$/;

function oddNumber(row: DelimitedRow, index: number, name: string, text: string): number | TallyFault {
  const fault = (code: TallyFault['code']): TallyFault => ({
    ...at(row, index),
    code,
    params: { name, value: text.length > 40 ? `${text.slice(0, 40)}…` : text, limit: largestNumber },
  });
  if (/^\d{1,16}$/.test(text)) {
    const value = Number(text);
    return value <= largestNumber ? value : fault('number-too-large');
  }
  if (text === '') return fault('empty-field');
  if (/^\d+$/.test(text)) return fault('number-too-large');
  if (/^[-−–]\s*\d+([.,]\d*)?$/.test(text)) return fault('negative-number');
  if (/^\d*[.,]\d+$/.test(text) || /^\d+[.,]$/.test(text)) return fault('fractional-number');
  return fault('not-a-number');
}

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

/** Populations of groups, or of whole villages where `group` is empty. */
export interface PopulationRow {
  readonly village: string;
  readonly group: string;
  readonly population: number;
}

/** Reads a table `village,group,population` (`group` may be absent or empty). */
export class PopulationReader {
  readonly #rows: PopulationRow[] = [];
  readonly #seen = new Map<string, number>();
  readonly #reader: HeadedReader;
  #names: readonly string[] = [];

  constructor() {
    const known = ['village', 'group', 'population'];
    this.#reader = new HeadedReader(
      known,
      (names, row) => {
        this.#names = [...names];
        return checkHeader(names, row, ['village', 'population'], known);
      },
      (row) => this.#row(row),
    );
  }

  push(bytes: Uint8Array): TallyFault | undefined {
    return this.#reader.push(bytes);
  }

  end(): { ok: true; rows: readonly PopulationRow[] } | { ok: false; fault: TallyFault } {
    const fault = this.#reader.end();
    return fault ? { ok: false, fault } : { ok: true, rows: this.#rows };
  }

  #row(row: DelimitedRow): TallyFault | undefined {
    const wrongWidth = checkWidth(row, this.#names.length);
    if (wrongWidth) return wrongWidth;
    const index = (name: string) => this.#names.indexOf(name);
    const village = cleanName(row.fields[index('village')] ?? '');
    if (village === '')
      return { ...at(row, index('village')), code: 'empty-field', params: { name: 'village' } };
    const group = index('group') < 0 ? '' : cleanName(row.fields[index('group')] ?? '');
    const population = wholeNumber(row, index('population'), 'population');
    if (typeof population !== 'number') return population;
    const key = `${nameKey(village)}\u0000${nameKey(group)}`;
    const before = this.#seen.get(key);
    if (before !== undefined && before !== population) {
      return {
        ...at(row, index('population')),
        code: 'conflicting-number',
        params: { name: 'population', value: population, before, village, group },
      };
    }
    if (before === undefined) this.#rows.push({ village, group, population });
    this.#seen.set(key, population);
    return undefined;
  }
}
