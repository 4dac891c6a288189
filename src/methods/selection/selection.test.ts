import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from '../../../test/examples/selection-rules.json' with { type: 'json' };
import { Fraction, sum } from '../rational.ts';
import { type Election, ElectionBuilder, type VoteType } from './election.ts';
import { add1, isExhaustive } from './completion.ts';
import { EqualShares } from './equal-shares.ts';
import { greedy } from './greedy.ts';
import { plainAdd1, type PlainElection, plainEqualShares, plainPhragmen } from './reference.fixture.ts';
import type { Selection } from './result.ts';
import { select, type SelectionOptions } from './select.ts';
import { compareIds, parseTieRule, tiePlaces } from './ties.ts';

function approval(
  projects: readonly (readonly [string, number | string])[],
  ballots: readonly (readonly string[])[],
  budget: number | string,
  voteType: VoteType = 'approval',
): Election {
  const builder = new ElectionBuilder({
    projects: projects.map(([id, cost]) => ({ id, cost: Fraction.parse(String(cost)) ?? Fraction.zero })),
    budget: Fraction.parse(String(budget)) ?? Fraction.zero,
    voteType,
  });
  for (const ballot of ballots) builder.add(ballot);
  return builder.build();
}

function cumulative(
  projects: readonly (readonly [string, number])[],
  ballots: readonly Readonly<Record<string, number>>[],
  budget: number,
): Election {
  const builder = new ElectionBuilder({
    projects: projects.map(([id, cost]) => ({ id, cost: Fraction.of(cost) })),
    budget: Fraction.of(budget),
    voteType: 'cumulative',
  });
  for (const ballot of ballots) builder.add(Object.keys(ballot), Object.values(ballot).map(String));
  return builder.build();
}

const ids = (election: Election, result: Pick<Selection, 'winners'>) =>
  result.winners.map((winner) => election.projects[winner.project]?.id);
const byId = { ties: { by: 'id' } } as const;
const projects = fixture.projects.map(([id, cost]): [string, number] => [String(id), Number(cost)]);

describe.each(['S1', 'S2'] as const)('the example %s', (name) => {
  const expected = fixture[name];
  const election = approval(projects, fixture.approvalBallots, expected.budget);
  const run = (options: SelectionOptions) => ids(election, select(election, options));

  it('by the greedy rules', () => {
    expect(run({ rule: 'greedy', ...byId })).toEqual(expected.greedy);
    expect(run({ rule: 'greedy-no-skip', ...byId })).toEqual(expected.greedyNoSkip);
    expect(run({ rule: 'votes-per-cost', ...byId }).sort()).toEqual(expected.greedyVotesPerCost);
  });

  it('by equal shares', () => {
    expect(run({ rule: 'mes', utility: 'cost', ...byId })).toEqual(expected.mesCost_tiesById);
    expect(run({ rule: 'mes', utility: 'cardinality', ...byId })).toEqual(expected.mesCardinality);
    expect(run({ rule: 'mes', completion: 'greedy', ...byId })).toEqual(expected.mesCost_greedy);
  });

  it('by equal shares with raised shares', () => {
    const result = select(election, { rule: 'mes', completion: 'add1', ...byId });
    expect(ids(election, result)).toEqual(expected.mesCost_add1.winners);
    expect(result.raised).toBe(expected.mesCost_add1.steps);
    expect(result.endowment?.toString()).toBe(expected.mesCost_add1.endowment);
  });

  it('by Phragmén', () => {
    expect(run({ rule: 'phragmen', ...byId })).toEqual(expected.phragmen);
  });
});

