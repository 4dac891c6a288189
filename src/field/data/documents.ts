import { and, eq } from 'drizzle-orm';
import * as Y from 'yjs';
import type { MunicipalityScope, Tx } from '../../platform/db/scope.ts';
import { newDocument, type SessionDocument } from '../rules/document.ts';
import { isUpdate } from '../rules/update-check.ts';
import { fieldDocument } from '../schema.ts';

/** Most bytes of a meeting's document; a full session has some hundred thousand. */
export const mostBytes = 8 * 1024 * 1024;

export type HeldDocument = {
  readonly doc: SessionDocument;
  /** What was last written into the tables, as it was stored; null at the first time. */
  readonly written: unknown;
};

/** The meeting's document, held until the end of the transaction so that two devices' changes follow one another. */
export async function holdDocument(
  tx: Tx,
  scope: MunicipalityScope,
  meetingId: string,
): Promise<HeldDocument> {
  const rows = await tx
    .select({ state: fieldDocument.state, written: fieldDocument.written })
    .from(fieldDocument)
    .where(
      and(eq(fieldDocument.municipalityId, scope.municipalityId), eq(fieldDocument.meetingId, meetingId)),
    )
    .for('update');
  const doc = newDocument(meetingId);
  const [row] = rows;
  if (row) Y.applyUpdate(doc, row.state);
  return { doc, written: row?.written ?? null };
}

/** Keeps the document and what was written of it. */
export async function keepDocument(
  tx: Tx,
  scope: MunicipalityScope,
  meeting: { readonly id: string; readonly kind: 'session' | 'focusGroup' },
  doc: SessionDocument,
  written: unknown,
): Promise<void> {
  const state = Y.encodeStateAsUpdate(doc);
  await tx
    .insert(fieldDocument)
    .values({
      municipalityId: scope.municipalityId,
      meetingId: meeting.id,
      meeting: meeting.kind,
      state,
      written,
      createdAt: scope.now,
      updatedAt: scope.now,
    })
    .onConflictDoUpdate({
      target: [fieldDocument.municipalityId, fieldDocument.meetingId],
      set: { state, written, updatedAt: scope.now },
    });
}

export type Update = { readonly id: string; readonly bytes: Uint8Array };

/**
 * Merges changes into the document, each by itself. A damaged one leaves no trace, also where Yjs had begun to take
 * it in; one that would make the document too big is left out.
 */
export function mergeUpdates(
  doc: SessionDocument,
  updates: readonly Update[],
): {
  readonly doc: SessionDocument;
  readonly refused: ReadonlyMap<string, 'item-damaged' | 'document-too-big'>;
} {
  const refused = new Map<string, 'item-damaged' | 'document-too-big'>();
  if (updates.length === 0) return { doc, refused };
  let safe = Y.encodeStateAsUpdate(doc);
  let size = safe.length;
  let merged = doc;
  const begin = () => {
    merged = newDocument(doc.guid);
    Y.applyUpdate(merged, safe);
  };
  const good: Uint8Array[] = [];
  const step = (update: Update): void => {
    try {
      if (size + update.bytes.length > mostBytes) {
        // Sizes only add up when nothing is known already: ask exactly.
        safe = Y.mergeUpdates([safe, ...good.splice(0)]);
        const next = Y.mergeUpdates([safe, update.bytes]);
        size = safe.length;
        if (next.length > mostBytes) {
          refused.set(update.id, 'document-too-big');
          return;
        }
      }
      // Reading it to its end first finds most damage before anything is touched.
      if (!isUpdate(update.bytes)) {
        refused.set(update.id, 'item-damaged');
        return;
      }
      Y.applyUpdate(merged, update.bytes);
      good.push(update.bytes);
      size += update.bytes.length;
    } catch {
      refused.set(update.id, 'item-damaged');
      begin();
      for (const bytes of good) Y.applyUpdate(merged, bytes);
    }
  };
  for (const update of updates) step(update);
  return { doc: merged, refused };
}
