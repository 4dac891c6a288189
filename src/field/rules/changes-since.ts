import * as Y from 'yjs';
import type { SessionDocument } from './document.ts';

/** What waits in a document for predecessors that have not come. */
export type Pending = Pick<Y.Doc['store'], 'pendingStructs' | 'pendingDs'>;

/** Takes what waits for its predecessors out of a document, and gives it. */
export function takePending({ store }: Y.Doc): Pending {
  const { pendingStructs, pendingDs } = store;
  store.pendingStructs = null;
  store.pendingDs = null;
  return { pendingStructs, pendingDs };
}

/**
 * The changes since a state vector (or all), without those that wait for predecessors this document does not have:
 * whoever gets them can take in all of them, once they have what the vector says.
 */
export function changesSince(doc: SessionDocument, vector?: Uint8Array): Uint8Array<ArrayBuffer> {
  const pending = takePending(doc);
  try {
    return Uint8Array.from(Y.encodeStateAsUpdate(doc, vector));
  } finally {
    Object.assign(doc.store, pending);
  }
}
