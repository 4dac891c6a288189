import { nameFault } from '../../methods/name-faults.ts';
import { headingKey } from '../../methods/headings.ts';
import { cleanName, strangeLetters } from '../../methods/names.ts';
import { readCount as readWritten } from '../../methods/written-count.ts';
import type { UnitLevel } from '../schema.ts';
import type { PopulationCell } from './age-bands.ts';
import { cleanCode, codeFault, shortCodes } from './unit-code.ts';
import { importColumn, populationOf } from './unit-columns.ts';
import type { Figures, GroupDifference } from './unit-figures.ts';
import { placeUnder, refuseTwins, type Step } from './unit-places.ts';
import { isRepublic, readKind, readLevel, republicName } from './unit-words.ts';
import { mayStandAlone, type UnitKind, type UnitVersion } from './versions.ts';

/** Rows one file may have: the whole country has about 2,500 units. */
export const importRowLimit = 5000;

/** What is wrong with a row; the message is `territory.import.problem.<code>`. */
export type ImportProblem = {
  /** Row of the sheet as a person counts it, the heading is row 1; 0 when it is about the whole file. */
  readonly row: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A unit that exists already on the day of the import. */
export type KnownUnit = Omit<UnitVersion, 'validFrom' | 'validTo'> & {
  /** What is stored of a village's people for that day; undefined when nothing is. */
  readonly figures?: Figures | undefined;
};

/**
 * What a row says otherwise than it is stored. `take` is the tick it belongs to; those that fill in what is empty are
 * ticked from the start, the others left unless somebody ticks them.
 */
export type UnitDifference = {
  readonly take: DifferenceChoice;
  readonly field: 'nameKy' | 'nameRu' | 'kind' | 'code' | 'households' | 'people';
  readonly was: string;
  readonly now: string;
  /** Of people: the groups that differ, the first of them named; `was` and `now` are all residents. */
  readonly groups?: { readonly first: readonly GroupDifference[]; readonly count: number };
};
const fillingIn = ['code-empty', 'nameRu-empty', 'households-empty', 'people-empty'] as const;
export const differenceChoices = [
  ...fillingIn,
  ...(['code', 'nameRu', 'nameKy', 'kind', 'households', 'people'] as const),
] as const;
export type DifferenceChoice = (typeof differenceChoices)[number];
/** Ticked when the preview is first shown. */
export const takenFirst: readonly DifferenceChoice[] = fillingIn;

/** A row that can be carried out. */
export type PlannedUnit = {
  readonly row: number;
  readonly level: UnitLevel;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly kind: UnitKind | null;
  readonly code: string | null;
  /** An existing unit's id, a row of this file, or nothing for an oblast and a town under the republic. */
  readonly parent: { readonly unitId: string } | { readonly row: number } | null;
  /** The name above as the row gives it; empty at the top. */
  readonly parentText: string;
  /** The unit is there already; of `differences` is taken what somebody chooses. */
  readonly existing: string | null;
  readonly differences: readonly UnitDifference[];
  readonly households: number | null;
  readonly population: readonly PopulationCell[];
};

export type ImportCheck = {
  readonly units: readonly PlannedUnit[];
  readonly problems: readonly ImportProblem[];
  /** What was read otherwise than it is written, or deserves a look; the message is `territory.import.note.<code>`. */
  readonly notes: readonly ImportProblem[];
};

/** A row while its place is sought. */
export type Draft = {
  row: number;
  level: UnitLevel;
  nameKy: string;
  nameRu: string;
  kind: UnitKind | null;
  code: string | null;
  parentText: string;
  households: number | null;
  population: PopulationCell[];
  parent: PlannedUnit['parent'];
  /** Whether a place was found for it, be it the top. */
  placed: boolean;
  above?: readonly Step[];
  existing: string | null;
  differences: UnitDifference[];
  /** What the row itself said: an empty cell differs from nothing. */
  said: { nameRu: boolean; kind: boolean };
};

/** Checks a whole file against the units of the day. Rows are only carried out when `problems` is empty. */
export function checkImport(rows: readonly (readonly string[])[], known: readonly KnownUnit[]): ImportCheck {
  const problems: ImportProblem[] = [];
  const notes: ImportProblem[] = [];
  const note: Report = (row, code, params = {}) => {
    notes.push({ row, code, params });
  };
  const report = (row: number, code: string, params: ImportProblem['params'] = {}): void => {
    problems.push({ row, code, params });
  };
  const columns = readHeading(rows[0] ?? [], report);
  if (columns === null) return { units: [], problems, notes };
  const drafts: Draft[] = [];
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    const draft = readRow(cells, index + 1, columns, report);
    if (draft) drafts.push(draft);
  }
  if (drafts.length === 0 && problems.length === 0) report(0, 'no-rows');
  if (drafts.length > importRowLimit) {
    report(0, 'too-many-rows', { max: importRowLimit });
    return { units: [], problems, notes };
  }
  placeUnder(drafts, known, report, note);
  refuseTwins(drafts, report, note);
  const { length, short } = shortCodes(drafts.flatMap(({ code }) => code ?? []));
  for (const { row, code } of drafts)
    if (code !== null && short.has(code)) note(row, 'code-short', { value: code, length });
  problems.sort((a, b) => a.row - b.row);
  notes.sort((a, b) => a.row - b.row);
  const units = drafts.map(({ placed: _, said: __, above: ___, ...unit }) => unit);
  return { units, problems, notes };
}

