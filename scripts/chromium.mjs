// The browser of the system tests, the screenshots and the bench: the machine's own Chromium.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where Chromium is, or undefined. The variable CHROMIUM names another one. */
export function findChromium() {
  if (process.env.CHROMIUM) return existsSync(process.env.CHROMIUM) ? process.env.CHROMIUM : undefined;
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
    const folder = folders.find((candidate) => existsSync(path.join(candidate, name)));
    if (folder !== undefined) return path.join(folder, name);
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? mac : undefined;
}

/** Words for a person whose machine has none. */
export const howToInstall =
  'Chromium is missing, so what needs a browser (system tests, figures of the field app) will fail. Install it (Debian, Ubuntu: apt-get install -y chromium) or name it: CHROMIUM=/path/to/chromium';

/** Finds Chromium, or installs it by apt where that is allowed (about 12 s). */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && !process.env.CHROMIUM;
  if (mayInstall) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...words) =>
      spawnSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
    // On standard error: what a measuring prints for a program stands alone on standard output.
    console.error('Installing Chromium …');
    if (run('update') && run('install', '-y', '--no-install-recommends', 'chromium')) return findChromium();
  }
  return undefined;
}

/** Options of a browser for tests: it may run as root and asks nobody on the network. */
export const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];
