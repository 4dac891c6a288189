import { describe, expect, it } from 'vitest';
import { cases, patience, random, seed } from '../../../test/generated.ts';
import { PbChecker } from '../pb/check.ts';
import { readPb, writePb } from '../pb/document.ts';
import { PbReader } from '../pb/read.ts';
import { Fraction } from '../rational.ts';
import { type Election, ElectionBuilder, type VoteType, voteTypes } from './election.ts';
import { select } from './select.ts';

// No ballot is lost, whatever their number: elections with as many different ballots as voters, counted a second time
// in the plainest way.

interface Ballot {
  readonly ids: readonly string[];
  readonly points: readonly string[];
  readonly count: number;
}

interface Generated {
  readonly voteType: VoteType;
  readonly costs: readonly number[];
  readonly ballots: readonly Ballot[];
}

const distinct = cases({ sample: 5_000, long: 100_000 });
const budget = 1_000;

/** Different ballots of a kind; for choose-1, where a ballot is a project, as many projects as ballots. */
function generated(voteType: VoteType, size: number): Generated {
  const next = random(seed + 1000 * voteTypes.indexOf(voteType));
  const projects = voteType === 'choose-1' ? size : 40;
  const costs = Array.from({ length: projects }, () => 20 + Math.floor(next() * 80));
  const known = new Set<string>();
  const ballots: Ballot[] = [];
  while (ballots.length < size) {
    const length = voteType === 'choose-1' ? 1 : 1 + Math.floor(next() * 8);
    const chosen = new Set<number>();
    while (chosen.size < length) chosen.add(Math.floor(next() * projects));
    const ids = [...chosen];
    if (voteType !== 'ordinal') ids.sort((a, b) => a - b);
    // Points with one, two or no decimals, so that the scale grows while ballots come in.
    const points = ids.map(() => {
      const whole = 1 + Math.floor(next() * 5);
      return voteType === 'scoring' && ballots.length > size / 3
        ? `${whole}.${Math.floor(next() * 100)}`
        : `${whole}`;
    });
    const counted = voteType === 'cumulative' || voteType === 'scoring';
    const key = counted ? ids.map((id, place) => `${id}=${Number(points[place])}`).join() : ids.join();
    if (known.has(key)) continue;
    known.add(key);
    ballots.push({ ids: ids.map((id) => `P${id}`), points, count: next() < 0.1 ? 2 : 1 });
  }
  return { voteType, costs, ballots };
}

function built({ voteType, costs }: Generated, ballots: readonly Ballot[]): Election {
  const builder = new ElectionBuilder({
    projects: costs.map((cost, project) => ({ id: `P${project}`, cost: Fraction.of(cost) })),
    budget: Fraction.of(budget),
    voteType,
  });
  const unread = ballots.filter(({ ids, points, count }) => builder.add(ids, points, count) >= 0);
  expect(unread).toEqual([]);
  return builder.build();
}

/** Votes and scores counted without any of the election's means: hundredths of a point. */
function counted({ voteType, costs, ballots }: Generated): { votes: number[]; scores: number[] } {
  const votes = costs.map(() => 0);
  const scores = costs.map(() => 0);
  for (const { ids, points, count } of ballots) {
    for (const [place, id] of ids.entries()) {
      const project = Number(id.slice(1));
      const points100 = Math.round(100 * Number(points[place]));
      const score = { approval: 100, 'choose-1': 100, ordinal: 100 * (ids.length - place) };
      votes[project] = (votes[project] ?? 0) + count;
      scores[project] =
        (scores[project] ?? 0) +
        count * (voteType === 'cumulative' || voteType === 'scoring' ? points100 : score[voteType]);
    }
  }
  return { votes, scores };
}

const votersOf = (election: Election) => election.ballotCounts.reduce((sum, count) => sum + count, 0);
const hundredths = (election: Election) =>
  election.scores.map((score) => (100 * score) / election.pointScale);

function document(
  { voteType, costs, ballots }: Generated,
  scores: readonly number[],
  votes: readonly number[],
): string {
  const points = voteType === 'cumulative' || voteType === 'scoring';
  const rows = ballots.flatMap((ballot) => Array.from({ length: ballot.count }, () => ballot));
  return writePb({
    meta: [
      ['description', 'generated'],
      ['country', 'Kyrgyzstan'],
      ['unit', 'Kara-Bulak'],
      ['instance', '2027'],
      ['num_projects', `${costs.length}`],
      ['num_votes', `${rows.length}`],
      ['budget', `${budget}`],
      ['vote_type', voteType],
      ['rule', 'unknown'],
      ['date_begin', '2027'],
      ['date_end', '2027'],
    ],
    projectColumns: ['project_id', 'cost', 'votes', 'score', 'name'],
    projects: costs.map((cost, project) => [
      `P${project}`,
      `${cost}`,
      `${votes[project]}`,
      `${(scores[project] ?? 0) / 100}`,
      `Долбоор ${project}`,
    ]),
    voteColumns: points ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'],
    votes: rows.map((ballot, voter) => [
      `v${voter}`,
      ballot.ids.join(','),
      ...(points ? [ballot.points.join(',')] : []),
    ]),
  });
}

