import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import type { Database } from './platform/db/connect.ts';
import { testServices } from './platform/http/testing.ts';
import { LANGS } from './platform/i18n/lang.ts';
import { isReserved } from './territory/rules/reserved-words.ts';

test('routes that begin with the word of a place come last: none of the program can be hidden behind one', () => {
  const firsts = createApp(testServices({} as Database))
    .routes.filter(({ method, path }) => method === 'GET' && path !== '*' && path !== '/*')
    .map(({ path }) => path.split('/')[1] ?? '');
  const place = firsts.findIndex((word) => word.startsWith(':'));
  expect(place).toBeGreaterThan(50);
  expect(firsts.slice(place).filter((word) => !word.startsWith(':'))).toEqual([]);
});

test('no municipality can be given a word with which an address of the program begins', () => {
  const first = createApp(testServices({} as Database)).routes.map(({ path }) => path.split('/')[1] ?? '');
  const words = new Set([...first, ...LANGS].filter((word) => /^[a-z0-9-]+$/.test(word)));
  expect(words.size).toBeGreaterThan(10);
  expect([...words].filter((word) => !isReserved(word, 'municipality'))).toEqual([]);
  expect(isReserved('kok-irim', 'municipality')).toBe(false);
  expect(isReserved('2026', 'village')).toBe(true);
});
