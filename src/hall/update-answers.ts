import { WorkerLimit } from '../platform/workers/worker.ts';

/** What answers a change that is not kept. */
export const statusOf = {
  'hall-ended': 409,
  'hall-full': 409,
  'not-found': 404,
  damaged: 422,
  dear: 422,
} as const;
export const codeOf: Partial<Record<keyof typeof statusOf, string>> = {
  damaged: 'invalid-input',
  dear: 'document-too-dear',
};

/** Milliseconds for which changes of one level of a hall wait after one of them was too dear: each costs seconds. */
const restsFor = 60_000;
const resting = new Map<string, number>();

export function rest(writer: string): void {
  const now = Date.now();
  for (const [one, until] of resting) if (until <= now) resting.delete(one);
  resting.set(writer, now + restsFor);
}
export const rests = (writer: string): boolean => (resting.get(writer) ?? 0) > Date.now();

export async function unlessBusy<T>(work: Promise<T>): Promise<T | 'busy'> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WorkerLimit) return 'busy';
    throw error;
  }
}