describe('more of the worked examples', () => {
  const s1 = approval(projects, fixture.approvalBallots, 800);
  const s2 = approval(projects, fixture.approvalBallots, 900);

  it('traces the payments of S1 and S2', () => {
    const trace = (election: Election, options: Partial<SelectionOptions>) =>
      select(election, { rule: 'mes', ...options }).winners.map((winner) => [
        election.projects[winner.project]?.id,
        winner.payment?.toString(),
        Number(winner.effectiveVotes?.toNumber().toFixed(6)),
      ]);
    expect(trace(s1, byId)).toEqual([
      ['4', '40', 6],
      ['6', '12', 5],
      ['3', '306/7', 4.117647],
    ]);
    expect(trace(s2, byId)).toEqual([
      ['4', '40', 6],
      ['5', '18', 5],
      ['3', '545/14', 4.623853],
    ]);
    expect(trace(s2, { ties: { by: 'cost' } })).toEqual([
      ['4', '40', 6],
      ['6', '12', 5],
      ['3', '587/14', 4.293015],
    ]);
    expect(ids(s2, select(s2, { rule: 'mes' }))).toEqual(fixture.S2.mesCost_tiesByLowestCost);
  });

  it('stops add1e earlier', () => {
    const steps = (election: Election, by: 'id' | 'cost') => {
      const result = select(election, { rule: 'mes', completion: 'add1e', ties: { by } });
      return [result.raised, result.endowment?.toString()];
    };
    expect(steps(s1, 'id')).toEqual([11, '477/7']);
    expect(steps(s1, 'cost')).toEqual([9, '463/7']);
    expect(steps(s2, 'id')).toEqual([10, '520/7']);
  });

  it('counts stickers (S3)', () => {
    const { S3 } = fixture;
    const ballots = S3.ballots.map(
      (ballot) =>
        Object.fromEntries(Object.entries(ballot).filter(([, points]) => points !== undefined)) as Record<
          string,
          number
        >,
    );
    const election = cumulative(projects, ballots, S3.budget);
    expect(ids(election, select(election, { rule: 'greedy', ...byId }))).toEqual(S3.greedyPoints);
    expect(ids(election, select(election, { rule: 'votes-per-cost', ...byId }))).toEqual(
      S3.greedyPointsPerCost,
    );
    const mes = select(election, { rule: 'mes', ...byId });
    expect(mes.utility).toBe('points');
    expect(ids(election, mes)).toEqual(S3.mes.winners);
    expect(mes.winners.map((winner) => winner.price?.toString())).toEqual(S3.mes.rho);
    const raised = select(election, { rule: 'mes', completion: 'add1', ...byId });
    expect(ids(election, raised)).toEqual(S3.mes_add1.winners);
    expect([raised.raised, raised.endowment?.toString()]).toEqual([S3.mes_add1.steps, S3.mes_add1.endowment]);
  });

  it('E1, E2 and E3', () => {
    const { E1 } = fixture;
    const e1Projects = E1.projects.map(([id, cost]): [string, number] => [String(id), Number(cost)]);
    const e1 = approval(e1Projects, E1.ballots, E1.budget);
    expect(ids(e1, select(e1, { rule: 'mes' }))).toEqual(E1.mesCost);
    expect(ids(e1, select(e1, { rule: 'greedy' }))).toEqual(E1.greedy);
    expect(ids(e1, select(e1, { rule: 'phragmen' }))).toEqual(E1.phragmen);
    const e2 = approval(e1Projects, [...E1.ballots.slice(0, 10), ['gym']], E1.budget);
    expect(select(e2, { rule: 'mes' }).winners.map((winner) => winner.effectiveVotes?.toString())).toEqual([
      '7',
      '70/17',
      '56/17',
    ]);
    expect(ids(e2, select(e2, { rule: 'greedy' }))).toEqual(['gym', 'bike']);
    expect(ids(e2, select(e2, { rule: 'phragmen' }))).toEqual(['library', 'gym', 'playground', 'park']);
    const e3 = approval(
      [
        ['1', 5000],
        ['2', 10000],
        ['3', 85000],
      ],
      [['1', '2'], ['1'], ['3'], ['1', '2', '3']],
      100000,
    );
    expect(ids(e3, select(e3, { rule: 'mes' })).sort()).toEqual(['1', '2']);
    expect(ids(e3, select(e3, { rule: 'greedy' })).sort()).toEqual(['1', '2', '3']);
    expect(ids(e3, select(e3, { rule: 'phragmen' })).sort()).toEqual(['1', '2', '3']);
  });

  it('small instances published elsewhere', () => {
    const appendix2 = approval(
      [
        ['0', 1],
        ['1', '0.9'],
        ['2', 2],
        ['3', '1.09'],
      ],
      [['0'], ['1', '2', '3'], ['1', '2', '3'], ['2']],
      4,
    );
    expect(ids(appendix2, select(appendix2, { rule: 'mes', utility: 'cardinality' })).sort()).toEqual([
      '0',
      '1',
      '3',
    ]);
    expect(ids(appendix2, select(appendix2, { rule: 'mes' })).sort()).toEqual(['0', '2']);
    expect(select(appendix2, { rule: 'mes' }).spent.toString()).toBe('3');
    const running = approval(
      [...'abcdefg'].map((id): [string, number] => [id, 1]),
      ['ab', 'ab', 'ab', 'ac', 'ac', 'ac', 'ad', 'ad', 'bcf', 'e', 'f', 'g'].map((text) => [...text]),
      4,
    );
    expect(ids(running, select(running, { rule: 'phragmen', ...byId }))).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(running, select(running, { rule: 'mes', ...byId }))).toEqual(['a']);
  });

  it('a free project with a supporter is always in', () => {
    const free = approval(
      [
        ['a', 0],
        ['b', 10],
        ['c', 0],
      ],
      [['b'], ['a', 'b']],
      10,
    );
    for (const utility of ['cost', 'cardinality', 'points'] as const) {
      const result = select(free, { rule: 'mes', utility });
      expect(ids(free, result)).toEqual(['a', 'b']);
      expect(result.winners[0]?.payment?.toString()).toBe('0');
    }
    expect(ids(free, select(free, { rule: 'phragmen' }))).toEqual(['a', 'b']);
    expect(ids(free, select(free, { rule: 'votes-per-cost' }))).toContain('a');
  });
});

