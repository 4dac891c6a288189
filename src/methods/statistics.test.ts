import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import participation from '../../test/examples/participation-by-form.json' with { type: 'json' };
import fixture from '../../test/examples/statistics.json' with { type: 'json' };
import {
  clopperPearson,
  designEffect,
  differenceOfShares,
  effectiveSize,
  sampleSize,
  wilson,
} from './intervals.ts';
import { progress, ratioOfSums, weightedProgress, isMet, measureState } from './progress.ts';
import { Fraction } from './rational.ts';
import {
  cellRatios,
  dissimilarity,
  goodnessOfFit,
  hamilton,
  minorityRule,
  sharesOverEvents,
  webster,
} from './representation.ts';
import { chiSquaredTail, incompleteBeta } from './special.ts';
import { binomialTest, fisherTest, hypergeometric, kendallTau, pairedTest, spearman } from './tests-exact.ts';

const whole = (value: number) => Fraction.of(value);
/** Decimals of a fixture, exactly. */
const decimal = (value: number) => Fraction.parse(String(value)) ?? Fraction.zero;

describe('intervals', () => {
  it('are those of the example', () => {
    for (const [count = 0, n = 0, low = 0, high = 0] of fixture.wilson95) {
      expect(Math.abs(wilson(count, n).low - low)).toBeLessThan(1e-6);
      expect(Math.abs(wilson(count, n).high - high)).toBeLessThan(1e-6);
    }
    for (const [population = 0, n] of fixture.sampleSize.table)
      expect(sampleSize(fixture.sampleSize.e, population)).toBe(n);
  });

  it.each([
    [0, 10, 0, 0.308497],
    [1, 10, 0.002529, 0.445016],
    [3, 10, 0.06674, 0.652453],
    [8, 10, 0.443905, 0.974789],
    [10, 10, 0.691503, 1],
    [15, 50, 0.178618, 0.446082],
    [56, 155, 0.285769, 0.442227],
    [437, 1237, 0.326609, 0.380639],
  ])('Clopper–Pearson of %i among %i', (count, n, low, high) => {
    const interval = clopperPearson(count, n);
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-6);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-6);
  });

  it('compare two shares', () => {
    const first = differenceOfShares({ count: 8, n: 10 }, { count: 3, n: 12 });
    expect([first.difference, first.low, first.high].map((value) => Number(value.toFixed(6)))).toEqual([
      0.55, 0.130839, 0.765592,
    ]);
    const second = differenceOfShares({ count: 56, n: 70 }, { count: 48, n: 80 });
    expect([second.low, second.high].map((value) => Number(value.toFixed(6)))).toEqual([0.052431, 0.333873]);
  });

  it('size a sample', () => {
    const row = (error: number) =>
      [200, 500, 1000, 2500, 5000, 10000, 50000].map((population) => sampleSize(error, population));
    expect(row(0.05)).toEqual([132, 218, 278, 334, 357, 370, 382]);
    expect(row(0.07)).toEqual([100, 142, 165, 182, 189, 193, 196]);
    expect(row(0.1)).toEqual([66, 81, 88, 93, 95, 96, 96]);
    expect(sampleSize(0.05)).toBe(385);
    expect(sampleSize(0.05, 1)).toBe(1);
    expect(designEffect(20, 0.05)).toBeCloseTo(1.95, 12);
    expect(
      effectiveSize([
        ...Array<number>(10).fill(1),
        ...Array<number>(5).fill(2),
        ...Array<number>(5).fill(0.5),
      ]),
    ).toBeCloseTo(16.2, 1);
    expect(() => sampleSize(0)).toThrow(RangeError);
    expect(() => wilson(3, 0)).toThrow(RangeError);
    expect(() => wilson(11, 10)).toThrow(RangeError);
  });

  it('hold the share and stay inside 0 to 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const count = Math.round(n * part);
          const p = count / n;
          for (const { low, high } of [wilson(count, n), clopperPearson(count, n)]) {
            expect(low).toBeGreaterThanOrEqual(0);
            expect(high).toBeLessThanOrEqual(1);
            expect(low).toBeLessThanOrEqual(p + 1e-12);
            expect(high).toBeGreaterThanOrEqual(p - 1e-12);
          }
        },
      ),
    );
  });
});

