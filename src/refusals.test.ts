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

/** What no test provokes yet. The list only grows shorter: a new code comes with its test. */
const unprovoked: readonly string[] = [
  // What phones and files meet; most of `import-*` is asked for by its words in import.db.test.ts.
  'photo-not-here',
  'sticker-not-here',
  'device-key-lost',
  'document-gap',
  'document-too-big',
  'import-damaged',
  'import-device-ended',
  'import-device-unknown',
  'import-forged',
  'import-key-missing',
  'import-not-ashar',
  'import-other-office',
  'import-person-gone',
  'import-too-big',
  'not-received',
  'office-disk-full',
  'photo-of-another',
  'photo-too-big',
  // Signing in and invitations, asked for by their words.
  'signed-out',
  'unavailable',
  'invitation-password',
  'second-factor-wrong',
  'password-wrong',
  // Receiving from phones, and races that another check decides first.
  'too-many-stickers-somebody',
  'item-id-taken',
  'sticker-of-another',
  'sticker-corrected-already',
  'too-many-stickers-together',
  // Races and a worker that dies.
  'unit-changed-meanwhile',
  'import-not-checked',
  // A document that cannot be read in time.
  'meeting-not-read',
];

test('each code is provoked by a test', () => {
  const said = [...read('**/*.test.{ts,tsx}'), ...read('../test/*.test.ts')]
    .filter((file) => file !== 'refusals.test.ts')
    .map((file) => readFileSync(path.join(here, file), 'utf8'))
    .join('\n');
  const silent = codes.filter((code) => !said.includes(`'${code}'`));
  expect(silent.sort()).toEqual([...unprovoked].sort());
});