describe('the greedy family', () => {
  const election = approval(
    [
      ['a', 60],
      ['b', 50],
      ['c', 30],
      ['d', 10],
    ],
    [['a', 'b', 'c', 'd'], ['a', 'b', 'c'], ['a', 'b'], ['a']],
    100,
  );

  it('skips, stops, or stretches by the 80 % clause', () => {
    expect(ids(election, select(election, { rule: 'greedy' }))).toEqual(['a', 'c', 'd']);
    expect(ids(election, select(election, { rule: 'greedy-no-skip' }))).toEqual(['a']);
    const custom = select(election, { rule: 'greedy-custom' });
    expect(ids(election, custom)).toEqual(['a', 'b']);
    expect(custom.winners[1]?.chosenBy).toBe('clause');
    expect(custom.notes.map((note) => note.code)).toContain('over-budget-by-clause');
  });

  it('drops what is below the threshold, and rivals for one place', () => {
    const limited = select(election, { rule: 'greedy', threshold: Fraction.of(2) });
    expect(ids(election, limited)).toEqual(['a', 'c']);
    expect(limited.losers.find((loser) => loser.project === 3)?.reason).toBe('below-threshold');
    const rivals = select(election, { rule: 'greedy', exclusive: [['a', 'c']] });
    expect(ids(election, rivals)).toEqual(['a', 'd']);
    expect(rivals.losers.find((loser) => loser.project === 2)).toMatchObject({
      reason: 'excluded',
      excludedBy: 0,
    });
  });

  it('scores rankings by the length of each ballot, or by max_length − place', () => {
    const builder = new ElectionBuilder({
      projects: ['a', 'b', 'c', 'd'].map((id) => ({ id, cost: Fraction.of(1) })),
      budget: Fraction.of(2),
      voteType: 'ordinal',
      maxLength: 3,
    });
    for (const ballot of [
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['c', 'b', 'd'],
    ])
      builder.add(ballot);
    const ordinal = builder.build();
    expect([ordinal.ranking, ordinal.scores]).toEqual(['own-length', [3, 6, 5, 1]]);
    expect(ids(ordinal, select(ordinal, { rule: 'greedy' }))).toEqual(['b', 'c']);
    expect(builder.build('max-length').scores).toEqual([3, 7, 6, 1]);
  });

  it('explains every project', () => {
    const result = greedy(election, { ties: { by: 'cost' } });
    expect(result.steps.map((step) => step.fate)).toEqual(['funded', 'no-money', 'funded', 'funded']);
    for (const rule of [
      'greedy',
      'greedy-no-skip',
      'greedy-custom',
      'votes-per-cost',
      'mes',
      'phragmen',
    ] as const) {
      const { winners, losers } = select(election, { rule });
      expect([...winners, ...losers].map((entry) => entry.project).sort()).toEqual([0, 1, 2, 3]);
    }
  });
});

