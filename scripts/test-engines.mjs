// `npm run test:engines`: a facilitator's day and a printed list in Firefox and WebKitGTK, as Debian brings them.
//
//   npm run test:engines                    both; about five minutes on two cores
//   npm run test:engines -- webkit          one of them
//   npm run test:engines -- --install       installs by apt what is missing (as root)
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findEngines, install, installLine, names } from './engines.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const words = process.argv.slice(2);
const chosen = words.filter((word) => word !== '--install');
const unknown = chosen.filter((word) => !names.includes(word));
if (unknown.length > 0) {
  console.error(`Not an engine: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length > 0 ? chosen : names;
let { missing } = findEngines(wanted);
if (missing.length > 0 && words.includes('--install') && install(missing))
  ({ missing } = findEngines(wanted));
if (missing.length > 0) {
  console.error(
    `NOT TRIED: a browser is missing. Install it (Debian, as root):\n\n  ${installLine(missing)}\n\nor let this command do it: npm run test:engines -- --install`,
  );
  process.exit(2);
}
const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'engines'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test', ASHAR_ENGINES: wanted.join(',') },
});
process.exitCode = status ?? 1;
