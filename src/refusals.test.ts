import { globSync, readFileSync } from 'node:fs';
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
/** Folders of the program, each with the text of its modules. */
const folders = new Map<string, string>();
for (const file of read('*/**/*.{ts,tsx}').filter((one) => !/\.(test|fixture)\./.test(one))) {
  const folder = file.slice(0, file.indexOf(path.sep));
  folders.set(folder, (folders.get(folder) ?? '') + readFileSync(path.join(here, file), 'utf8'));
}
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

/** Tests in which a room's refusals are met: its own, those of rooms that refuse with its list, and of the whole program. */
function testsOf(room: string): string {
  const users = [...folders].filter(
    ([folder, text]) => folder === room || text.includes(`/${room}/refusals.ts`),
  );
  const files =
    room === 'platform'
      ? read('**/*.test.{ts,tsx}')
      : users.flatMap(([one]) => read(`${one}/**/*.test.{ts,tsx}`));
  return [...files, ...read('*.test.{ts,tsx}'), ...read('../test/*.test.ts')]
    .filter((file) => file !== 'refusals.test.ts')
    .map((file) => readFileSync(path.join(here, file), 'utf8'))
    .join('\n');
}

test('each code is provoked by a test of its room', () => {
  const silent = lists.flatMap(([room, list]) => {
    const said = testsOf(room);
    // As it is answered, or as tests of phones read an answer: `refused item-damaged`, `later document-gap`.
    return Object.keys(list).filter(
      (code) => !new RegExp(`['\`"]((refused|later) )?${code}['\`"]`).test(said),
    );
  });
  expect(silent.sort()).toEqual([]);
});
