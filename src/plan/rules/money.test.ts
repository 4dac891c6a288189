import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import lipenka from '../../../test/examples/lipenka.json' with { type: 'json' };
import {
  aCommitment,
  anItem,
  items,
  planOfSize,
  plans,
  planWith,
  som,
  sportsHallPlan,
} from './plan-tree.fixture.ts';
import { itemMoney, monthsOf, planMoney, worth } from './money.ts';
import { itemsOf } from './plan.ts';

const sum = (values: Iterable<bigint>): bigint => [...values].reduce((all, one) => all + one, 0n);

describe('the sports hall of the book', () => {
  const [hall, sections] = itemsOf(sportsHallPlan());

  it('adds up: budget, community and sponsor are what the repair costs', () => {
    expect(itemMoney(hall!)).toEqual({ cost: som(580_000), sources: som(580_000), promised: 0n, gap: 0n });
  });

  it('takes a monthly fee for each of the two months of the sections', () => {
    expect(itemMoney(sections!)).toMatchObject({ sources: som(90_000), gap: som(-20_000) });
  });
});

describe('months that a fee is paid for', () => {
  // prettier-ignore
  const spans: [from: string, to: string, months: number][] = [
    ['2013-12-01', '2014-02-01', 2],
    ['2026-01-01', '2026-01-31', 1],
    ['2026-01-01', '2026-02-02', 2],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-05-14', '2026-05-14', 1],
    ['2026-01-01', '2028-01-01', 24],
    ['2026-06-01', '2026-05-01', 1],
  ];
  it('are those that pass, a begun one as a whole', () => {
    for (const [from, to, months] of spans) expect(monthsOf(from, to), `${from} – ${to}`).toBe(months);
  });

  it('are one where a day is missing', () => {
    expect([monthsOf(null, '2026-05-01'), monthsOf('2026-05-01', null)]).toEqual([1, 1]);
  });
});

describe('F1 and F2: what is missing, and when a plan cannot live', () => {
  const costing = (need: number, has: number) =>
    planMoney(planWith([anItem({ cost: som(need), commitments: [aCommitment('localBudget', som(has))] })]));

  it('lets live a plan that lacks exactly half', () => {
    expect(costing(100, 50)).toMatchObject({ need: som(100), gap: som(50), notViable: false });
    expect(costing(100, 49)).toMatchObject({ gap: som(51), notViable: true });
  });

  it('sees one tyiyn over the half', () => {
    const lacking = (has: bigint) =>
      planMoney(planWith([anItem({ cost: 200n, commitments: [aCommitment('donor', has)] })])).notViable;
    expect([lacking(100n), lacking(99n)]).toEqual([false, true]);
  });

  it('lets live a plan that needs nothing yet', () => {
    expect(planMoney(planWith([]))).toMatchObject({ need: 0n, gap: 0n, notViable: false });
  });

  it('fills no gap with what another item has too much', () => {
    const poor = anItem({ cost: som(100), commitments: [] });
    const rich = anItem({ cost: som(100), commitments: [aCommitment('sponsor', som(900))] });
    expect(planMoney(planWith([poor, rich]))).toMatchObject({ need: som(200), gap: som(100) });
  });

  it('says of how many items the cost is not known, and leaves out what was dropped', () => {
    const unknown = anItem({ cost: null, commitments: [] });
    const dropped = anItem({ state: 'dropped', cost: som(1000) });
    expect(planMoney(planWith([unknown, dropped]))).toMatchObject({ need: 0n, unknown: 1, gap: 0n });
    expect(planMoney(planWith([dropped])).bySource.size).toBe(0);
  });
});

describe('Lipenka', () => {
  // The source tells of stations with their money; what one of them cost it does not tell.
  const stations = lipenka.stations.map((station) =>
    anItem({
      name: `Насостук станция: ${station.place}`,
      kind: 'works',
      cost: null,
      commitments: [
        ...(station.som ? [aCommitment('other', som(station.som))] : []),
        ...(station.donorSom ? [aCommitment('donor', som(station.donorSom))] : []),
        ...(station.budgetSom ? [aCommitment('localBudget', som(station.budgetSom))] : []),
      ],
    }),
  );
  const money = planMoney(planWith(stations));

  it('comes to the sums of the source and leaves unknown what it does not say', () => {
    const { expected } = lipenka;
    expect(sum(money.bySource.values())).toBe(som(expected.knownMoneyAtLeastSom));
    expect(money.bySource.get('localBudget')).toBe(som(expected.localBudgetSom));
    expect(money.unknown).toBe(lipenka.stations.length);
    expect([money.need, money.gap, money.notViable]).toEqual([0n, 0n, false]);
  });
});

describe('of any plan', () => {
  it('sources by kind, by year and item by item come to the same sum', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { bySource, byYear } = planMoney(plan);
        const planned = itemsOf(plan).filter((item) => item.state === 'planned');
        const byItem = sum(planned.map((item) => itemMoney(item).sources));
        expect(sum(bySource.values())).toBe(byItem);
        expect(sum(byYear.values())).toBe(byItem);
      }),
    );
  });

  it('hides no gap: each som that an item lacks stands in the sum', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const planned = itemsOf(plan).filter((item) => item.state === 'planned' && item.cost !== null);
        const lacking = planned.map((item) => item.cost! - itemMoney(item).sources).filter((gap) => gap > 0n);
        const { gap, need, notViable } = planMoney(plan);
        expect(gap).toBe(sum(lacking));
        expect(gap <= need).toBe(true);
        expect(notViable).toBe(gap + gap > need);
      }),
    );
  });

  it('a promise that was taken back is worth nothing, and the gap grows by what it was worth', () => {
    fc.assert(
      fc.property(items, fc.nat(), (item, at) => {
        const chosen = item.commitments[at % Math.max(1, item.commitments.length)];
        if (!chosen) return;
        const withdrawn = { ...chosen, withdrawnOn: '2026-10-01' };
        const after = {
          ...item,
          commitments: item.commitments.map((one) => (one === chosen ? withdrawn : one)),
        };
        expect(worth(item, withdrawn)).toBe(0n);
        const [before, now] = [itemMoney(item), itemMoney(after)];
        expect(before.sources - now.sources).toBe(worth(item, chosen));
        if (before.gap !== null) expect(now.gap).toBe(before.gap + worth(item, chosen));
      }),
    );
  });

  it('what is promised by a signed sheet is never more than all sources', () => {
    fc.assert(
      fc.property(items, (item) => {
        const { promised, sources } = itemMoney(item);
        expect(promised >= 0n && promised <= sources).toBe(true);
      }),
    );
  });

  it('counts ten thousand items to the tyiyn', () => {
    const plan = planOfSize(10_000);
    const money = planMoney(plan);
    expect(money.need).toBe(som(500_000) * 10_000n);
    expect(money.gap).toBe(som(40_000) * 10_000n);
    expect(money.bySource.get('labour')).toBe(som(60_000) * 10_000n);
    expect(money.byYear.get(2027)).toBe(som(100_000) * 10_000n);
  });
});
