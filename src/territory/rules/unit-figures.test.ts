import { describe, expect, test } from 'vitest';
import type { PopulationCell } from './age-bands.ts';
import { figureDifferences, figuresTaken, withResidents } from './unit-figures.ts';
import type { DifferenceChoice } from './unit-import.ts';

const cell = (sex: 'female' | 'male', ageBand: string, people: number): PopulationCell => ({
  ...{ sex, ageBand, people },
});
const stored = {
  households: 300,
  population: [cell('female', '18-35', 100), cell('female', '36-55', 90), cell('male', '18-35', 80)],
};

describe('what a row says of people otherwise than is stored', () => {
  test('is listed with the totals and the groups', () => {
    const said = { households: 310, population: [cell('female', '18-35', 104), cell('male', '18-35', 80)] };
    expect(figureDifferences(said, stored)).toEqual([
      { field: 'households', take: 'households', was: '300', now: '310' },
      {
        ...{ field: 'people', take: 'people', was: '270', now: '274' },
        groups: { first: [{ sex: 'female', ageBand: '18-35', was: 100, now: 104 }], count: 1 },
      },
    ]);
  });

  test('is nothing where the row is empty or the same', () => {
    expect(figureDifferences({ households: null, population: [] }, stored)).toEqual([]);
    expect(figureDifferences(stored, stored)).toEqual([]);
  });

  test('only fills in where nothing was known', () => {
    const said = { households: 310, population: [cell('male', '56+', 40)] };
    expect(figureDifferences(said, { households: null, population: stored.population })).toMatchObject([
      { take: 'households-empty', was: '', now: '310' },
      { take: 'people-empty', was: '270', now: '310' },
    ]);
    expect(figureDifferences(said)).toMatchObject([
      { take: 'households-empty', was: '', now: '310' },
      { take: 'people-empty', was: '', now: '40' },
    ]);
  });

  test('nobody is counted twice when the bands of the file are others', () => {
    const said = [cell('female', '18-40', 150), cell('female', '41-55', 50)];
    expect(withResidents(stored.population, said)).toEqual([cell('male', '18-35', 80), ...said]);
    expect(figureDifferences({ households: null, population: said }, stored)).toMatchObject([
      { take: 'people', was: '270', now: '280', groups: { count: 4 } },
    ]);
  });
});

describe('what is written of a village that stands', () => {
  const said = { households: 310, population: [cell('female', '18-35', 104)] };
  const write = (...take: DifferenceChoice[]) =>
    figuresTaken(figureDifferences(said, stored), new Set(take), said, stored);

  test('nothing is ticked, nothing is written', () => {
    expect(write('code', 'people-empty', 'households-empty')).toEqual({ households: null, population: [] });
  });

  test('what is ticked is taken, the rest stays as it is stored', () => {
    expect(write('households')).toEqual({ households: 310, population: stored.population });
    expect(write('people')).toEqual({
      households: 300,
      population: [cell('female', '36-55', 90), cell('male', '18-35', 80), cell('female', '18-35', 104)],
    });
  });
});
