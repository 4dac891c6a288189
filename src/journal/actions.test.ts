import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { i18nFor } from '../platform/i18n/i18n.ts';

test('the journal has words for everything that is done in a municipality', () => {
  const { t } = i18nFor('ky');
  const nameless = globSync('src/**/*.ts', { exclude: ['**/*.test.ts', '**/*.fixture.ts'] })
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/defineCommand\((?:[^{}]|\{\s*\})*?\{\s*name: '([\w.-]+)'/g),
    ])
    .map(([, name]) => name ?? '')
    .filter((name) => !t.has(`journal.action.${name}`));
  expect(nameless).toEqual([]);
});
