import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from '../../test/examples/stickers-four-groups.json' with { type: 'json' };
import statistics from '../../test/examples/statistics.json' with { type: 'json' };
import { Fraction } from './rational.ts';
import {
  agreementBetweenGroups,
  condorcetWinner,
  kendallW,
  ownPriorities,
  pairwiseWins,
  rollUp,
  type RollUpRule,
  tieAtCut,
  topWithTies,
  type VoteGroup,
} from './rollup.ts';

const groups: VoteGroup<string>[] = fixture.groups.map((group) => ({
  id: group.name,
  people: group.n,
  population: group.population,
  votes: new Map(fixture.problems.map((problem, index) => [problem, group.stickers[index] ?? 0])),
}));

function scores(rule: RollUpRule): number[] {
  const outcome = rollUp({ groups, rule });
  if (!outcome.ok) throw new Error(outcome.code);
  return fixture.problems.map(
    (problem) => outcome.ranking.find((entry) => entry.problem === problem)?.score.toNumber() ?? NaN,
  );
}

function order(rule: RollUpRule): string[] {
  const outcome = rollUp({ groups, rule });
  if (!outcome.ok) throw new Error(outcome.code);
  return topWithTies(outcome.ranking, 5).map((entry) => entry.problem);
}

describe('the four groups of the worked example', () => {
  it('gives each rule its scores', () => {
    const { expected } = fixture;
    expect(scores('raw')).toEqual(expected.raw);
    expect(scores('borda')).toEqual(expected.borda);
    expect(scores('copeland')).toEqual(expected.copeland);
    for (const [rule, values, digits] of [
      ['equal-groups', expected.meanOfGroupShares, 6],
      ['population', expected.populationWeighted, 6],
      ['dowdall', expected.dowdall, 4],
    ] as const) {
      const rounded = scores(rule).map((value) => Number(value.toFixed(digits)));
      expect(rounded).toEqual(values);
    }
  });

  it('gives each rule its first five', () => {
    expect(order('raw')).toEqual(fixture.expected.topFive.raw);
    expect(order('equal-groups')).toEqual(fixture.expected.topFive.meanOfGroupShares);
    expect(order('borda')).toEqual(['Water', 'Roads', 'Street light', 'Kindergarten', 'Sport']);
    const borda = rollUp({ groups, rule: 'borda' });
    expect(borda.ok && borda.ranking.map((entry) => [entry.rank, entry.tied])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
      [4, true],
      [6, false],
    ]);
  });

  it('names the groups whose first problem is another one', () => {
    const common = rollUp({ groups, rule: 'raw' });
    if (!common.ok) throw new Error(common.code);
    const own = ownPriorities(groups, common);
    const different = Object.fromEntries(
      own
        .filter((group) => group.differentFirst.length > 0)
        .map((group) => [group.group, group.differentFirst[0]]),
    );
    expect(different).toMatchObject(fixture.expected.differentFirst);
    expect(own.find((group) => group.group === 'women 36+')?.missing).toEqual(['Waste']);
    const two = ownPriorities(groups, common, 2);
    expect(two.find((group) => group.group === 'men 18-35')?.firstButMissing).toEqual(['Sport']);
  });

  it('compares the problems in pairs', () => {
    const wins = pairwiseWins(
      fixture.problems,
      groups.map((group) => group.votes),
    );
    const row = (name: string) =>
      fixture.problems.filter((other) => other !== name).map((other) => wins.get(name)?.get(other));
    expect(row('Water')).toEqual([2, 3, 3, 4, 3]);
    expect(row('Roads')).toEqual([2, 3, 3, 4, 2]);
    expect(row('Sport')).toEqual([1, 2, 2, 1, 2]);
    expect(condorcetWinner(groups)).toBeUndefined();
    expect(condorcetWinner(groups.slice(0, 2))).toBeUndefined();
    expect(condorcetWinner(groups.slice(1, 2))).toBe('Water');
  });

  it('measures agreement', () => {
    expect(kendallW(statistics.kendallW.ranks)?.toNumber()).toBe(statistics.kendallW.W);
    const w = agreementBetweenGroups(groups);
    // Rank sums 9, 10, 16, 14, 19, 16 around 14: S = 74, W = 12 * 74 / (16 * 210).
    expect(w?.toString()).toBe(Fraction.of(12 * 74, 16 * 210).toString());
    expect(kendallW([[1, 2]])).toBeUndefined();
    expect(
      kendallW([
        [1.5, 1.5],
        [1.5, 1.5],
      ]),
    ).toBeUndefined();
  });
});

