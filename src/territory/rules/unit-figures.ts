import { parseAgeBand, populationSums, type PopulationCell } from './age-bands.ts';
import type { DifferenceChoice, UnitDifference } from './unit-import.ts';

/** Households and residents of a village, as a row gives them or as they are stored. */
export type Figures = {
  readonly households: number | null;
  readonly population: readonly PopulationCell[];
};

const noFigures: Figures = { households: null, population: [] };

/** A group of residents of which a file says otherwise; null where there is no number. */
export type GroupDifference = {
  readonly sex: PopulationCell['sex'];
  readonly ageBand: string;
  readonly was: number | null;
  readonly now: number | null;
};
/** Groups named in a preview; a file may have eighty. */
const groupsNamed = 4;

const keyOf = ({ sex, ageBand }: PopulationCell): string => `${sex} ${ageBand}`;

function overlap(a: PopulationCell, b: PopulationCell): boolean {
  if (a.sex !== b.sex) return false;
  const [one, other] = [parseAgeBand(a.ageBand), parseAgeBand(b.ageBand)];
  if (one === null || other === null) return a.ageBand === b.ageBand;
  return one.from <= (other.to ?? Infinity) && other.from <= (one.to ?? Infinity);
}

/**
 * Stored residents with those of a row in their place. A stored band that shares an age with a band of the row goes,
 * or its people would be counted twice; what the row does not speak of stays.
 */
export function withResidents(
  stored: readonly PopulationCell[],
  said: readonly PopulationCell[],
): PopulationCell[] {
  return [...stored.filter((cell) => !said.some((one) => overlap(one, cell))), ...said];
}

/** What a row says of households and residents otherwise than is stored; what it leaves empty differs from nothing. */
export function figureDifferences(said: Figures, stored: Figures = noFigures): UnitDifference[] {
  const found: UnitDifference[] = [];
  const text = (value: number | null) => (value === null ? '' : String(value));
  if (said.households !== null && said.households !== stored.households) {
    found.push({
      field: 'households',
      take: stored.households === null ? 'households-empty' : 'households',
      was: text(stored.households),
      now: text(said.households),
    });
  }
  const groups = groupDifferences(said.population, stored.population);
  if (groups.length > 0) {
    const total = (cells: readonly PopulationCell[]) =>
      cells.length === 0 ? '' : String(populationSums(cells).all);
    found.push({
      field: 'people',
      take: groups.some(({ was }) => was !== null) ? 'people' : 'people-empty',
      was: total(stored.population),
      now: total(withResidents(stored.population, said.population)),
      groups: { first: groups.slice(0, groupsNamed), count: groups.length },
    });
  }
  return found;
}

function groupDifferences(
  said: readonly PopulationCell[],
  stored: readonly PopulationCell[],
): GroupDifference[] {
  if (said.length === 0) return [];
  const before = new Map(stored.map((cell) => [keyOf(cell), cell.people]));
  const after = new Set(said.map(keyOf));
  const changed = said
    .map(({ sex, ageBand, people }) => ({
      ...{ sex, ageBand },
      was: before.get(`${sex} ${ageBand}`) ?? null,
      now: people,
    }))
    .filter(({ was, now }) => was !== now);
  const gone = stored
    .filter((cell) => !after.has(keyOf(cell)) && said.some((one) => overlap(one, cell)))
    .map(({ sex, ageBand, people }) => ({ sex, ageBand, was: people, now: null }));
  return [...changed, ...gone];
}

/**
 * What is to be written of a village that stands: what is ticked from the row, the rest as it is stored. Nothing when
 * nothing of it is taken: a profile of the import's day would otherwise say anew what nobody said.
 */
export function figuresTaken(
  differences: readonly UnitDifference[],
  chosen: ReadonlySet<DifferenceChoice>,
  said: Figures,
  stored: Figures = noFigures,
): Figures {
  const taken = (field: UnitDifference['field']) =>
    differences.some((difference) => difference.field === field && chosen.has(difference.take));
  const [households, people] = [taken('households'), taken('people')];
  if (!households && !people) return noFigures;
  return {
    households: households ? said.households : stored.households,
    population: people ? withResidents(stored.population, said.population) : stored.population,
  };
}
