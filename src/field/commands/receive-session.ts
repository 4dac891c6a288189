import { eq } from 'drizzle-orm';
import {
  nothingGrouped,
  writeGrouping,
  type WrittenGrouping,
} from '../../needs/sessions/data/received-grouping.ts';
import { writePeople } from '../../meetings/data/received-people.ts';
import { writeRecord } from '../../needs/sessions/data/received-record.ts';
import { receiveStickers } from '../../needs/sessions/data/received-stickers.ts';
import type { ReceivedSticker } from '../../needs/sessions/rules/sticker-wall.ts';
import { holdMeeting, recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { sessionKind, type SessionRow } from '../../needs/sessions/data/session-kind.ts';
import type { SessionRecord } from '../../needs/sessions/rules/session-record.ts';
import { same } from '../../meetings/rules/three-way.ts';
import { meetingPhoto, participant } from '../../meetings/schema.ts';
import { own } from '../../platform/db/own.ts';
import { holdDocument, keepDocument } from '../data/documents.ts';
import { newDocument } from '../rules/document.ts';
import { recordOf } from '../rules/record-of.ts';
import type { Item, ItemBody } from '../rules/items.ts';
import { onOurClock } from './device-moment.ts';
import { refusalOf, type ItemRefusal } from '../rules/receiving.ts';
import type { Part, Receiver } from './receiver.ts';

/** What of a session's document stands in the tables. */
type Written = { readonly record: SessionRecord; readonly grouping: WrittenGrouping };

/** A session: its document becomes the record, stickers become statements, pictures and the end are noted. */
export const sessionReceiver: Receiver = {
  takesPhotos: true,

  async guard(scope, meetingId) {
    const guarded = await recordableMeeting(scope, sessionKind, { id: meetingId });
    return guarded.ok ? undefined : guarded;
  },

  async receive(part) {
    const { scope, meetingId } = part;
    const session = await holdMeeting(scope, sessionKind, meetingId);
    if (!session) throw new Error('The session was held a moment ago.');
    const refused = new Map<string, ItemRefusal>();
    const items = byKind(part.items);
    const { merged } = part;
    const before = readWritten(await holdDocument(scope, meetingId, merged.base));
    for (const [id, code] of merged.refused) refused.set(id, { code });
    const content = merged.content?.kind === 'session' ? merged.content : undefined;
    const record = content?.record ?? before.record;
    const written = await writeRecord(scope, session, before.record, record);
    // Stickers are counted against the people who are known now.
    const counted: SessionRow = { ...session, ...written.session };

    await writersBack(part, items.sticker, record);
    const stickers = await receiveStickers(
      scope,
      counted,
      unique(items.sticker.map(({ body }) => received(body.sticker))),
      part.now,
    );
    for (const { id, body } of items.sticker) {
      const refusal = stickers.refused.get(body.sticker.id);
      if (refusal) refused.set(id, refusalOf(refusal));
    }
    const grouping = await writeGrouping(scope, session, {
      columns: record.columns,
      wanted: content?.placements ?? new Map(Object.entries(before.record.placements)),
      written: before.grouping,
      at: part.now,
    });

    let photos = 0;
    for (const item of items.photo) {
      if (await keepPhoto(part, item)) photos += 1;
      else refused.set(item.id, { code: 'photo-of-another' });
    }
    const finish = items.finish.at(-1);
    const finished = finish !== undefined && session.finishedAt === null;
    const changes: Partial<SessionRow> = {
      ...written.session,
      ...(finished
        ? { finishedAt: onOurClock(finish.body.finishedAt, part), finishedBy: scope.actor.name }
        : {}),
    };
    const grown = written.rows + stickers.added + photos > 0 || Object.keys(changes).length > 0;
    if (written.rows > 0 || Object.keys(changes).length > 0 || (grown && session.state === 'planned')) {
      await touchMeeting(scope, sessionKind, session, changes);
    }
    if (
      items.document.length > merged.refused.size ||
      merged.erased ||
      !same(before.grouping, grouping.written)
    ) {
      await keepDocument(scope, { id: meetingId, kind: 'session' }, merged, {
        record,
        grouping: grouping.written,
      } satisfies Written);
    }
    return {
      refused,
      details: {
        changes: items.document.length - merged.refused.size,
        rows: written.rows,
        statements: stickers.added,
        placed: grouping.placed,
        photos,
        keptPeople: written.keptPeople,
        finished,
        refused: refused.size,
      },
    };
  },
};

type Of<K extends ItemBody['kind']> = Item & { readonly body: Extract<ItemBody, { kind: K }> };

function byKind(items: readonly Item[]) {
  const of = <K extends ItemBody['kind']>(kind: K) =>
    items.filter((item): item is Of<K> => item.body.kind === kind);
  return { document: of('document'), sticker: of('sticker'), photo: of('photo'), finish: of('finish') };
}

/** What was stored is our own; a record of an earlier program lacks what did not exist then. */
function readWritten(stored: unknown): Written {
  const empty = recordOf(newDocument(''));
  if (typeof stored !== 'object' || stored === null) return { record: empty, grouping: nothingGrouped };
  const { record, grouping } = stored as Partial<Written>;
  return {
    record: { ...empty, ...record, notes: { ...empty.notes, ...record?.notes } },
    grouping: grouping ?? nothingGrouped,
  };
}

function received(sticker: Of<'sticker'>['body']['sticker']): ReceivedSticker {
  const at = new Date(sticker.deviceTime);
  const year = at.getUTCFullYear();
  return { ...sticker, deviceTime: year >= 1900 && year <= 9998 ? at : null };
}

/** Two items may carry the same sticker: sent once directly and once by a hall. */
function unique(stickers: readonly ReceivedSticker[]): ReceivedSticker[] {
  return [...new Map(stickers.map((one) => [one.id, one])).values()];
}

/** Writers whom the office took off the list and whose stickers arrive now: they were there, so they stand again. */
async function writersBack(
  part: Part,
  stickers: readonly Of<'sticker'>[],
  record: SessionRecord,
): Promise<void> {
  const { scope, meetingId } = part;
  const writers = new Set(stickers.map(({ body }) => body.sticker.personId));
  const known = record.people.filter(({ id }) => writers.has(id));
  if (known.length === 0) return;
  const rows = await scope.tx
    .select({ id: participant.id })
    .from(participant)
    .where(own(scope, participant, eq(participant.meetingId, meetingId)));
  const stand = new Set(rows.map(({ id }) => id));
  const missing = known.filter(({ id }) => !stand.has(id));
  if (missing.length > 0) await writePeople(scope, sessionKind, meetingId, [], missing);
}

/** Gives a picture's place its file; a picture whose place is not known yet gets one. False: the id stands elsewhere. */
async function keepPhoto({ scope, meetingId, photos }: Part, item: Item): Promise<boolean> {
  const photo = photos.get(item.id);
  if (!photo) throw new Error('The picture was stored before.');
  const { municipalityId } = scope;
  const rows = await scope.tx
    .insert(meetingPhoto)
    .values({
      id: item.id,
      municipalityId,
      meetingId,
      byName: scope.actor.name,
      ...photo,
    })
    .onConflictDoUpdate({
      target: [meetingPhoto.municipalityId, meetingPhoto.id],
      set: { ...photo, updatedAt: scope.now },
      setWhere: eq(meetingPhoto.meetingId, meetingId),
    })
    .returning({ id: meetingPhoto.id });
  return rows.length > 0;
}
