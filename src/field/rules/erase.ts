import type * as Y from 'yjs';
import type { SessionDocument } from './document.ts';

/**
 * Erasing people from the shared documents of meetings. Their fields are overwritten, not the people removed, so that
 * counts and numbers hold; what was overwritten is gone from the document's history as well, since Yjs keeps the place
 * of a deleted value and not the value. A phone takes the change over like any other. One that writes the person anew
 * meanwhile does not bring them back: whoever was erased is erased again whenever the document is received.
 */

/** What stands in place of a person's fields; number, sex and kind stay. */
export const nothing = {
  fullName: '',
  age: null,
  occupation: '',
  contact: '',
  street: '',
  forFocusGroup: false,
  forInitiativeGroup: false,
  forMonitoring: false,
} as const;

/** Id of a person of the meeting and the age group that stays of the age. */
export type Erased = { readonly id: string; readonly ageBand: string | null };

/** Erases the people in the document where something of them stands. @returns whether anything did. */
export function eraseInDocument(doc: SessionDocument, erased: readonly Erased[]): boolean {
  const people = doc.getMap<Y.Map<unknown>>('people');
  let changed = false;
  doc.transact(() => {
    for (const { id, ageBand } of erased) {
      const one = people.get(id);
      if (!one) continue;
      const set = (key: string, value: unknown) => {
        if (!one.has(key) || one.get(key) === value) return;
        one.set(key, value);
        changed = true;
      };
      for (const [key, value] of Object.entries(nothing)) set(key, value);
      if (ageBand !== null && typeof one.get('ageBand') !== 'string') {
        one.set('ageBand', ageBand);
        changed = true;
      }
    }
  }, 'erased');
  return changed;
}
