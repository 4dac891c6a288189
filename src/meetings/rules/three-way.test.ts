import { expect, test } from 'vitest';
import { changesOf, mergedText } from './three-way.ts';

test('added, changed by field, removed', () => {
  const before = [
    { id: 'a', name: 'x', points: [[1, 2]] },
    { id: 'b', name: 'y', points: [] },
  ];
  const after = [
    { id: 'a', name: 'x', points: [[1, 3]] },
    { id: 'c', name: 'z', points: [] },
  ];
  const changes = changesOf<{ id: string; name: string; points: number[][] }>(before, after);
  expect(changes.added.map(({ id }) => id)).toEqual(['c']);
  expect(changes.removed.map(({ id }) => id)).toEqual(['b']);
  expect(changes.changed.map(({ now, fields }) => [now.id, fields])).toEqual([['a', ['points']]]);
  expect(changesOf(before, structuredClone(before))).toEqual({ added: [], changed: [], removed: [] });
});

test.each([
  ['суу', 'суу жок', 'суу', 'суу жок'],
  ['суу', 'суу жок', 'Алгач: суу. Аягы.', 'Алгач: суу жок. Аягы.'],
  ['', 'залдан', 'кеңседен', 'кеңседен\n\nзалдан'],
  ['', 'залдан', 'кеңседен залдан', 'кеңседен залдан'],
  ['суу', 'жол', 'такыр башка', 'жол'],
  ['а', 'б', 'а а', 'б'],
])('%j → %j beside the office’s %j gives %j', (before, after, office, merged) => {
  expect(mergedText(before, after, office)).toBe(merged);
});
