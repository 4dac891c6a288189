import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../db/connect.ts';
import { FolderStore } from '../files/folder-store.ts';
import type { Letter } from '../mail/mailer.ts';
import { openLog } from './request-log.ts';
import type { Services } from './services.ts';

export type TestServices = Services & {
  /** Letters that were delivered (`runWaiting` delivers those that are queued). */
  readonly letters: Letter[];
};

/** Services over a test database: letters are kept in a list, jobs run when `runWaiting(services)` is called. */
export function testServices(db: Database, over: Partial<Services> = {}): TestServices {
  const folder = mkdtempSync(path.join(tmpdir(), 'ashar-files-'));
  const letters: Letter[] = [];
  return {
    db,
    env: {
      databaseUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      dataFolder: folder,
      secret: 'a secret of tests, long enough for its check',
      baseUrl: undefined,
      // The letters below are delivered: mail is connected.
      smtpUrl: 'smtp://localhost',
      mode: 'test',
      trustProxy: false,
      tilesUrl: undefined,
      tilesAttribution: '',
    },
    files: new FolderStore(path.join(folder, 'files')),
    mail: {
      deliver: async (letter) => {
        letters.push(letter);
        await Promise.resolve();
      },
      close: () => undefined,
    },
    jobs: { begin: async () => await Promise.resolve(), stop: async () => await Promise.resolve() },
    origin: 'http://localhost:3000',
    clock: () => new Date(),
    log: openLog('silent'),
    letters,
    ...over,
  };
}
