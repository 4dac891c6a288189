import { expect, test } from 'vitest';
import { isId, newId } from './id.ts';

test('ids are UUIDv7, all different, and sort in the order they were made', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids.slice(0, 50)) {
    expect(isId(id)).toBe(true);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  const first = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  expect(Math.abs(first - Date.now())).toBeLessThan(5000);
});

test('what is not an id is told apart', () => {
  for (const text of ['', 'x', `${newId()} `, newId().toUpperCase(), `'; drop`])
    expect(isId(text)).toBe(false);
});
