import type * as Y from 'yjs';
import type { SessionDocument } from './document.ts';

/**
 * Erasing people from the shared documents of meetings. Their fields are overwritten, not the people removed, so that
 * counts and numbers hold; what was overwritten is gone from the document's history as well, since Yjs keeps the place
 * of a deleted value and not the value. A phone takes the change over like any other. One that writes the person anew
 * meanwhile does not bring them back: whoever was erased is erased again whenever the document is received.
 *
 * A speech of somebody who was erased, or that the office took away, leaves the document whole: what the minutes need of
 * it stands at the office. Of the door the village goes; the number of a card stays, since a vote may hang on it.
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

/** Id of a person of the meeting and the age group that stays of the age; or id of a speech or a slip. */
export type Erased = { readonly id: string; readonly ageBand: string | null };

/** Erases the people in the document where something of them stands. @returns whether anything did. */
export function eraseInDocument(doc: SessionDocument, erased: readonly Erased[]): boolean {
  const people = doc.getMap<Y.Map<unknown>>('people');
  // A speech, and where somebody lives: what is erased with its place. The names of the roots say whose they are.
  const whole = [doc.getMap('speeches'), doc.getMap('door')];
  let changed = false;
  doc.transact(() => {
    for (const { id, ageBand } of erased) {
      for (const [at, key] of [id, `${id}|villageId`].entries()) {
        if (!whole[at]?.has(key)) continue;
        whole[at].delete(key);
        changed = true;
      }
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
