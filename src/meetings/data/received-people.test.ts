import { expect, test } from 'vitest';
import { newNumbers } from './received-people.ts';

test('each gets its own number where it is free, else the next free one', () => {
  const standing = [
    { id: 'a', number: 1 },
    { id: 'b', number: 2 },
  ];
  expect([
    ...newNumbers(standing, [
      { id: 'c', number: 2 },
      { id: 'd', number: 5 },
    ]),
  ]).toEqual([
    ['d', 5],
    ['c', 3],
  ]);
  // Those who change numbers leave theirs.
  expect(
    [
      ...newNumbers(standing, [
        { id: 'a', number: 2 },
        { id: 'b', number: 1 },
      ]),
    ].sort(),
  ).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('beyond 999 nobody gets a number', () => {
  const standing = Array.from({ length: 999 }, (_, i) => ({ id: `s${i}`, number: i + 1 }));
  expect(newNumbers(standing, [{ id: 'x', number: 1 }]).size).toBe(0);
});
