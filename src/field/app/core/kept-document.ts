import * as Y from 'yjs';
import { type SessionDocument } from '../../rules/document.ts';
import { isItemId } from '../../rules/record-of.ts';
import type { Sticker } from '../../rules/items.ts';
import type { Store } from './store.ts';

/** Origins of changes: read from this device's store, and got from the office. Neither is sent. */
export const fromStore = 'store';
export const fromOffice = 'office';

/** A sticker of the document; undefined when it is none. */
export function readSticker(id: string, value: unknown): Sticker | undefined {
  if (!isItemId(id) || typeof value !== 'string') return undefined;
  try {
    const sticker = JSON.parse(value) as Sticker;
    return sticker.id === id ? sticker : undefined;
  } catch {
    return undefined;
  }
}

/** Reads all kept changes into the document. @returns whether every one of them could be read */
export async function loadDocument(vault: Store, id: string, doc: SessionDocument): Promise<boolean> {
  const rows = await vault.read((db) => db.transaction('updates').store.index('meeting').getAll(id));
  const updates = await Promise.allSettled(rows.map((row) => vault.unseal(`updates|${id}`, row.sealed)));
  let damaged = false;
  doc.transact(() => {
    for (const update of updates) {
      try {
        if (update.status === 'fulfilled') Y.applyUpdate(doc, update.value, fromStore);
        else damaged = true;
      } catch {
        damaged = true;
      }
    }
  }, fromStore);
  // A row that cannot be read costs its own words and no more; it is left where it is.
  return !damaged;
}
