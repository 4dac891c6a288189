import { globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadCatalogues } from './platform/i18n/catalogues.ts';
import { LANGS } from './platform/i18n/lang.ts';
import type { RefusalList } from './platform/refusals.ts';

// The lists of refusal codes of all rooms: each code has its sentence, no sentence stands for nothing, and somewhere
// a test provokes each of them.

const here = fileURLToPath(new URL('.', import.meta.url));
const read = (pattern: string): string[] => globSync(pattern, { cwd: here }).sort();

const lists: readonly (readonly [room: string, list: RefusalList])[] = await Promise.all(
  read('*/refusals.ts').map(async (file) => {
    const found = Object.entries((await import(path.join(here, file))) as Record<string, unknown>);
    const [, list] = found.find(([name]) => name.endsWith('Refusals')) ?? [];
    return [path.dirname(file), list as RefusalList] as const;
  }),
);
const codes = lists.flatMap(([, list]) => Object.keys(list));

test('a code has one home', () => {
  expect(lists.filter(([, list]) => list === undefined)).toEqual([]);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test.each(LANGS)('each code has its sentence, and no sentence stands for a code of no list: %s', (lang) => {
  const sentences = [...loadCatalogues(here)[lang].keys()]
    .filter((key) => key.startsWith('error.'))
    .map((key) => key.slice('error.'.length).replace(/#.*$/, ''));
  expect([...new Set(sentences)].sort()).toEqual([...codes].sort());
});
