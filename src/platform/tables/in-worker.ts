import { WorkerLimit } from '../workers/worker.ts';
import { refuse, type TableRefusal } from './table.ts';

/** Time and memory that reading one file may take: the largest honest table needs a tenth of both. */
export const readingLimits = { ms: 20_000, mb: 160, waiting: 10, ownProcess: true } as const;

/** The refusal that a passed limit means to whoever sent the file. @throws what was no limit. */
export function limitRefusal(error: unknown): TableRefusal {
  if (!(error instanceof WorkerLimit)) throw error;
  return refuse(error.reason === 'busy' ? 'busy' : 'tooHeavy');
}
