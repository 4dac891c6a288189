import {
  holdFocusGroup,
  recordableFocusGroup,
  touchFocusGroup,
  type FocusRow,
} from '../../needs/data/focus-guard.ts';
import { writeFocus, type FocusMeeting } from '../../needs/data/received-focus.ts';
import { eraseInDocument, erasedOf } from '../data/erased.ts';
import { holdDocument, keepDocument, mergeUpdates } from '../data/documents.ts';
import { newDocument, recordOf, type SessionDocument } from '../rules/document.ts';
import { focusRecordOf } from '../rules/focus-document.ts';
import { onOurClock } from './device-moment.ts';
import type { ItemRefusal, Receiver } from './receiver.ts';

/** A focus group: its document becomes the record. It has neither stickers nor pictures. */
export const focusReceiver: Receiver = {
  takesPhotos: false,

  async guard(tx, scope, meetingId) {
    const guarded = await recordableFocusGroup(tx, scope, meetingId);
    return guarded.ok ? undefined : guarded;
  },

  async receive(part) {
    const { tx, scope, meetingId, items } = part;
    const group = await holdFocusGroup(tx, scope, meetingId);
    if (!group) throw new Error('The focus group was held a moment ago.');
    const refused = new Map<string, ItemRefusal>();
    for (const { id, body } of items)
      if (body.kind === 'sticker') refused.set(id, { code: 'sticker-not-here' });

    const held = await holdDocument(tx, scope, meetingId);
    const before = readWritten(held.written);
    const updates = items.flatMap(({ id, body }) =>
      body.kind === 'document' ? [{ id, bytes: new Uint8Array(Buffer.from(body.update, 'base64')) }] : [],
    );
    const merged = mergeUpdates(held.doc, updates);
    for (const [id, code] of merged.refused) refused.set(id, { code });
    const erasedAgain = eraseInDocument(merged.doc, await erasedOf(scope, meetingId));
    const after = meetingOf(merged.doc);
    const written = await writeFocus(tx, scope, group, before, after);

    const finish = items.flatMap(({ body }) => (body.kind === 'finish' ? [body] : [])).at(-1);
    const finished = finish !== undefined && group.finishedAt === null;
    const changes: Partial<FocusRow> = {
      ...written.group,
      ...(finished ? { finishedAt: onOurClock(finish.finishedAt, part), finishedBy: scope.actor.name } : {}),
    };
    if (written.rows > 0 || Object.keys(changes).length > 0) {
      await touchFocusGroup(tx, scope, group, changes);
    }
    if (updates.length > merged.refused.size || erasedAgain) {
      await keepDocument(tx, scope, { id: meetingId, kind: 'focusGroup' }, merged.doc, after);
    }
    return {
      refused,
      details: {
        changes: updates.length - merged.refused.size,
        rows: written.rows,
        finished,
        refused: refused.size,
      },
    };
  },
};

function meetingOf(doc: SessionDocument): FocusMeeting {
  const { heldOn, heldVenue, attendance, women, men, deputies, executives, people } = recordOf(doc);
  return {
    heldOn,
    heldVenue,
    attendance,
    women,
    men,
    deputies,
    executives,
    people,
    focus: focusRecordOf(doc),
  };
}

/** What was stored is our own; a record of an earlier program lacks what did not exist then. */
function readWritten(stored: unknown): FocusMeeting {
  const empty = meetingOf(newDocument(''));
  if (typeof stored !== 'object' || stored === null) return empty;
  const { focus, ...rest } = stored as Partial<FocusMeeting>;
  return {
    ...empty,
    ...rest,
    focus: { ...empty.focus, ...focus, notes: { ...empty.focus.notes, ...focus?.notes } },
  };
}
