// `npm run test:long`: every test over generated cases, at its full size and from a new seed, which is printed.
//
//   npm run test:long                       all of them, under an hour on two cores
//   npm run test:long -- src/field          those below a folder
//   ASHAR_SEED=7 npm run test:long          the cases of an earlier run again
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const seed = process.env.ASHAR_SEED ?? String(randomInt(1, 2 ** 31));
const chosen = process.argv.slice(2);
const files = globSync('{src,test}/**/*.long.{test,db.test}.ts')
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => chosen.length === 0 || chosen.some((part) => file.includes(part)))
  .sort();
if (files.length === 0) {
  console.error('No file of generated tests is named so.');
  process.exit(2);
}
console.log(`Seed ${seed}; again: ASHAR_SEED=${seed} npm run test:long\n${files.join('\n')}`);
const words = [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--testTimeout=1800000', ...files];
const env = { ...process.env, NODE_ENV: 'test', ASHAR_LONG: '1', ASHAR_SEED: seed };
const child = spawn(process.execPath, words, { stdio: 'inherit', env });
child.on('exit', (code) => {
  console.log(`Seed ${seed}`);
  process.exitCode = code ?? 1;
});
