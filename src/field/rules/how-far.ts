import * as Y from 'yjs';

/**
 * How far a document goes, for `covers`: its state vector, and behind it what has been deleted in it, as Yjs writes
 * both. A deletion leaves no trace in a state vector, and a restored office may lack nothing else. Whoever reads a
 * state vector only, as Yjs and earlier programs do, does not look behind it.
 */
export function howFar(doc: Y.Doc): Uint8Array<ArrayBuffer> {
  const vector = Y.encodeStateVector(doc);
  // A snapshot is the deletions and then a state vector: here an empty one, of one byte.
  const deletions = Y.encodeSnapshot(Y.createSnapshot(Y.snapshot(doc).ds, new Map())).subarray(0, -1);
  const both = new Uint8Array(vector.length + deletions.length);
  both.set(vector);
  both.set(deletions, vector.length);
  return both;
}
