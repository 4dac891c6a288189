// `npm test`: the build, the types, every check of the code and every test, in one run.
// The last line is `N passed, N failed`, with `, N skipped` for checks that could not be asked; the exit code says the
// same.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, howToInstall } from './chromium.mjs';
import { checks } from './lint.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const node = process.execPath;
const script = (name) => path.join(root, 'node_modules', name);
// Words after `--` go to Vitest: `npm test -- src/needs` runs the tests of one room and no other checks.
const chosen = process.argv.slice(2);

const results = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** Seconds and name of each file of tests. */
const took = [];
const started = performance.now();
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function run(command, words, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: 'inherit', ...options });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** A check that is not a Vitest file counts as one test. What it says stands together, since two run at a time. */
async function check(name, [command, ...words]) {
  const since = performance.now();
  const { code, said } = await new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('error', (error) => resolve({ code: 1, said: `${said}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
  // A check that could not be asked (3) has not passed, and says so itself.
  const word = { 0: 'ok', 3: 'NOT ASKED' }[code] ?? 'FAILED';
  console.log(`${said}${word}  ${name}  ${seconds(since)}`);
  if (code === 0) results.passed += 1;
  else if (code === 3) results.skipped += 1;
  else {
    results.failed += 1;
    failures.push(name);
  }
}

/** Runs the checks in two lanes, the first of the list first. */
async function checkAll(list) {
  const waiting = [...list];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next);
  };
  await Promise.all([lane(), lane()]);
}

/** The first line of what a failed test says, and the line of its file where it stood. */
function cause({ failureMessages }, name) {
  const [message = ''] = failureMessages ?? [];
  const at = message.split(`${name}:`)[1]?.match(/^\d+/)?.[0];
  const first = message.split('\n')[0].slice(0, 300);
  return `${at === undefined ? '' : ` (line ${at})`}${first === '' ? '' : `\n    ${first}`}`;
}

async function vitest() {
  const folder = path.join('node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const report = path.join(folder, `vitest-${process.pid}.json`);
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen];
  const code = await run(node, [script('vitest/vitest.mjs'), ...words], {
    env: { ...process.env, NODE_ENV: 'test' },
  });
  let counted;
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    counted = undefined;
  }
  rmSync(report, { force: true });
  if (counted === undefined) {
    results.failed += 1;
    failures.push('tests: Vitest gave no result');
    return;
  }
  results.passed += counted.numPassedTests;
  results.failed += counted.numFailedTests;
  for (const file of counted.testResults) {
    const name = path.relative(root, file.name);
    took.push([(file.endTime - file.startTime) / 1000, name]);
    for (const test of file.assertionResults) {
      if (test.status === 'failed') failures.push(`${name} › ${test.fullName}${cause(test, name)}`);
    }
    // A file that could not even be loaded has no tests to count.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      results.failed += 1;
      failures.push(`${name}: ${String(file.message ?? '').split('\n')[0]}`);
    }
  }
  // An error outside every test (a global setup, an unhandled rejection) must not pass unseen.
  if (code !== 0 && counted.numFailedTests === 0 && counted.numFailedTestSuites === 0) {
    results.failed += 1;
    failures.push('tests: Vitest ended with an error outside the tests (see above)');
  }
}

if (!existsSync(script('vitest/vitest.mjs'))) {
  console.error('The packages are not installed. Run: npm ci');
  process.exit(1);
}
if (chosen.length === 0) {
  if (ensureChromium() === undefined) console.error(howToInstall);
  await check('build', [node, 'scripts/build.mjs']);
  await checkAll([
    ...Object.entries(checks),
    ['types', [node, script('typescript/bin/tsc'), '--noEmit', '-p', '.']],
    ['dependency audit', [node, 'scripts/audit.mjs']],
  ]);
}
await vitest();

const longest = took.sort(([a], [b]) => b - a).slice(0, 10);
if (chosen.length === 0 && longest.length > 0) {
  console.log(
    `\nLongest:\n${longest.map(([s, name]) => `  ${s.toFixed(0).padStart(4)} s  ${name}`).join('\n')}`,
  );
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
console.log(`\n${seconds(started)}`);
const skipped = results.skipped > 0 ? `, ${results.skipped} skipped` : '';
console.log(`${results.passed} passed, ${results.failed} failed${skipped}`);
process.exitCode = results.failed > 0 || results.passed === 0 ? 1 : 0;