describe.each(voteTypes)('%s ballots', (voteType) => {
  const election = generated(voteType, distinct);
  const expected = counted(election);

  it(
    'are all kept, in any order, and equal ones meet',
    () => {
      const there = built(election, election.ballots);
      const voters = election.ballots.reduce((sum, ballot) => sum + ballot.count, 0);
      expect([there.ballotCounts.length, votersOf(there), there.voters]).toEqual([distinct, voters, voters]);
      expect(there.votes).toEqual(expected.votes);
      expect(hundredths(there)).toEqual(expected.scores);

      const back = built(election, [...election.ballots].reverse());
      expect([back.votes, back.scores, back.pointScale]).toEqual([
        there.votes,
        there.scores,
        there.pointScale,
      ]);
      const twice = built(election, [...election.ballots, ...[...election.ballots].reverse()]);
      expect([twice.ballotCounts.length, votersOf(twice)]).toEqual([distinct, 2 * voters]);
      expect(hundredths(twice)).toEqual(expected.scores.map((score) => 2 * score));

      for (const rule of ['greedy', 'phragmen', 'mes'] as const) {
        const winners = (of: Election) => select(of, { rule }).winners.map(({ project }) => project);
        expect(winners(back)).toEqual(winners(there));
      }
    },
    patience({ sample: 20_000, long: 600_000 }),
  );

  it(
    'are the same out of a file and in again',
    () => {
      const text = document(election, expected.scores, expected.votes);
      const bytes = new TextEncoder().encode(text);
      const reader = new PbReader();
      reader.push(bytes);
      const read = reader.end();
      if (!read.ok) throw new Error(`${read.fault.line}: ${read.fault.code}`);
      expect(read.file.election).toEqual({
        ...built(election, election.ballots),
        projects: read.file.election.projects,
      });
      const whole = readPb(bytes);
      expect(whole.ok && writePb(whole.document)).toBe(text);
      const checker = new PbChecker();
      checker.push(bytes);
      expect(checker.end().issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
    patience({ sample: 20_000, long: 600_000 }),
  );
});

it('keeps every ballot around each size at which memory grows', () => {
  const builder = new ElectionBuilder({
    projects: Array.from({ length: 16 }, (_, project) => ({ id: `${project}`, cost: Fraction.of(100) })),
    budget: Fraction.of(100),
    voteType: 'approval',
  });
  const near = (size: number) => [...Array(15).keys()].some((power) => Math.abs(size - 2 ** power) <= 2);
  for (let size = 1; size <= 2 ** 14 + 2; size++) {
    builder.add([...Array(16).keys()].filter((bit) => (size >> bit) & 1).map(String));
    if (!near(size)) continue;
    const election = builder.build();
    expect([election.ballotCounts.length, votersOf(election)]).toEqual([size, size]);
    expect(election.ballotCounts.every((count) => count === 1)).toBe(true);
  }
});

it('chooses the project of the ballots that come last', () => {
  // The subsets 1 to 2048 of twelve projects once each, then five hundred equal ballots.
  const builder = new ElectionBuilder({
    projects: Array.from({ length: 12 }, (_, project) => ({ id: `${project + 1}`, cost: Fraction.of(100) })),
    budget: Fraction.of(100),
    voteType: 'approval',
  });
  for (let subset = 1; subset <= 2048; subset++) {
    builder.add([...Array(12).keys()].filter((bit) => (subset >> bit) & 1).map((bit) => `${bit + 1}`));
  }
  builder.add(['11', '12'], undefined, 500);
  const election = builder.build();
  expect(election.votes[10]).toBe(1524);
  expect(select(election, { rule: 'greedy' }).winners.map(({ project }) => project)).toEqual([10]);
});

it('tells projects beyond 65,536 apart', () => {
  const builder = new ElectionBuilder({
    projects: Array.from({ length: 70_000 }, (_, project) => ({ id: `${project}`, cost: Fraction.of(1) })),
    budget: Fraction.of(1),
    voteType: 'approval',
  });
  for (const id of ['1', '65537', '32768', '32769']) builder.add([id]);
  expect([...builder.build().ballotCounts]).toEqual([1, 1, 1, 1]);
});
