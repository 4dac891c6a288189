import * as Y from 'yjs';
import type { SessionDocument } from './document.ts';
import type { Update } from './merge.ts';

/**
 * Which speeches, counts and people at the door of a public meeting each update speaks of, by its id. A change that
 * takes the place of another names neither its thing nor its place, so both are looked up in the merged document, where
 * also what was overwritten since still knows its place.
 */
export function touchedBy(
  doc: SessionDocument,
  updates: readonly Update[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const roots: ReadonlySet<unknown> = new Set(['speeches', 'door', 'counts'].map((name) => doc.getMap(name)));
  return new Map(updates.map(({ id, bytes }) => [id, new Set(thingsOf(doc, roots, bytes))]));
}

function* thingsOf(doc: SessionDocument, roots: ReadonlySet<unknown>, bytes: Uint8Array): Generator<string> {
  let structs: Y.Item[];
  try {
    structs = Y.decodeUpdate(bytes).structs.filter((one) => one instanceof Y.Item);
  } catch {
    // It is refused as damaged.
    return;
  }
  for (const { id } of structs) {
    const list = doc.store.clients.get(id.client);
    // Not taken in: it waits for what it builds on.
    if (!list || Y.getState(doc.store, id.client) <= id.clock) continue;
    const found = list[Y.findIndexSS(list, id.clock)];
    if (found instanceof Y.Item) yield* thingOf(found, roots);
  }
}

function* thingOf(item: Y.Item, roots: ReadonlySet<unknown>): Generator<string> {
  for (let at: Y.Item | null = item; at;) {
    const parent: unknown = at.parent;
    if (!(parent instanceof Y.AbstractType)) return;
    // At the door a person has one place for each fact: `<person>|<fact>`.
    if (roots.has(parent) && at.parentSub !== null) {
      yield at.parentSub.split('|')[0]!;
      return;
    }
    at = parent._item;
  }
}
