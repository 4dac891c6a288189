import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fixture from '../../test/examples/scorecards-and-index.json' with { type: 'json' };
import {
  addWorkingDays,
  checkDeadline,
  deadlineOf,
  isWorkingDay,
  noHolidays,
  workingDaysBetween,
} from './deadlines.ts';
import {
  bandOf,
  type IndexAnswer,
  indexOf,
  roundHalfUp,
  scoreCounts,
  scoreDirection,
} from './index-score.ts';
import { Fraction } from './rational.ts';
import { consolidate, percentOfMaximum, percentOfRange, scoreGap, summariseHistogram } from './scorecard.ts';
import { suppressList, suppressTable } from './suppression.ts';

describe('scorecards', () => {
  const { scorecard, hands } = fixture;
  const groups = scorecard.groups as [string, number, number[]][];

  it('are consolidated as in the example', () => {
    for (const [index] of scorecard.indicators.entries()) {
      const both = consolidate(
        groups.map(([, n, scores]) => ({ n, score: Fraction.of(scores[index] ?? 0) })),
      );
      expect(both.equal?.toNumber()).toBe(scorecard.meanOfGroups[index]);
      expect(both.weighted?.toNumber()).toBeCloseTo(scorecard.weighted[index] ?? NaN, 6);
      const weighted = both.weighted ?? Fraction.zero;
      expect(percentOfRange(weighted).toNumber()).toBeCloseTo(scorecard.percentOfRange[index] ?? NaN, 4);
      expect(percentOfMaximum(weighted).toNumber()).toBeCloseTo(scorecard.percentOfMaximum[index] ?? NaN, 4);
    }
    expect(consolidate([])).toEqual({ equal: null, weighted: null });
  });

  it('count hands as in the example', () => {
    const summary = summariseHistogram({
      hands: new Map(Object.entries(hands.histogram).map(([step, n]) => [Number(step), n])),
    });
    expect(summary.n).toBe(hands.n);
    expect(summary.mean?.toNumber()).toBe(hands.mean);
    expect(summary.median?.toNumber()).toBe(hands.median);
    expect(summary.modes).toEqual([hands.mode]);
    expect(percentOfMaximum(summary.mean ?? Fraction.zero).toNumber()).toBe(hands.percentOfMaximum);
    expect(percentOfRange(summary.mean ?? Fraction.zero).toNumber()).toBe(hands.percentOfRange);
  });

  it('leave "do not know" out of the mean and show it', () => {
    const summary = summariseHistogram({
      hands: new Map([
        [2, 1],
        [5, 2],
      ]),
      doNotKnow: 1,
    });
    expect(summary.mean?.toNumber()).toBe(4);
    expect(summary.doNotKnowShare?.toNumber()).toBe(0.25);
    expect(
      summariseHistogram({
        hands: new Map([
          [1, 1],
          [2, 1],
        ]),
      }).median?.toString(),
    ).toBe('3/2');
    expect(summariseHistogram({ hands: new Map() })).toMatchObject({
      n: 0,
      mean: null,
      median: null,
      doNotKnowShare: null,
    });
  });

  it('note a gap of one step', () => {
    expect(scoreGap(Fraction.of(2), Fraction.of(4))).toMatchObject({ notable: true });
    expect(scoreGap(Fraction.of(7, 2), Fraction.of(4)).notable).toBe(false);
    expect(scoreGap(Fraction.of(60), Fraction.of(36), { min: 0, max: 100 }).notable).toBe(false);
  });
});

