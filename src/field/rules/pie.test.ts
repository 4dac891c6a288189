import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wholePie } from '../../methods/written-share.ts';
import { newDocument, SessionEdits } from './document.ts';
import { recordOf } from './record-of.ts';
import { borderMoved, madeWhole, pieRest, pieSum, stepped, turnOf, turns } from './pie.ts';

const shares = fc.array(fc.integer({ min: 0, max: wholePie }), { minLength: 1, maxLength: 40 });
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

describe('making a pie whole', () => {
  it('always gives exactly 10 000', () => {
    fc.assert(
      fc.property(shares, (all) => {
        const whole = madeWhole(all);
        expect(sum(whole)).toBe(wholePie);
        expect(whole.every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
      }),
    );
  });
  it('keeps whole per cents whole and a whole pie as it is', () => {
    expect(madeWhole([3000, 3000, 3000])).toEqual([3400, 3300, 3300]);
    expect(madeWhole([6000, 6000])).toEqual([5000, 5000]);
    expect(madeWhole([4500, 750, 3000])).toEqual([5450, 900, 3650]);
    expect(madeWhole([2550, 7450])).toEqual([2550, 7450]);
    expect(madeWhole([0, 0])).toEqual([5000, 5000]);
    expect(madeWhole([])).toEqual([]);
  });
});

describe('a border', () => {
  it('takes from one neighbour what it gives the other', () => {
    expect(borderMoved([3000, 2000, 5000], 0, 4000)).toEqual([4000, 1000, 5000]);
    expect(borderMoved([3000, 2000, 5000], 0, 9000)).toEqual([5000, 0, 5000]);
  });
  it('of the last slice takes from what is left, and from the first when nothing is', () => {
    expect(borderMoved([3000, 2000], 1, 4000)).toEqual([3000, 4000]);
    expect(borderMoved([3000, 2000], 1, 9000)).toEqual([3000, 7000]);
    expect(borderMoved([3000, 7000], 1, 8000)).toEqual([2000, 8000]);
  });
  it('never makes more or less than there was', () => {
    fc.assert(
      fc.property(shares, fc.nat(39), fc.integer({ min: -500, max: 20_000 }), (all, index, to) => {
        const whole = madeWhole(all);
        expect(sum(borderMoved(whole, index, to))).toBe(wholePie);
      }),
    );
  });
});

it('slices go once around the loaf, at most', () => {
  expect(turns([2500, 5000])).toEqual([
    { from: 0, to: 0.25 },
    { from: 0.25, to: 0.75 },
  ]);
  expect(turns([10_000, 10_000]).at(-1)!.to).toBe(1);
  expect(turnOf(0, -1)).toBe(0);
  expect(turnOf(1, 0)).toBe(0.25);
  expect(turnOf(-1, 0)).toBe(0.75);
});

it('steps stay between nothing and all', () => {
  expect([stepped(50, -100), stepped(9900, 500), stepped(3000, 100)]).toEqual([0, wholePie, 3100]);
});

it('the sample session of the textbook: fifteen institutions in their order, a whole pie', () => {
  const sample = JSON.parse(
    readFileSync(new URL('../../../test/examples/sample-session.json', import.meta.url), 'utf8'),
  ) as { institutionsByImportance: string[]; budgetPiePercent: Record<string, number> };
  const id = (n: number, kind: number) =>
    `00000000-0000-7000-8000-${String(kind)}${String(n).padStart(11, '0')}`;
  const doc = newDocument(id(0, 0));
  const edit = new SessionEdits(doc);
  sample.institutionsByImportance.forEach((name, index) =>
    edit.put('institutions', id(index, 1), { name, order: index + 1, executive: index === 0 }),
  );
  Object.entries(sample.budgetPiePercent).forEach(([name, percent], index) => {
    const slice = id(index, 2);
    edit.put('slices', slice, { name, order: index, key: null, share: 0 });
    edit.put('slices', slice, { share: stepped(0, percent * 100) });
    if (index === 3) expect(pieRest(recordOf(doc).slices)).toBe(3200);
  });
  const record = recordOf(doc);
  expect(record.institutions.map((one) => one.name)).toEqual(sample.institutionsByImportance);
  expect(record.institutions.filter((one) => one.executive).map((one) => one.name)).toEqual(['Айыл өкмөтү']);
  expect(pieSum(record.slices)).toBe(wholePie);
  expect(pieRest(record.slices)).toBe(0);
  expect(record.slices.map((one) => one.share / 100)).toEqual([30, 20, 15, 3, 5, 2, 5, 5, 15]);
});
