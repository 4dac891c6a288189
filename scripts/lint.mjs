// `npm run lint`: every check that reads the code without running it. All of them run; the end says which failed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const node = process.execPath;
const script = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** Name → command. `npm test` counts each of them as a test. */
export const checks = {
  eslint: [node, script('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  prettier: [node, script('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  layers: [
    node,
    script('dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'src',
  ],
  messages: [node, 'scripts/check-messages.mjs'],
  migrations: [node, 'scripts/db-generate.mjs', '--check'],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = [];
  for (const [name, [command, ...words]] of Object.entries(checks)) {
    const { status } = spawnSync(command, words, { stdio: 'inherit' });
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
