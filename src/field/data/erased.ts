import { and, eq } from 'drizzle-orm';
import * as Y from 'yjs';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { erasedParticipant } from '../../needs/schema.ts';
import { newDocument, type SessionDocument } from '../rules/document.ts';
import { fieldDocument } from '../schema.ts';

/**
 * Erasing people from the shared documents of meetings. Their fields are overwritten, not the people removed, so that
 * counts and numbers hold; what was overwritten is gone from the document's history as well, since Yjs keeps the place
 * of a deleted value and not the value. A phone takes the change over like any other. One that writes the person anew
 * meanwhile does not bring them back: whoever was erased is erased again whenever the document is received.
 */

/** What stands in place of a person's fields; number, sex and kind stay. */
const nothing = {
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

/** Who of a meeting was erased. */
export async function erasedOf(scope: MunicipalityScope, meetingId: string): Promise<Erased[]> {
  return await scope.tx
    .select({ id: erasedParticipant.participantId, ageBand: erasedParticipant.ageBand })
    .from(erasedParticipant)
    .where(
      and(
        eq(erasedParticipant.municipalityId, scope.municipalityId),
        eq(erasedParticipant.meetingId, meetingId),
      ),
    );
}

/** Erases people of one meeting in its stored document and in what was last written of it. */
export async function eraseStored(
  scope: MunicipalityScope,
  meetingId: string,
  erased: readonly Erased[],
): Promise<void> {
  const here = and(
    eq(fieldDocument.municipalityId, scope.municipalityId),
    eq(fieldDocument.meetingId, meetingId),
  );
  const [row] = await scope.tx
    .select({ state: fieldDocument.state, written: fieldDocument.written })
    .from(fieldDocument)
    .where(here)
    .for('update');
  if (!row) return;
  const doc = newDocument(meetingId);
  Y.applyUpdate(doc, row.state);
  eraseInDocument(doc, erased);
  await scope.tx
    .update(fieldDocument)
    .set({
      state: Y.encodeStateAsUpdate(doc),
      written: withoutPeople(row.written, new Map(erased.map((one) => [one.id, one]))),
      updatedAt: scope.now,
    })
    .where(here);
}

/** The same JSON with the people blank wherever they stand in it. */
export function withoutPeople(value: unknown, erased: ReadonlyMap<string, Erased>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutPeople(one, erased));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutPeople(one, erased)]),
  );
  const found = typeof fields.id === 'string' && 'fullName' in fields ? erased.get(fields.id) : undefined;
  return found ? { ...fields, ...nothing, ageBand: fields.ageBand ?? found.ageBand } : fields;
}
