import type { OutboxLine } from './outbox.ts';
import type { Store } from './store.ts';

/**
 * How far each item of a meeting's changes goes that lies in the outbox, waiting or refused (see `howFar`). Each was
 * made from what was acknowledged then.
 */
export async function reachOfQueued(
  vault: Store,
  lines: readonly OutboxLine[],
  meetingId: string,
): Promise<readonly Uint8Array[]> {
  const queued = lines.filter(
    ({ meeting, kind, state }) => meeting === meetingId && kind === 'document' && state !== 'done',
  );
  const reached: Uint8Array[] = [];
  for (const { seq, id } of queued) {
    const row = await vault.read((db) => db.get('outbox', seq));
    if (row?.vector) reached.push(await vault.unseal(`outbox|${id}|vector`, row.vector));
  }
  return reached;
}
