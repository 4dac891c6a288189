import { holdMeeting, recordableMeeting, touchMeeting } from '../../meetings/data/hold.ts';
import { focusKind, type FocusRow } from '../../needs/focus/data/focus-kind.ts';
import { writeFocus, type FocusMeeting } from '../../needs/focus/data/received-focus.ts';
import { holdDocument, keepDocument } from '../data/documents.ts';
import { newDocument } from '../rules/document.ts';
import { focusContentOf } from '../rules/meeting-content.ts';
import { onOurClock } from './device-moment.ts';
import type { ItemRefusal } from '../rules/receiving.ts';
import type { Receiver } from './receiver.ts';

/** A focus group: its document becomes the record. It has neither stickers nor pictures. */
export const focusReceiver: Receiver = {
  takesPhotos: false,

  async guard(scope, meetingId) {
    const guarded = await recordableMeeting(scope, focusKind, { id: meetingId });
    return guarded.ok ? undefined : guarded;
  },

  async receive(part) {
    const { scope, meetingId, items } = part;
    const group = await holdMeeting(scope, focusKind, meetingId);
    if (!group) throw new Error('The focus group was held a moment ago.');
    const refused = new Map<string, ItemRefusal>();
    for (const { id, body } of items)
      if (body.kind === 'sticker') refused.set(id, { code: 'sticker-not-here' });

    const { merged } = part;
    const before = readWritten(await holdDocument(scope, meetingId, merged.base));
    for (const [id, code] of merged.refused) refused.set(id, { code });
    const changes = items.filter(({ body }) => body.kind === 'document').length - merged.refused.size;
    const after = merged.content?.kind === 'focusGroup' ? merged.content.meeting : before;
    const written = await writeFocus(scope, group, before, after);

    const finish = items.flatMap(({ body }) => (body.kind === 'finish' ? [body] : [])).at(-1);
    const finished = finish !== undefined && group.finishedAt === null;
    const fields: Partial<FocusRow> = {
      ...written.group,
      ...(finished ? { finishedAt: onOurClock(finish.finishedAt, part), finishedBy: scope.actor.name } : {}),
    };
    if (written.rows > 0 || Object.keys(fields).length > 0) {
      await touchMeeting(scope, focusKind, group, fields);
    }
    if (changes > 0 || merged.erased) {
      await keepDocument(scope, { id: meetingId, kind: 'focusGroup' }, merged, after);
    }
    return {
      refused,
      details: {
        changes,
        rows: written.rows,
        finished,
        refused: refused.size,
      },
    };
  },
};

/** What was stored is our own; a record of an earlier program lacks what did not exist then. */
function readWritten(stored: unknown): FocusMeeting {
  const empty = focusContentOf(newDocument(''));
  if (typeof stored !== 'object' || stored === null) return empty;
  const { focus, ...rest } = stored as Partial<FocusMeeting>;
  return {
    ...empty,
    ...rest,
    focus: { ...empty.focus, ...focus, notes: { ...empty.focus.notes, ...focus?.notes } },
  };
}
