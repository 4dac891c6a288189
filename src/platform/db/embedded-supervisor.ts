import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataArgument, surroundings, type Paths } from './embedded-cluster.ts';
import { EmbeddedDatabaseError, type ServiceUser } from './embedded-files.ts';
import { serverLog, type ServerLog } from './embedded-log.ts';
import { endProcess, readStatus } from './embedded-process.ts';

/** How the server is kept, and who hears when it ends by itself. */
export type Watching = {
  /** False only in tests: nothing acknowledged would survive a power cut. */
  readonly durable?: boolean;
  /** Called with one line when the server had to be restarted or an older one stopped. */
  readonly onNotice?: (line: string) => void;
  /** Called when its process runs, before it accepts sessions. */
  readonly onSpawned?: () => void;
  /** Called when the server ended by itself and could not be started again. */
  readonly onGone?: (error: Error) => void;
};

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts the server of a cluster and watches over it: when it ends by itself, it is started again on the same port. */
export class Supervisor {
  port = 0;
  private child: ChildProcess | undefined;
  private exited = true;
  private stopping = false;
  private readonly restarts: number[] = [];
  private readonly rotation: NodeJS.Timeout;
  private readonly paths: Paths;
  private readonly log: ServerLog;
  private readonly binaries: string;
  private readonly user: ServiceUser | undefined;
  private readonly options: Watching;

  constructor(paths: Paths, binaries: string, user: ServiceUser | undefined, options: Watching) {
    this.paths = paths;
    this.log = serverLog(paths.log);
    this.binaries = binaries;
    this.user = user;
    this.options = options;
    this.rotation = setInterval(() => this.log.shorten(), 3_600_000);
    this.rotation.unref();
    process.once('exit', this.onExit);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, this.onSignal);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts the server; tries again for 10 s, since processes of a killed one may still hold its memory. */
  async start(port: number, fixed = false): Promise<void> {
    const end = Date.now() + 10_000;
    let chosen = port;
    for (;;) {
      const from = this.log.size();
      if (await this.launch(chosen)) {
        this.port = chosen;
        return;
      }
      if (Date.now() > end) {
        throw new EmbeddedDatabaseError(
          `The embedded PostgreSQL does not start. ${this.paths.log} says: ${this.log.since(from)}`,
        );
      }
      await sleep(150);
      if (!fixed) chosen = await freePort();
    }
  }

  /** One attempt: true once it accepts sessions (recovery may take minutes), false when it ended instead. */
  private async launch(port: number): Promise<boolean> {
    this.log.renew();
    const log = openSync(this.paths.log, 'a', 0o600);
    const durable = this.options.durable !== false;
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
      fsync: durable ? 'on' : 'off',
      synchronous_commit: durable ? 'on' : 'off',
      full_page_writes: durable ? 'on' : 'off',
      jit: 'off',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_checkpoints: 'off',
      // Terse: details such as "Key (phone)=(…) already exists" are personal data and stay out of the log.
      log_error_verbosity: 'terse',
    };
    const child = spawn(
      path.join(this.binaries, 'bin', 'postgres'),
      [
        '-D',
        dataArgument(this.paths.cluster, this.user),
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        cwd: this.paths.cluster,
        env: surroundings(),
        stdio: ['ignore', log, log],
        // Its own session: Ctrl-C in the terminal must reach Ashar alone, which ends its sessions first.
        detached: true,
        ...(this.user ?? {}),
      },
    );
    closeSync(log);
    this.child = child;
    this.exited = false;
    let ready = false;
    const failure = new Promise<Error>((resolve) => child.on('error', resolve));
    child.on('exit', () => {
      if (this.child !== child) return;
      this.exited = true;
      if (ready && !this.stopping) void this.revive();
    });
    child.unref();
    this.options.onSpawned?.();
    for (;;) {
      const waited = await Promise.race([failure, sleep(5)]);
      if (waited instanceof Error) {
        this.exited = true;
        throw new EmbeddedDatabaseError(`The embedded PostgreSQL cannot be run: ${waited.message}`);
      }
      if (this.exited) return false;
      const status = readStatus(this.paths.cluster);
      if (status?.pid === child.pid && status?.ready) {
        ready = true;
        return true;
      }
    }
  }

  private async revive(): Promise<void> {
    const now = Date.now();
    this.restarts.push(now);
    this.options.onNotice?.('The database server ended by itself; starting it again.');
    try {
      if (this.restarts.filter((at) => now - at < 60_000).length > 5) {
        throw new EmbeddedDatabaseError(
          `The database server ended six times in a minute, see ${this.paths.log}.`,
        );
      }
      await this.start(this.port, true);
    } catch (error) {
      if (!this.stopping) this.options.onGone?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.rotation);
    process.off('exit', this.onExit);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, this.onSignal);
    if (!this.exited && this.pid) await endProcess(this.pid, () => this.exited);
  }

  /** The process ends without `stop` (an uncaught error): the signal is all there is time for. */
  private readonly onExit = (): void => {
    if (this.exited || !this.pid) return;
    try {
      process.kill(this.pid, 'SIGINT');
    } catch {
      // Already gone.
    }
  };

  /** Ctrl-C while nobody else listens (a short command): stop the server, then end as the signal says. */
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1 || this.stopping) return;
    void this.stop().finally(() => process.kill(process.pid, signal));
  };
}
