import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defineCommand, ok, runCommand } from '../../platform/db/command.ts';
import type { Database } from '../../platform/db/connect.ts';
import type { Gate } from '../../platform/db/gate.ts';
import { openMunicipality } from '../../platform/db/scope.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { errorMessage } from '../../platform/http/errors.ts';
import { translator, type Translate } from '../../platform/i18n/catalogues.ts';
import { DocumentMoved, readVectors, type MergedDocument } from '../data/documents.ts';
import { itemsDone, keepReceipts, storeName, type Receipt } from '../data/receipts.ts';
import { mayUseField } from '../policy.ts';
import {
  fieldMeetings,
  type Item,
  type ItemResult,
  type ItemsAnswer,
  type ItemsRequest,
} from '../rules/items.ts';
import {
  idTaken,
  outcomesOf,
  refusalOf,
  takenBefore,
  type ItemRefusal,
  type Outcome,
} from '../rules/receiving.ts';
import { versions } from '../rules/versions.ts';
import { contentHash } from './content-hash.ts';
import { mergeDocuments } from './receive-documents.ts';
import { noteRefused, noteUnread } from './receive-notes.ts';
import { PhotoTime, storePhotos } from './receive-photos.ts';
import { isPassing, type ReceiveOptions, type SendingDevice, type Work } from './receive-work.ts';
import { lookAt, requestShape, type Seen } from './receive-shape.ts';
import { receivers } from './receivers.ts';
import { refusedAll, type StoredPhoto } from './receiver.ts';

/**
 * Takes in what a device sends, exactly once: an item that was taken before is answered `done` without doing
 * anything, whatever way and however often it comes, and other words under its id are refused. Each item is answered
 * by itself; items of one meeting are one transaction, in which a refused one holds up no other. Nothing that is sent
 * makes it throw; while the database cannot be asked everything is answered `later`.
 *
 * Refusal codes besides those of `recordableSession` and `receiveStickers`: `item-damaged`, `item-kind-unknown`,
 * `schema-too-new`, `schema-too-old`, `document-too-big`, `photo-too-big`, `photo-unreadable`, `photo-of-another`,
 * `photo-not-here`, `sticker-not-here`, `document-too-dear`, `item-id-taken`, `not-received` (a fault of ours).
 *
 * `later` with the code `document-gap`: the office lacks what these changes build on, as after a restore of an older
 * backup; `vectors` says how far its document goes, and the device sends from there.
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
  const work: Work = {
    db,
    files,
    gate,
    device,
    options,
    clockOff: clockOf(request, device, options),
    photoTime: new PhotoTime(options),
  };
  const outcomes = await receiveSeen(work, seen);
  const t = translator(options.lang);
  return {
    receivedAt: options.now.toISOString(),
    ...(await standOf(work, seen, outcomes)),
    results: seen.map(({ id }, index): ItemResult => {
      const outcome = outcomes[index] ?? { state: 'later', code: 'busy' };
      if (outcome.state === 'done') return { id, state: 'done' };
      const { state, code } = outcome;
      return { id, state, code, message: sentencesOf(t, outcome) };
    }),
  };
}

/** Most reasons that are told of one item. */
const mostTold = 10;

/** Every reason why an item was not taken, each with the number of the card or the slip it is about. */
function sentencesOf(t: Translate, { others = [], ...first }: ItemRefusal): string {
  const said = [first, ...others].map(({ code, params }) => {
    const sentence = errorMessage(t, code, params);
    const about = ['card', 'slip'].find((one) => params !== undefined && one in params);
    return about === undefined
      ? sentence
      : `${t(`field.open.${about}-of`, { number: params![about]! })}: ${sentence}`;
  });
  return [...new Set(said)].slice(0, mostTold).join(' ');
}

/** How wrong the device's clock goes: told by the network at the moment of sending, by a file only from before. */
function clockOf(request: ItemsRequest, device: SendingDevice, options: ReceiveOptions): number | null {
  const sent = options.via === 'network' ? Date.parse(request.sentAt) : Number.NaN;
  return Number.isNaN(sent) ? device.clockOff : Math.round((sent - options.now.getTime()) / 60_000);
}

