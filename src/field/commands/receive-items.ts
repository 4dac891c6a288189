import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, runCommand, type Params } from '../../platform/db/command.ts';
import type { Database } from '../../platform/db/connect.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { isRetryable, postgresError } from '../../platform/db/postgres-errors.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import type { FileRefusalCode, FileStore } from '../../platform/files/store.ts';
import { errorMessage, isUnavailable } from '../../platform/http/errors.ts';
import { translator } from '../../platform/i18n/catalogues.ts';
import type { Lang } from '../../platform/i18n/lang.ts';
import { itemsDone, keepReceipts, type Receipt } from '../data/receipts.ts';
import { mayUseField } from '../policy.ts';
import type { Item, ItemResult, ItemsAnswer, ItemsRequest } from '../rules/items.ts';
import { versions, type Versions } from '../rules/versions.ts';
import { focusReceiver } from './receive-focus-group.ts';
import { sessionReceiver } from './receive-session.ts';
import { lookAt, requestShape, type Seen } from './receive-shape.ts';
import { refusedAll, type ItemRefusal, type Receiver, type StoredPhoto } from './receiver.ts';

/** What takes in each kind of meeting. */
export const receivers: Readonly<Record<Item['meeting'], Receiver>> = {
  session: sessionReceiver,
  focusGroup: focusReceiver,
};

export type ReceiveOptions = {
  readonly via: 'network' | 'file';
  readonly now: Date;
  /** Language of the messages. */
  readonly lang: Lang;
  /** For tests: a server newer or older than the app. */
  readonly versions?: Versions;
  /** Told of what nobody expected; the items are tried one by one then. */
  readonly onFault?: (error: unknown) => void;
};

export type SendingDevice = {
  readonly id: string;
  /** Minutes its clock was ahead (+) or behind (-) when it last spoke by the network. */
  readonly clockOff: number | null;
};

type Outcome =
  | { readonly state: 'done' }
  | ({ readonly state: 'refused' } & ItemRefusal)
  | ({ readonly state: 'later' } & ItemRefusal);

/**
 * Takes in what a device sends, exactly once: an item that was taken before is answered `done` without doing
 * anything, whatever way and however often it comes. Each item is answered by itself; items of one meeting are one
 * transaction, in which a refused one holds up no other. Nothing that is sent makes it throw; while the database
 * cannot be asked everything is answered `later`.
 *
 * Refusal codes besides those of `recordableSession` and `receiveStickers`: `item-damaged`, `item-kind-unknown`,
 * `schema-too-new`, `schema-too-old`, `document-too-big`, `photo-too-big`, `photo-unreadable`, `photo-of-another`,
 * `photo-not-here`, `sticker-not-here`, `not-received` (a fault of ours).
 */
export async function receiveItems(
  db: Database,
  files: FileStore,
  gate: Gate,
  device: SendingDevice,
  request: ItemsRequest,
  options: ReceiveOptions,
): Promise<ItemsAnswer> {
  const envelope = requestShape.safeParse(request);
  const seen = envelope.success
    ? envelope.data.items.map((raw) => lookAt(raw, options.versions ?? versions))
    : [];
  const work: Work = { db, files, gate, device, options, clockOff: clockOf(request, device, options) };
  const outcomes = await outcomesOf(work, seen);
  const t = translator(options.lang);
  return {
    receivedAt: options.now.toISOString(),
    results: seen.map(({ id }, index): ItemResult => {
      const outcome = outcomes[index] ?? { state: 'later', code: 'busy' };
      if (outcome.state === 'done') return { id, state: 'done' };
      const { state, code, params } = outcome;
      return { id, state, code, message: errorMessage(t, code, params) };
    }),
  };
}

type Work = {
  readonly db: Database;
  readonly files: FileStore;
  readonly gate: Gate;
  readonly device: SendingDevice;
  readonly options: ReceiveOptions;
  readonly clockOff: number | null;
};

/** How wrong the device's clock goes: told by the network at the moment of sending, by a file only from before. */
function clockOf(request: ItemsRequest, device: SendingDevice, options: ReceiveOptions): number | null {
  const sent = options.via === 'network' ? Date.parse(request.sentAt) : Number.NaN;
  return Number.isNaN(sent) ? device.clockOff : Math.round((sent - options.now.getTime()) / 60_000);
}