describe('the index', () => {
  it('is that of the example', () => {
    const { weights, answers, scores, index, thirdNotApplicable } = fixture.index;
    const directions = answers.map((text, number) => ({
      weight: Fraction.of(weights[number] ?? 0),
      score: scoreDirection([...text] as IndexAnswer[]).score,
    }));
    expect(directions.map((direction) => direction.score?.toNumber())).toEqual(scores);
    expect(indexOf(directions)?.toNumber()).toBe(index);
    const without = directions.map((direction, number) =>
      number === 2 ? { ...direction, score: null } : direction,
    );
    expect(indexOf(without)?.toNumber()).toBe(thirdNotApplicable);
    expect(indexOf([])).toBeNull();
    expect(scoreDirection(['e', 'e'])).toEqual({ answered: 0, notApplicable: 2, points: 0, score: null });
  });

  it('scores the Open Budget Survey of 2019', () => {
    const { counts, exact, rounded } = fixture.openBudget2019;
    for (const [name, values] of Object.entries(counts)) {
      const { score } = scoreCounts(values as [number, number, number, number, number]);
      expect(score?.toNumber()).toBeCloseTo(exact[name as keyof typeof exact], 4);
      expect(roundHalfUp(score ?? Fraction.zero)).toBe(rounded[name as keyof typeof rounded]);
    }
    expect(bandOf(Fraction.of(121, 2))).toBe('substantial');
    expect(bandOf(Fraction.of(20))).toBe('scant');
    expect(bandOf(Fraction.of(100))).toBe('extensive');
  });
});

describe('hiding small cells', () => {
  it('hides a complement, so that the total does not give it back', () => {
    expect(suppressList([3, 40, 25, 0])).toEqual([null, 40, null, 0]);
    expect(suppressList([1, 1, 30])).toEqual([null, null, null]);
    expect(suppressList([2, 0])).toEqual([null, null]);
    expect(suppressList([3])).toEqual([null]);
    expect(suppressList([10, 0, 7])).toEqual([10, 0, 7]);
  });

  it('hides around a small cell of a table', () => {
    const table = suppressTable([
      [12, 3, 20],
      [15, 14, 18],
      [11, 10, 30],
    ]);
    expect(table.small).toBe(1);
    expect(table.complementary).toBe(3);
    expect(table.cells[0]?.[1]).toBeNull();
  });

  it('leaves no hidden cell that the totals give back', () => {
    const counts = fc.integer({ min: 2, max: 5 }).chain((columns) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: columns, maxLength: columns }), {
        minLength: 2,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(counts, (table) => {
        const { cells } = suppressTable(table);
        // Solving row by row and column by column finds every cell that follows; repeat until nothing new is known.
        const known = cells.map((row) => row.map((cell) => cell !== null));
        for (const [row, line] of table.entries()) {
          for (const [column, count] of line.entries()) {
            if (count > 0 && count < 5) expect(cells[row]?.[column]).toBeNull();
          }
        }
        const lines = [
          ...known.map((row, index) => row.map((_, column): [number, number] => [index, column])),
          ...(known[0] ?? []).map((_, column) => known.map((__, row): [number, number] => [row, column])),
        ];
        for (const line of lines) {
          const hidden = line.filter(([row, column]) => !known[row]?.[column]);
          expect(hidden.length).not.toBe(1);
          if (hidden.length > 0 && hidden.length < line.length) {
            const sum = hidden.reduce((total, [row, column]) => total + (table[row]?.[column] ?? 0), 0);
            expect(sum).toBeGreaterThanOrEqual(5);
          }
        }
      }),
    );
  });
});