async function receiveSeen(work: Work, seen: readonly Seen[]): Promise<readonly Outcome[]> {
  const later: Outcome = { state: 'later', code: 'busy' };
  let done: ReadonlyMap<string, string | null>;
  try {
    const ids = seen.flatMap(({ label }) => (label ? [label.itemId] : []));
    done = await openMunicipality(
      work.db,
      work.gate,
      async (scope) => await itemsDone(scope, [...new Set(ids)]),
    );
  } catch (error) {
    if (!isPassing(error)) work.options.onFault?.(error);
    return seen.map(() => later);
  }

  const outcomes = new Map<string, Outcome>();
  const parts = new Map<string, Map<string, Item>>();
  for (const { id, label, outcome } of seen) {
    const before = outcome.ok ? takenBefore(done.get(outcome.item.id), contentHash(outcome.item)) : 'no';
    if (before !== 'no') outcomes.set(id, before === 'yes' ? { state: 'done' } : idTaken);
    else if (label && !outcome.ok && done.has(label.itemId)) outcomes.set(id, { state: 'done' });
    else if (outcome.ok) {
      const key = `${outcome.item.meeting} ${outcome.item.meetingId}`;
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

/** Which store answers, and how far its documents of these meetings go: of those the sender may write into. */
async function standOf(
  work: Work,
  seen: readonly Seen[],
  outcomes: readonly Outcome[],
): Promise<Pick<ItemsAnswer, 'store' | 'vectors'>> {
  if (seen.length === 0) return {};
  const meetings = new Set(
    seen.flatMap(({ label }, index) =>
      label && outcomes[index] && outcomes[index].state !== 'refused' ? [label.meetingId] : [],
    ),
  );
  try {
    return await openMunicipality(work.db, work.gate, async (scope) => {
      const vectors = await readVectors(scope, [...meetings]);
      return {
        store: await storeName(scope),
        vectors: Object.fromEntries(
          [...vectors].map(([id, vector]) => [id, Buffer.from(vector).toString('base64')]),
        ),
      };
    });
  } catch (error) {
    if (!isPassing(error)) work.options.onFault?.(error);
    return {};
  }
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
  meeting: z.enum(fieldMeetings),
  items: z.custom<readonly Item[]>((value) => Array.isArray(value)),
  photos: z.custom<ReadonlyMap<string, StoredPhoto>>((value) => value instanceof Map),
  photoRefusals: z.custom<ReadonlyMap<string, Outcome>>((value) => value instanceof Map),
  merged: z.custom<MergedDocument>((value) => typeof value === 'object'),
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
  run: async ({ scope, input, now }) => {
    const { meetingId, meeting, items } = input;
    // One after another for each meeting: of two requests with the same item the second finds its receipt.
    await scope.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`field:${meetingId}`}, 0))`);
    const done = await itemsDone(
      scope,
      items.map(({ id }) => id),
    );
    const hashes = new Map(items.map((item) => [item.id, contentHash(item)]));
    const outcomes = new Map<string, Outcome>(input.photoRefusals);
    for (const [id, hash] of hashes) {
      const before = takenBefore(done.get(id), hash);
      if (before !== 'no') outcomes.set(id, before === 'yes' ? { state: 'done' } : idTaken);
    }
    const fresh = items.filter(({ id }) => !outcomes.has(id));
    const receiver = receivers[meeting];
    let details: Readonly<Record<string, number | boolean>> = {};
    if (fresh.length > 0) {
      const guarded = await receiver.guard(scope, meetingId);
      const { refused, ...part } = guarded
        ? refusedAll(fresh, refusalOf(guarded))
        : await receiver.receive({
            scope,
            meetingId,
            items: fresh,
            photos: input.photos,
            merged: input.merged,
            now,
            clockOff: input.clockOff,
          });
      details = part.details;
      const later = guarded ? new Map<string, never>() : input.merged.later;
      for (const [id, outcome] of outcomesOf(fresh, refused, later)) outcomes.set(id, outcome);
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
          contentHash: hashes.get(item.id) ?? null,
          byName: scope.actor.name,
          madeAt: new Date(item.madeAt),
          receivedAt: now,
        },
      ];
    });
    await keepReceipts(scope.tx, receipts);
    return ok(outcomes, {
      subjectKind: meeting,
      subjectId: meetingId,
      details: { via: input.via, items: receipts.length, ...details },
    });
  },
});

/** So often changes are merged anew because another device's came between. */
const mostMerged = 5;

async function takePart(work: Work, items: readonly Item[]): Promise<Map<string, Outcome>> {
  const [first] = items;
  if (!first) return new Map();
  const { db, gate, device, options } = work;
  if (!mayUseField(gate)) {
    await noteRefused(work, items, 'forbidden');
    return sameForAll(items, { state: 'refused', code: 'forbidden' });
  }
  const { stored, refusals } = await storePhotos(work, first, items);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const merged = await mergeDocuments(db, gate, receivers[first.meeting], device.id, items);
      const result = await openMunicipality(
        db,
        gate,
        async (scope) =>
          await runCommand(scope, receiveMeeting, {
            meetingId: first.meetingId,
            meeting: first.meeting,
            items,
            photos: stored,
            photoRefusals: refusals,
            merged,
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
    } catch (error) {
      if (!(error instanceof DocumentMoved) || attempt === mostMerged) throw error;
    }
  }
}