describe('ties', () => {
  it('order ids as people do', () => {
    expect(['10', '2', 'A/10', 'A/9', '1'].sort(compareIds)).toEqual(['1', '2', '10', 'A/9', 'A/10']);
  });

  it('draw a lot that anybody can repeat', () => {
    const election = approval(
      [
        ['1', 1],
        ['2', 1],
        ['3', 1],
      ],
      [['1', '2', '3']],
      1,
    );
    const order = (seed: string) => {
      const places = tiePlaces(election, { by: 'lot', seed });
      return [...places.keys()]
        .sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
        .map((n) => election.projects[n]?.id);
    };
    // printf '2026-11-20:1' | sha256sum, and so on.
    expect(order('2026-11-20')).toEqual(order('2026-11-20'));
    expect(new Set(Array.from({ length: 40 }, (_, seed) => order(`${seed}`).join())).size).toBe(6);
    expect(parseTieRule('lot:')).toBeUndefined();
    expect(parseTieRule('lot:a b')).toEqual({ by: 'lot', seed: 'a b' });
    expect(parseTieRule('luck')).toBeUndefined();
  });
});

const small = fc.record({
  budget: fc.integer({ min: 0, max: 300 }),
  costs: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 7 }),
  ballots: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 7, maxLength: 7 }), {
    minLength: 1,
    maxLength: 14,
  }),
});
/** Few different costs and budgets: ties everywhere. */
const tied = fc.record({
  budget: fc.constantFrom(12, 24, 60, 100),
  costs: fc.array(fc.constantFrom(6, 12, 12, 24), { minLength: 2, maxLength: 7 }),
  ballots: fc.array(fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 7, maxLength: 7 }), {
    minLength: 1,
    maxLength: 12,
  }),
});
type Instance = { budget: number; costs: number[]; ballots: number[][] };

function asCumulative({ budget, costs, ballots }: Instance): Election {
  const builder = new ElectionBuilder({
    projects: costs.map((cost, index) => ({ id: `${index + 1}`, cost: Fraction.of(cost) })),
    budget: Fraction.of(budget),
    voteType: 'cumulative',
  });
  for (const ballot of ballots) {
    const given = costs.map((_, index) => index).filter((index) => (ballot[index] ?? 0) > 0);
    builder.add(
      given.map((index) => `${index + 1}`),
      given.map((index) => String(ballot[index])),
    );
  }
  return builder.build();
}
const plain = ({ budget, costs, ballots }: Instance): PlainElection => ({
  budget: Fraction.of(budget),
  costs: costs.map((cost) => Fraction.of(cost)),
  ballots,
});
const utilities = fc.constantFrom('cost', 'cardinality', 'points');
const anyInstance = fc.oneof(small, tied);

