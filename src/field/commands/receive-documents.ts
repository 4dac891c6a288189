import type { Database } from '../../platform/db/connect.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import { mergeInto, readDocument, type MergedDocument } from '../data/documents.ts';
import { erasedOf } from '../data/erased.ts';
import type { Item } from '../rules/items.ts';
import type { Receiver } from './receiver.ts';

/** Milliseconds for which the changes of a device wait after one of them was too dear: each costs seconds. */
const restsFor = 60_000;
/** Device → until when its changes wait. Few devices are ever here, and each goes by itself. */
const resting = new Map<string, number>();

/**
 * Merges the items' changes into the meeting's document, before and outside the transaction that keeps it: what takes
 * long holds nobody up. Only for who may write into the meeting; `receive` refuses everybody else.
 * @throws WorkerLimit `busy` when too many wait
 */
export async function mergeDocuments(
  db: Database,
  gate: Gate,
  receiver: Receiver,
  deviceId: string,
  items: readonly Item[],
): Promise<MergedDocument> {
  const [first] = items;
  const nothing = {
    base: 0,
    content: null,
    state: null,
    vector: null,
    refused: new Map(),
    later: new Map(),
    erased: false,
    touched: new Map(),
  };
  if (!first) return nothing;
  const { meetingId: id, meeting: kind } = first;
  const kept = await openMunicipality(db, gate, async (scope) =>
    (await receiver.guard(scope, id))
      ? undefined
      : { document: await readDocument(scope, id), erased: await erasedOf(scope, id) },
  );
  if (!kept) return nothing;
  const updates = items.flatMap((item) =>
    item.body.kind === 'document'
      ? [{ id: item.id, bytes: new Uint8Array(Buffer.from(item.body.update, 'base64')) }]
      : [],
  );
  const now = Date.now();
  const rests = (resting.get(deviceId) ?? 0) > now;
  if (!rests) resting.delete(deviceId);
  const merged = await mergeInto({ id, kind }, kept.document, rests ? [] : updates, kept.erased);
  if (rests) return { ...merged, later: new Map(updates.map((one) => [one.id, 'busy' as const])) };
  if ([...merged.refused.values()].includes('document-too-dear')) resting.set(deviceId, now + restsFor);
  return merged;
}