async function outcomesOf(work: Work, seen: readonly Seen[]): Promise<readonly Outcome[]> {
  const later: Outcome = { state: 'later', code: 'busy' };
  let done: ReadonlySet<string>;
  try {
    const ids = seen.flatMap(({ label }) => (label ? [label.itemId] : []));
    done = await openMunicipality(
      work.db,
      work.gate,
      async (scope) => await itemsDone(scope.tx, scope, [...new Set(ids)]),
    );
  } catch (error) {
    if (!isPassing(error)) work.options.onFault?.(error);
    return seen.map(() => later);
  }

  const outcomes = new Map<string, Outcome>();
  const parts = new Map<string, Map<string, Item>>();
  for (const { id, label, outcome } of seen) {
    if (label && done.has(label.itemId)) outcomes.set(id, { state: 'done' });
    else if (outcome.ok) {
      const key = `${outcome.item.meeting} ${outcome.item.sessionId}`;
      const part = parts.get(key) ?? new Map<string, Item>();
      // The same item twice in one request is one item.
      parts.set(key, part.set(id, outcome.item));
    }
  }
  for (const part of parts.values()) {
    for (const [id, outcome] of await receivePart(work, [...part.values()])) outcomes.set(id, outcome);
  }
  const unread = seen.filter(({ id, outcome }) => !outcome.ok && !outcomes.has(id));
  await noteUnread(work, unread);
  return seen.map(({ id, outcome }) => {
    const known = outcomes.get(id);
    if (known) return known;
    return outcome.ok ? later : { state: 'refused', ...refusalOf(outcome) };
  });
}

const refusalOf = ({ code, params }: { readonly code: string; readonly params?: Params }): ItemRefusal =>
  params === undefined ? { code } : { code, params };

/** Trouble that passes by itself: the database is away, full, or two met in it. */
function isPassing(error: unknown): boolean {
  // Cancelled by a limit of time, a lock that was not had in time, an idle transaction ended.
  const passing = ['57014', '55P03', '25P03', '53100', '53200', '53400'];
  return isUnavailable(error) || isRetryable(error) || passing.includes(postgresError(error)?.code ?? '');
}

async function receivePart(work: Work, items: readonly Item[]): Promise<Map<string, Outcome>> {
  try {
    return await takePart(work, items);
  } catch (error) {
    if (isPassing(error)) return sameForAll(items, { state: 'later', code: 'busy' });
    work.options.onFault?.(error);
    if (items.length === 1) {
      await noteRefused(work, items, 'not-received');
      return sameForAll(items, { state: 'refused', code: 'not-received' });
    }
    // One of them is the cause: the others must not suffer for it.
    const outcomes = new Map<string, Outcome>();
    for (const item of items)
      for (const [id, outcome] of await receivePart(work, [item])) outcomes.set(id, outcome);
    return outcomes;
  }
}

const sameForAll = (items: readonly Item[], outcome: Outcome) =>
  new Map<string, Outcome>(items.map(({ id }) => [id, outcome]));

const idShape = z.uuid();
const resultShape = z.strictObject({
  meetingId: idShape,
  meeting: z.enum(['session', 'focusGroup']),
  items: z.custom<readonly Item[]>((value) => Array.isArray(value)),
  photos: z.custom<ReadonlyMap<string, StoredPhoto>>((value) => value instanceof Map),
  photoRefusals: z.custom<ReadonlyMap<string, Outcome>>((value) => value instanceof Map),
  device: z.custom<SendingDevice>((value) => typeof value === 'object'),
  clockOff: z.number().nullable(),
  via: z.enum(['network', 'file']),
});

/**
 * Takes in the items of one meeting: those not taken before are written, each gets its receipt. One row in the audit
 * log, with counts.
 */
export const receiveMeeting = defineCommand({
  name: 'field.receive-items',
  input: resultShape,
  policy: mayUseField,
  run: async ({ tx, scope, input, now }) => {
    const { meetingId, meeting, items } = input;
    // One after another for each meeting: of two requests with the same item the second finds its receipt.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`field:${meetingId}`}, 0))`);
    const done = await itemsDone(
      tx,
      scope,
      items.map(({ id }) => id),
    );
    const fresh = items.filter(({ id }) => !done.has(id) && !input.photoRefusals.has(id));
    const outcomes = new Map<string, Outcome>(input.photoRefusals);
    for (const id of done) outcomes.set(id, { state: 'done' });
    const receiver = receivers[meeting];
    let details: Readonly<Record<string, number | boolean>> = {};
    if (fresh.length > 0) {
      const guarded = await receiver.guard(tx, scope, meetingId);
      const { refused, ...part } = guarded
        ? refusedAll(fresh, refusalOf(guarded))
        : await receiver.receive({
            tx,
            scope,
            meetingId,
            items: fresh,
            photos: input.photos,
            now,
            clockOff: input.clockOff,
          });
      details = part.details;
      for (const { id } of fresh) {
        const refusal = refused.get(id);
        outcomes.set(id, refusal ? { state: 'refused', ...refusal } : { state: 'done' });
      }
    }
    const receipts = items.flatMap((item): Receipt[] => {
      const outcome = outcomes.get(item.id);
      if (done.has(item.id) || outcome === undefined || outcome.state === 'later') return [];
      return [
        {
          municipalityId: scope.municipalityId,
          itemId: item.id,
          meetingId,
          deviceId: input.device.id,
          kind: item.body.kind,
          schema: item.schema,
          via: input.via,
          state: outcome.state,
          code: outcome.state === 'refused' ? outcome.code : null,
          byName: scope.actor.name,
          madeAt: new Date(item.madeAt),
          receivedAt: now,
        },
      ];
    });
    await keepReceipts(tx, receipts);
    return ok(outcomes, {
      subjectKind: meeting,
      subjectId: meetingId,
      details: { via: input.via, items: receipts.length, ...details },
    });
  },
});

