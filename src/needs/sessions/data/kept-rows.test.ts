import { expect, test } from 'vitest';
import { keptRows } from './kept-rows.ts';

test('rows are known by their id, then by their name; each stands for one', () => {
  const standing = [
    { id: '1', name: 'ФАП' },
    { id: '2', name: 'Мектеп' },
    { id: '3', name: 'Мектеп' },
    { id: '4', name: 'Почта' },
  ];
  const sent = [
    { name: 'Мектеп' },
    { id: '1', name: 'Оорукана' },
    { name: 'Мектеп' },
    { name: 'Мектеп' },
    { id: 'x', name: '?' },
  ];
  const { pairs, gone } = keptRows<{ id: string; name: string }, { id?: string; name: string }>(
    standing,
    sent,
    ({ name }) => name,
  );
  expect(pairs.map(([, row]) => row?.id)).toEqual(['2', '1', '3', undefined, undefined]);
  expect(gone).toEqual(['4']);
});
