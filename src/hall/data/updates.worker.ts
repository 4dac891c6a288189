import * as Y from 'yjs';
import { isTooMuch, weigh, type Weight } from '../rules/weight.ts';
import { isUpdate } from '../rules/update-check.ts';

/** Changes of a hall's document: one that came, to be looked at, or several that are kept, to be put together. */
export type HallUpdates = { readonly updates: readonly Uint8Array[] };

export type JoinedUpdates =
  ({ readonly state: 'good'; readonly data: Uint8Array } & Weight) | { readonly state: 'damaged' | 'dear' };

/** Milliseconds of a processor that taking in one change may take. */
const readable = 3_000;

/** Puts changes together and says what reading them costs, in a process that can be given up. */
export default function join({ updates }: HallUpdates): JoinedUpdates {
  const [first] = updates;
  if (!first) return { state: 'damaged' };
  if (updates.length > 1) {
    const data = Y.mergeUpdates([...updates]);
    return { state: 'good', data, ...weigh(data) };
  }
  if (!isUpdate(first)) return { state: 'damaged' };
  const weight = weigh(first);
  if (isTooMuch(weight)) return { state: 'dear' };
  // All devices of the hall will take it in: what breaks or is too slow here would do so there.
  const began = process.threadCpuUsage();
  try {
    Y.applyUpdate(new Y.Doc(), first);
  } catch {
    return { state: 'damaged' };
  }
  const { user, system } = process.threadCpuUsage(began);
  if ((user + system) / 1000 > readable) return { state: 'dear' };
  return { state: 'good', data: first, ...weight };
}
