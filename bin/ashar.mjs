#!/usr/bin/env node
// The `ashar` command. Runs in any Node: it hands over to the Node 24 that npm installed with the project when the
// system's own is older, builds the program when its sources have changed, and starts it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const pinned = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/**
 * The C library keeps large blocks that were freed, once it has seen a few, and the memory of a server that reads large
 * files grows by a fifth. With these settings it gives them back. It reads them at the start of a process only.
 */
const memory = {
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '4194304',
  MALLOC_ARENA_MAX: '2',
};

if (Number(process.versions.node.split('.')[0]) >= 24) {
  startAnew();
  await run();
} else if (existsSync(pinned) && process.env.ASHAR_NODE === undefined) handOver();
else {
  console.error(`Ashar needs Node 24 or later; this is ${process.version}. See README.md.`);
  process.exitCode = 1;
}

/** The same process begins again with the settings of memory, where the system can do that and they are not set. */
function startAnew() {
  if (process.platform !== 'linux' || process.env.MALLOC_MMAP_THRESHOLD_ !== undefined) return;
  if (typeof process.execve !== 'function' || process.connected === true) return;
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, words, { ...process.env, ...memory });
}

/** Goes on in the project's own Node; signals and the exit code pass through. */
function handOver() {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...memory, ...process.env, ASHAR_NODE: pinned },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code ?? 1;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

async function run() {
  const program = path.join(root, 'dist', 'cli.js');
  const builder = path.join(root, 'scripts', 'build.mjs');
  // A copy for production may come built and without sources.
  if (existsSync(builder) && existsSync(path.join(root, 'src', 'cli.ts'))) {
    const { isBuilt, build } = await import(pathToFileURL(builder).href);
    if (!isBuilt()) {
      try {
        await build();
        // The builder waits in a process of its own, larger than Ashar, for work that will not come.
        await (await import('esbuild')).stop();
      } catch (error) {
        console.error(error.message);
        process.exitCode = 1;
        return;
      }
    }
  }
  // What V8 has read once it need not read again; where nothing can be written it goes without.
  enableCompileCache(path.join(root, 'dist', 'compiled'));
  const { main } = await import(pathToFileURL(program).href);
  await main(process.argv.slice(2));
}
