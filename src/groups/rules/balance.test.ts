import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOf, bandOf, type Counted } from './balance.ts';

const people = (women: number, men: number): Counted[] => [
  ...Array.from({ length: women }, () => ({ sex: 'female' as const, birthYear: 1990, villageId: 'a' })),
  ...Array.from({ length: men }, () => ({ sex: 'male' as const, birthYear: 1960, villageId: null })),
];

// seed-000 K-15: 9 people need 3 of the smaller sex, 11 need 4.
test.each([
  [3, 6, true, 0],
  [2, 7, false, 1],
  [7, 4, true, 0],
  [8, 3, false, 1],
  [0, 5, false, 2],
])('%i women and %i men: the 30 %% rule is whole numbers', (women, men, holds, missing) => {
  expect(balanceOf(people(women, men), 2026).minority).toMatchObject({ holds, missing });
});

test('the year decides the band, as at the sessions', () => {
  expect([1991, 1990, 1971, 1970, null].map((year) => bandOf(year, 2026))).toEqual([
    ...['18-35', '36-55', '36-55', '56+', 'unknown'],
  ]);
});

test('whoever is in the group is counted once in each way of counting, however large it is', () => {
  const member = fc.record({
    sex: fc.constantFrom('female' as const, 'male' as const, null),
    birthYear: fc.option(fc.integer({ min: 1900, max: 2008 })),
    villageId: fc.option(fc.constantFrom('a', 'b', 'c')),
  });
  fc.assert(
    fc.property(fc.array(member, { maxLength: 3000 }), (members) => {
      const { people: all, women, men, sexUnknown, ages, villages, minority } = balanceOf(members, 2026);
      const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);
      expect(all).toBe(members.length);
      expect(women + men + sexUnknown).toBe(all);
      expect(sum(Object.values(ages))).toBe(all);
      expect(sum(villages.values())).toBe(all);
      if (minority) expect(minority.holds).toBe(10 * Math.min(women, men) >= 3 * (women + men));
    }),
    { numRuns: 100 },
  );
});
