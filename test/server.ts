import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export type RunningServer = {
  /** Address without a trailing slash. */
  readonly url: string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Milliseconds from the command until /healthz said ok. */
  readonly startedIn: number;
  /** What it printed so far. */
  readonly output: () => string;
  /** Ctrl-C; resolves with the exit code when it has ended, and removes the folder when it was ours. */
  readonly stop: () => Promise<number | null>;
};

export type ServerOptions = {
  /** `demo` fills the store with the textbook municipality; `hub` is the laptop in a hall. */
  readonly command?: 'serve' | 'demo' | 'hub';
  /** Words after the command. */
  readonly args?: readonly string[];
  /** The port; a free one when left out. */
  readonly port?: number;
  /** Data folder; a new one that is removed at the end when left out. */
  readonly folder?: string;
  readonly databaseUrl?: string;
  /** The project's folder, for a copy of it. */
  readonly project?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly patience?: number;
};

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return address.port;
}

/** Starts the real program as its users do and waits until it answers. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { command = 'serve', project = root, patience = 60_000 } = options;
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'ashar-server-'));
  const port = options.port ?? (await freePort());
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [path.join(project, 'bin', 'ashar.mjs'), command, ...(options.args ?? [])],
    {
      cwd: project,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        HOST: '127.0.0.1',
        PORT: String(port),
        ASHAR_DATA: folder,
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  let ended = false;
  let stopping = false;
  const exit = once(child, 'exit').then(([code, signal]) => {
    ended = true;
    if (!stopping) {
      process.stderr.write(
        `The server ended by itself (${String(code ?? signal)}):\n${output.slice(-3000)}\n`,
      );
    }
    return code as number | null;
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    stopping = true;
    if (!ended) child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    const code = await exit;
    clearTimeout(timer);
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    return code;
  };
  for (;;) {
    if (ended || performance.now() - started > patience) {
      await stop();
      throw new Error(`The server did not start:\n${output}`);
    }
    try {
      const health = await fetch(`${url}/healthz`);
      if (health.ok && ((await health.json()) as { status?: string }).status === 'ok') break;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return { url, folder, process: child, startedIn: performance.now() - started, output: () => output, stop };
}
