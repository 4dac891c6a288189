import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** Selectors that have everything below any place looked at whenever an element is added there. */
function dear(css: string): string[] {
  const selectors = [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)]
    .flatMap(([, list]) => (list ?? '').split(','))
    .map((one) => one.trim());
  return [...selectors].filter((one) =>
    /:(first|last|nth|only)[\w-]*(\([^)]*\))?[^\s>+~]*\s*[\s>]\s*\*(?![\w-])/.test(one),
  );
}

test('the dear kind of selector is found', () => {
  expect(
    dear('.a li:first-child > * { x: 1 } .b > :last-child { x: 1 } .c:nth-child(2n) * , .d { x: 1 }'),
  ).toEqual(['.a li:first-child > *', '.c:nth-child(2n) *']);
});

test('no style has everything below a list looked at for each element that is added anywhere', () => {
  const found = globSync('src/**/*.css', { cwd: root }).flatMap((file) =>
    dear(readFileSync(path.join(root, file), 'utf8')).map((selector) => `${file}: ${selector}`),
  );
  expect(found).toEqual([]);
});
