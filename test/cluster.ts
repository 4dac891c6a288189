import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../src/platform/db/connect.ts';
import { startEmbedded } from '../src/platform/db/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the run's cluster; `{database}` stands for the database's name. */
    clusterUrl: string;
    /** A folder that goes with the run. */
    runFolder: string;
  }
}

/** Databases of tests are copies of this one, which has the migrations and walls. */
export const templateName = 'ashar_template';

type Cluster = { readonly url: string; readonly runFolder: string; readonly stop: () => Promise<void> };
type Shared = { readonly made: Promise<Cluster>; users: number };

/** Each kind of tests asks for it, and Vitest loads this file for each anew: the run itself keeps the one cluster. */
const kept = Symbol.for('ashar.cluster');

/**
 * One cluster for the whole run, made new, without fsync: tests look at what happens, not at power cuts (the crash
 * tests start a durable server of their own).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = project.vitest as typeof project.vitest & { [kept]?: Shared | undefined };
  const shared = (run[kept] ??= { made: makeCluster(), users: 0 });
  shared.users += 1;
  const cluster = await shared.made;
  project.provide('clusterUrl', cluster.url);
  project.provide('runFolder', cluster.runFolder);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    run[kept] = undefined;
    await cluster.stop();
  };
}

async function makeCluster(): Promise<Cluster> {
  const runFolder = mkdtempSync(path.join(tmpdir(), 'ashar-test-'));
  const folder = path.join(runFolder, 'cluster');
  const server = await startEmbedded({ folder, durable: false, purpose: 'tests' });
  const watch = watchdog(server.pid(), runFolder);
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  const template = await connectDatabase(server.url(templateName));
  await template.close();
  // Nobody may connect to a template while it is copied, so nobody ever may.
  await admin.query(`alter database ${templateName} with is_template true allow_connections false`);
  await admin.end();
  return {
    url: server.url('{database}'),
    runFolder,
    async stop() {
      await server.stop();
      watch.kill('SIGKILL');
      rmSync(runFolder, { recursive: true, force: true });
    },
  };
}

/**
 * Stops the cluster and removes its folder when the test run ends without its teardown (Ctrl-C twice, a crash): the
 * shell's standard input is a pipe from us, which the system closes whatever happens.
 */
function watchdog(pid: number, folder: string) {
  const script = 'cat >/dev/null; kill -QUIT "$1" 2>/dev/null; sleep 1; rm -rf "$2"';
  const child = spawn('/bin/sh', ['-c', script, 'watchdog', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  return child;
}
