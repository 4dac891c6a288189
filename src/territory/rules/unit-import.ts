import { unitLevels, type UnitLevel } from '../schema.ts';
import { foldName, parentLevel, type UnitKind } from './versions.ts';
import type { PopulationCell } from './age-bands.ts';

/** Columns of the file that are not about people; `level` and `name_ky` must be there. */
export const importColumns = ['level', 'name_ky', 'name_ru', 'parent', 'kind', 'code', 'households'] as const;
/** Population columns of the template; others of the same form (`male_19_30`, `female_65_plus`) are read as well. */
export const templatePopulation = ['female', 'male'].flatMap((sex) =>
  ['0_17', '18_35', '36_55', '56_plus'].map((band) => `${sex}_${band}`),
);
/** Rows one file may have: the whole country has about 2,500 units. */
export const importRowLimit = 5000;

/** What offices write in the level column, folded. */
const levelWords: Readonly<Record<UnitLevel, readonly string[]>> = {
  oblast: ['oblast', 'облус', 'область'],
  district: ['district', 'район'],
  municipality: [
    'municipality',
    'муниципалитет',
    'айыл аймагы',
    'айылный аймак',
    'айыльный аймак',
    'аймак',
    'шаар',
    'город',
  ],
  village: ['village', 'айыл', 'село', 'кыштак'],
};
const kindWords: Readonly<Record<UnitKind, readonly string[]>> = {
  aiylAimak: ['aiylaimak', 'aiyl_aimak', 'айыл аймагы', 'айылный аймак', 'айыльный аймак', 'аймак'],
  town: ['town', 'шаар', 'город'],
};

/** What is wrong with a row; the message is `territory.import.problem.<code>`. */
export type ImportProblem = {
  /** Row of the sheet as a person counts it, the heading is row 1; 0 when it is about the whole file. */
  readonly row: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** A unit that exists already on the day of the import. */
export type KnownUnit = {
  readonly unitId: string;
  readonly level: UnitLevel;
  readonly parentId: string | null;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly code: string | null;
};

/** A row that can be carried out. */
export type PlannedUnit = {
  readonly row: number;
  readonly level: UnitLevel;
  readonly nameKy: string;
  readonly nameRu: string;
  readonly kind: UnitKind | null;
  readonly code: string | null;
  /** An existing unit's id, a row of this file, or nothing for an oblast. */
  readonly parent: { readonly unitId: string } | { readonly row: number } | null;
  /** The unit is there already; only its profile is taken from the row. */
  readonly existing: string | null;
  readonly households: number | null;
  readonly population: readonly PopulationCell[];
};

export type ImportCheck = {
  readonly units: readonly PlannedUnit[];
  readonly problems: readonly ImportProblem[];
};

type Draft = {
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
  existing: string | null;
};

/** Checks a whole file against the units of the day. Rows are only carried out when `problems` is empty. */
export function checkImport(rows: readonly (readonly string[])[], known: readonly KnownUnit[]): ImportCheck {
  const problems: ImportProblem[] = [];
  const report = (row: number, code: string, params: ImportProblem['params'] = {}): void => {
    problems.push({ row, code, params });
  };
  const columns = readHeading(rows[0] ?? [], report);
  if (columns === null) return { units: [], problems };
  const drafts: Draft[] = [];
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    const draft = readRow(cells, index + 1, columns, report);
    if (draft) drafts.push(draft);
  }
  if (drafts.length === 0 && problems.length === 0) report(0, 'no-rows');
  if (drafts.length > importRowLimit) {
    report(0, 'too-many-rows', { max: importRowLimit });
    return { units: [], problems };
  }
  placeUnder(drafts, known, report);
  refuseTwins(drafts, report);
  problems.sort((a, b) => a.row - b.row);
  return { units: drafts.map(({ parentText: _, ...unit }) => unit), problems };
}

type Report = (row: number, code: string, params?: ImportProblem['params']) => void;
type Columns = {
  readonly at: ReadonlyMap<string, number>;
  readonly population: readonly { index: number; sex: 'female' | 'male'; ageBand: string; name: string }[];
};

