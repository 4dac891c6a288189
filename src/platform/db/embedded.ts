import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  EmbeddedDatabaseError,
  giveTo,
  readableBinaries,
  serviceUser,
  type ServiceUser,
} from './embedded-files.ts';
import { alive, belongsTo, endProcess, readStatus } from './embedded-process.ts';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock.ts';

/** The major version whose data folder the packaged binaries can read. */
const majorVersion = '18';
const superuser = 'ashar';
const logLimit = 5 * 1024 * 1024;

export type EmbeddedOptions = {
  /** The data folder: the cluster is kept in its folder `postgres`. */
  readonly folder: string;
  /** Who takes the folder, for the message to the next one: `server`, `backup`, … */
  readonly purpose?: string;
  /** False only in tests: nothing acknowledged would survive a power cut. */
  readonly durable?: boolean;
  /** Called with one line when the server had to be restarted or an older one stopped. */
  readonly onNotice?: (line: string) => void;
  /** Called when the server ended by itself and could not be started again. */
  readonly onGone?: (error: Error) => void;
};

export type EmbeddedServer = {
  readonly port: number;
  /** Process number of the running postmaster; another one after a crash and restart. */
  readonly pid: () => number;
  /** The address of a database in this cluster, with its password: never to be logged. */
  readonly url: (database: string) => string;
  /** Ends the server (fast mode: sessions are cut, everything committed is kept) and frees the folder. */
  readonly stop: () => Promise<void>;
};

type Paths = {
  readonly cluster: string;
  readonly draft: string;
  readonly password: string;
  readonly log: string;
};

const draftName = 'postgres.new.';

function pathsOf(folder: string): Paths {
  return {
    cluster: path.join(folder, 'postgres'),
    // A name of its own for each start: an initdb whose Ashar was killed may still be writing into the one before.
    draft: path.join(folder, `${draftName}${randomBytes(6).toString('hex')}`),
    password: path.join(folder, 'postgres.password'),
    log: path.join(folder, 'postgres.log'),
  };
}

/**
 * Starts the embedded PostgreSQL on a data folder, making the cluster on first use, and watches over it: when
 * it ends by itself it is started again on the same port, where PostgreSQL recovers what was committed.
 * @throws FolderInUse when another Ashar holds the folder.
 * @throws EmbeddedDatabaseError with a message for the operator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = path.resolve(options.folder);
  let lock: FolderLock;
  try {
    lock = lockFolder(folder, options.purpose ?? 'server');
  } catch (error) {
    throw error instanceof FolderInUse ? error : unusable(folder, error);
  }
  let dispose: () => void = () => undefined;
  try {
    const paths = pathsOf(folder);
    removeDrafts(folder);
    const user = serviceUser(paths.cluster);
    const binaries = readableBinaries(user);
    dispose = binaries.dispose;
    const password = keptPassword(paths);
    await initialise(paths, binaries.folder, user, password);
    if (user && statSync(paths.cluster).uid !== user.uid) giveTo(user, paths.cluster);
    await endPrevious(paths, options.onNotice);
    const server = new Supervisor(paths, binaries.folder, user, options);
    await server.start(await freePort());
    const port = server.port;
    return {
      port,
      pid: () => server.pid,
      url: (database) => addressOf(port, password, database),
      async stop() {
        await server.stop();
        dispose();
        lock.release();
      },
    };
  } catch (error) {
    dispose();
    lock.release();
    throw unusable(folder, error);
  }
}

/** Faults of the disk and of rights, said in a line; anything else stays as it is. */
function unusable(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof EmbeddedDatabaseError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const known = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EDQUOT', 'ERR_SQLITE_ERROR'];
  if (!known.includes(code)) return error;
  return new EmbeddedDatabaseError(`The data folder ${folder} cannot be used: ${error.message}`);
}

/**
 * The address of a database in the server that another Ashar keeps running on this folder, or undefined when
 * none answers. Commands such as `ashar backup` use it beside a running server.
 */
export async function runningEmbedded(folder: string, database: string): Promise<string | undefined> {
  const paths = pathsOf(path.resolve(folder));
  const status = readStatus(paths.cluster);
  if (status?.port === undefined || !existsSync(paths.password)) return undefined;
  const password = readFileSync(paths.password, 'utf8').trim();
  const answers = await accepts(addressOf(status.port, password, 'postgres'));
  return answers ? addressOf(status.port, password, database) : undefined;
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function keptPassword(paths: Paths): string {
  if (existsSync(paths.password)) return readFileSync(paths.password, 'utf8').trim();
  if (existsSync(paths.cluster)) {
    throw new EmbeddedDatabaseError(
      `${paths.password} is missing, so the database in ${paths.cluster} cannot be opened. Put the file back from a copy of the data folder.`,
    );
  }
  const password = randomBytes(32).toString('base64url');
  writeFileSync(paths.password, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

/**
 * How the server is told where its data are. For root on Linux this is its own working folder, entered before
 * the process gives up root: so the data may lie under a folder the server's user cannot pass, such as /root.
 * PostgreSQL keeps the data folder as its working folder for good, and children inherit it.
 */
function dataArgument(cluster: string, user: ServiceUser | undefined): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** A clean surrounding: variables such as PGDATA or PGPORT of the operator must not reach the server. */
function surroundings(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/**
 * Removes what first starts left that were cut short. An initdb whose Ashar was killed works on in its folder until it
 * notices that it is gone; what it writes meanwhile stays until the next start.
 */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('postgres.new'))) {
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    } catch {
      // Somebody writes there still. Nothing of ours needs the place.
    }
  }
}

