import * as Y from 'yjs';
import { takePending, type Pending } from './changes-since.ts';
import { newDocument, type SessionDocument } from './document.ts';
import { howFar } from './how-far.ts';
import { isUpdate } from '../../hall/rules/update-check.ts';
import {
  documentLimits,
  isTooMuch,
  weigh,
  type DocumentLimits,
  type Weight,
} from '../../hall/rules/weight.ts';

// What happens to the shared document when devices send changes. Pure: the office runs it in a worker, the tests that
// play through whole days run it as it is.

/** Changes a device has sent: a Yjs update. */
export type Update = { readonly id: string; readonly bytes: Uint8Array };

export type MergeRefusal = 'item-damaged' | 'document-too-big' | 'document-too-dear';

export type Merged = {
  /** The document with everything that could be taken in. Nothing in it waits for anything. */
  readonly doc: SessionDocument;
  /** The document as it is kept. */
  readonly state: Uint8Array;
  /** How far the document goes (`howFar`): all a device must know to send what is lacking. */
  readonly vector: Uint8Array;
  /** Updates nobody can take in, by id. */
  readonly refused: ReadonlyMap<string, MergeRefusal>;
  /**
   * Updates of which a part could not be taken in because what it builds on never came (`document-gap`), or that are
   * tried again by themselves (`busy`): to be sent again from `vector`.
   */
  readonly later: ReadonlyMap<string, 'document-gap' | 'busy'>;
};

const waits = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

function weightOf({ store }: Y.Doc): Weight {
  let structs = 0;
  for (const list of store.clients.values()) structs += list.length;
  return { structs, clients: store.clients.size };
}

/** Rebuilding after damage costs a whole document each time: so many, then the rest is sent again. */
const mostRebuilt = 8;
/** Looks at what waits, so often; each finds what the one before made possible. */
const mostPasses = 8;

/**
 * Merges changes into a document, each by itself. A damaged one leaves no trace, also where Yjs had begun to take it
 * in; one that would make the document too big or too dear is left out; one whose predecessor is lacking is taken in
 * as far as it goes and named in `later`.
 * @param state the document as it was kept; null: there is none yet
 * @throws Error when `state` itself cannot be read
 */
export function mergeUpdates(
  meetingId: string,
  state: Uint8Array | null,
  updates: readonly Update[],
  limits: DocumentLimits = documentLimits,
): Merged {
  const merging = new Merging(meetingId, state, limits);
  let left = updates.filter((update) => merging.take(update) === 'gap');
  for (let pass = 1; left.length > 0 && pass <= mostPasses; pass += 1) {
    const still = left.filter((update) => merging.take(update) === 'gap');
    if (still.length === left.length) break;
    left = still;
  }
  for (const { id } of left) merging.later.set(id, 'document-gap');
  return merging.end();
}

/** A document while changes are merged into it. */
class Merging {
  readonly refused = new Map<string, MergeRefusal>();
  readonly later = new Map<string, 'document-gap' | 'busy'>();
  readonly #id: string;
  readonly #limits: DocumentLimits;
  /** What earlier programs kept although it waited for something: it may still come. */
  readonly #waiting: Pending;
  #doc: SessionDocument;
  /** The document at some moment, and what was taken in since. */
  #safe: Uint8Array;
  #good: Uint8Array[] = [];
  #size: number;
  #rebuilt = 0;

  constructor(id: string, state: Uint8Array | null, limits: DocumentLimits) {
    this.#id = id;
    this.#limits = limits;
    this.#doc = this.#load(state);
    this.#waiting = takePending(this.#doc);
    this.#safe = Y.encodeStateAsUpdate(this.#doc);
    this.#size = this.#safe.length;
  }

  #load(state: Uint8Array | null): SessionDocument {
    const doc = newDocument(this.#id);
    if (state) Y.applyUpdate(doc, state);
    return doc;
  }

  /** Tells `gap` when a part of it waits for a predecessor; it may be tried again after others. */
  take({ id, bytes }: Update): 'taken' | 'gap' | 'not' {
    const refusal = this.#fault(bytes);
    if (refusal !== undefined) {
      this.refused.set(id, refusal);
      return 'not';
    }
    if (this.#rebuilt >= mostRebuilt) {
      this.later.set(id, 'busy');
      return 'not';
    }
    try {
      Y.applyUpdate(this.#doc, bytes);
    } catch {
      this.refused.set(id, 'item-damaged');
      this.#rebuild();
      return 'not';
    }
    this.#good.push(bytes);
    this.#size += bytes.length;
    if (!waits(this.#doc)) return 'taken';
    takePending(this.#doc);
    return 'gap';
  }

  #fault(bytes: Uint8Array): MergeRefusal | undefined {
    const limits = this.#limits;
    try {
      // Reading it to its end first finds most damage before anything is touched.
      if (!isUpdate(bytes)) return 'item-damaged';
      const added = weigh(bytes);
      const stands = weightOf(this.#doc);
      const tooMany = (one: Weight) => isTooMuch(one, limits);
      if (tooMany(added)) return 'document-too-dear';
      const sum = { structs: stands.structs + added.structs, clients: stands.clients + added.clients };
      const big = this.#size + bytes.length > limits.bytes;
      // Sums are only right when nothing of it is known already: else ask exactly.
      if (big || tooMany(sum)) {
        this.#settle();
        const together = Y.mergeUpdates([this.#safe, bytes]);
        if (together.length > limits.bytes) return 'document-too-big';
        if (tooMany(weigh(together))) return 'document-too-dear';
      }
      return undefined;
    } catch {
      return 'item-damaged';
    }
  }

  #settle(): void {
    this.#safe = Y.encodeStateAsUpdate(this.#doc);
    this.#good = [];
    this.#size = this.#safe.length;
  }

  /** Begins again from what was good: a failure in the middle leaves the document half changed. */
  #rebuild(): void {
    this.#rebuilt += 1;
    const doc = this.#load(this.#safe);
    for (const bytes of this.#good) {
      Y.applyUpdate(doc, bytes);
      takePending(doc);
    }
    this.#doc = doc;
    this.#settle();
  }

  end(): Merged {
    const doc = this.#doc;
    const { pendingStructs, pendingDs } = this.#waiting;
    let state = Y.encodeStateAsUpdate(doc);
    if (pendingStructs !== null || pendingDs !== null) {
      if (pendingStructs !== null) Y.applyUpdateV2(doc, pendingStructs.update);
      if (pendingDs !== null) Y.applyUpdateV2(doc, pendingDs);
      state = Y.encodeStateAsUpdate(doc);
      takePending(doc);
    }
    return {
      doc,
      state,
      vector: howFar(doc),
      refused: this.refused,
      later: this.later,
    };
  }
}
