import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, startServer } from '../test/server.ts';
import { median } from './figure.ts';

/**
 * Seconds of the first start in a fresh copy (nothing built, no data) and of later starts, by the program's own
 * command, until /healthz says ok.
 */
export async function starts(): Promise<{ first: number; later: number }> {
  const project = mkdtempSync(path.join(tmpdir(), 'ashar-copy-'));
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-data-'));
  try {
    for (const part of ['bin', 'migrations', 'scripts', 'src', 'package.json', 'tsconfig.json']) {
      cpSync(path.join(root, part), path.join(project, part), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
    const seconds: number[] = [];
    for (let start = 0; start < 4; start += 1) {
      const server = await startServer({ project, folder });
      await server.stop();
      seconds.push(server.startedIn / 1000);
    }
    const [first = Number.NaN, ...later] = seconds;
    return { first, later: median(later) };
  } finally {
    rmSync(project, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