describe('composition', () => {
  it('is that of the example', () => {
    const { participants, population } = fixture.composition;
    expect(dissimilarity(participants, population)?.toNumber()).toBe(fixture.composition.dissimilarity);
    const fit = goodnessOfFit(participants, population);
    expect([fit.statistic, fit.p].map((value) => Number(value.toFixed(6)))).toEqual([0.954275, 0.812314]);
    expect(fit.reliable).toBe(true);
    expect(cellRatios(participants, population).map((cell) => cell.flag)).toEqual([null, null, null, null]);
    expect(cellRatios([1, 9], [50, 50]).map((cell) => cell.flag)).toEqual(['few', 'many']);
    expect(cellRatios([1], [0])[0]?.ratio).toBeNull();
    expect(dissimilarity([], [])).toBeNull();
  });

  it('compares the smaller sex in whole people', () => {
    const byForm = Object.fromEntries(
      participation.rows.map(([form, all, women]) => [
        String(form),
        minorityRule(Number(women), Number(all) - Number(women)),
      ]),
    );
    expect(byForm['initiative groups']?.missing).toBe(27);
    expect(byForm['monitoring groups']?.missing).toBe(36);
    expect(byForm['gatherings on reports']).toMatchObject({ missing: 4, holds: false, smaller: 'women' });
    expect(byForm['budget hearings']).toMatchObject({ holds: true, smaller: 'men' });
    expect([6, 8, 9, 11, 12].map((n) => minorityRule(0, n).needed)).toEqual([2, 3, 3, 4, 4]);
    expect(minorityRule(0, 0).holds).toBe(true);
  });

  it('averages shares by name', () => {
    const events = participation.rows.map(([, all, women]) => ({ part: Number(women), all: Number(all) }));
    expect(sharesOverEvents(events).pooled?.times(Fraction.of(100)).toDecimal(1)).toBe(
      String(participation.expected.pooledPercent),
    );
    const printed = participation.rows.map(([, , , percent]) => ({ part: Number(percent), all: 100 }));
    expect(sharesOverEvents(printed).meanOfShares?.times(Fraction.of(100)).toDecimal(1)).toBe(
      String(participation.expected.unweightedMeanOfPrinted),
    );
    expect(sharesOverEvents([]).pooled).toBeNull();
  });

  it('gives out seats', () => {
    for (const [populations, seats, expected] of fixture.hamilton as [number[], number, number[]][]) {
      expect(hamilton(populations, seats)).toEqual(expected);
    }
    for (const [populations, seats, expected] of fixture.webster as [number[], number, number[]][]) {
      expect(webster(populations, seats)).toEqual(expected);
    }
    expect(hamilton([412, 655, 398, 535], 20)).toEqual([4, 7, 4, 5]);
    expect(hamilton([1500, 300, 150, 50], 7)).toEqual([5, 1, 1, 0]);
    expect(hamilton([1500, 300, 150, 50], 7, 1)).toEqual([3, 2, 1, 1]);
    expect(webster([1500, 300, 150, 50], 7)).toEqual([5, 1, 1, 0]);
    expect(hamilton([10, 20, 5], 2, 1)).toEqual([1, 1, 0]);
  });

  it('gives out every seat, and with a floor leaves nobody out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 8, max: 60 }),
        (populations, seats) => {
          for (const method of [hamilton, webster]) {
            const given = method(populations, seats, 1);
            expect(given.reduce((a, b) => a + b, 0)).toBe(seats);
            expect(Math.min(...given)).toBeGreaterThanOrEqual(1);
          }
          const exact = hamilton(populations, seats);
          const everybody = populations.reduce((a, b) => a + b, 0);
          for (const [index, people] of populations.entries()) {
            expect(Math.abs((exact[index] ?? 0) - (people * seats) / everybody)).toBeLessThan(1);
          }
        },
      ),
    );
  });
});

