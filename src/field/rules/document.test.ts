import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newDocument } from './document.ts';
import { clocksOf, recordOf, stickersOf } from './record-of.ts';
import { focusRecordOf } from './focus-document.ts';
import { standing } from './stickers.ts';

// What a damaged or malicious device may put into the shared document: it is read as nothing, and stops nobody.

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

test('types inside one another end no stack', () => {
  const doc = newDocument('x');
  const deepen = (outer: Y.Map<unknown>, field: string) => {
    let at = outer;
    for (let depth = 0; depth < 20_000; depth += 1) {
      const inner = new Y.Map<unknown>();
      at.set(field, inner);
      at = inner;
    }
  };
  doc.transact(() => {
    for (const [name, field] of [
      ['people', 'fullName'],
      ['programme', 'minutes'],
      ['topics', 'description'],
      ['entries', 'text'],
    ] as const) {
      const thing = new Y.Map<unknown>();
      doc.getMap(name).set(id(1), thing);
      deepen(thing, field);
    }
    deepen(doc.getMap('meta'), 'heldVenue');
  });
  expect(recordOf(doc)).toMatchObject({ heldVenue: '', people: [{ id: id(1), fullName: '' }] });
  expect(clocksOf(doc)).toEqual({ [id(1)]: { startedAt: null, endedAt: null, minutes: null } });
  expect(focusRecordOf(doc)).toMatchObject({ topics: [{ description: '' }], entries: [] });
});

test('names of prototypes are names like others, and only ids name things', () => {
  const doc = newDocument('x');
  for (const name of ['people', 'columns', 'programme', 'placements', 'links'])
    for (const key of ['__proto__', 'constructor'])
      doc.getMap(name).set(key, name === 'placements' ? id(1) : new Y.Map([['polluted', true]]));
  const person = new Y.Map<unknown>([['__proto__', { fullName: 'Жок', polluted: true }]]);
  doc.getMap('people').set(id(2), person);
  const { people, placements, links, columns } = recordOf(doc);
  expect(people).toMatchObject([{ id: id(2), fullName: '' }]);
  expect([Object.keys(placements), links, columns]).toEqual([[], [], []]);
  clocksOf(doc);
  expect('polluted' in {}).toBe(false);
});

test('stickers that correct one another in a ring do not count and do not hang', () => {
  const doc = newDocument('x');
  const put = (n: number, fields: Record<string, unknown>) =>
    doc.getMap('stickers').set(
      id(n),
      JSON.stringify({
        id: id(n),
        personId: null,
        slot: null,
        text: 'Суу',
        sex: null,
        way: 'typed',
        corrects: null,
        withdrawn: false,
        deviceTime: '2026-03-12T09:00:00.000Z',
        ...fields,
      }),
    );
  put(1, { corrects: id(2) });
  put(2, { corrects: id(1) });
  put(3, { corrects: id(3) });
  put(4, {});
  doc.getMap('stickers').set(id(5), 'null');
  doc.getMap('stickers').set(id(6), '{');
  expect(standing(stickersOf(doc)).map((one) => one.id)).toEqual([id(4)]);
});