export type Report = (row: number, code: string, params?: ImportProblem['params']) => void;
type Columns = {
  readonly at: ReadonlyMap<string, number>;
  readonly population: readonly { index: number; sex: 'female' | 'male'; ageBand: string; name: string }[];
};

function readHeading(heading: readonly string[], report: Report): Columns | null {
  const at = new Map<string, number>();
  const population: { index: number; sex: 'female' | 'male'; ageBand: string; name: string }[] = [];
  const before = { count: 0 };
  for (const [index, cell] of heading.entries()) {
    if (headingKey(cell) === '') continue;
    const name = importColumn(cell);
    const people = name === undefined ? null : populationOf(name);
    if (name === undefined) {
      report(1, 'column-unknown', { column: cell.trim().slice(0, 60) });
      before.count++;
    } else if (at.has(name)) {
      report(1, 'column-twice', { column: name });
      before.count++;
    } else if (people) {
      at.set(name, index);
      population.push({ index, ...people, name });
    } else at.set(name, index);
  }
  for (const needed of ['level', 'name_ky']) {
    if (!at.has(needed)) {
      report(1, 'column-missing', { column: needed });
      before.count++;
    }
  }
  return before.count > 0 ? null : { at, population };
}

function readRow(cells: readonly string[], row: number, columns: Columns, report: Report): Draft | null {
  const cell = (name: string): string => {
    const index = columns.at.get(name);
    return index === undefined ? '' : (cells[index] ?? '').replace(/\s+/g, ' ').trim();
  };
  const levelText = cell('level');
  const said = readLevel(levelText);
  if (said === undefined || said === 'settlement') {
    const code =
      said === 'settlement' ? 'level-settlement' : levelText === '' ? 'level-missing' : 'level-unknown';
    report(row, code, { value: levelText.slice(0, 60) });
    return null;
  }
  const { level } = said;
  const nameKy = cleanName(cell('name_ky'));
  const nameRu = cleanName(cell('name_ru')) || nameKy;
  if (nameKy === '') report(row, 'name-missing');
  if (nameKy.length > 200 || nameRu.length > 200) report(row, 'name-too-long', { max: 200 });
  for (const name of new Set([nameKy, nameRu])) {
    const fault = name === '' ? null : nameFault(name);
    if (fault !== null)
      report(row, fault, { value: name.slice(0, 60), letters: strangeLetters(name).join(' ') });
  }
  let kind: UnitKind | null = null;
  if (level === 'municipality') {
    kind = cell('kind') === '' ? (said.kind ?? 'aiylAimak') : (readKind(cell('kind')) ?? null);
    if (kind === null) report(row, 'kind-unknown', { value: cell('kind').slice(0, 60) });
  } else if (cell('kind') !== '') report(row, 'kind-not-here', { value: cell('kind').slice(0, 60) });
  const code = cleanCode(cell('code')) || null;
  const wrongCode = code === null ? null : codeFault(code);
  if (wrongCode !== null) report(row, wrongCode, { max: 40, value: code ?? '' });
  const households = readCount(cell('households'), row, 'households', report);
  const population: PopulationCell[] = [];
  for (const column of columns.population) {
    const people = readCount((cells[column.index] ?? '').trim(), row, column.name, report);
    if (people !== null) population.push({ sex: column.sex, ageBand: column.ageBand, people });
  }
  if (level !== 'village' && (households !== null || population.length > 0))
    report(row, 'profile-not-village');
  const parentText = isRepublic(cell('parent')) ? republicName : cell('parent');
  if (level === 'oblast' && parentText !== '' && parentText !== republicName) report(row, 'parent-of-oblast');
  if (level !== 'oblast' && parentText === '')
    report(row, mayStandAlone(level, kind) ? 'parent-missing-town' : 'parent-missing', {
      republic: republicName,
    });
  return {
    row,
    level,
    nameKy,
    nameRu,
    kind,
    code,
    parentText: level === 'oblast' ? '' : parentText,
    households,
    population,
    parent: null,
    placed: false,
    existing: null,
    differences: [],
    said: { nameRu: cell('name_ru') !== '', kind: cell('kind') !== '' || said.kind !== null },
  };
}

/** A whole number from 0 to 1,000,000; spaces between thousands are fine. Empty is not known. */
function readCount(text: string, row: number, column: string, report: Report): number | null {
  const read = readWritten(text);
  if (!read.ok) report(row, read.code, { column, value: text.slice(0, 30) });
  else if (read.value !== null && read.value > 1_000_000)
    report(row, 'count-too-big', { column, max: 1_000_000 });
  else return read.value;
  return null;
}
