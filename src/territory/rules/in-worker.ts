import { limitRefusal, readingLimits } from '../../platform/tables/in-worker.ts';
import { defineWorker } from '../../platform/workers/worker.ts';
import type { ImportCheck, KnownUnit } from './unit-import.ts';
import type work from './units.worker.ts';
import type { UnitsRead } from './units.worker.ts';

const units = defineWorker<typeof work>('territory/rules/units.worker', readingLimits);

/** Reads a file of units on a thread of its own, to which its bytes go over; a passed limit is a refusal. */
export async function readUnits(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<UnitsRead> {
  try {
    return (await units({ do: 'read', bytes, name }, [bytes.buffer])) as UnitsRead;
  } catch (error) {
    return { kind: 'refused', refusal: limitRefusal(error) };
  }
}

/**
 * `checkImport` on a thread of its own: for the largest file it takes half a second. Undefined when it was given up:
 * other files are being read, or it took too long.
 */
export async function checkUnits(
  rows: string[][],
  known: readonly KnownUnit[],
): Promise<ImportCheck | undefined> {
  try {
    return (await units({ do: 'check', rows, known })) as ImportCheck;
  } catch (error) {
    limitRefusal(error);
    return undefined;
  }
}
