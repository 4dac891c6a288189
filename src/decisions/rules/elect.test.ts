import { expect, test } from 'vitest';
import { decide, type VoteCount } from './decide.ts';
import { knownRules } from './known-rules.ts';

const counted = (votes: readonly number[]): VoteCount => ({
  votes: { kind: 'choice', options: votes.map((one, at) => ({ id: `o${at + 1}`, votes: one })) },
  ...{ abstained: 0, present: 100, members: null, tokens: null, chair: null },
});
const elected = (votes: readonly number[], seats: number) => decide(knownRules.choice, counted(votes), seats);

test('several seats: those with most votes have them, in the order of their votes', () => {
  expect(elected([10, 40, 20, 5], 2)).toMatchObject({ state: 'adopted', winners: ['o2', 'o3'], tied: [] });
  // Nobody voted for the rest: a seat stays free.
  expect(elected([10, 0, 0], 2)).toMatchObject({ state: 'adopted', winners: ['o1'], tied: [] });
  expect(elected([0, 0, 0], 2)).toMatchObject({ state: 'not-adopted', winners: [], winner: null });
});

test('equal votes for the last seat: nobody of them has it, whoever stands above is elected', () => {
  expect(elected([40, 20, 20, 5], 2)).toMatchObject({ winners: ['o1'], tied: ['o2', 'o3'] });
  expect(elected([20, 20, 20], 2)).toMatchObject({
    state: 'not-adopted',
    winners: [],
    tied: ['o1', 'o2', 'o3'],
  });
  // Equal, and both have a seat.
  expect(elected([20, 20, 5], 2)).toMatchObject({ winners: ['o1', 'o2'], tied: [] });
});

test('without a quorum nobody is elected; one seat is decided as any choice', () => {
  const rule = { ...knownRules.choice, quorum: { kind: 'number', people: 101 } } as const;
  expect(decide(rule, counted([40, 20, 5]), 2)).toMatchObject({ state: 'no-quorum', winners: [] });
  expect(decide(knownRules.choice, counted([40, 20, 5]))).toMatchObject({ winner: 'o1', winners: ['o1'] });
});
