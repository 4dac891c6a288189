import { expect, it } from 'vitest';
import { cases, random, seed } from '../../../test/generated.ts';
import { bases, decide, parts, type Decided, type DecisionRule, type VoteCount } from './decide.ts';

// What holds for every rule and every count, at sizes from nobody to a country.

const next = random(seed);
const upTo = (most: number) => Math.floor(next() * (most + 1));
const pick = <T>(list: readonly T[]): T => list[upTo(list.length - 1)] as T;

function anyRule(kind: VoteCount['votes']['kind']): DecisionRule {
  return {
    quorum: pick([
      { kind: 'none' },
      { kind: 'part', part: pick(parts) },
      { kind: 'number', people: upTo(100) },
    ]),
    base: pick(bases),
    majority: pick(kind === 'choice' ? [...parts, 'most' as const] : parts),
    abstentions: pick(['counted', 'left-out']),
    tie: pick(['chair', 'not-adopted']),
  };
}

function anyCount(): VoteCount {
  const size = pick([3, 30, 3_000, 7_000_000]);
  const options = Array.from({ length: 1 + upTo(7) }, (_, at) => ({ id: `o${at}`, votes: upTo(size) }));
  const votes: VoteCount['votes'] =
    next() < 0.5
      ? { kind: 'motion', for: upTo(size), against: next() < 0.3 ? 0 : upTo(size) }
      : { kind: 'choice', options };
  const abstained = next() < 0.4 ? 0 : upTo(size);
  const given =
    votes.kind === 'motion'
      ? votes.for + votes.against + abstained
      : votes.options.reduce((sum, one) => sum + one.votes, abstained);
  const present = given + (next() < 0.5 ? 0 : upTo(size));
  return {
    ...{ votes, abstained, present },
    members: present + upTo(size),
    tokens: present,
    chair: pick([null, 'for', 'against', 'o0', 'o1']),
  };
}

function decided(rule: DecisionRule, count: VoteCount): Decided {
  const outcome = decide(rule, count);
  if ('fault' in outcome) throw new Error(outcome.fault);
  return outcome;
}

it('what is decided has its quorum, its majority, one winner, and does not depend on the order', () => {
  for (let round = 0; round < cases({ sample: 20_000, long: 1_000_000 }); round += 1) {
    const count = anyCount();
    const { votes } = count;
    const rule = anyRule(votes.kind);
    const outcome = decided(rule, count);
    if (outcome.state === 'adopted') {
      expect(outcome.quorumReached).toBeGreaterThanOrEqual(outcome.quorumNeeded);
      // By the majority itself, or by the chair between exact halves; most votes are never fewer than another's.
      if (outcome.needed !== null && outcome.tieBy === null)
        expect(outcome.reached).toBeGreaterThanOrEqual(outcome.needed);
      if (outcome.needed !== null && outcome.tieBy === 'chair') expect(2 * outcome.reached).toBe(outcome.of);
      if (outcome.tieBy === 'chair') expect(outcome.winner).toBe(count.chair);
      if (votes.kind === 'choice') {
        const won = votes.options.find(({ id }) => id === outcome.winner)!.votes;
        expect(won).toBeGreaterThan(0);
        expect(votes.options.every((one) => one.votes <= won)).toBe(true);
      }
    } else expect(outcome.winner).toBeNull();
    expect(outcome.took).toBeLessThanOrEqual(outcome.voters);
    if (votes.kind === 'choice') {
      const turned = { ...count, votes: { ...votes, options: [...votes.options].reverse() } };
      const other = decided(rule, turned);
      expect([other.state, other.winner]).toEqual([outcome.state, outcome.winner]);
    }
  }
});

it('a vote that goes from against to for never undoes a decision', () => {
  for (let round = 0; round < cases({ sample: 20_000, long: 1_000_000 }); round += 1) {
    const count = anyCount();
    if (count.votes.kind !== 'motion' || count.votes.against === 0) continue;
    const rule = anyRule('motion');
    if (decided(rule, count).state !== 'adopted') continue;
    const moved = { kind: 'motion', for: count.votes.for + 1, against: count.votes.against - 1 } as const;
    expect(decided(rule, { ...count, votes: moved }).state).toBe('adopted');
  }
});
