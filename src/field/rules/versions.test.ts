import { expect, test } from 'vitest';
import { itemSchema, oldSchemas } from './items.ts';
import { meetingNamed, upgraded, versions, type Versions } from './versions.ts';

test('this program reads its own version and every one it still should', () => {
  for (let schema = Math.max(1, itemSchema - oldSchemas); schema <= itemSchema; schema += 1) {
    expect(upgraded({ schema }, versions)).toMatchObject({ ok: true });
  }
  expect(upgraded({ schema: itemSchema + 1 }, versions)).toEqual({ ok: false, code: 'schema-too-new' });
});

test('the item of the first version names its meeting as the app of then did', () => {
  const first = { schema: 1, id: 'i', sessionId: 'm', meeting: 'focusGroup' };
  const second = { schema: 2, id: 'i', meetingId: 'm', meeting: 'focusGroup' };
  expect(upgraded(first)).toEqual({ ok: true, item: second });
  expect(upgraded(second)).toEqual({ ok: true, item: second });
  expect([first, second].map(meetingNamed)).toEqual(['m', 'm']);
});

test('upgrades follow one another', () => {
  const known: Versions = {
    current: 4,
    upgrades: new Map([
      [1, (item) => ({ ...item, path: 'a' })],
      [2, (item) => ({ ...item, path: `${String(item.path)}b` })],
      [3, (item) => ({ ...item, path: `${String(item.path)}c` })],
    ]),
  };
  expect(upgraded({ schema: 2, path: '' }, known)).toEqual({ ok: true, item: { schema: 4, path: 'bc' } });
  expect(upgraded({ schema: 4, path: '' }, known)).toEqual({ ok: true, item: { schema: 4, path: '' } });
  expect(upgraded({ schema: 1 }, known)).toEqual({ ok: false, code: 'schema-too-old' });
});

test.each([undefined, null, '1', 0, -1, 1.5, Number.NaN, Infinity])('%s is no version', (schema) => {
  expect(upgraded({ schema }, versions)).toEqual({ ok: false, code: 'item-damaged' });
});