/** Makes the cluster aside and renames it into place, so that a start cut short leaves no half cluster. */
async function initialise(
  paths: Paths,
  binaries: string,
  user: ServiceUser | undefined,
  password: string,
): Promise<void> {
  const versionFile = path.join(paths.cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === majorVersion) return;
    throw new EmbeddedDatabaseError(
      `The data in ${paths.cluster} were made by PostgreSQL ${version}, this Ashar brings ${majorVersion}. ` +
        'Make a backup with the older Ashar and restore it with this one.',
    );
  }
  if (existsSync(paths.cluster)) {
    if (readdirSync(paths.cluster).length > 0) {
      throw new EmbeddedDatabaseError(`${paths.cluster} is not empty and holds no PostgreSQL data.`);
    }
    rmSync(paths.cluster, { recursive: true });
  }
  mkdirSync(paths.draft, { mode: 0o700 });
  const passwordDraft = `${paths.draft}.password`;
  writeFileSync(passwordDraft, `${password}\n`, { mode: 0o600 });
  chmodSync(passwordDraft, 0o600);
  if (user) {
    chownSync(paths.draft, user.uid, user.gid);
    chownSync(passwordDraft, user.uid, user.gid);
  }
  const passwordFd = openSync(passwordDraft, 'r');
  try {
    const viaProc = user && process.platform === 'linux';
    const child = spawn(
      path.join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${dataArgument(paths.draft, user)}`,
        `--pwfile=${viaProc ? '/proc/self/fd/3' : passwordDraft}`,
        `--username=${superuser}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--no-instructions',
      ],
      {
        cwd: paths.draft,
        env: surroundings(),
        stdio: ['ignore', 'pipe', 'pipe', passwordFd],
        ...(user ?? {}),
      },
    );
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) {
      throw new EmbeddedDatabaseError(`initdb could not make the database: ${output.trim().slice(-2000)}`);
    }
  } finally {
    closeSync(passwordFd);
    rmSync(passwordDraft, { force: true });
  }
  renameSync(paths.draft, paths.cluster);
}

/**
 * Ends the server an earlier Ashar left behind when it was killed. We hold the folder's lock, so its Ashar is
 * gone for certain. It is stopped, not adopted: the new one then has this program's settings and version. A
 * postmaster.pid whose number now belongs to some other program (a reboot, a container) is only removed.
 */
async function endPrevious(paths: Paths, onNotice: ((line: string) => void) | undefined): Promise<void> {
  const status = readStatus(paths.cluster);
  if (!status) return;
  let ours = alive(status.pid) && belongsTo(status.pid, paths.cluster);
  if (ours === undefined && status.port !== undefined) {
    const password = readFileSync(paths.password, 'utf8').trim();
    ours = await accepts(addressOf(status.port, password, 'postgres'));
  }
  if (ours) {
    onNotice?.(
      `Stopping the database server that an interrupted Ashar left running (process ${status.pid}).`,
    );
    await endProcess(status.pid, () => !alive(status.pid) || belongsTo(status.pid, paths.cluster) === false);
  } else if (process.platform === 'linux') {
    rmSync(path.join(paths.cluster, 'postmaster.pid'), { force: true });
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

class Supervisor {
  port = 0;
  private child: ChildProcess | undefined;
  private exited = true;
  private stopping = false;
  private readonly restarts: number[] = [];
  private readonly rotation: NodeJS.Timeout;
  private readonly paths: Paths;
  private readonly binaries: string;
  private readonly user: ServiceUser | undefined;
  private readonly options: EmbeddedOptions;

  constructor(paths: Paths, binaries: string, user: ServiceUser | undefined, options: EmbeddedOptions) {
    this.paths = paths;
    this.binaries = binaries;
    this.user = user;
    this.options = options;
    this.rotation = setInterval(() => this.shortenLog(), 3_600_000);
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
      const from = this.logSize();
      if (await this.launch(chosen)) {
        this.port = chosen;
        return;
      }
      if (Date.now() > end) {
        throw new EmbeddedDatabaseError(
          `The embedded PostgreSQL does not start. ${this.paths.log} says: ${this.logSince(from)}`,
        );
      }
      await sleep(150);
      if (!fixed) chosen = await freePort();
    }
  }

  /** One attempt: true once it accepts sessions (recovery may take minutes), false when it ended instead. */
  private async launch(port: number): Promise<boolean> {
    if (this.logSize() > logLimit) renameSync(this.paths.log, `${this.paths.log}.1`);
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

  private logSize(): number {
    return statSync(this.paths.log, { throwIfNoEntry: false })?.size ?? 0;
  }

  private logSince(from: number): string {
    try {
      return readFileSync(this.paths.log).subarray(from).toString('utf8').trim().slice(-1500);
    } catch {
      return '(nothing)';
    }
  }

  /** The server holds the file open for appending, so it is copied and cut, not renamed. */
  private shortenLog(): void {
    try {
      if (this.logSize() <= logLimit) return;
      copyFileSync(this.paths.log, `${this.paths.log}.1`);
      truncateSync(this.paths.log);
    } catch {
      // A full disk: the server's own messages matter more than their rotation.
    }
  }
}
