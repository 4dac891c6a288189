import { expect, it } from 'vitest';
import { Fraction } from '../rational.ts';
import { compareRules, votersWithNothing } from './compare.ts';
import { ElectionBuilder } from './election.ts';

it('sets rules side by side: who is left with nothing, who gains, who loses', () => {
  const builder = new ElectionBuilder({
    projects: [
      { id: 'road', cost: Fraction.of(60) },
      { id: 'bridge', cost: Fraction.of(40) },
      { id: 'park', cost: Fraction.of(40) },
    ],
    budget: Fraction.of(100),
    voteType: 'approval',
  });
  builder.add(['road', 'bridge'], undefined, 6);
  builder.add(['park'], undefined, 4);
  builder.add([]);
  const election = builder.build();
  const [greedy, , shares] = compareRules(election, {});
  // The majority has both of its projects, or the road alone leaves room for the others' park.
  expect(greedy).toMatchObject({ withNothing: 5, gain: 0, lose: 0 });
  expect(greedy?.meanChosen.toString()).toBe('12/11');
  expect(shares?.selection.winners.map(({ project }) => project)).toEqual([1]);
  expect(shares).toMatchObject({ withNothing: 5, gain: 0, lose: 6 });
  for (const { selection, withNothing } of compareRules(election, {}))
    expect(votersWithNothing(election, selection)).toBe(withNothing);
});
