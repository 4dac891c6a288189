import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { EmbeddedDatabaseError, type ServiceUser } from './embedded-files.ts';

/** The major version whose data folder the packaged binaries can read. */
const majorVersion = '18';
export const superuser = 'ashar';

/** Where in a data folder the cluster stands, and what belongs to it. */
export type Paths = {
  readonly cluster: string;
  readonly draft: string;
  readonly password: string;
  readonly log: string;
};

const draftName = 'postgres.new.';

export function pathsOf(folder: string): Paths {
  return {
    cluster: path.join(folder, 'postgres'),
    // A name of its own for each start: an initdb whose Ashar was killed may still be writing into the one before.
    draft: path.join(folder, `${draftName}${randomBytes(6).toString('hex')}`),
    password: path.join(folder, 'postgres.password'),
    log: path.join(folder, 'postgres.log'),
  };
}

/** The password of the cluster, made on first use. @throws EmbeddedDatabaseError when a cluster has lost its own. */
export function keptPassword(paths: Paths): string {
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
export function dataArgument(cluster: string, user: ServiceUser | undefined): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** A clean surrounding: variables such as PGDATA or PGPORT of the operator must not reach the server. */
export function surroundings(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/**
 * Removes what first starts left that were cut short. An initdb whose Ashar was killed works on in its folder until it
 * notices that it is gone; what it writes meanwhile stays until the next start.
 */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('postgres.new'))) {
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    } catch {
      // Somebody writes there still. Nothing of ours needs the place.
    }
  }
}

/** Makes the cluster aside and renames it into place, so that a start cut short leaves no half cluster. */
export async function initialise(
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
