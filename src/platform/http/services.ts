import type { Logger as PinoLogger } from 'pino';
import type { Database } from '../db/connect.ts';
import type { Environment } from '../env.ts';
import type { FileStore } from '../files/store.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Mailer } from '../mail/mailer.ts';

/** Where the program says what happened, for its operator. No personal data: see request-log.ts. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** What a request or a job may use beside its own input. Made once at start, in main.ts. */
export type Services = {
  readonly db: Database;
  readonly env: Environment;
  readonly files: FileStore;
  readonly mail: Mailer;
  readonly jobs: Jobs;
  /** Where people reach this server, for links in letters: never taken from a request, which could name any host. */
  readonly origin: string;
  /** The time of requests; tests set it. */
  readonly clock: () => Date;
  readonly log: Logger;
};
