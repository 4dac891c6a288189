import type { Database } from '../../platform/db/connect.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { isRetryable, postgresError } from '../../platform/db/postgres-errors.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { isUnavailable } from '../../platform/http/errors.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { WorkerLimit } from '../../platform/workers/worker.ts';
import { DocumentMoved } from '../data/documents.ts';
import type { Versions } from '../rules/versions.ts';
import type { PhotoTime } from './receive-photos.ts';

// What the steps of receiving (receive-items.ts) share.

export type ReceiveOptions = {
  readonly via: 'network' | 'file';
  readonly now: Date;
  /** Language of the messages. */
  readonly lang: Lang;
  /** For tests: a server newer or older than the app. */
  readonly versions?: Versions;
  /** For tests: milliseconds for the pictures of this request. */
  readonly photoMs?: number;
  /** Told of what nobody expected; the items are tried one by one then. */
  readonly onFault?: (error: unknown) => void;
};

export type SendingDevice = {
  readonly id: string;
  /** Minutes its clock was ahead (+) or behind (-) when it last spoke by the network. */
  readonly clockOff: number | null;
};

export type Work = {
  readonly db: Database;
  readonly files: FileStore;
  readonly gate: Gate;
  readonly device: SendingDevice;
  readonly options: ReceiveOptions;
  readonly clockOff: number | null;
  readonly photoTime: PhotoTime;
};

/** Trouble that passes by itself: the database is away, full, or two met in it. */
export function isPassing(error: unknown): boolean {
  // Cancelled by a limit of time, a lock that was not had in time, an idle transaction ended.
  const passing = ['57014', '55P03', '25P03', '53100', '53200', '53400'];
  if (error instanceof DocumentMoved || error instanceof WorkerLimit) return true;
  return isUnavailable(error) || isRetryable(error) || passing.includes(postgresError(error)?.code ?? '');
}