function readHeading(heading: readonly string[], report: Report): Columns | null {
  const at = new Map<string, number>();
  const population: { index: number; sex: 'female' | 'male'; ageBand: string; name: string }[] = [];
  const before = { count: 0 };
  for (const [index, cell] of heading.entries()) {
    const name = cell.trim().toLowerCase().replace(/\s+/g, '_');
    if (name === '') continue;
    const people = /^(female|male)_(\d{1,3})_(\d{1,3}|plus)$/.exec(name);
    if (at.has(name)) {
      report(1, 'column-twice', { column: name });
      before.count++;
    } else if (people) {
      at.set(name, index);
      const [, sex, from, to] = people;
      const ageBand = to === 'plus' ? `${from}+` : `${from}-${to}`;
      population.push({ index, sex: sex as 'female' | 'male', ageBand, name });
    } else if ((importColumns as readonly string[]).includes(name)) at.set(name, index);
    else {
      report(1, 'column-unknown', { column: cell.trim().slice(0, 60) });
      before.count++;
    }
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
  const levelText = foldName(cell('level'));
  const level = unitLevels.find((known) => levelWords[known].includes(levelText));
  if (level === undefined) {
    report(row, levelText === '' ? 'level-missing' : 'level-unknown', { value: cell('level').slice(0, 60) });
    return null;
  }
  const nameKy = cell('name_ky');
  const nameRu = cell('name_ru') || nameKy;
  if (nameKy === '') report(row, 'name-missing');
  if (nameKy.length > 200 || nameRu.length > 200) report(row, 'name-too-long', { max: 200 });
  let kind: UnitKind | null = null;
  if (level === 'municipality') {
    const kindText = foldName(cell('kind')) || (['шаар', 'город'].includes(levelText) ? 'town' : 'aiylaimak');
    kind = kindWords.town.includes(kindText)
      ? 'town'
      : kindWords.aiylAimak.includes(kindText)
        ? 'aiylAimak'
        : null;
    if (kind === null) report(row, 'kind-unknown', { value: cell('kind').slice(0, 60) });
  } else if (cell('kind') !== '') report(row, 'kind-not-here', { value: cell('kind').slice(0, 60) });
  const code = cell('code') || null;
  if (code !== null && code.length > 40) report(row, 'code-too-long', { max: 40 });
  const households = readCount(cell('households'), row, 'households', report);
  const population: PopulationCell[] = [];
  for (const column of columns.population) {
    const people = readCount((cells[column.index] ?? '').trim(), row, column.name, report);
    if (people !== null) population.push({ sex: column.sex, ageBand: column.ageBand, people });
  }
  if (level !== 'village' && (households !== null || population.length > 0))
    report(row, 'profile-not-village');
  if (level === 'oblast' && cell('parent') !== '') report(row, 'parent-of-oblast');
  if (level !== 'oblast' && cell('parent') === '') report(row, 'parent-missing');
  return {
    row,
    level,
    nameKy,
    nameRu,
    kind,
    code,
    parentText: level === 'oblast' ? '' : cell('parent'),
    households,
    population,
    parent: null,
    existing: null,
  };
}

/** A whole number from 0 to 1,000,000; spaces between thousands are fine. Empty is not known. */
function readCount(text: string, row: number, column: string, report: Report): number | null {
  const digits = text.replace(/[\s\u00a0]/g, '');
  if (digits === '') return null;
  if (/^-\d+$/.test(digits)) report(row, 'count-negative', { column, value: text.slice(0, 30) });
  else if (!/^\d+$/.test(digits)) report(row, 'count-malformed', { column, value: text.slice(0, 30) });
  else if (digits.length > 7 || Number(digits) > 1_000_000)
    report(row, 'count-too-big', { column, max: 1_000_000 });
  else return Number(digits);
  return null;
}

type Place = {
  readonly parent: { readonly unitId: string } | { readonly row: number };
  readonly path: string;
};

/** Finds the parent of every row: by name, by code, or by a path «Область / Район / Айыл аймагы», in file or database. */
function placeUnder(drafts: Draft[], known: readonly KnownUnit[], report: Report): void {
  const knownById = new Map(known.map((unit) => [unit.unitId, unit]));
  const knownPath = (unit: KnownUnit): string => {
    const above = unit.parentId === null ? undefined : knownById.get(unit.parentId);
    return above === undefined ? foldName(unit.nameKy) : `${knownPath(above)}/${foldName(unit.nameKy)}`;
  };
  /** Level and folded name, code or path → where. Parents stand above, so levels are filled from the top. */
  const places = new Map<string, Map<string, Place>>();
  const offer = (level: UnitLevel, words: readonly (string | null)[], key: string, place: Place): void => {
    for (const word of words) {
      if (word === null || word === '') continue;
      const slot = `${level}:${word}`;
      const found = places.get(slot) ?? new Map<string, Place>();
      found.set(key, place);
      places.set(slot, found);
    }
  };
  for (const unit of known) {
    const path = knownPath(unit);
    offer(
      unit.level,
      [foldName(unit.nameKy), foldName(unit.nameRu), unit.code && foldName(unit.code), path],
      unit.unitId,
      {
        parent: { unitId: unit.unitId },
        path,
      },
    );
  }
  const existing = new Map(
    known.map((unit) => [`${unit.level}:${unit.parentId ?? ''}:${foldName(unit.nameKy)}`, unit.unitId]),
  );
  const codes = new Map(known.flatMap((unit) => (unit.code === null ? [] : [[unit.code, unit.unitId]])));
  for (const level of unitLevels) {
    const above = parentLevel(level);
    for (const draft of drafts) {
      if (draft.level !== level) continue;
      let path = foldName(draft.nameKy);
      if (above !== null) {
        if (draft.parentText === '') continue;
        const wanted = draft.parentText
          .split(/\s*[/›>]\s*/)
          .map(foldName)
          .join('/');
        const found = [...(places.get(`${above}:${wanted}`)?.values() ?? [])];
        if (found.length !== 1) {
          report(draft.row, found.length === 0 ? 'parent-not-found' : 'parent-ambiguous', {
            value: draft.parentText.slice(0, 100),
            level: above,
          });
          continue;
        }
        draft.parent = found[0]!.parent;
        path = `${found[0]!.path}/${path}`;
      }
      const parentId =
        draft.parent === null ? '' : 'unitId' in draft.parent ? draft.parent.unitId : undefined;
      draft.existing =
        parentId === undefined
          ? null
          : (existing.get(`${level}:${parentId}:${foldName(draft.nameKy)}`) ?? null);
      const holder = draft.code === null ? undefined : codes.get(draft.code);
      if (holder !== undefined && holder !== draft.existing)
        report(draft.row, 'code-taken', { value: draft.code! });
      // A row of a unit that stands already is the same place, not a second one.
      if (draft.existing !== null) continue;
      offer(
        level,
        [foldName(draft.nameKy), foldName(draft.nameRu), draft.code && foldName(draft.code), path],
        `row ${draft.row}`,
        {
          parent: { row: draft.row },
          path,
        },
      );
    }
  }
}

function refuseTwins(drafts: readonly Draft[], report: Report): void {
  const seen = new Map<string, number>();
  const codes = new Map<string, number>();
  for (const draft of drafts) {
    if (draft.nameKy !== '' && (draft.level === 'oblast' || draft.parent !== null)) {
      const parent =
        draft.parent === null
          ? ''
          : 'unitId' in draft.parent
            ? draft.parent.unitId
            : `row ${draft.parent.row}`;
      const key = `${draft.level}:${parent}:${foldName(draft.nameKy)}`;
      const first = seen.get(key);
      if (first !== undefined) report(draft.row, 'twice', { first });
      else seen.set(key, draft.row);
    }
    if (draft.code !== null) {
      const first = codes.get(draft.code);
      if (first !== undefined) report(draft.row, 'code-twice', { first, value: draft.code });
      else codes.set(draft.code, draft.row);
    }
  }
}

/** The rows of the template: headings and an invented municipality, one unit of each level. */
export function templateRows(): (string | number)[][] {
  const people = [410, 395, 260, 140, 430, 402, 251, 118];
  return [
    [...importColumns, ...templatePopulation],
    ['oblast', 'Мисал облусу', 'Примерная область', '', '', '', ''],
    ['district', 'Мисал району', 'Примерный район', 'Мисал облусу', '', '', ''],
    ['municipality', 'Булак айыл аймагы', 'Булакский айылный аймак', 'Мисал району', 'aiylAimak', '', ''],
    ['village', 'Ак-Булак', 'Ак-Булак', 'Булак айыл аймагы', '', '', 380, ...people],
  ];
}