async function takePart(work: Work, items: readonly Item[]): Promise<Map<string, Outcome>> {
  const [first] = items;
  if (!first) return new Map();
  const { db, gate, device, options } = work;
  if (!mayUseField(gate)) {
    await noteRefused(work, items, 'forbidden');
    return sameForAll(items, { state: 'refused', code: 'forbidden' });
  }
  const { stored, refusals } = await storePhotos(work, first, items);
  const result = await openMunicipality(
    db,
    gate,
    async (scope) =>
      await runCommand(scope, receiveMeeting, {
        meetingId: first.sessionId,
        meeting: first.meeting,
        items,
        photos: stored,
        photoRefusals: refusals,
        device,
        clockOff: work.clockOff,
        via: options.via,
      }),
    { now: options.now },
  );
  if (result.ok) return result.value;
  // Its own refusals are the receiver's; what is left is a value that a column cannot hold: one of the items has it.
  if (items.length > 1) throw new Error(`The items were refused as a whole: ${result.code}`);
  await noteRefused(work, items, 'item-damaged');
  return sameForAll(items, { state: 'refused', code: 'item-damaged' });
}

/**
 * Stores pictures before the transaction that names them: a transaction may be run again, a file may not be half
 * written. Only for who may write into the meeting; the same picture twice is one file.
 */
async function storePhotos(
  work: Work,
  first: Item,
  items: readonly Item[],
): Promise<{ stored: Map<string, StoredPhoto>; refusals: Map<string, Outcome> }> {
  const stored = new Map<string, StoredPhoto>();
  const refusals = new Map<string, Outcome>();
  const photos = items.flatMap(({ id, body }) => (body.kind === 'photo' ? [{ id, data: body.data }] : []));
  if (photos.length === 0) return { stored, refusals };
  const { db, gate, files, options } = work;
  if (!receivers[first.meeting].takesPhotos) {
    for (const { id } of photos) refusals.set(id, { state: 'refused', code: 'photo-not-here' });
    return { stored, refusals };
  }
  const guarded = await openMunicipality(
    db,
    gate,
    async (scope) => await receivers[first.meeting].guard(scope.tx, scope, first.sessionId),
  );
  for (const { id, data } of photos) {
    if (guarded) {
      refusals.set(id, { state: 'refused', ...refusalOf(guarded) });
      continue;
    }
    try {
      const put = await files.put(Buffer.from(data, 'base64'), { accept: ['image'] });
      if (put.ok)
        stored.set(id, { fileId: put.file.id, width: put.file.width ?? 1, height: put.file.height ?? 1 });
      else refusals.set(id, photoOutcome(put.code));
    } catch (error) {
      options.onFault?.(error);
      refusals.set(id, { state: 'later', code: 'busy' });
    }
  }
  return { stored, refusals };
}

function photoOutcome(code: FileRefusalCode): Outcome {
  if (code === 'diskFull') return { state: 'later', code: 'office-disk-full' };
  return { state: 'refused', code: code === 'tooLarge' ? 'photo-too-big' : 'photo-unreadable' };
}

/** Receipts of items that were refused unread; they are a note for the office, nothing hangs on them. */
async function noteUnread(work: Work, unread: readonly Seen[]): Promise<void> {
  const receipts = unread.flatMap(({ label, outcome }) =>
    label && !outcome.ok ? [receiptOf(work, label, outcome.code)] : [],
  );
  await note(work, receipts);
}

async function noteRefused(work: Work, items: readonly Item[], code: string): Promise<void> {
  const labels = items.map((item) => ({
    itemId: item.id,
    meetingId: item.sessionId,
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