describe('hidden cells and the totals', () => {
  /** Rank of whole-number rows, by elimination with fractions. */
  function rankOf(rows: readonly (readonly number[])[]): number {
    const matrix = rows.map((row) => row.map((value) => Fraction.of(value)));
    let rank = 0;
    for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
      const pivot = matrix.findIndex((row, index) => index >= rank && !row[column]?.isZero());
      const found = matrix[pivot];
      if (!found) continue;
      [matrix[rank], matrix[pivot]] = [found, matrix[rank] ?? found];
      for (const [index, row] of matrix.entries()) {
        const factor = (row[column] ?? Fraction.zero).over(found[column] ?? Fraction.one);
        if (index === rank || factor.isZero()) continue;
        matrix[index] = row.map((value, at) => value.minus(factor.times(found[at] ?? Fraction.zero)));
      }
      rank += 1;
    }
    return rank;
  }

  it('leave no cell that the equations of rows and columns determine', () => {
    const tables = fc.integer({ min: 4, max: 6 }).chain((columns) =>
      fc.array(fc.array(fc.constantFrom(2, 30, 40, 50, 60), { minLength: columns, maxLength: columns }), {
        minLength: 4,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(tables, (table) => {
        const { cells } = suppressTable(table);
        const hidden = cells.flatMap((row, index) =>
          row.flatMap((cell, column): [number, number][] => (cell === null ? [[index, column]] : [])),
        );
        const equations = [
          ...table.map((_, row) => hidden.map(([at]) => Number(at === row))),
          ...(table[0] ?? []).map((_, column) => hidden.map(([, at]) => Number(at === column))),
        ];
        const rank = rankOf(equations);
        for (const [index] of hidden.entries()) {
          const alone = hidden.map((_, at) => Number(at === index));
          expect(rankOf([...equations, alone])).toBe(rank + 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('deadlines', () => {
  const calendar = {
    holidays: new Set(['2027-03-08', '2027-03-22']),
    workedWeekends: new Set(['2027-03-13']),
  };

  it('count calendar and working days', () => {
    // Friday 5 March 2027; Monday 8 March is a holiday.
    expect(isWorkingDay('2027-03-06', calendar)).toBe(false);
    expect(isWorkingDay('2027-03-13', calendar)).toBe(true);
    expect(addWorkingDays('2027-03-05', 1, calendar)).toBe('2027-03-09');
    expect(addWorkingDays('2027-03-09', -1, calendar)).toBe('2027-03-05');
    expect(addWorkingDays('2027-03-05', 0, calendar)).toBe('2027-03-05');
    expect(addWorkingDays('2027-03-12', 1, calendar)).toBe('2027-03-13');
    expect(workingDaysBetween('2027-03-05', '2027-03-15', calendar)).toBe(7);
  });

  it('follow the rules within, after and before', () => {
    expect(deadlineOf({ kind: 'within', days: 3, unit: 'working' }, '2027-03-05', calendar)).toBe(
      '2027-03-11',
    );
    expect(deadlineOf({ kind: 'within', days: 14, unit: 'calendar' }, '2027-03-07')).toBe('2027-03-21');
    expect(
      deadlineOf(
        { kind: 'within', days: 14, unit: 'calendar', ifNotWorking: 'next' },
        '2027-03-07',
        calendar,
      ),
    ).toBe('2027-03-23');
    expect(
      deadlineOf(
        { kind: 'before', days: 10, unit: 'calendar', ifNotWorking: 'previous' },
        '2027-03-17',
        calendar,
      ),
    ).toBe('2027-03-05');
    expect(deadlineOf({ kind: 'before', days: 2, unit: 'working' }, '2027-03-10', calendar)).toBe(
      '2027-03-05',
    );
    expect(checkDeadline({ kind: 'before', days: 10, unit: 'calendar' }, '2027-03-20', '2027-03-11')).toEqual(
      {
        deadline: '2027-03-10',
        kept: false,
        spare: -1,
      },
    );
    expect(
      checkDeadline({ kind: 'after', days: 5, unit: 'calendar' }, '2027-03-01', '2027-03-06'),
    ).toMatchObject({ kept: true, spare: 0 });
    expect(
      checkDeadline({ kind: 'after', days: 5, unit: 'calendar' }, '2027-03-01', '2027-03-04'),
    ).toMatchObject({ kept: false, spare: -2 });
    expect(
      checkDeadline({ kind: 'within', days: 5, unit: 'calendar' }, '2027-03-01', '2027-03-04').spare,
    ).toBe(2);
  });

  it('refuse what is no date, and a calendar that never works', () => {
    for (const date of ['2027-02-30', '2027-3-1', 'tomorrow', ''])
      expect(() => deadlineOf({ kind: 'within', days: 1, unit: 'calendar' }, date)).toThrow(RangeError);
    expect(() => addWorkingDays('2027-03-01', 1, { ...noHolidays, weekend: [0, 1, 2, 3, 4, 5, 6] })).toThrow(
      RangeError,
    );
  });
});
