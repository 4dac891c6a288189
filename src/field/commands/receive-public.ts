import { holdMeeting, recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { publicKind } from '../../public-meetings/data/public-kind.ts';
import { writePublic, type PublicMeetingRecord } from '../../public-meetings/data/received-public.ts';
import { holdDocument, keepDocument } from '../data/documents.ts';
import { newDocument } from '../rules/document.ts';
import { publicContentOf } from '../rules/meeting-content.ts';
import { refusalOf, type ItemRefusal } from '../rules/receiving.ts';
import { onOurClock } from './device-moment.ts';
import type { Receiver } from './receiver.ts';

/** A public meeting: its document becomes the rows that the office's pages would write. No stickers, no pictures. */
export const publicReceiver: Receiver = {
  takesPhotos: false,

  async guard(scope, meetingId) {
    const guarded = await recordableMeeting(scope, publicKind, { id: meetingId });
    return guarded.ok ? undefined : guarded;
  },

  async receive(part) {
    const { scope, meetingId, items, merged } = part;
    const row = await holdMeeting(scope, publicKind, meetingId);
    if (!row) throw new Error('The meeting was held a moment ago.');
    const refused = new Map<string, ItemRefusal>();
    for (const { id, body } of items)
      if (body.kind === 'sticker') refused.set(id, { code: 'sticker-not-here' });
    const before = readWritten(await holdDocument(scope, meetingId, merged.base));
    for (const [id, code] of merged.refused) refused.set(id, { code });
    const changes = items.filter(({ body }) => body.kind === 'document').length - merged.refused.size;
    const after = merged.content?.kind === 'public' ? merged.content.meeting : before;
    const written = await writePublic(scope, row, before, after);
    // Its changes are in the document; whoever sent what could not be written is told, and keeps it.
    for (const { id } of items) {
      const [first, ...others] = [...written.refused].filter(([thing]) => merged.touched.get(id)?.has(thing));
      if (first && !refused.has(id))
        refused.set(id, { ...refusalOf(first[1]), others: others.map(([, other]) => refusalOf(other)) });
    }

    const finish = items.flatMap(({ body }) => (body.kind === 'finish' ? [body] : [])).at(-1);
    const finished = finish !== undefined && row.finishedAt === null;
    const fields = {
      ...written.meeting,
      ...(finished ? { finishedAt: onOurClock(finish.finishedAt, part), finishedBy: scope.actor.name } : {}),
    };
    if (written.rows > 0 || Object.keys(fields).length > 0)
      await touchMeeting(scope, publicKind, row, fields);
    if (changes > 0 || merged.erased)
      await keepDocument(scope, { id: meetingId, kind: 'public' }, merged, written.record);
    return { refused, details: { changes, rows: written.rows, finished, refused: refused.size } };
  },
};

/** What was stored is our own; a record of an earlier program lacks what did not exist then. */
function readWritten(stored: unknown): PublicMeetingRecord {
  const empty = publicContentOf(newDocument(''));
  if (typeof stored !== 'object' || stored === null) return empty;
  const { open, ...rest } = stored as Partial<PublicMeetingRecord>;
  return { ...empty, ...rest, open: { ...empty.open, ...open } };
}