describe('rolling up', () => {
  it('refuses population weights without populations, and says whose', () => {
    const outcome = rollUp({
      groups: [groups[0] as VoteGroup<string>, { id: 'x', votes: new Map([['Water', 1]]) }],
      rule: 'population',
    });
    expect(outcome).toEqual({ ok: false, code: 'population-missing', groups: ['x'] });
  });

  it('leaves silent groups out of every mean', () => {
    const silent: VoteGroup<string> = { id: 'silent', votes: new Map([['Water', 0]]) };
    const outcome = rollUp({ groups: [...groups, silent], rule: 'equal-groups' });
    expect(outcome.ok && outcome.silentGroups).toEqual(['silent']);
    expect(outcome.ok && outcome.ranking[0]?.score.toNumber()).toBeCloseTo(0.242172, 6);
  });

  it('never cuts a tie', () => {
    const tied = rollUp({
      groups: [{ id: 'a', votes: new Map(Object.entries({ a: 9, b: 5, c: 5, d: 5, e: 1 })) }],
      rule: 'raw',
    });
    if (!tied.ok) throw new Error(tied.code);
    expect(tied.ranking.map((entry) => entry.rank)).toEqual([1, 2, 2, 2, 5]);
    expect(topWithTies(tied.ranking, 2)).toHaveLength(4);
    expect(tieAtCut(tied.ranking, 2)).toBe(true);
    expect(tieAtCut(tied.ranking, 4)).toBe(false);
  });

  it('orders ties as the Kyrgyz alphabet does', () => {
    const outcome = rollUp({
      groups: [{ id: 'a', votes: new Map(['жүн', 'жул', 'жөн', 'жол'].map((name) => [name, 1])) }],
      rule: 'raw',
    });
    expect(outcome.ok && outcome.ranking.map((entry) => entry.problem)).toEqual(['жол', 'жөн', 'жул', 'жүн']);
  });

  it('accepts nothing at all', () => {
    for (const rule of ['raw', 'equal-groups', 'population', 'borda', 'dowdall', 'copeland'] as const) {
      expect(rollUp({ groups: [], rule })).toMatchObject({ ok: true, ranking: [], votes: 0 });
    }
  });
});

const anyGroups = fc.array(
  fc.record({
    population: fc.integer({ min: 1, max: 5000 }),
    votes: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), fc.integer({ min: 0, max: 40 })),
  }),
  { minLength: 1, maxLength: 6 },
);
const toGroups = (
  list: readonly { population: number; votes: Record<string, number> }[],
): VoteGroup<string>[] =>
  list.map((group, index) => ({
    id: `${index}`,
    population: group.population,
    votes: new Map(Object.entries(group.votes)),
  }));
const rules = fc.constantFrom<RollUpRule>(
  'raw',
  'equal-groups',
  'population',
  'borda',
  'dowdall',
  'copeland',
);

describe('properties', () => {
  it('shares add up to one, Borda and Copeland points to what they must', () => {
    fc.assert(
      fc.property(anyGroups, (list) => {
        const input = toGroups(list);
        const raw = rollUp({ groups: input, rule: 'raw' });
        if (!raw.ok || raw.votes === 0) return;
        const heard = input.length - raw.silentGroups.length;
        const m = raw.ranking.length;
        const total = (rule: RollUpRule) => {
          const outcome = rollUp({ groups: input, rule });
          if (!outcome.ok) throw new Error(outcome.code);
          return outcome.ranking.reduce((sum, entry) => sum.plus(entry.score), Fraction.zero).toString();
        };
        expect(total('equal-groups')).toBe('1');
        expect(total('population')).toBe('1');
        expect(total('borda')).toBe(Fraction.of(heard * m * (m - 1), 2).toString());
        expect(total('copeland')).toBe(Fraction.of(m * (m - 1), 2).toString());
      }),
    );
  });

  it('does not depend on the order of groups', () => {
    fc.assert(
      fc.property(anyGroups, rules, (list, rule) => {
        const there = rollUp({ groups: toGroups(list), rule });
        const back = rollUp({ groups: toGroups([...list].reverse()), rule });
        const plain = (outcome: typeof there) =>
          outcome.ok
            ? outcome.ranking.map((entry) => [entry.problem, entry.rank, entry.score.toString()])
            : [];
        expect(plain(back)).toEqual(plain(there));
      }),
    );
  });
});
