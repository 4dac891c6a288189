// The browsers of `npm run test:engines` beside Chromium, as Debian brings them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const packages = {
  firefox: ['firefox-esr'],
  // The window of WebKitGTK is a small Python program, on a screen that nobody sees.
  webkit: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'python3-gi', 'xvfb', 'xauth'],
};
export const names = /** @type {const} */ (['firefox', 'webkit']);

/** @param {string} name */
function programOf(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'];
  const folder = folders.find((candidate) => existsSync(path.join(candidate, name)));
  return folder === undefined ? undefined : path.join(folder, name);
}

/** Whether the Python of the system can open a window of WebKitGTK. */
function windowOpens() {
  const words =
    "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1'); import gi.repository.WebKit2";
  return spawnSync('/usr/bin/python3', ['-c', words], { stdio: 'ignore' }).status === 0;
}

/** Where each engine's program is, and the packages of those that are missing. */
export function findEngines(wanted = names) {
  const driver = programOf('WebKitWebDriver');
  const whole =
    driver !== undefined && programOf('xvfb-run') !== undefined && programOf('xauth') !== undefined;
  const found = {
    firefox: programOf('firefox-esr') ?? programOf('firefox'),
    webkit: whole && windowOpens() ? driver : undefined,
  };
  return {
    found,
    missing: wanted.filter((name) => found[name] === undefined).flatMap((name) => packages[name]),
  };
}

/** The one line that brings what is missing. @param {readonly string[]} missing */
export const installLine = (missing) => `apt-get install -y --no-install-recommends ${missing.join(' ')}`;

/** Runs that line. @param {readonly string[]} missing @returns whether it worked */
export function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} words */
  const run = (words) => spawnSync('apt-get', words, { env, stdio: 'inherit' }).status === 0;
  return run(['update', '-q']) && run(installLine(missing).split(' ').slice(1));
}
