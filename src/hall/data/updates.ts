import { and, asc, count, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Database } from '../../platform/db/connect.ts';
import { defineWorker, WorkerLimit } from '../../platform/workers/worker.ts';
import { roomFor } from '../rules/updates.ts';
import { hallUpdate } from '../schema.ts';
import { inHall } from './halls.ts';
import type work from './updates.worker.ts';
import type { JoinedUpdates } from './updates.worker.ts';

/**
 * The changes of a hall's document. They come from whoever holds a secret of the hall, and reading them costs what
 * their writer likes; so nothing is read here: a process of its own does it, within limits.
 */

/** A document at its limits is put together in under 2 s; a change that takes longer is none a person made. */
const joining = defineWorker<typeof work>('hall/data/updates.worker', {
  ms: 15_000,
  mb: 192,
  // Its stack is that of a browser's page: what goes too deep for the devices must break here.
  ownProcess: true,
});

/** @throws WorkerLimit `busy` when too many wait */
async function join(updates: readonly Uint8Array[]): Promise<JoinedUpdates> {
  try {
    // Copies: what comes from the network or the database may be a part of something larger.
    return await joining({ updates: updates.map((one) => new Uint8Array(one)) });
  } catch (error) {
    if (error instanceof WorkerLimit && error.reason !== 'busy') return { state: 'dear' };
    throw error;
  }
}

export type Appended =
  | { readonly ok: true; readonly before: number; readonly seq: number }
  | {
      readonly ok: false;
      /** `damaged`: no change at all; `dear`: reading it costs too much. */
      readonly code: 'hall-ended' | 'hall-full' | 'not-found' | 'damaged' | 'dear';
    };

/**
 * Keeps a change of the shared document. What is answered has been committed, and the numbers come in the order of
 * the commits: whoever has read up to one misses none before it. @throws WorkerLimit `busy` when too many wait
 */
export async function appendUpdate(db: Database, id: string, data: Uint8Array, now: Date): Promise<Appended> {
  const seen = await join([data]);
  if (seen.state !== 'good') return { ok: false, code: seen.state };
  const { structs, clients } = seen;
  let compacted = false;
  for (;;) {
    const done = await inHall<Appended | 'compact'>(db, id, async (tx, { endedAt }) => {
      if (endedAt) return { ok: false, code: 'hall-ended' };
      const [held] = await tx
        .select({
          rows: count(),
          bytes: sql<number>`coalesce(sum(octet_length(${hallUpdate.data})), 0)::int`,
          structs: sql<number>`coalesce(sum(${hallUpdate.structs}), 0)::int`,
          clients: sql<number>`coalesce(sum(${hallUpdate.clients}), 0)::int`,
          seq: sql<number>`coalesce(max(${hallUpdate.seq}), 0)::int`,
        })
        .from(hallUpdate)
        .where(eq(hallUpdate.hallId, id));
      const { seq: before, ...stand } = held ?? { rows: 0, bytes: 0, structs: 0, clients: 0, seq: 0 };
      const room = roomFor(stand, { bytes: data.length, structs, clients }, compacted);
      if (room === 'compact') return 'compact';
      if (room === 'full') return { ok: false, code: 'hall-full' };
      const [kept] = await tx
        .insert(hallUpdate)
        .values({ hallId: id, data, structs, clients, at: now })
        .returning({ seq: hallUpdate.seq });
      return { ok: true, before, seq: kept!.seq };
    });
    if (done !== 'compact') return done ?? { ok: false, code: 'not-found' };
    await compact(db, id);
    compacted = true;
  }
}

/**
 * Puts all changes together under the last number. Who has read a part of them gets the whole again, which changes
 * nothing: Yjs knows what it has. They are put together while nothing is held; when they are others meanwhile,
 * somebody else has done it.
 */
async function compact(db: Database, id: string): Promise<void> {
  const rows = await readSince(db, id, 0);
  const last = rows.at(-1);
  if (!last) return;
  const joined = await join(rows.map((row) => row.data));
  if (joined.state !== 'good') return;
  const { data, structs, clients } = joined;
  await inHall(db, id, async (tx) => {
    const stand = await tx
      .select({ seq: hallUpdate.seq })
      .from(hallUpdate)
      .where(and(eq(hallUpdate.hallId, id), lte(hallUpdate.seq, last.seq)))
      .orderBy(asc(hallUpdate.seq));
    if (stand.map(({ seq }) => seq).join() !== rows.map(({ seq }) => seq).join()) return;
    const gone = rows.slice(0, -1).map(({ seq }) => seq);
    await tx.delete(hallUpdate).where(and(eq(hallUpdate.hallId, id), inArray(hallUpdate.seq, gone)));
    await tx
      .update(hallUpdate)
      .set({ data, structs, clients })
      .where(and(eq(hallUpdate.hallId, id), eq(hallUpdate.seq, last.seq)));
  });
}

async function readSince(db: Database, id: string, since: number) {
  return await db.appQueries
    .select({ seq: hallUpdate.seq, data: hallUpdate.data })
    .from(hallUpdate)
    .where(and(eq(hallUpdate.hallId, id), gt(hallUpdate.seq, since)))
    .orderBy(asc(hallUpdate.seq));
}

/**
 * The changes after a number, put together; null when there are none. Should that cost too much, the first of them
 * alone, under its number: whoever asks goes on from there. @throws WorkerLimit `busy` when too many wait
 */
export async function updatesSince(
  db: Database,
  id: string,
  since: number,
): Promise<{ readonly seq: number; readonly update: Uint8Array | null }> {
  const rows = await readSince(db, id, since);
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return { seq: since, update: null };
  if (first === last) return { seq: last.seq, update: last.data };
  const joined = await join(rows.map((row) => row.data));
  return joined.state === 'good'
    ? { seq: last.seq, update: joined.data }
    : { seq: first.seq, update: first.data };
}