describe('properties', () => {
  it('equal shares are those of the plain text, payments included', () => {
    fc.assert(
      fc.property(
        anyInstance,
        utilities,
        fc.constantFrom('id', 'cost', 'votes'),
        fc.integer({ min: 0, max: 30 }),
        (instance, utility, by, extra) => {
          const election = asCumulative(instance);
          const places = tiePlaces(election, { by });
          const ties = (a: number, b: number) => (places[a] ?? 0) - (places[b] ?? 0);
          const engine = new EqualShares(election, utility, { by });
          const result = engine.run(BigInt(extra));
          const expected = plainEqualShares(plain(instance), utility, ties, Fraction.of(extra));
          expect(result.winners).toEqual(expected.winners);
          const details = engine.details();
          for (const [index, purchase] of details.purchases.entries()) {
            const paid = expected.payments[index] ?? [];
            const largest = paid.reduce((a, b) => (a.compare(b) > 0 ? a : b), Fraction.zero);
            expect(purchase.largestPayment.toString()).toBe(largest.toString());
          }
          const unbought = details.unaffordable.map((entry) => entry.project).sort();
          const supported = instance.costs
            .map((_, project) => project)
            .filter((project) => instance.ballots.some((ballot) => (ballot[project] ?? 0) > 0));
          expect(unbought).toEqual(supported.filter((project) => !expected.winners.includes(project)));
          for (const { project, left } of details.unaffordable) {
            expect(left.compare(Fraction.of(instance.costs[project] ?? 0))).toBeLessThan(0);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('raised shares are those of one step at a time', () => {
    fc.assert(
      fc.property(anyInstance, utilities, fc.boolean(), (instance, utility, untilExhaustive) => {
        const election = asCumulative(instance);
        const places = tiePlaces(election, { by: 'cost' });
        const ties = (a: number, b: number) => (places[a] ?? 0) - (places[b] ?? 0);
        const expected = plainAdd1(plain(instance), utility, ties, untilExhaustive, 60);
        fc.pre(expected !== undefined);
        const engine = new EqualShares(election, utility, { by: 'cost' });
        const result = add1(engine, election, untilExhaustive);
        expect([result.winners, result.raised]).toEqual([expected?.winners, expected?.steps]);
      }),
      { numRuns: 400 },
    );
  });

  it('Phragmén is that of the plain text', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const election = asCumulative(instance);
        const places = tiePlaces(election, { by: 'cost' });
        const expected = plainPhragmen(plain(instance), (a, b) => (places[a] ?? 0) - (places[b] ?? 0));
        expect(select(election, { rule: 'phragmen' }).winners.map((winner) => winner.project)).toEqual(
          expected,
        );
      }),
      { numRuns: 400 },
    );
  });

  const everyRule: SelectionOptions[] = [
    { rule: 'greedy' },
    { rule: 'greedy-no-skip' },
    { rule: 'votes-per-cost' },
    { rule: 'phragmen' },
    ...(['none', 'greedy', 'add1', 'add1e', 'add1u'] as const).map((completion): SelectionOptions => ({
      rule: 'mes',
      completion,
    })),
  ];

  const groups = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  });

  it('of projects that exclude each other one is chosen, as in the plain text', () => {
    fc.assert(
      fc.property(
        anyInstance,
        groups,
        utilities,
        fc.boolean(),
        (instance, drawn, utility, untilExhaustive) => {
          const election = asCumulative(instance);
          const exclusive = drawn.map((group) => group.filter((project) => project < instance.costs.length));
          const places = tiePlaces(election, { by: 'cost' });
          const ties = (a: number, b: number) => (places[a] ?? 0) - (places[b] ?? 0);
          const none = new Set<number>();
          const engine = new EqualShares(election, utility, { by: 'cost' }, none, exclusive);
          const expected = plainEqualShares(plain(instance), utility, ties, Fraction.zero, exclusive);
          expect(engine.run().winners).toEqual(expected.winners);
          const raised = plainAdd1(plain(instance), utility, ties, untilExhaustive, 60, exclusive);
          if (raised) {
            const result = add1(engine, election, untilExhaustive);
            expect([result.winners, result.raised]).toEqual([raised.winners, raised.steps]);
          }
          const ids = exclusive.map((group) => group.map((project) => `${project + 1}`));
          const winners = (options: SelectionOptions) =>
            select(election, { ...options, exclusive: ids }).winners.map(({ project }) => project);
          expect(winners({ rule: 'phragmen' })).toEqual(plainPhragmen(plain(instance), ties, exclusive));
          for (const options of everyRule) {
            const chosen = winners(options);
            for (const group of exclusive)
              expect(group.filter((project) => chosen.includes(project)).length).toBeLessThan(2);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('a list says that the tie rule decided just when another order funds others', () => {
    fc.assert(
      fc.property(
        anyInstance,
        fc.constantFrom('greedy', 'greedy-no-skip', 'votes-per-cost'),
        (instance, rule) => {
          const election = asCumulative(instance);
          const chosen = (seed: string) =>
            select(election, { rule, ties: { by: 'lot', seed } })
              .winners.map(({ project }) => project)
              .sort()
              .join();
          const told = select(election, { rule }).tied.length > 0;
          const orders = new Set(Array.from({ length: 40 }, (_, seed) => chosen(`${seed}`)));
          if (!told) expect(orders.size).toBe(1);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stays within the budget, nobody pays more than a share, payments make up the costs', () => {
    fc.assert(
      fc.property(anyInstance, utilities, (instance, utility) => {
        const election = asCumulative(instance);
        const engine = new EqualShares(election, utility, { by: 'cost' });
        const result = engine.run();
        expect(result.cost <= election.budget).toBe(true);
        const { endowment } = engine.details();
        const payments = [...engine.payments()];
        for (const ballot of election.ballotCounts.keys()) {
          const paid = sum(
            payments.filter((payment) => payment.ballot === ballot).map((payment) => payment.amount),
          );
          expect(paid.compare(endowment)).toBeLessThanOrEqual(0);
        }
        for (const project of result.winners) {
          const paid = sum(
            payments
              .filter((payment) => payment.project === project)
              .map((payment) => payment.amount.times(Fraction.of(payment.voters))),
          );
          expect(paid.toString()).toBe((election.projects[project]?.cost ?? 0n).toString());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no rule depends on the order of ballots, and doubling every ballot, cost and budget changes nothing', () => {
    fc.assert(
      fc.property(anyInstance, fc.constantFrom(...everyRule), (instance, options) => {
        const winners = (variant: Instance) =>
          select(asCumulative(variant), options).winners.map((winner) => winner.project);
        const there = winners(instance);
        expect(winners({ ...instance, ballots: [...instance.ballots].reverse() })).toEqual(there);
        if (
          options.completion === undefined ||
          options.completion === 'none' ||
          options.completion === 'greedy'
        ) {
          const doubled = {
            budget: 2 * instance.budget,
            costs: instance.costs.map((cost) => 2 * cost),
            ballots: [...instance.ballots, ...instance.ballots],
          };
          expect(winners(doubled)).toEqual(there);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is within the budget and exhaustive after a completion by greedy', () => {
    fc.assert(
      fc.property(anyInstance, fc.constantFrom(...everyRule), (instance, options) => {
        const election = asCumulative(instance);
        const result = select(election, options);
        expect(result.spent.compare(result.budget)).toBeLessThanOrEqual(0);
        const walked = options.rule === 'greedy' || options.rule === 'votes-per-cost';
        if (walked || options.completion === 'greedy' || options.completion === 'add1u') {
          expect(
            isExhaustive(
              election,
              result.winners.map((winner) => winner.project),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('one more vote for a winner never drops it under greedy', () => {
    fc.assert(
      fc.property(small, (instance) => {
        const election = asCumulative(instance);
        const first = select(election, { rule: 'greedy', ties: { by: 'id' } }).winners[0];
        if (!first) return;
        const more = instance.costs.map((_, index) => (index === first.project ? 1 : 0));
        const again = asCumulative({ ...instance, ballots: [...instance.ballots, more] });
        expect(
          select(again, { rule: 'greedy', ties: { by: 'id' } }).winners.map((winner) => winner.project),
        ).toContain(first.project);
      }),
    );
  });
});
