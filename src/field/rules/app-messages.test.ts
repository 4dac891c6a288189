import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGS } from '../../platform/i18n/lang.ts';
import { messagesOf, translator } from '../../platform/i18n/catalogues.ts';
import { isAppMessage } from './app-messages.ts';

/** Keys that the app's own files write out, or begin (`needs.focus.column.${column}`). */
function keysOf(files: readonly string[]): { whole: Set<string>; begun: Set<string> } {
  const [whole, begun] = [new Set<string>(), new Set<string>()];
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const [, key = ''] of source.matchAll(/['"`]([a-z]+(?:\.[\w-]+)+)['"`]/g)) whole.add(key);
    for (const [, start = ''] of source.matchAll(/\bt\(`([a-z]+\.[\w.-]*)\$\{/g)) begun.add(start);
  }
  return { whole, begun };
}

test('the app is served every text it speaks of', () => {
  const files = globSync('src/field/{app,rules}/**/*.{ts,tsx}').filter(
    (file) => !/(\.(test|fixture)\.tsx?|app-messages\.ts)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const { whole, begun } = keysOf(files);
  for (const lang of LANGS) {
    const served = Object.keys(messagesOf(lang, isAppMessage)).map((key) => key.replace(/#\w+$/, ''));
    const have = new Set(served);
    const known = [...whole].filter((key) => translator(lang).has(key) && !key.startsWith('error.'));
    expect(known.filter((key) => !have.has(key))).toEqual([]);
    expect([...begun].filter((start) => !served.some((key) => key.startsWith(start)))).toEqual([]);
  }
});
