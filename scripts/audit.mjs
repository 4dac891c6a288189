// `npm run audit`: asks the registry for known faults of the packages that the server runs with.
// Exit code 0: asked, nothing serious known; 1: something serious is known; 3: not asked, because the registry does not
// answer audits (a mirror, no network). Whoever counts must not count 3 as passed.
import { spawnSync } from 'node:child_process';

const asked = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  timeout: 60_000,
  shell: process.platform === 'win32',
});
let answer;
try {
  answer = JSON.parse(asked.stdout);
} catch {
  answer = {};
}
const counts = answer.metadata?.vulnerabilities;
if (counts === undefined) {
  const why = answer.message ?? answer.error?.summary ?? asked.error?.message ?? 'no answer';
  console.error(`Dependency audit: NOT ASKED, the registry does not answer audits (${why}).`);
  console.error('Known faults of packages are unchecked: run `npm run audit` where the registry is reached.');
  process.exitCode = 3;
} else {
  const serious = Object.entries(answer.vulnerabilities ?? {}).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  );
  for (const [name, { severity, range }] of serious) console.error(`${severity}: ${name} ${range}`);
  console.log(
    `Dependency audit: asked; critical ${counts.critical}, high ${counts.high}, moderate ${counts.moderate}, low ${counts.low}.`,
  );
  process.exitCode = serious.length > 0 ? 1 : 0;
}
