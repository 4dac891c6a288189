import { eq, inArray } from 'drizzle-orm';
import { own } from '../../platform/db/own.ts';
import type { MunicipalityScope } from '../../platform/db/scope.ts';
import { defineWorker, WorkerLimit } from '../../platform/workers/worker.ts';
import type { Erased } from '../rules/erase.ts';
import type { Item } from '../rules/items.ts';
import type { MeetingContent } from '../rules/meeting-content.ts';
import type { MergeRefusal, Update } from '../rules/merge.ts';
import { fieldDocument } from '../schema.ts';
import type work from './merge.worker.ts';

/** A meeting's document as the office keeps it. */
export type KeptDocument = {
  readonly state: Uint8Array | null;
  /** Counts its changes; 0 when there is none yet. */
  readonly version: number;
  /** Null: no device has sent anything, or an earlier program kept it without looking. */
  readonly vector: Uint8Array | null;
};

const nothingKept: KeptDocument = { state: null, version: 0, vector: null };

/** The document as it is kept now; whoever merges into it finds out in `holdDocument` whether it still is. */
export async function readDocument(scope: MunicipalityScope, meetingId: string): Promise<KeptDocument> {
  const [row] = await scope.tx
    .select({
      state: fieldDocument.state,
      version: fieldDocument.version,
      vector: fieldDocument.vector,
    })
    .from(fieldDocument)
    .where(own(scope, fieldDocument, eq(fieldDocument.meetingId, meetingId)));
  return row ?? nothingKept;
}

/** How far the kept documents of these meetings go, without reading them. */
export async function readVectors(
  scope: MunicipalityScope,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await scope.tx
    .select({ id: fieldDocument.meetingId, vector: fieldDocument.vector })
    .from(fieldDocument)
    .where(own(scope, fieldDocument, inArray(fieldDocument.meetingId, [...meetingIds])));
  return new Map(rows.flatMap(({ id, vector }) => (vector ? [[id, vector] as const] : [])));
}

/** Another device's changes came between the reading of the document and its writing: merge again. */
export class DocumentMoved extends Error {}

/** A document with changes merged in, worked out before the transaction that keeps it. */
export type MergedDocument = {
  /** The version it was merged into. */
  readonly base: number;
  /** What is read out of it; null when what is kept cannot be read in time: then what was written of it stands. */
  readonly content: MeetingContent | null;
  readonly state: Uint8Array | null;
  readonly vector: Uint8Array | null;
  readonly refused: ReadonlyMap<string, MergeRefusal>;
  readonly later: ReadonlyMap<string, 'document-gap' | 'busy'>;
  /** Whether people who were erased came with the changes, and were erased again. */
  readonly erased: boolean;
  /** Of a public meeting: which of its things each update speaks of. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * What was last written into the tables of the meeting's document, as it was stored (null at the first time). Holds
 * the document until the end of the transaction. @throws DocumentMoved when it is not the one that was merged into
 */
export async function holdDocument(
  scope: MunicipalityScope,
  meetingId: string,
  base: number,
): Promise<unknown> {
  const [row] = await scope.tx
    .select({ written: fieldDocument.written, version: fieldDocument.version })
    .from(fieldDocument)
    .where(own(scope, fieldDocument, eq(fieldDocument.meetingId, meetingId)))
    .for('update');
  if ((row?.version ?? 0) !== base) throw new DocumentMoved();
  return row?.written ?? null;
}

/** Keeps the document and what was written of it. */
export async function keepDocument(
  scope: MunicipalityScope,
  meeting: { readonly id: string; readonly kind: Item['meeting'] },
  merged: MergedDocument,
  written: unknown,
): Promise<void> {
  if (merged.state === null) return;
  const fields = { state: merged.state, vector: merged.vector, version: merged.base + 1, written };
  await scope.tx
    .insert(fieldDocument)
    .values({
      municipalityId: scope.municipalityId,
      meetingId: meeting.id,
      meeting: meeting.kind,
      ...fields,
      createdAt: scope.now,
      updatedAt: scope.now,
    })
    .onConflictDoUpdate({
      target: [fieldDocument.municipalityId, fieldDocument.meetingId],
      set: { ...fields, updatedAt: scope.now },
    });
}

/**
 * Limits of one merge. A day of three devices that type 20,000 letters each at places of chance and draw without rest
 * (60,000 pieces, 120 writers, 0.8 MB) is read in 0.7 s on a busy machine, a usual meeting in some 30 ms. `readable`
 * is the time a processor may need to read the document, which every phone and every later request pays; `ms` is what
 * the process may take for all of it on the clock.
 */
const readable = 3_000;
const merging = defineWorker<typeof work>('field/data/merge.worker', {
  ms: 15_000,
  mb: 192,
  // Its stack is that of a browser's page: what goes too deep for the phones must break here.
  ownProcess: true,
  waiting: 100,
});
/** So many updates may pass a limit in one request; what comes after them is sent again. */
const mostDear = 2;

async function tryMerge(
  meeting: { readonly id: string; readonly kind: Item['meeting'] },
  state: Uint8Array | null,
  updates: readonly Update[],
  erased: readonly Erased[],
) {
  try {
    return await merging({ meetingId: meeting.id, kind: meeting.kind, state, updates, erased, readable });
  } catch (error) {
    if (error instanceof WorkerLimit && error.reason !== 'busy') return { dear: true } as const;
    throw error;
  }
}

/**
 * Merges updates into what is kept, in a worker. When together they cost too much they are tried one by one, and the
 * ones that do are refused. `people` are erased wherever they stand in it. @throws WorkerLimit `busy` when too many wait
 */
export async function mergeInto(
  meeting: { readonly id: string; readonly kind: Item['meeting'] },
  kept: KeptDocument,
  updates: readonly Update[],
  people: readonly Erased[] = [],
): Promise<MergedDocument> {
  const all = await tryMerge(meeting, kept.state, updates, people);
  if (!all.dear) return { base: kept.version, ...all };
  const refused = new Map<string, MergeRefusal>();
  const later = new Map<string, 'document-gap' | 'busy'>();
  const touched = new Map<string, ReadonlySet<string>>();
  const refuseAll = (): MergedDocument => {
    for (const { id } of updates) refused.set(id, 'document-too-dear');
    return {
      base: kept.version,
      content: null,
      state: null,
      vector: null,
      refused,
      later,
      erased: false,
      touched,
    };
  };
  let last = updates.length === 0 ? all : await tryMerge(meeting, kept.state, [], people);
  // What is kept is itself too dear to read: nothing more comes into it, and nothing waits for it.
  if (last.dear) return refuseAll();
  let dear = 0;
  let { erased } = last;
  for (const update of updates) {
    if (dear >= mostDear) {
      later.set(update.id, 'busy');
      continue;
    }
    const next = await tryMerge(meeting, last.state, [update], people);
    if (next.dear) {
      dear += 1;
      refused.set(update.id, 'document-too-dear');
      continue;
    }
    for (const [id, things] of next.touched) touched.set(id, things);
    for (const [id, code] of next.refused) refused.set(id, code);
    for (const [id, code] of next.later) later.set(id, code);
    last = next;
    erased ||= next.erased;
  }
  return { base: kept.version, ...last, refused, later, erased, touched };
}

/** How far a kept document goes; undefined when there is none or it cannot be read in time. */
export async function vectorOf(
  meeting: { readonly id: string; readonly kind: Item['meeting'] },
  kept: KeptDocument,
): Promise<Uint8Array | undefined> {
  if (kept.vector !== null || kept.state === null) return kept.vector ?? undefined;
  return (await mergeInto(meeting, kept, [])).vector ?? undefined;
}
