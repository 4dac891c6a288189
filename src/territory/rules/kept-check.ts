import { sexOrder, type PopulationCell } from './age-bands.ts';
import { figuresTaken, type Figures } from './unit-figures.ts';
import {
  checkImport,
  type DifferenceChoice,
  type ImportCheck,
  type KnownUnit,
  type PlannedUnit,
} from './unit-import.ts';

/** The units of a day, and bytes of what is stored of their people: the thread of the requests looks into neither. */
export type StoredUnits = {
  readonly known: readonly KnownUnit[];
  /** JSON of `StoredFigures[]` in UTF-8. */
  readonly figures: Uint8Array;
};

/** Village, municipality, households, and residents as sex, age band, people. */
export type StoredFigures = readonly [
  villageId: string,
  municipalityId: string,
  households: number | null,
  cells: readonly (readonly [sex: string, ageBand: string, people: number])[],
];

const said = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Puts to each village what its present municipality has stored of its people. */
export function withFigures({ known, figures }: StoredUnits): KnownUnit[] {
  const stored = new Map<string, Figures>();
  for (const [villageId, municipalityId, households, cells] of said(figures) as StoredFigures[]) {
    const population = cells.flatMap(([text, ageBand, people]): PopulationCell[] => {
      const sex = sexOrder.find((one) => one === text);
      return sex === undefined ? [] : [{ sex, ageBand, people }];
    });
    stored.set(`${municipalityId} ${villageId}`, { households, population });
  }
  return known.map((unit) => ({ ...unit, figures: stored.get(`${unit.parentId ?? ''} ${unit.unitId}`) }));
}

/** The rows of `KeptUnits.contents`, checked against the units of the day. @throws Error for what is none */
export function checkKept(contents: Uint8Array, known: readonly KnownUnit[]): ImportCheck {
  return checkImport(said(contents) as string[][], known);
}

/**
 * A check whose units carry the households and residents that are to be written when `take` is ticked: of a new
 * village its row's, of one that stands what was chosen beside what is stored, or none.
 */
export function choose(
  check: ImportCheck,
  known: readonly KnownUnit[],
  take: readonly DifferenceChoice[],
): ImportCheck {
  const chosen = new Set(take);
  const stored = new Map(known.map(({ unitId, figures }) => [unitId, figures]));
  const units = check.units.map((planned): PlannedUnit => {
    const { existing, differences } = planned;
    if (existing === null) return planned;
    return { ...planned, ...figuresTaken(differences, chosen, planned, stored.get(existing)) };
  });
  return { ...check, units };
}