describe('exact tests', () => {
  it.each([
    [5, 20, 0.0206947, 0.0413895],
    [6, 20, 0.0576591, 0.1153183],
    [7, 20, 0.131588, 0.263176],
    [3, 10, 0.171875, 0.34375],
    [9, 30, 0.021387, 0.0427739],
  ])('binomial: %i of %i', (count, n, lower, twoSided) => {
    const result = binomialTest(count, n);
    expect(result.lower.toNumber()).toBeCloseTo(lower, 6);
    expect(result.twoSided.toNumber()).toBeCloseTo(twoSided, 6);
  });

  it('binomial: large numbers and other shares', () => {
    expect(binomialTest(30, 100).lower.toNumber()).toBeCloseTo(3.92507e-5, 9);
    expect(binomialTest(437, 1237).lower.toNumber() / 1.7395e-25).toBeCloseTo(1, 3);
    expect(binomialTest(2, 10, Fraction.of(3, 10)).lower.toNumber()).toBeCloseTo(
      incompleteBeta(0.7, 8, 3),
      10,
    );
    expect(binomialTest(0, 5).upper.toString()).toBe('1');
  });

  it('drawing, Fisher, pairs and ranks', () => {
    const list = { all: 60, special: 33, drawn: 15 };
    expect(hypergeometric(4, list).atMost.toNumber()).toBeCloseTo(0.0120244, 6);
    expect(hypergeometric(8, list).exactly.toNumber()).toBeCloseTo(0.2317842, 6);
    expect(
      fisherTest([
        [8, 2],
        [3, 9],
      ]).p.toNumber(),
    ).toBeCloseTo(0.0299731, 6);
    expect(
      fisherTest([
        [8, 2],
        [3, 9],
      ]).oddsRatio?.toString(),
    ).toBe('12');
    expect(
      fisherTest([
        [12, 3],
        [6, 9],
      ]).p.toNumber(),
    ).toBeCloseTo(0.0604329, 6);
    const paired = pairedTest([2, 2, 3, 1, 2, 3, 2, 2], [3, 4, 3, 2, 3, 4, 3, 3]);
    expect([paired.up, paired.down, paired.equal, paired.wilcoxonStatistic]).toEqual([7, 0, 1, 0]);
    expect([paired.signP.toNumber(), paired.wilcoxonP.toNumber()]).toEqual([0.015625, 0.015625]);
    expect(pairedTest([1, 2], [1, 2])).toMatchObject({ up: 0, down: 0, equal: 2 });
    const tau = kendallTau([1, 2, 3, 4, 5], [2, 1, 3, 5, 4]);
    expect([tau?.tau, tau?.p?.toNumber()].map((value) => Number(value?.toFixed(4)))).toEqual([0.6, 0.2333]);
    expect(kendallTau([1, 2, 2, 4, 5], [1, 3, 2, 4, 4])?.tau).toBeCloseTo(0.888889, 6);
    expect(spearman([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBeCloseTo(0.8, 12);
    expect(kendallTau([1, 1], [1, 2])).toBeUndefined();
    expect(chiSquaredTail(13, 4)).toBeCloseTo(0.0112758, 6);
  });
});

describe('progress', () => {
  it('is that of the example', () => {
    for (const { baseline, target, actual, value } of fixture.progress) {
      const found = progress({ baseline: whole(baseline), target: whole(target), actual: whole(actual) });
      if (value === null) expect(found).toBeNull();
      else expect(found?.toNumber()).toBeCloseTo(value, 6);
    }
    const items = fixture.moneyWeighted.items.map(([weight = 0, done = 0]) => ({
      weight: whole(weight),
      progress: decimal(done),
    }));
    expect(weightedProgress(items)?.toNumber()).toBeCloseTo(fixture.moneyWeighted.value, 5);
    const villages = fixture.ratioOfSums.villages.map(([part = 0, all = 0]) => ({
      part: whole(part),
      whole: whole(all),
    }));
    expect(ratioOfSums(villages)?.toNumber()).toBe(fixture.ratioOfSums.value);
    expect(weightedProgress([])).toBeNull();
    expect(ratioOfSums([])).toBeNull();
    const work = [
      { weight: whole(50), progress: decimal(0.3) },
      { weight: whole(5), progress: decimal(0.7) },
    ];
    expect(weightedProgress(work)?.toNumber()).toBeCloseTo(0.33636, 5);
  });

  it('says met or not met when things should stay', () => {
    const keep = (actual: number) => ({ baseline: whole(5), target: whole(5), actual: whole(actual) });
    expect([isMet(keep(5), 'higher'), isMet(keep(4), 'higher'), isMet(keep(4), 'lower')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isMet({ baseline: whole(40), target: whole(10), actual: whole(9) }, 'higher')).toBe(true);
  });

  it('lights a measure', () => {
    const state = (today: string, done: string, more = {}) =>
      measureState({
        start: '2027-01-01',
        end: '2027-04-10',
        today,
        progress: decimal(Number(done)),
        ...more,
      });
    expect(state('2026-12-31', '0')).toBe('not-started');
    expect(state('2027-01-21', '0')).toBe('on-track');
    expect(state('2027-01-22', '0')).toBe('at-risk');
    expect(state('2027-04-10', '0.9')).toBe('on-track');
    expect(state('2027-04-11', '0.9')).toBe('late');
    expect(state('2027-04-11', '1', { accepted: true })).toBe('done');
    expect(state('2027-04-11', '1', { dropped: true })).toBe('dropped');
  });
});
