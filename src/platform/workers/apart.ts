import { fork } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../env.ts';
import type { WorkerLimits, WorkerReply } from './worker.ts';

/** A thread or a process that works piece by piece (host.ts is its side). */
export type Apart = {
  /** @throws when the input cannot be copied */
  readonly post: (input: unknown, give: readonly ArrayBuffer[]) => void;
  /** Whether a program that wants to end waits for it. */
  readonly keep: (yes: boolean) => void;
  readonly end: () => void;
};

/** What it tells: its answers, and that it ended by itself. */
export type Told = {
  readonly reply: (reply: WorkerReply) => void;
  readonly ended: (why: 'memory' | Error) => void;
};

const fromSource = import.meta.url.endsWith('.ts');
const fileOf = (name: string) =>
  fromSource ? path.join(projectRoot(), 'src', `${name}.ts`) : path.join(projectRoot(), 'dist', `${name}.js`);
const host = () => fileOf('platform/workers/host');
const addressOf = (module: string) => pathToFileURL(fileOf(module)).href;
/** Flags of the test runner are neither the thread's nor the process's. */
const flags = fromSource ? ['--disable-warning=ExperimentalWarning'] : [];

export function startThread(module: string, limits: WorkerLimits, told: Told): Apart {
  const thread = new Worker(host(), {
    workerData: { module: addressOf(module) },
    resourceLimits: { maxOldGenerationSizeMb: limits.mb, stackSizeMb: 4 },
    execArgv: flags,
  });
  thread.on('message', told.reply);
  thread.on('error', (error: NodeJS.ErrnoException) =>
    told.ended(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : error),
  );
  thread.on('exit', () => told.ended(new Error(`${module}: the thread ended`)));
  return {
    post: (input, give) => thread.postMessage(input, give),
    keep: (yes) => (yes ? thread.ref() : thread.unref()),
    end: () => void thread.terminate(),
  };
}

export function startProcess(module: string, limits: WorkerLimits, told: Told): Apart {
  const child = fork(host(), [addressOf(module)], {
    serialization: 'advanced',
    execArgv: [...flags, `--max-old-space-size=${limits.mb}`],
    // What it reads comes from outside: it is given none of the program's secrets.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (reply) => told.reply(reply as WorkerReply));
  child.on('error', told.ended);
  // V8 ends a process whose heap is full with SIGABRT, the system's own guard with SIGKILL.
  child.on('exit', (_, signal) =>
    told.ended(
      signal === 'SIGABRT' || signal === 'SIGKILL' ? 'memory' : new Error(`${module}: the process ended`),
    ),
  );
  return {
    post: (input) => void child.send(input as object),
    keep: (yes) => {
      if (yes) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
    end: () => void child.kill('SIGKILL'),
  };
}
