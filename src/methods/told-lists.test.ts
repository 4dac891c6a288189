import { expect, test } from 'vitest';
import { fewestPossible, type ToldList } from './told-lists.ts';

const everything: ToldList = { people: 25, groups: 2, room: 125, told: { water: 125 }, few: [] };
const later: ToldList = { people: 11, groups: 2, room: 55, told: { water: 9 }, few: ['road', 'school'] };

test('a list in which all stickers stand on one problem leaves one value for each size of the group', () => {
  expect(fewestPossible([everything])).toBe(4);
});

test('lists together say more than each alone', () => {
  expect(fewestPossible([later])).toBeGreaterThanOrEqual(4);
  expect(fewestPossible([everything, later])).toBe(1);
});

test('no list, nothing that could be computed', () => {
  expect(fewestPossible([])).toBe(Infinity);
});
