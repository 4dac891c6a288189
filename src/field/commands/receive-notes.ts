import { openMunicipality } from '../../platform/db/scope.ts';
import { keepReceipts, type Receipt } from '../data/receipts.ts';
import type { Item } from '../rules/items.ts';
import type { Seen } from './receive-shape.ts';
import { isPassing, type Work } from './receive-work.ts';

/** Receipts of items that were refused unread; they are a note for the office, nothing hangs on them. */
export async function noteUnread(work: Work, unread: readonly Seen[]): Promise<void> {
  const receipts = unread.flatMap(({ label, outcome }) =>
    label && !outcome.ok ? [receiptOf(work, label, outcome.code)] : [],
  );
  await note(work, receipts);
}

export async function noteRefused(work: Work, items: readonly Item[], code: string): Promise<void> {
  const labels = items.map((item) => ({
    itemId: item.id,
    meetingId: item.meetingId,
    kind: item.body.kind,
    schema: item.schema,
    madeAt: new Date(item.madeAt),
  }));
  await note(
    work,
    labels.map((label) => receiptOf(work, label, code)),
  );
}

async function note(work: Work, receipts: readonly Omit<Receipt, 'municipalityId'>[]): Promise<void> {
  if (receipts.length === 0) return;
  const unique = [...new Map(receipts.map((one) => [one.itemId, one])).values()];
  try {
    await openMunicipality(work.db, work.gate, async ({ tx, municipalityId }) => {
      await keepReceipts(
        tx,
        unique.map((one) => ({ ...one, municipalityId })),
      );
    });
  } catch (error) {
    if (!isPassing(error)) work.options.onFault?.(error);
  }
}

function receiptOf(work: Work, label: NonNullable<Seen['label']>, code: string) {
  return {
    ...label,
    deviceId: work.device.id,
    via: work.options.via,
    state: 'refused' as const,
    code,
    byName: work.gate.name,
    receivedAt: work.options.now,
  };
}
