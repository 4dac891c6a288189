import * as Y from 'yjs';
import { newDocument, SessionEdits } from './rules/document.ts';
import { itemSchema, type Item, type ItemBody } from './rules/items.ts';

// What a phone sends in the tests that kill the server: the same every time, so that another process can send it again.

/** A UUID of two numbers. */
const idOf = (kind: number, number: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;

const municipalityId = idOf(1, 1);
export const crashFacts = {
  municipalityId,
  villageId: idOf(1, 2),
  cycleId: idOf(1, 3),
  sessionId: idOf(1, 4),
  deviceId: idOf(1, 5),
  gate: { accountId: idOf(1, 6), municipalityId, roles: ['staff' as const], name: 'Нурлан Осмонов' },
};

/** Request number `request`: somebody comes in, five stickers of theirs, a correction, and where they hang. */
export function crashItems(request: number): Item[] {
  const { sessionId: meetingId } = crashFacts;
  const item = (number: number, body: ItemBody): Item => ({
    id: idOf(2, request * 100 + number),
    schema: itemSchema,
    meetingId,
    meeting: 'session',
    madeAt: '2026-03-20T06:00:00Z',
    body,
  });
  const doc = newDocument(meetingId);
  // Each request is one device's own: the same changes are the same bytes.
  doc.clientID = request;
  const edit = new SessionEdits(doc);
  const person = idOf(3, request);
  const column = idOf(4, request % 5);
  const sticker = (number: number, corrects: number | null): Item =>
    item(number, {
      kind: 'sticker',
      sticker: {
        id: idOf(5, request * 100 + number),
        personId: person,
        slot: corrects === null ? number : null,
        text: `Көйгөй ${request}/${number}`,
        sex: null,
        way: 'typed',
        corrects: corrects === null ? null : idOf(5, request * 100 + corrects),
        withdrawn: false,
        deviceTime: '2026-03-20T06:00:00Z',
      },
    });
  edit.put('people', person, { number: 1, fullName: `Адам ${request}`, sex: 'female', kind: 'community' });
  edit.put('columns', column, { order: request % 5, name: `Көйгөй ${request % 5}` });
  edit.place(
    [1, 2, 3, 4, 5].map((number) => idOf(5, request * 100 + number)),
    column,
  );
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
  return [
    item(0, { kind: 'document', update }),
    ...[1, 2, 3, 4, 5].map((number) => sticker(number, null)),
    sticker(6, 5),
  ];
}
