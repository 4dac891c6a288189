import { limitRefusal, readingLimits } from '../../platform/tables/in-worker.ts';
import { defineWorker } from '../../platform/workers/worker.ts';
import type { StoredUnits } from './kept-check.ts';
import type { PackedPlan } from './kept-units.ts';
import type { DifferenceChoice } from './unit-import.ts';
import type { UnitsPreview } from './units-preview.ts';
import type work from './units.worker.ts';
import type { UnitsOrder, UnitsRead } from './units.worker.ts';

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
 * What a preview shows of a file that waits, checked on a thread of its own: for the largest it takes half a second.
 * Undefined when it was given up: other files are being read, or it took too long.
 * @param contents go over to that thread, as what is stored of people does
 */
export async function previewUnits(contents: Bytes, stored: Stored) {
  return (await checked({ do: 'preview', contents, ...stored })) as UnitsPreview | undefined;
}

/** As `previewUnits`, what is to be carried out when `take` is ticked. */
export async function planUnits(contents: Bytes, stored: Stored, take: readonly DifferenceChoice[]) {
  return (await checked({ do: 'plan', contents, take, ...stored })) as PackedPlan | undefined;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Stored = StoredUnits & { readonly figures: Bytes };

async function checked(order: UnitsOrder & { readonly contents: Bytes; readonly figures: Bytes }) {
  try {
    return await units(order, [order.contents.buffer, order.figures.buffer]);
  } catch (error) {
    limitRefusal(error);
    return undefined;
  }
}
